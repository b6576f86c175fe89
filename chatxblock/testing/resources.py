"""Learning resources, consent and followers, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import Message
from chatxblock.domain.resources.news import News, Telling, Told
from chatxblock.domain.resources.resource import REVISIONS, HiddenFor, Resource, Revision, Spot, Stage
from chatxblock.domain.resources.worth import standing
from chatxblock.errors import Conflict, ResourceNotFound, StaleResource


class MemoryResources(ABC):
    """Keeps resources. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._resources: dict[UUID, Resource] = {}
        self._revisions: dict[UUID, list[Revision]] = {}
        self._events: Counter[tuple[UUID, str]] = Counter()
        self._helped: dict[UUID, set[int]] = {}
        self._reports: dict[UUID, dict[int, str]] = {}
        self._consents: dict[tuple[UUID, int], bool] = {}
        self._followers: dict[UUID, dict[int, Person]] = {}
        self._told: set[tuple[UUID, int]] = set()
        """Followers of questions who were told."""
        self._tellings: dict[UUID, Telling] = {}
        self._news: dict[tuple[UUID, int], tuple[UUID, datetime, bool]] = {}
        """By question and person: of which resource they were told, when, and whether they have put it away."""

    def add_resource(self, resource: Resource, by: Person) -> Resource:
        """Keep a new one with its first text; where one of its calls has one already, return that."""
        known = next((found for call_id in resource.sources if (found := self.resource_of(call_id))), None)
        if known is not None:
            return known
        self._resources[resource.id] = resource
        first = Revision(rev=resource.rev, text=resource.text, by=by, at=resource.created_at)
        self._revisions[resource.id] = [first]
        if resource.readable:
            self._begin_telling(resource)
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

    def save_answers(
        self,
        answers: Sequence[tuple[Call, DeferredAnswer, Message]],
        resource: tuple[Resource | None, Resource] | None,
        by: Person,
        told: Sequence[Message] = (),
    ) -> None:
        """Keep answers, what tells of them, and a resource, new or changed. Raises `Conflict`, `StaleResource`."""
        if any(self._answered_by_another(call.id, by) for call, _, _ in answers):
            raise Conflict()
        if resource is not None:
            self._save_made(*resource, by, told)
        for call, answer, news in answers:
            self.save_deferred_answer(call.id, answer, [news])

    def save_merged(self, part: tuple[Resource, Resource], into: tuple[Resource, Resource]) -> None:
        """Keep two resources of which one became a part of the other."""
        for old, _ in (part, into):
            self._check(old)
        for _, new in (part, into):
            self._resources[new.id] = new
        self._pass_on(part[1].id, into[1].id)
        if into[1].readable:
            self._begin_telling(into[1])

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

    def mark_helped(self, resource_id: UUID, person: Person, at: datetime, *, undo: bool = False) -> int:
        """Note that it helped somebody, or no longer, and return how many it helped."""
        del at
        people = self._helped.setdefault(resource_id, set())
        if undo:
            people.discard(person.id)
        else:
            people.add(person.id)
        return len(people)

    def report_resource(self, resource_id: UUID, person: Person, reason: str, at: datetime) -> int:
        """Keep a report in place of the person's earlier one, and return how many are open."""
        del at
        reports = self._reports.setdefault(resource_id, {})
        reports[person.id] = reason
        return len(reports)

    def settle_reports(self, resource_id: UUID, at: datetime) -> None:
        """The reports so far are no longer open."""
        del at
        self._reports.pop(resource_id, None)

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
        answered = self.resource_of(call_id)
        if person.id not in followers and answered is not None and answered.readable:
            fresh = Telling(resource_id=answered.id, since=at, due_at=at)
            self._tellings.setdefault(answered.id, fresh)
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

    def untold_followers(self, calls: Sequence[UUID], most: int) -> list[tuple[Call, Person]]:
        """Return who follows one of these questions and was not told yet, each person once."""
        loaded = {call.id: call for call in self._all() if call.id in calls}
        waiting: dict[int, tuple[Call, Person]] = {}
        for call_id in calls:
            for person in self._followers.get(call_id, {}).values():
                if (call_id, person.id) not in self._told:
                    waiting.setdefault(person.id, (loaded[call_id], person))
        return list(waiting.values())[:most]

    def tell_of(self, telling: Telling, people: Sequence[Told], at: datetime) -> int:
        """Note that these people are told, keep what tells them, and how far the telling is."""
        if telling.resource_id not in self._tellings:
            return 0
        self._tellings[telling.resource_id] = telling
        sources = self.resource(telling.resource_id).sources
        messages = []
        for one in {one.person.id: one for one in people}.values():
            if one.message is not None and not self._knows(telling.resource_id, one):
                self._news[one.call_id, one.person.id] = telling.resource_id, at, False
                messages.append(one.message)
            self._told |= {(c, one.person.id) for c in sources if one.person.id in self._followers.get(c, {})}
        self.put_messages(messages)
        return len(messages)

    def tellings(self, now: datetime, most: int) -> list[Telling]:
        """Return of which resources people still have to be told, the longest waiting first."""
        due = [telling for telling in self._tellings.values() if telling.due_at <= now]
        return sorted(due, key=lambda telling: telling.due_at)[:most]

    def telling_of(self, resource_id: UUID) -> Telling | None:
        """Return how far the telling of a resource is."""
        return self._tellings.get(resource_id)

    def end_telling(self, telling: Telling, calls: Sequence[UUID]) -> None:
        """Forget a telling, unless somebody follows one of these questions who is not told yet."""
        if not self.untold_followers(calls, 1):
            self._tellings.pop(telling.resource_id, None)

    def unanswered(self, course: str, telling: Telling, since: datetime, most: int) -> list[Call]:
        """Return questions of a course that ended unanswered since then, the newest first."""
        found = [
            call
            for call in self._all()
            if call.course == course and since <= call.asked_at <= telling.since and self._is_unanswered(call)
        ]
        found.sort(key=lambda call: (-call.asked_at.timestamp(), call.id.hex))
        if telling.after is not None:
            at, call_id = telling.after
            found = [c for c in found if c.asked_at < at or (c.asked_at == at and c.id.hex > call_id.hex)]
        return found[:most]

    def news_for(self, person: Person, most: int) -> list[News]:
        """Return of which published resources somebody was told who has not put that away, the newest first."""
        calls = {call.id: call for call in self._all()}
        mine = [
            (at, calls[call_id], self.resource(resource_id))
            for (call_id, who), (resource_id, at, away) in self._news.items()
            if who == person.id and not away and who not in self._helped.get(resource_id, ())
        ]
        mine.sort(key=lambda news: news[0], reverse=True)
        return [News(call=call, resource=resource) for _, call, resource in mine if resource.readable][:most]

    def put_news_away(self, call_id: UUID, person: Person, at: datetime) -> bool:
        """Note that somebody has read of an answer to a question, and say whether they were told of one."""
        del at
        if (call_id, person.id) not in self._news:
            return False
        resource_id, told_at, _ = self._news[call_id, person.id]
        self._news[call_id, person.id] = resource_id, told_at, True
        return True

    @abstractmethod
    def save_deferred_answer(self, call_id: UUID, answer: DeferredAnswer, told: Sequence[Message] = ()) -> None:
        """Keep a teacher's answer in place of an earlier one, and what tells of it."""

    @abstractmethod
    def _answer_to(self, call_id: UUID) -> DeferredAnswer | None:
        """Return what a teacher answered to a question that was left."""

    @abstractmethod
    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""

    def _all_of(self, course: str) -> list[Resource]:
        return [self._with_counts(r) for r in self._resources.values() if r.spot.course == course]

    def _begin_telling(self, resource: Resource) -> None:
        at = resource.updated_at
        self._tellings[resource.id] = Telling(resource_id=resource.id, since=at, due_at=at)

    def _save_made(self, old: Resource | None, new: Resource, by: Person, told: Sequence[Message]) -> None:
        taken = {call_id for call_id in new.sources if (found := self.resource_of(call_id)) and found.id != new.id}
        if taken:
            raise StaleResource()
        if old is not None:
            self.save_resource(old, new, by, told)
        else:
            self.add_resource(new, by)
            self.put_messages(told)

    def _answered_by_another(self, call_id: UUID, by: Person) -> bool:
        answer = self._answer_to(call_id)
        return answer is not None and answer.by.id != by.id

    def _knows(self, resource_id: UUID, one: Told) -> bool:
        who = one.person.id
        of_this = any(of == resource_id for (_, person), (of, _, _) in self._news.items() if person == who)
        sources = self.resource(resource_id).sources
        of_this |= any(c.asker.id == who and self._answer_to(c.id) for c in self._all() if c.id in sources)
        return of_this or (one.call_id, who) in self._news or (one.call_id, who) in self._told

    def _is_unanswered(self, call: Call) -> bool:
        over = not call.running and call.solved_at is None
        nobody = call.deferred_at is not None or not any(i.accepted_at for i in call.invitations)
        told = (call.id, call.asker.id) in self._news
        return over and nobody and not told and self._answer_to(call.id) is None

    def _check(self, old: Resource) -> None:
        now = self.resource(old.id)
        if (now.rev, now.stage) != (old.rev, old.stage):
            raise StaleResource()

    def _with_counts(self, resource: Resource) -> Resource:
        one = {what: self._events[resource.id, what] for what in ("shown", "opened", "asked_anyway")}
        people = {"helped": len(self._helped.get(resource.id, ())), "reported": len(self._reports.get(resource.id, {}))}
        return replace(resource, counts=replace(resource.counts, **one, **people))

    def _pass_on(self, part: UUID, whole: UUID) -> None:
        self._helped.setdefault(whole, set()).update(self._helped.pop(part, set()))
        for what in ("shown", "opened", "asked_anyway"):
            self._events[whole, what] += self._events[part, what]
        there = {who for (_, who), (of, _, _) in self._news.items() if of == whole}
        for (call_id, who), (of, at, away) in list(self._news.items()):
            if of == part and who not in there:
                self._news[call_id, who] = whole, at, away
