"""Learning resources, consent and followers, in memory: a part of the store."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person, State
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Message
from chatxblock.domain.reports.report import CallReport, Settlement
from chatxblock.domain.resources.resource import (
    REVISIONS,
    FiledReport,
    HiddenFor,
    Resource,
    Revision,
    Spot,
    Stage,
    TalkWithout,
    report_id,
)
from chatxblock.domain.resources.worth import standing
from chatxblock.errors import ResourceNotFound, StaleResource
from chatxblock.testing.call_reports import MemoryCallReports


class MemoryResources(MemoryCallReports):
    """Keeps resources. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._resources: dict[UUID, Resource] = {}
        self._revisions: dict[UUID, list[Revision]] = {}
        self._events: Counter[tuple[UUID, str]] = Counter()
        self._helped: dict[UUID, dict[int, str]] = {}
        self._reports: dict[UUID, dict[int, FiledReport]] = {}
        self._reporters: dict[int, Person] = {}
        self._consents: dict[tuple[UUID, int], bool] = {}
        self._followers: dict[UUID, dict[int, Person]] = {}

    def add_resource(self, resource: Resource, by: Person, told: Sequence[Message] = ()) -> Resource:
        """Keep a new one with its first text; where one of its calls has one already, return that."""
        known = next((found for call_id in resource.sources if (found := self.resource_of(call_id))), None)
        if known is not None:
            return known
        self._resources[resource.id] = resource
        first = Revision(rev=resource.rev, text=resource.text, by=by, at=resource.created_at)
        self._revisions[resource.id] = [first]
        if resource.readable:
            self._begin_telling(resource)
        self.put_messages(told)
        return self.resource(resource.id)

    def resource(self, resource_id: UUID) -> Resource:
        """Return one. Raises `ResourceNotFound`."""
        if resource_id not in self._resources:
            raise ResourceNotFound()
        return self._with_counts(self._resources[resource_id])

    def resources(self, ids: Sequence[UUID]) -> list[Resource]:
        """Return those that there are, in the order of `ids`."""
        return [self.resource(resource_id) for resource_id in ids if resource_id in self._resources]

    def resource_of(self, call_id: UUID) -> Resource | None:
        """Return what a call is a source of."""
        return next((self._with_counts(r) for r in self._resources.values() if call_id in r.sources), None)

    def save_resource(self, old: Resource, new: Resource, by: Person, told: Sequence[Message] = ()) -> None:
        """Keep a change, if the resource is still as it was. Raises `StaleResource`."""
        self._check(old)
        self._resources[new.id] = new
        if new.rev != old.rev:
            later = Revision(rev=new.rev, text=new.text, by=by, at=new.updated_at)
            self._revisions[new.id] = [later, *self._revisions[new.id]][:REVISIONS]
        if new.readable and (not old.readable or new.sources != old.sources):
            self._begin_telling(new)
        self.put_messages(told)

    def save_merged(
        self, part: tuple[Resource, Resource], into: tuple[Resource, Resource], told: Sequence[Message] = ()
    ) -> None:
        """Keep two resources of which one became a part of the other."""
        for old, _ in (part, into):
            self._check(old)
        for _, new in (part, into):
            self._resources[new.id] = new
        self._pass_on(part[1].id, into[1].id)
        if into[1].readable:
            self._begin_telling(into[1])
        self.put_messages(told)

    def revisions(self, resource_id: UUID) -> list[Revision]:
        """Return the texts that are kept, the newest first."""
        return list(self._revisions.get(resource_id, ()))

    def best_resources(self, spot: Spot, most: int) -> list[Resource]:
        """Return the published ones of a unit that helped most."""
        there = [r for r in self._all_of(spot.course) if r.spot.unit == spot.unit and r.readable]
        return sorted(there, key=lambda r: (-standing(r.counts.helped, r.counts.opened), str(r.id)))[:most]

    def waiting_resources(self, course: str, most: int) -> list[Resource]:
        """Return what staff have to look at, the oldest first."""
        waiting = [r for r in self._all_of(course) if r.stage is Stage.REVIEW or r.hidden_for is HiddenFor.REPORTS]
        return sorted(waiting, key=lambda r: r.updated_at)[:most]

    def count_resources(self, ids: Iterable[UUID], what: str) -> None:
        """Count each once more."""
        self._events.update((resource_id, what) for resource_id in set(ids))

    def mark_helped(
        self,
        resource_id: UUID,
        person: Person,
        at: datetime,
        *,
        undo: bool = False,
        question: str = "",
        told: Sequence[Message] = (),
    ) -> int:
        """Note that it helped somebody, or no longer, and return how many it helped."""
        del at
        people = self._helped.setdefault(resource_id, {})
        if undo:
            people.pop(person.id, None)
        else:
            people[person.id] = question or people.get(person.id, "")
        self.put_messages(told)
        return len(people)

    def helped_questions(self, resource_id: UUID, most: int) -> list[str]:
        """Return what people had asked whom it helped, each once, the newest first."""
        asked = reversed(list(self._helped.get(resource_id, {}).values()))
        return [question for question in dict.fromkeys(asked) if question][:most]

    def readable_resources(self, behind: UUID | None, most: int) -> list[UUID]:
        """Return the ids of what can be read, in an order that stays: the next behind the one named."""
        readable = sorted(key for key, resource in self._resources.items() if resource.readable)
        return [key for key in readable if behind is None or key > behind][:most]

    def readable_titles(self, course: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the titles of those that everybody in the course may read."""
        return {r.id: r.text.title for r in self._all_of(course) if r.readable and r.id in ids}

    def report_resource(self, resource_id: UUID, person: Person, reason: str, at: datetime) -> int:
        """Keep a report in place of the person's earlier one, and return how many are open."""
        reports = self._reports.setdefault(resource_id, {})
        filed = FiledReport(id=report_id(resource_id, person), reason=reason, at=at)
        reports[person.id] = filed
        self._reporters[person.id] = person
        return len(self._open(resource_id))

    def marks_of(self, resource_id: UUID, person: Person) -> tuple[bool, bool]:
        """Return whether it helped somebody, and whether they have a report of it that is open."""
        helped = person.id in self._helped.get(resource_id, ())
        return helped, person.id in self._open(resource_id)

    def talks_without(self, course: str, person: Person | None, most: int) -> list[TalkWithout]:
        """Return the kept talks without a published resource, the last one first."""
        found = [
            TalkWithout(call_id=call.id, question=call.question, ended_at=ended, resource=self.resource_of(call.id))
            for call, ended in self._helped_in()
            if call.course == course and (person is None or call.took_part(person))
        ]
        waiting = [talk for talk in found if talk.resource is None or not talk.resource.readable]
        return sorted(waiting, key=lambda talk: talk.ended_at, reverse=True)[:most]

    def undrafted(self, since: datetime, most: int) -> list[UUID]:
        """Return the calls that were kept since then, in which somebody helped, and that have no resource at all."""
        late = [(ended, call.id) for call, ended in self._helped_in() if ended >= since]
        return [call_id for _, call_id in sorted(late) if self.resource_of(call_id) is None][:most]

    def reporters(self, resource_id: UUID) -> list[Person]:
        """Return who has a report of it that is open."""
        return [self._reporters[who] for who in sorted(self._open(resource_id))]

    def settle_reports(self, resource_id: UUID, settlement: Settlement, told: Sequence[Message] = ()) -> None:
        """Keep what came of the reports so far, which are no longer open, and what tells of it."""
        reports = self._reports.get(resource_id, {})
        waiting = {who: report for who, report in reports.items() if not report.settled}
        reports.update({who: replace(report, settled=True, settlement=settlement) for who, report in waiting.items()})
        self.put_messages(told)

    def reports_by(self, person: Person, most: int) -> list[FiledReport]:
        """Return somebody's own reports, the newest first."""
        return self._newest([filed for who, filed in self._filed() if who == person.id], most)

    def open_reports(self, course: str, most: int) -> list[FiledReport]:
        """Return the reports of a course that nobody has looked at, the newest first."""
        ours = {call.id for call in self._all() if call.course == course} | {r.id for r in self._all_of(course)}
        waiting = [filed for _, filed in self._filed() if not filed.settled]
        return self._newest([f for f in waiting if (f.resource.id if f.resource else f.call_id) in ours], most)

    def consents(self, calls: Sequence[UUID]) -> Mapping[tuple[UUID, int], bool]:
        """Return what people said, by call and person's id."""
        return {key: yes for key, yes in self._consents.items() if key[0] in calls}

    def save_consent(self, call_id: UUID, person: Person, yes: bool, at: datetime) -> None:
        """Keep what somebody says now."""
        del at
        self._consents[call_id, person.id] = yes

    def follow(self, call_id: UUID, person: Person, at: datetime) -> int:
        """Note that somebody has this question too, and return how many have."""
        followers = self._followers.setdefault(call_id, {})
        if person.id not in followers:
            self._tell_again(call_id, at)
        followers[person.id] = person
        return len(followers)

    def unfollow(self, call_id: UUID, person: Person) -> int:
        """Note that somebody has it no longer, and return how many still have."""
        followers = self._followers.setdefault(call_id, {})
        followers.pop(person.id, None)
        return len(followers)

    def followed(self, person: Person, calls: Sequence[UUID]) -> set[UUID]:
        """Return which of these questions somebody follows."""
        return {call_id for call_id in calls if person.id in self._followers.get(call_id, {})}

    def follower_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many follow each of these questions."""
        return {call_id: len(self._followers[call_id]) for call_id in calls if self._followers.get(call_id)}

    @abstractmethod
    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""

    @abstractmethod
    def _begin_telling(self, resource: Resource) -> None:
        """Note that people have to be told of a resource."""

    @abstractmethod
    def _tell_again(self, call_id: UUID, at: datetime) -> None:
        """Let who follows a question from now on be told of the answer that there is."""

    @abstractmethod
    def _pass_on_told(self, part: UUID, whole: UUID) -> None:
        """Let who was told of a part know the whole."""

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""

    @abstractmethod
    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines."""

    def _helped_in(self) -> list[tuple[Call, datetime]]:
        closed = [(call, call.ended_at) for call in self._all() if call.state is State.CLOSED and call.ended_at]
        return [(call, at) for call, at in closed if any(_helps(line, call) for line in self.log(call.id))]

    def _to_look_at(self, course: str) -> int:
        waiting = {r.id for r in self.waiting_resources(course, len(self._resources))}
        return sum(r.id in waiting or r.counts.reported > 0 for r in self._all_of(course))

    def _open(self, resource_id: UUID) -> set[int]:
        return {who for who, report in self._reports.get(resource_id, {}).items() if not report.settled}

    def _filed(self) -> list[tuple[int, FiledReport]]:
        of_calls = [(report.by.id, _of_call(report)) for report in self._of_calls.values()]
        of_resources = [
            (who, replace(report, resource=self.resource(resource_id)))
            for resource_id, reports in self._reports.items()
            for who, report in reports.items()
        ]
        return of_calls + of_resources

    def _newest(self, reports: list[FiledReport], most: int) -> list[FiledReport]:
        return sorted(reports, key=lambda report: report.at, reverse=True)[:most]

    def _all_of(self, course: str) -> list[Resource]:
        return [self._with_counts(r) for r in self._resources.values() if r.spot.course == course]

    def _check(self, old: Resource) -> None:
        now = self.resource(old.id)
        if (now.rev, now.stage) != (old.rev, old.stage):
            raise StaleResource()

    def _with_counts(self, resource: Resource) -> Resource:
        one = {what: self._events[resource.id, what] for what in ("shown", "opened", "asked_anyway")}
        people = {"helped": len(self._helped.get(resource.id, ())), "reported": len(self._open(resource.id))}
        return replace(resource, counts=replace(resource.counts, **one, **people))

    def _pass_on(self, part: UUID, whole: UUID) -> None:
        self._helped[whole] = self._helped.pop(part, {}) | self._helped.get(whole, {})
        for what in ("shown", "opened", "asked_anyway"):
            self._events[whole, what] += self._events[part, what]
        self._pass_on_told(part, whole)


def _of_call(report: CallReport) -> FiledReport:
    return FiledReport(
        id=report.id,
        reason=report.complaint.words,
        at=report.at,
        settled=report.settlement is not None,
        call_id=report.call.id,
        question=report.call.question,
        complaint=report.complaint,
        settlement=report.settlement,
    )


def _helps(line: Line, call: Call) -> bool:
    return line.body != "" and line.author not in ("", call.asker.localpart)
