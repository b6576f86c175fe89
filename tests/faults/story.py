"""A call from asking to the end, told so that any of its acts can be struck, and what has to hold however it went.

Invariants, whatever was struck at whichever step:

- No call is stuck: whoever asked has a room, everybody invited is admitted and told, and whoever declined or was
  removed is refused; and once everybody has left, the call is closed and nothing of it is due.
- No line is lost or doubled: the kept log is what was said, each line once, in the room's order.
- No invitation is lost, and nobody is told twice, but for a repetition after a failure: same call, same or later rev,
  which the browser lays over the first.
- No room is left on the chat server.
- `complete` is true, unless the archive itself lost something, and then it is false.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID, uuid4

from chatxblock.domain.call import Call, Context, Person, Report, State, User
from chatxblock.domain.ports import Rooms, Store
from chatxblock.domain.rounds import Round
from chatxblock.domain.service import CallService, Question
from chatxblock.errors import CallNotFound, RoomsError
from chatxblock.testing import AnybodyMayHelp, FirstCome, FixedClock
from tests.faults.mortal import Death, Fate, Mortal

HELPERS = ("bo", "cy", "dee")
LEASE = 16.0
"""Seconds after which a dead worker's lease has run out."""
GRACE = 60.0
SWEEPS = 40
"""More than the longest way from a failure to the end takes."""

Act = Callable[["Play", CallService], object]


class Stage(ABC):
    """Where it is played: a store, a chat server, and people who use them."""

    store: Store
    rooms: Rooms
    clock: FixedClock

    @abstractmethod
    def attend(self, person: Person) -> None:
        """Have somebody open a page on which notices arrive."""

    @abstractmethod
    def enter(self, room: str, person: Person) -> bool:
        """Have somebody come in, and say whether the room let them."""

    @abstractmethod
    def say(self, room: str, person: Person, body: str) -> str:
        """Have somebody inside say something; return the archive's id of the line."""

    @abstractmethod
    def exit(self, room: str, person: Person) -> None:
        """Have somebody go out, or be out."""

    @abstractmethod
    def is_inside(self, room: str, person: Person) -> bool:
        """Say whether somebody is inside, and could say something."""

    @abstractmethod
    def invitations(self, person: Person, call_id: UUID) -> list[int]:
        """Return the revisions with which this person was invited to that call."""

    @abstractmethod
    def has_room(self, room: str) -> bool:
        """Say whether the chat server has that room."""

    def worker(self, fate: Fate | None = None) -> CallService:
        """Return a new worker's service."""
        fate = fate or Fate()
        return CallService(
            store=cast(Store, Mortal(self.store, fate)),
            rooms=cast(Rooms, Mortal(self.rooms, fate)),
            peering=FirstCome(),
            eligibility=AnybodyMayHelp(),
            clock=self.clock,
            base_url="http://lms.test",
        )


@dataclass
class Play:
    """One performance."""

    stage: Stage
    course: str = field(default_factory=lambda: f"course-v1:{uuid4().hex}")
    call_id: UUID = field(default_factory=uuid4)
    said: list[str] = field(default_factory=list)
    failures: int = 0
    reports: dict[str, Report] = field(default_factory=dict)
    """Who closed the window for good, and what it had on its screen."""

    def person(self, name: str) -> Person:
        return self.stage.store.people(self.course, [user(name)])[0]

    def call(self) -> Call | None:
        try:
            return self.stage.store.load(self.call_id)
        except CallNotFound:
            return None

    def attend(self) -> None:
        """Have everybody open a page."""
        for name in ("alex", *HELPERS):
            self.stage.attend(self.person(name))

    def come(self, *names: str) -> None:
        """Have those come in who have a room to come to, as windows do again and again."""
        call = self.call()
        if call is not None and call.running and call.admitted_at is not None:
            for name in set(names) - self.reports.keys():
                if call.can_join(self.person(name)):
                    self.stage.enter(call.room, self.person(name))

    def talk(self, *lines: tuple[str, str]) -> None:
        call = self.call()
        assert call is not None
        for name, body in lines:
            self.said.append(self.stage.say(call.room, self.person(name), body))

    def go(self, name: str) -> None:
        """Have somebody close the window."""
        self.reports[name] = Report(lines=len(self.said), last_id=self.said[-1] if self.said else "")
        call = self.call()
        if call is not None:
            self.stage.exit(call.room, self.person(name))

    def settle(self, *inside: str) -> None:
        """Let time pass, with a sweep of a fresh worker, until nothing but the clock is waited for."""
        for _ in range(4):
            self.stage.clock.pass_time(LEASE)
            self.stage.worker().sweep()
            self.come(*inside)


def user(name: str) -> User:
    return User(user_id=name, name=name.title())


def ask(play: Play, service: CallService) -> None:
    question = Question(
        id=play.call_id,
        text="Why is the matrix not invertible here?",
        context=Context(title="Unit 3", url="/unit/3"),
        block="block",
        window_url="/window/CALL_ID",
        rounds=(Round(size=1, wait=90.0), Round(size=2, wait=90.0)),
        helper_limit=2,
        grace=GRACE,
        listed=tuple(user(name) for name in HELPERS),
    )
    service.ask(play.person("alex"), question)


def widen(play: Play, service: CallService) -> None:
    service.call(play.call_id, play.person("alex"))


def accept(play: Play, service: CallService) -> None:
    service.accept(play.call_id, play.person("bo"))


def decline(play: Play, service: CallService) -> None:
    service.decline(play.call_id, play.person("cy"))


def leave_one(play: Play, service: CallService) -> None:
    service.leave(play.call_id, play.person("bo"), play.reports["bo"])


def leave_last(play: Play, service: CallService) -> None:
    service.leave(play.call_id, play.person("alex"), play.reports["alex"])


ACTS: tuple[Act, ...] = (ask, widen, accept, decline, leave_one, leave_last)

Perform = Callable[[Play, Act], None]
"""Carries out an act, in a worker that may be struck."""


def tell(play: Play, perform: Perform, *, struck: Act | None = None, again: bool = False) -> None:
    """Play all acts; the struck one is followed by time and sweeps, and repeated where people click `again`."""
    play.attend()
    for act in ACTS:
        before(play, act)
        perform(play, act)
        if act is struck:
            play.settle(*inside_after(act))
            check_running(play)
            if again:
                act(play, play.stage.worker())
                play.settle(*inside_after(act))
                check_running(play)
        if play.call() is None:
            return  # the question never reached us; she sees that it did not, and asks again
    finish(play)


def before(play: Play, act: Act) -> None:
    """Do what people do between two acts."""
    if act is widen:
        play.come("alex")
        play.stage.clock.pass_time(91)
    if act is decline:
        play.come("alex", "bo")
        play.talk(("bo", "Hi!"), ("alex", "Zero… is that the point?"), ("bo", "👍"), ("alex", "Oh."), ("bo", "Yes."))
    if act in (leave_one, leave_last):
        play.go("bo" if act is leave_one else "alex")


def inside_after(act: Act) -> tuple[str, ...]:
    """Return whose windows are open after an act."""
    if act is leave_last:
        return ()
    return ("alex",) if act in (ask, widen, leave_one) else ("alex", "bo")


def finish(play: Play) -> None:
    """Let everybody close their windows and time pass, then check that nothing is left."""
    for name in ("alex", *HELPERS):
        play.go(name)
    service = play.stage.worker()
    for _ in range(SWEEPS):
        call = play.call()
        assert call is not None
        if call.state is State.CLOSED:
            break
        play.stage.clock.pass_time(LEASE)
        service.sweep()
    check_over(play)


def check_running(play: Play) -> None:
    """What holds for a call that has settled after a failure."""
    call = play.call()
    if call is None or not call.running:
        return
    assert call.room_ready_at is not None
    assert call.admitted_at is not None
    assert call.undelivered == ()
    assert call.retry_at is None
    assert play.stage.has_room(call.room)
    assert call.asker_left_at is not None or play.stage.enter(call.room, call.asker)
    for invitation in call.invitations:
        if not invitation.welcome:
            assert not play.stage.enter(call.room, invitation.person)


def check_over(play: Play) -> None:
    """What holds in the end."""
    call = play.call()
    assert call is not None
    assert call.state is State.CLOSED
    assert call.due_at is None
    assert [line.id for line in play.stage.store.log(call.id)] == play.said
    assert call.complete is True
    assert not play.stage.has_room(call.room)
    assert call.invitations
    for invitation in call.invitations:
        told = play.stage.invitations(invitation.person, call.id)
        assert 1 <= len(told) <= 1 + play.failures, f"{invitation.person.name} was told {told}"
        assert told == sorted(told)


def struck_once(play: Play, act: Act, fate: Fate) -> None:
    """Carry out one act in a worker of that fate; what it raises is what the person would see."""
    play.failures += 1
    try:
        act(play, play.stage.worker(fate))
    except (Death, RoomsError):
        return


def unharmed(play: Play, act: Act) -> None:
    """Carry out one act as on a good day."""
    act(play, play.stage.worker())


def steps(stage: Stage) -> Iterator[tuple[Act, list[str]]]:
    """Play it through unharmed and yield which steps each act takes."""
    taken: list[tuple[Act, list[str]]] = []

    def count(play: Play, act: Act) -> None:
        fate = Fate()
        act(play, stage.worker(fate))
        taken.append((act, fate.steps))

    tell(Play(stage), count)
    yield from taken
