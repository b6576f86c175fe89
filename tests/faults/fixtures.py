"""A call from asking to the end, told so that any of its actions can be struck, and what has to hold however it went.

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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID, uuid4

import pytest
from _pytest.mark import ParameterSet

from chatxblock.domain.calls.call import Call, Context, Person, Report, State, User
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.ports import Notifier, Presence, Rooms
from chatxblock.errors import CallNotFound, RoomsError
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.testing import AnybodyMayHelp, FirstCome, FixedClock, MemoryEvents
from tests.faults.mortal import Death, Fate, Mortal
from tests.support.stores import Store

HELPERS = ("bo", "cy", "dee")
LEASE = 16.0
"""Seconds after which a dead worker's lease has run out."""
GRACE = 60.0
SWEEPS = 40
"""More than the longest way from a failure to the end takes."""

Action = Callable[["Journey", CallService], object]


class Environment(ABC):
    """Where it is played: a store, a chat server, and people who use them."""

    store: Store
    rooms: Rooms
    notifier: Notifier
    presence: Presence
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
        store = cast(Store, Mortal(self.store, fate))
        return CallService(
            calls=store,
            people=store,
            helpers=store,
            logs=store,
            rooms=NamedKinds({CHAT: cast(Rooms, Mortal(self.rooms, fate))}, CHAT),
            notifier=cast(Notifier, Mortal(self.notifier, fate)),
            presence=cast(Presence, Mortal(self.presence, fate)),
            events=MemoryEvents(),
            peering=FirstCome(),
            eligibility=AnybodyMayHelp(),
            clock=self.clock,
            base_url="http://lms.test",
        )


@dataclass
class Journey:
    """One performance."""

    environment: Environment
    course: str = field(default_factory=lambda: f"course-v1:{uuid4().hex}")
    call_id: UUID = field(default_factory=uuid4)
    said: list[str] = field(default_factory=list)
    failures: int = 0
    reports: dict[str, Report] = field(default_factory=dict)
    """Who closed the window for good, and what it had on its screen."""

    def person(self, name: str) -> Person:
        return self.environment.store.people(self.course, [user(name)])[0]

    def call(self) -> Call | None:
        try:
            return self.environment.store.load(self.call_id)
        except CallNotFound:
            return None

    def attend(self) -> None:
        """Have everybody open a page."""
        for name in ("alex", *HELPERS):
            self.environment.attend(self.person(name))

    def come(self, *names: str) -> None:
        """Have those come in who have a room to come to, as windows do again and again."""
        call = self.call()
        if call is not None and call.running and call.admitted_at is not None:
            for name in set(names) - self.reports.keys():
                if call.can_join(self.person(name)):
                    self.environment.enter(call.room, self.person(name))

    def talk(self, *lines: tuple[str, str]) -> None:
        call = self.call()
        assert call is not None
        for name, body in lines:
            self.said.append(self.environment.say(call.room, self.person(name), body))

    def go(self, name: str) -> None:
        """Have somebody close the window."""
        self.reports[name] = Report(lines=len(self.said), last_id=self.said[-1] if self.said else "")
        call = self.call()
        if call is not None:
            self.environment.exit(call.room, self.person(name))

    def settle(self, *inside: str) -> None:
        """Let time pass, with a sweep of a fresh worker, until nothing but the clock is waited for."""
        for _ in range(4):
            self.environment.clock.pass_time(LEASE)
            self.environment.worker().sweep()
            self.come(*inside)


def user(name: str) -> User:
    return User(user_id=name, username=name, name=name.title())


def ask(journey: Journey, service: CallService) -> None:
    question = Question(
        id=journey.call_id,
        text="Why is the matrix not invertible here?",
        context=Context(title="Unit 3", url="/unit/3"),
        unit="unit",
        block="block",
        window_url="/window/CALL_ID",
        rounds=(Round(size=1, wait=90.0), Round(size=2, wait=90.0)),
        helper_limit=2,
        grace=GRACE,
        listed=tuple(user(name) for name in HELPERS),
    )
    service.ask(journey.person("alex"), question)


def widen(journey: Journey, service: CallService) -> None:
    service.call(journey.call_id, journey.person("alex"))


def accept(journey: Journey, service: CallService) -> None:
    service.accept(journey.call_id, journey.person("bo"))


def decline(journey: Journey, service: CallService) -> None:
    service.decline(journey.call_id, journey.person("cy"))


def leave_one(journey: Journey, service: CallService) -> None:
    service.leave(journey.call_id, journey.person("bo"), journey.reports["bo"])


def leave_last(journey: Journey, service: CallService) -> None:
    service.leave(journey.call_id, journey.person("alex"), journey.reports["alex"])


ACTS: tuple[Action, ...] = (ask, widen, accept, decline, leave_one, leave_last)

Perform = Callable[[Journey, Action], None]
"""Carries out an action, in a worker that may be struck."""


def tell(journey: Journey, perform: Perform, *, struck: Action | None = None, again: bool = False) -> None:
    """Journey all actions; the struck one is followed by time and sweeps, and repeated where people click `again`."""
    journey.attend()
    for action in ACTS:
        before(journey, action)
        perform(journey, action)
        if action is struck:
            journey.settle(*inside_after(action))
            check_running(journey)
            if again:
                action(journey, journey.environment.worker())
                journey.settle(*inside_after(action))
                check_running(journey)
        if journey.call() is None:
            return  # the question never reached us; she sees that it did not, and asks again
    finish(journey)


def before(journey: Journey, action: Action) -> None:
    """Do what people do between two actions."""
    if action is widen:
        journey.come("alex")
        journey.environment.clock.pass_time(91)
    if action is decline:
        journey.come("alex", "bo")
        journey.talk(("bo", "Hi!"), ("alex", "Zero… is that the point?"), ("bo", "👍"), ("alex", "Oh."), ("bo", "Yes."))
    if action in (leave_one, leave_last):
        journey.go("bo" if action is leave_one else "alex")


def inside_after(action: Action) -> tuple[str, ...]:
    """Return whose windows are open after an action."""
    if action is leave_last:
        return ()
    return ("alex",) if action in (ask, widen, leave_one) else ("alex", "bo")


def finish(journey: Journey) -> None:
    """Let everybody close their windows and time pass, then check that nothing is left."""
    for name in ("alex", *HELPERS):
        journey.go(name)
    service = journey.environment.worker()
    for _ in range(SWEEPS):
        call = journey.call()
        assert call is not None
        if call.state is State.CLOSED:
            break
        journey.environment.clock.pass_time(LEASE)
        service.sweep()
    check_over(journey)


def check_running(journey: Journey) -> None:
    """What holds for a call that has settled after a failure."""
    call = journey.call()
    if call is None or not call.running:
        return
    assert call.room_ready_at is not None
    assert call.admitted_at is not None
    assert call.undelivered == ()
    assert call.retry_at is None
    assert journey.environment.has_room(call.room)
    assert call.asker_left_at is not None or journey.environment.enter(call.room, call.asker)
    for invitation in call.invitations:
        if not invitation.welcome:
            assert not journey.environment.enter(call.room, invitation.person)


def check_over(journey: Journey) -> None:
    """What holds in the end."""
    call = journey.call()
    assert call is not None
    assert call.state is State.CLOSED
    assert call.due_at is None
    assert [line.id for line in journey.environment.store.log(call.id)] == journey.said
    assert call.complete is True
    assert not journey.environment.has_room(call.room)
    assert call.invitations
    for invitation in call.invitations:
        told = journey.environment.invitations(invitation.person, call.id)
        assert 1 <= len(told) <= 1 + journey.failures, f"{invitation.person.name} was told {told}"
        assert told == sorted(told)


def struck_once(journey: Journey, action: Action, fate: Fate) -> None:
    """Carry out one action in a worker of that fate; what it raises is what the person would see."""
    journey.failures += 1
    try:
        action(journey, journey.environment.worker(fate))
    except (Death, RoomsError):
        return


def unharmed(journey: Journey, action: Action) -> None:
    """Carry out one action as on a good day."""
    action(journey, journey.environment.worker())


def moments(struck: Iterable[tuple[Action, int, str]]) -> list[ParameterSet]:
    """Return each step as an action and its number, marked as soak where a step before it does the same."""
    done, found = set[str](), list[ParameterSet]()
    for action, number, name in struck:
        marks = [pytest.mark.soak] if name in done else []
        done.add(name)
        found.append(pytest.param(action, number, id=f"{action.__name__}-{number}-{name}", marks=marks))
    return found


def steps(environment: Environment) -> Iterator[tuple[Action, list[str]]]:
    """Journey it through unharmed and yield which steps each action takes."""
    taken: list[tuple[Action, list[str]]] = []

    def count(journey: Journey, action: Action) -> None:
        fate = Fate()
        action(journey, environment.worker(fate))
        taken.append((action, fate.steps))

    tell(Journey(environment), count)
    yield from taken
