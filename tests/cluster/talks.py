"""Calls that a site makes and closes, what people say in their rooms, and what of it stands in the kept log afterwards.

The rooms are made, and the logs kept, by what makes and keeps them on a site; its store is the one in memory, so that a
fault of the chat's database is none of the site's.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from uuid import uuid4

from chatxblock.domain.calls.call import Call, Context, Person, Report, State, User
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.calls.transcript import Line, repetitions
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.testing import AnybodyMayHelp, FirstCome, FixedClock, MemoryEvents, MemoryStore
from tests.cluster.doors import Door
from tests.cluster.talkers import Talker
from tests.support.chat import Service, new_name
from tests.support.devsite import eventually

PEOPLE = 3
LEASE = 16.0
"""Seconds after which a call that failed is tried again."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A call, and who talks in its room."""

    call: Call
    people: tuple[Talker, ...]

    @property
    def acknowledged(self) -> dict[str, float]:
        """Return all bodies that the room showed their authors, and when."""
        return {body: at for person in self.people for body, at in person.acknowledged.copy().items()}

    def longest_gap(self, since: float) -> float:
        """Return the longest time from one acknowledged line to the next, since that moment."""
        times = sorted(at for person in self.people for at in person.times() if at >= since)
        return max(after - before for before, after in pairwise([since, *times]))

    def is_whole(self) -> bool:
        """Say whether nobody has anything to say, and everybody sees all."""
        said = self.acknowledged.keys()
        return all(person.quiet and person.heard == said for person in self.people)


class Site:
    """A site's part of it: it makes rooms for calls, and keeps their logs when people have left."""

    def __init__(self, service: Service, rooms_domain: str) -> None:
        self._rooms_domain = rooms_domain
        self._clock = FixedClock()
        self._store = MemoryStore()
        self._calls = CallService(
            calls=self._store,
            people=self._store,
            helpers=self._store,
            logs=self._store,
            rooms=NamedKinds({CHAT: service}, CHAT),
            notifier=service.notifier,
            presence=service.presence,
            events=MemoryEvents(),
            peering=FirstCome(),
            eligibility=AnybodyMayHelp(),
            clock=self._clock,
            base_url="http://lms.test",
        )

    def gather(self, door: Door) -> Talk:
        """Have somebody ask and two others accept; return who may talk now."""
        course, users = f"course-v1:{new_name()}", [user() for _ in range(PEOPLE)]
        people = self._store.people(course, users)
        question = Question(
            id=uuid4(),
            text="Why is the matrix not invertible here?",
            context=Context(title="Unit 3", url="/unit/3"),
            unit="unit",
            window_url="/window/CALL_ID",
            rounds=(Round(size=PEOPLE - 1, wait=90.0),),
            helper_limit=PEOPLE - 1,
            grace=60.0,
            listed=tuple(users[1:]),
        )
        call, _ = self._calls.ask(people[0], question)
        assert eventually(lambda: self._is_asked(call)), "no room was made"
        for person in people[1:]:
            call = self._calls.accept(call.id, person)
        assert call.admitted_at is not None
        room = f"{call.room}@{self._rooms_domain}"
        return Talk(call=call, people=tuple(Talker(person.localpart, room, door) for person in people))

    def close(self, talk: Talk) -> tuple[Call, list[Line]]:
        """Have everybody leave, each with what her window had on its screen; return the call and its kept log."""
        for talker, person in zip(talk.people, people_of(talk.call), strict=True):
            shown = Report(lines=len(talker.log), last_id=next(reversed(talker.log), ""))
            self._calls.leave(talk.call.id, person, shown)
        assert eventually(lambda: self._is_closed(talk.call)), self._store.load(talk.call.id).state
        return self._store.load(talk.call.id), self._store.log(talk.call.id)

    def _is_asked(self, call: Call) -> bool:
        """Say whether there is a room and everybody was asked; a test before this one may have cut the service off."""
        call = self._store.load(call.id)
        if call.admitted_at is not None and len(call.invitations) == PEOPLE - 1:
            return True
        self._clock.pass_time(LEASE)
        self._calls.sweep()
        return False

    def _is_closed(self, call: Call) -> bool:
        if self._store.load(call.id).state is State.CLOSED:
            return True
        self._clock.pass_time(LEASE)
        self._calls.sweep()
        return False


def user() -> User:
    name = new_name()
    return User(user_id=name, username=name, name=name)


def people_of(call: Call) -> list[Person]:
    """Return who asked and who came, in the order of the talkers."""
    return [call.asker, *(invitation.person for invitation in call.invitations)]


def audit(talk: Talk, call: Call, kept: Sequence[Line]) -> None:
    """Hold a kept log against all windows: each line that somebody saw is there, as it was seen, once and in order.

    What was archived by a node that died before it said so is sent again, and stands twice, with one author and one id:
    the log marks the second one, and it counts as one.
    """
    assert call.complete is True
    again = repetitions(kept)
    once = [line for line in kept if line.id not in again]
    archive = {line.id: (line.author, line.message_id, line.body) for line in kept}
    place = {line.id: number for number, line in enumerate(kept)}
    assert len({(line.author, line.message_id) for line in once}) == len(once)
    for person in talk.people:
        said = [line.body for line in once if line.author == person.name]
        assert set(said) == set(person.acknowledged) == {f"{person.name} {number + 1}" for number in range(len(said))}
        assert in_order(said)
        for shown in person.log.values():
            assert archive[shown.archive_id] == (shown.author, shown.message_id, shown.body)
            assert shown.room == person.room
        places = [place[archive_id] for archive_id in person.log]
        assert places == sorted(places)
        # Of a line that stands twice either may be the one that was seen: a node that stood still can store the first
        # when it wakes, at the time at which it was said.
        seen = {(shown.author, shown.message_id) for shown in person.log.values()}
        assert seen >= {(line.author, line.message_id) for line in kept}
    assert {line.author for line in kept} <= {person.name for person in talk.people}


def in_order(said: Iterable[str]) -> bool:
    """Say whether somebody's lines stand in the order in which they were said."""
    return all(one < other for one, other in pairwise(int(body.rpartition(" ")[2]) for body in said))


@contextmanager
def talking(site: Site, door: Door, rooms: int) -> Iterator[list[Talk]]:
    """Let three people talk in each of so many rooms."""
    talks = [site.gather(door) for _ in range(rooms)]
    for person in people_in(talks):
        person.start()
    try:
        yield talks
    finally:
        for person in people_in(talks):
            person.leave()


def people_in(talks: Iterable[Talk]) -> list[Talker]:
    """Return everybody."""
    return [person for talk in talks for person in talk.people]


def all_go_on(talks: Sequence[Talk], seconds: float = 20) -> bool:
    """Wait until everybody of everywhere has had some lines acknowledged from now on."""
    now = time.monotonic()
    return eventually(
        lambda: all(sum(at > now for at in person.times()) > 2 for person in people_in(talks)),
        seconds,
    )


def finish(talks: Sequence[Talk], site: Site) -> None:
    """Have everybody be silent and leave, and hold what was said against the kept logs."""
    for person in people_in(talks):
        person.hush()
    assert eventually(lambda: all(talk.is_whole() for talk in talks))
    for person in people_in(talks):
        person.leave()
    for talk in talks:
        audit(talk, *site.close(talk))
