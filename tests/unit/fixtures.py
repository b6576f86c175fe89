"""A course with an asker and helpers, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from chatxblock.domain.calls.call import Call, Context, Person, User
from chatxblock.domain.calls.names import Names, Naming
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.ports import RoomKinds
from chatxblock.testing import AnybodyMayHelp, FirstCome, FixedClock, MemoryEvents, MemoryRooms, MemoryStore

COURSE = "course-v1:Org+Algebra+2026"


def user(name: str) -> User:
    return User(user_id=name, username=name, name=name.title())


@dataclass
class Course:
    clock: FixedClock = field(default_factory=FixedClock)
    store: MemoryStore = field(default_factory=MemoryStore)
    peering: FirstCome = field(default_factory=FirstCome)
    eligibility: AnybodyMayHelp = field(default_factory=AnybodyMayHelp)

    def __post_init__(self) -> None:
        self.rooms = MemoryRooms(self.clock)
        self.service = self.worker()

    def worker(self) -> CallService:
        """Another process that sees the same database and chat server."""
        return CallService(
            calls=self.store,
            people=self.store,
            helpers=self.store,
            logs=self.store,
            rooms=self.kinds(),
            notifier=self.rooms.notifier,
            presence=self.rooms.presence,
            events=MemoryEvents(),
            peering=self.peering,
            eligibility=self.eligibility,
            clock=self.clock,
            base_url="http://lms.test",
            names=Names(naming=Naming.FULL),
        )

    def kinds(self) -> RoomKinds:
        """Where people can meet: in the chat alone."""
        return self.rooms

    def person(self, name: str) -> Person:
        return self.service.people(COURSE, [user(name)])[0]

    def question(self, call_id: UUID | None = None, *, helpers: str = "bo cy dee", size: int = 3) -> Question:
        return Question(
            id=call_id or uuid4(),
            text="Why is the matrix not invertible here?",
            context=Context(title="Unit 3", url="/unit/3?student={user}"),
            unit="unit",
            block="block",
            window_url="/window/CALL_ID?student={user}",
            rounds=(Round(size=size, wait=60.0),),
            helper_limit=2,
            grace=60.0,
            listed=tuple(user(name) for name in helpers.split()),
        )

    def ask(self, *, helpers: str = "bo cy dee", size: int = 3) -> Call:
        return self.service.ask(self.person("alex"), self.question(helpers=helpers, size=size))[0]

    def enter(self, call: Call, name: str) -> None:
        self.rooms.enter(call.room, self.person(name).localpart)

    def exit(self, call: Call, name: str) -> None:
        self.rooms.exit(call.room, self.person(name).localpart)

    def say(self, call: Call, name: str, body: str) -> str:
        return self.rooms.say(call.room, self.person(name).localpart, body).id

    def told(self, name: str) -> list[str]:
        """What somebody was told so far: "invitation" or the state of a change."""
        localpart = self.person(name).localpart
        return ["invitation" if n.room else n.state for n in self.rooms.notifier.notices if n.to == localpart]
