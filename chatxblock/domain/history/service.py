"""Somebody's own questions and talks: page by page, found by words, and as a whole.

Whose history may be read by whom is the handlers' to know; this module reads of the person whom it is given. It must
not know how anything is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.history.talks import Session, Talk, company, latest, outcome, sessions
from chatxblock.domain.ports import DeferredStore, Ending, HistoryStore, PeopleStore, ResourceStore
from chatxblock.domain.resources.resource import Resource

PAGE = 20
"""Talks on one page, beside those that go on."""
CHUNK = 200
"""Talks that are read at once for the whole history."""
MOST_WORDS = 6
"""Words of a search that are looked for; more would not narrow it further."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where a page of a history ended."""

    ending: Ending
    """Of the last talk on it."""
    began_at: datetime
    """When its last session began, as far as it was shown."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A page of somebody's history."""

    sessions: tuple[Session, ...]
    next: Mark | None
    """Where the next page begins; None on the last one."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A talk with what was said in it."""

    talk: Talk
    lines: tuple[Line, ...]
    """Each once, in the words to which its author corrected it."""
    people: Mapping[str, Person]
    """Who is behind the authors of the lines, by localpart."""


class History:
    """Reads histories. A page takes the same number of queries however long it or the history is."""

    def __init__(
        self,
        *,
        history: HistoryStore,
        people: PeopleStore,
        resources: ResourceStore,
        deferred: DeferredStore,
        read: Callable[[Call], Transcript],
    ) -> None:
        self._history = history
        self._people = people
        self._resources = resources
        self._deferred = deferred
        self._read = read

    def page(self, person: Person, *, before: Mark | None = None, query: str = "", staff: bool = False) -> Stretch:
        """Return a page: on the first one what goes on, then what ended, the last to end first.

        Calls that begin or end meanwhile change no later page. `query` is looked for in questions and kept lines.
        `staff` says that the reader is on the course's staff.
        """
        words = query.split()[:MOST_WORDS]
        # In this order: a call that ends in between is in both, and in the other order it could be in neither.
        going = self._history.open_talks(person, words) if before is None else []
        endings = self._history.ended_talks(person, before.ending if before else None, words, PAGE + 1)
        shown = endings[:PAGE]
        talks = self._talks(person, _each_once(going, shown), staff=staff)
        found = sessions(talks, before.began_at if before else None)
        if len(endings) == len(shown):
            return Stretch(sessions=found, next=None)
        return Stretch(sessions=found, next=Mark(ending=shown[-1], began_at=_began(found, before, shown[-1])))

    def known(self, course: str, user_id: str) -> Person | None:
        """Return the course's person for a user who was there before."""
        return self._people.known(course, user_id)

    def at(self, localpart: str) -> Person | None:
        """Return who has that localpart."""
        return self._people.persons([localpart]).get(localpart)

    def whole(self, person: Person, *, staff: bool = False) -> list[tuple[Session, list[Spoken]]]:
        """Return all of it with what was said so far. Raises `RoomsUnavailable` where a log is still in a room."""
        spoken = {one.talk.call.id: one for one in self._spoken(person, staff=staff)}
        found = sessions([one.talk for one in spoken.values()])
        return [(session, [spoken[talk.call.id] for talk in session.talks]) for session in found]

    def _spoken(self, person: Person, *, staff: bool) -> Iterator[Spoken]:
        ids = self._history.open_talks(person)
        behind: Ending | None = None
        while True:
            endings = self._history.ended_talks(person, behind, (), CHUNK)
            ids = _each_once(ids, endings)
            logs = self._history.logs_of(ids)
            people = self._people.persons({line.author for log in logs.values() for line in log if line.author})
            for talk in self._talks(person, ids, staff=staff):
                yield self._spoken_in(talk, logs, people)
            if len(endings) < CHUNK:
                return
            ids, behind = [], endings[-1]

    def _spoken_in(self, talk: Talk, logs: Mapping[UUID, list[Line]], people: Mapping[str, Person]) -> Spoken:
        if talk.call.archived_at is not None:
            return Spoken(talk=talk, lines=tuple(latest(logs.get(talk.call.id, ()))), people=people)
        log = self._read(talk.call)
        return Spoken(talk=talk, lines=tuple(latest(log.lines)), people=log.people)

    def _talks(self, person: Person, ids: Sequence[UUID], *, staff: bool) -> list[Talk]:
        calls = self._history.calls_of(ids) if ids else []
        if not calls:
            return []
        counts, answers = self._history.line_counts(ids), self._deferred.answers_to(ids)
        resources = self._made_of(person, ids, staff=staff)
        return [
            Talk(
                call=call,
                company=company(call, person),
                outcome=outcome(call, answers.get(call.id)),
                answer=answers.get(call.id) if staff or call.asker.id == person.id else None,
                lines=counts.get(call.id, 0) if call.archived_at else None,
                resource=resources.get(call.id),
            )
            for call in calls
        ]

    def _made_of(self, person: Person, ids: Sequence[UUID], *, staff: bool) -> dict[UUID, Resource]:
        made = self._history.made_of(ids)
        known = {one.id: one for one in self._resources.resources(list(set(made.values())))} if made else {}
        found = {call_id: known[resource_id] for call_id, resource_id in made.items() if resource_id in known}
        return {call_id: one for call_id, one in found.items() if one.readable or one.by(person) or staff}


def _each_once(going: Sequence[UUID], endings: Sequence[Ending]) -> list[UUID]:
    """Return the ids of what goes on, as far as it has not ended by now, and of what ended."""
    ended = [ending.call_id for ending in endings]
    return [*(call_id for call_id in going if call_id not in ended), *ended]


def _began(found: Sequence[Session], before: Mark | None, last: Ending) -> datetime:
    """Return when the session at the end of a page began; where none of it could be read, what is known of it."""
    if not found:
        return before.began_at if before else last.at
    if len(found) == 1 and found[0].continued and before:
        return min(found[0].began_at, before.began_at)
    return found[-1].began_at
