"""A course in memory, with helpers on duty and people who ask: the real rounds, around a peering that is tried."""

from __future__ import annotations

from uuid import uuid4

from chatxblock.domain.calls.call import Call, Context, Person, User
from chatxblock.domain.calls.candidates import duty_room
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.rounds import parse_plan
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.helpers.duty import Unit, off_duty, on_duty
from chatxblock.domain.ports import Peering
from chatxblock.testing.choosing import AnybodyMayHelp
from chatxblock.testing.clock import FixedClock
from chatxblock.testing.events import MemoryEvents
from chatxblock.testing.rooms import MemoryRooms
from chatxblock.testing.store import MemoryStore

COURSE = "course-v1:Org+Algebra+2026"
BLOCK = "block-v1:Org+Algebra+2026+type@chatxblock+block@1"
UNIT = Unit(key="block-v1:Org+Algebra+2026+type@vertical+block@unit3", title="Unit 3", url="/unit/3")


class MemoryCourse:
    """What happens in a course: people come on duty, ask, answer, and time passes."""

    def __init__(self, peering: Peering, *, plan: str = "3 everyone 60s") -> None:
        """Let this peering choose; `plan` is what the author wrote, one round a line."""
        self.clock = FixedClock()
        self.store = MemoryStore()
        self.rooms = MemoryRooms(self.clock)
        self.eligibility = AnybodyMayHelp()
        self.events = MemoryEvents()
        self.peering = peering
        self.plan = parse_plan(plan)
        self.rooms.presence.make_duty_room(duty_room(COURSE), password="")
        self.service = self.worker()

    def worker(self) -> CallService:
        """Return one more process that sees the same course."""
        return CallService(
            calls=self.store,
            people=self.store,
            helpers=self.store,
            logs=self.store,
            rooms=self.rooms,
            notifier=self.rooms.notifier,
            presence=self.rooms.presence,
            events=self.events,
            peering=self.peering,
            eligibility=self.eligibility,
            clock=self.clock,
        )

    def person(self, name: str) -> Person:
        """Return somebody of the course."""
        return self.service.people(COURSE, [User(user_id=name, username=name, name=name)])[0]

    def come(self, *names: str) -> list[Person]:
        """Put people on duty, for the unit in which all questions are asked."""
        people = [self.person(name) for name in names]
        for person in people:
            before = self.store.helper(person)
            self.store.save_helper(before, on_duty(before, None))
            self.store.save_unit(person, UNIT)
            self.store.arrive(person, self.clock.now())
            self.rooms.presence.around.add(person.localpart)
        return people

    def go(self, *names: str) -> None:
        """Take people off duty."""
        for name in names:
            person = self.person(name)
            before = self.store.helper(person)
            self.store.save_helper(before, off_duty(before))
            self.rooms.presence.around.discard(person.localpart)

    def ask(self, asker: str = "asker", text: str = "Why is that so?", *, listed: tuple[str, ...] = ()) -> Call:
        """Let somebody ask, go into the room and wait there; return the call with its first round."""
        question = Question(
            id=uuid4(),
            text=text,
            context=Context(usage_key=BLOCK, title=UNIT.title, url=UNIT.url),
            unit=UNIT.key,
            block=BLOCK,
            window_url="/window/CALL_ID",
            rounds=self.plan,
            helper_limit=3,
            grace=60.0,
            listed=tuple(User(user_id=name, username=name, name=name) for name in listed),
        )
        person = self.person(asker)
        call, _ = self.service.ask(person, question)
        if call.admitted_at is not None:
            self.rooms.enter(call.room, person.localpart)
        return call

    def pass_time(self, seconds: float) -> None:
        """Let time pass, and do what fell due."""
        self.clock.pass_time(seconds)
        self.service.sweep()

    def asked(self, call: Call, round: int | None = None) -> list[str]:
        """Return who was asked for a call by now, in that order; of one round if it is named."""
        invitations = self.store.load(call.id).invitations
        return [i.person.name for i in invitations if round is None or i.round == round]

    def accept(self, call: Call, name: str) -> None:
        """Let somebody come who was asked."""
        person = self.person(name)
        self.service.accept(call.id, person)
        self.rooms.enter(call.room, person.localpart)

    def decline(self, call: Call, name: str) -> None:
        """Let somebody say "not now" who was asked."""
        self.service.decline(call.id, self.person(name))

    def end(self, call: Call) -> Call:
        """Let everybody leave; return the call as it is then."""
        now = self.store.load(call.id)
        for person in (*(there.person for there in now.helpers), now.asker):
            self.service.leave(call.id, person, None)
        return self.store.load(call.id)
