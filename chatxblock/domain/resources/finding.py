"""Finding before asking: what others learned from a question like hers, and who has the same one right now.

The search may be behind: nothing is shown that the store does not have, and what is gone is forgotten on the way.
This module must not know of requests, tables, or how anything is searched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person, Role
from chatxblock.domain.calls.candidates import place_of
from chatxblock.domain.ports import (
    CallStore,
    Clock,
    DocumentKind,
    Eligibility,
    FindableStore,
    FollowerStore,
    Found,
    ResourceSearch,
    ResourceStore,
    Scope,
    findable,
)
from chatxblock.domain.resources.listening import SearchListener, tell
from chatxblock.domain.resources.resource import Resource, Spot
from chatxblock.domain.resources.worth import standing
from chatxblock.errors import CallNotFound, CallOver, NotAllowed, NotInCall
from chatxblock.errors import gettext_noop as _

MOST = 3
"""Lines that are shown, resources and questions together."""
LOOKED_AT = 12
"""Of what the search finds, so much is looked at: some of it is her own, hidden from her, or gone."""
ALIKE = 0.9
"""What scores at least so much of the best is as like, and goes by its worth."""
TAKEN_IN = 5
"""Questions of which one request tells the search."""


@dataclass(frozen=True, kw_only=True)
class FoundCall:
    """A question that is open or left for the teachers, and how the one who looks stands to it."""

    call: Call
    followers: int
    following: bool

    @property
    def left(self) -> bool:
        """Whether it waits for a teacher, and nobody is asking it right now."""
        return not self.call.running


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found, the best first within each."""

    resources: tuple[Resource, ...] = ()
    calls: tuple[FoundCall, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One thing that may be shown."""

    what: Resource | Call
    score: float
    worth: float


class Finder:
    """Finds, and keeps who has the same question."""

    def __init__(
        self,
        *,
        search: ResourceSearch,
        resources: ResourceStore,
        calls: CallStore,
        findables: FindableStore,
        followers: FollowerStore,
        eligibility: Eligibility,
        clock: Clock,
        languages: Callable[[str], Sequence[str]],
        joining: bool = True,
    ) -> None:
        """Take the parts; `languages` says in which a course is, and `joining` whether open questions are shown."""
        self._search = search
        self._resources = resources
        self._calls = calls
        self._findables = findables
        self._followers = followers
        self._eligibility = eligibility
        self._clock = clock
        self._languages = languages
        self._joining = joining
        self._listener = SearchListener(search=search, resources=resources, languages=languages)

    def find(self, question: str, spot: Spot, person: Person, most: int = MOST) -> Findings:
        """Return what is like a question, at most so much of both together; without one the unit's best resources.

        What is shown is counted.
        """
        if not question.strip():
            resources = tuple(self._resources.best_resources(spot, most))
            self._count(resources)
            return Findings(resources=resources)
        lines = self._lines(question, spot, person, tuple(DocumentKind))[:most]
        resources = tuple(line.what for line in lines if isinstance(line.what, Resource))
        self._count(resources)
        return Findings(resources=resources, calls=self._followed([line.what for line in lines], person))

    def find_open(self, question: str, spot: Spot, person: Person, most: int = MOST) -> list[Call]:
        """Return the open questions that are like hers and into whose rooms she may ask to be let, the best first."""
        lines = self._lines(question, spot, person, (DocumentKind.CALL,))
        calls = (line.what for line in lines if isinstance(line.what, Call))
        return [call for call in calls if self.may_join(call, spot)][:most]

    def may_join(self, call: Call, spot: Spot) -> bool:
        """Tell whether somebody who was shown a question may ask to be let into its room, from that place."""
        return self._joining and call.running and call.unit == spot.unit

    def follow(self, call_id: UUID, person: Person, *, undo: bool = False) -> int:
        """Note that somebody has this question too, or no longer, and return how many have; again is harmless.

        Raises `CallNotFound`, `CallOver` where it is over or answered, `NotInCall`, and `NotAllowed` for who asked it
        or takes part in it.
        """
        call = self._calls.load(call_id)
        if call.course != person.course:
            raise CallNotFound()
        if undo:
            return self._followers.unfollow(call_id, person)
        self._check(call, person)
        return self._followers.follow(call_id, person, self._clock.now())

    def titles(self, course: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the titles of those resources that everybody in the course may read."""
        return self._resources.readable_titles(course, ids)

    def take_in(self, course: str = "", most: int = TAKEN_IN) -> int:
        """Tell the search of questions that it does not know yet, or no more; return of how many."""
        waiting = self._findables.misindexed_calls(course, most)
        for document, may_be_found in waiting:
            if may_be_found:
                self._search.changed(replace(document, languages=tuple(self._languages(document.course))))
            else:
                self._search.forgotten(document.id)
            self._findables.note_indexed(document.id, may_be_found)
        return len(waiting)

    def _lines(self, question: str, spot: Spot, person: Person, kinds: tuple[DocumentKind, ...]) -> list[_Line]:
        """Return what may be shown, in its order."""
        self.take_in(spot.course)
        languages = tuple(self._languages(spot.course))
        scope = Scope(course=spot.course, section=spot.section, unit=spot.unit, languages=languages, kinds=kinds)
        found = self._search.find(question, scope, LOOKED_AT)
        there = self._there(found, person)
        lines = [
            _Line(what=there[one.id], score=one.score, worth=_worth(there[one.id])) for one in found if one.id in there
        ]
        best = max((line.score for line in lines), default=0.0)
        alike = [line for line in lines if line.score >= ALIKE * best]
        return sorted(alike, key=lambda line: -line.worth) + lines[len(alike) :]

    def _there(self, found: Sequence[Found], person: Person) -> dict[UUID, Resource | Call]:
        """Return by id what there is of what was found, and what this person may see of it."""
        resource_ids = [one.id for one in found if one.kind is DocumentKind.RESOURCE]
        call_ids = [one.id for one in found if one.kind is DocumentKind.CALL]
        resources = [r for r in self._resources.resources(resource_ids) if r.readable] if resource_ids else []
        calls = self._findables.findable_calls(call_ids) if call_ids else []
        there: dict[UUID, Resource | Call] = {r.id: r for r in resources if r.spot.course == person.course}
        there |= {call.id: call for call in calls if call.course == person.course}
        for gone in [one for one in found if one.id not in there][:TAKEN_IN]:
            self._forget(gone)
        return {key: what for key, what in there.items() if isinstance(what, Resource) or self._shows(what, person)}

    def _forget(self, gone: Found) -> None:
        """Let the search forget what is not there; what came back in the same moment is told of again."""
        if gone.kind is DocumentKind.RESOURCE:
            tell(self._listener, self._resources, gone.id)
        else:
            self._search.forgotten(gone.id)
            self._findables.note_indexed(gone.id, False)

    def _shows(self, call: Call, person: Person) -> bool:
        """Tell whether a question is somebody else's, and may be shown to this person."""
        if call.running and not self._joining:
            return False
        has_part = call.took_part(person) or call.role_of(person) is Role.REMOVED
        return not has_part and any(self._eligibility.seeing(place_of(call), [person]))

    def _check(self, call: Call, person: Person) -> None:
        if call.role_of(person) is Role.ASKER:
            raise NotAllowed(_("That is your own question."))
        if call.took_part(person):
            raise NotAllowed(_("You are part of this question already."))
        if call.role_of(person) is Role.REMOVED:
            raise NotInCall()
        if not any(self._eligibility.seeing(place_of(call), [person])):
            raise CallNotFound()
        if not findable(call) or not self._findables.findable_calls([call.id]):
            raise CallOver()
        if call.running and not self._joining:
            raise NotAllowed(_("Questions of others are not shown here."))

    def _followed(self, shown: Sequence[Resource | Call], person: Person) -> tuple[FoundCall, ...]:
        calls = [what for what in shown if isinstance(what, Call)]
        if not calls:
            return ()
        ids = [call.id for call in calls]
        many, mine = self._findables.follower_counts(ids), self._followers.followed(person, ids)
        return tuple(FoundCall(call=call, followers=many.get(call.id, 0), following=call.id in mine) for call in calls)

    def _count(self, resources: Sequence[Resource]) -> None:
        if resources:
            self._resources.count_resources([resource.id for resource in resources], "shown")


def _worth(what: Resource | Call) -> float:
    """Return by what likes are ordered; a question stands as a resource that nobody has opened yet."""
    return standing(what.counts.helped, what.counts.opened) if isinstance(what, Resource) else standing(0, 0)
