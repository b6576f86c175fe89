"""Who is told of resources, and one answer to several questions, in memory: a part of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import Message
from chatxblock.domain.resources.news import News, Telling, Told
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import Conflict, StaleResource
from chatxblock.testing.deferred import MemoryDeferred
from chatxblock.testing.resources import MemoryResources


class MemoryTelling(MemoryResources, MemoryDeferred):
    """Keeps of which resources people have to be told, and who was."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[tuple[UUID, int]] = set()
        """Followers of questions who were told."""
        self._tellings: dict[UUID, Telling] = {}
        self._news: dict[tuple[UUID, int], tuple[UUID, datetime, bool]] = {}
        """By question and person: of which resource they were told, when, and whether they have put it away."""

    def _count_left(self, course: str) -> int:
        return len(self.deferred_questions(course))

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

    def _tell_again(self, call_id: UUID, at: datetime) -> None:
        answered = self.resource_of(call_id)
        if answered is not None and answered.readable:
            self._tellings.setdefault(answered.id, Telling(resource_id=answered.id, since=at, due_at=at))

    def _pass_on_told(self, part: UUID, whole: UUID) -> None:
        there = {who for (_, who), (of, _, _) in self._news.items() if of == whole}
        for (call_id, who), (of, at, away) in list(self._news.items()):
            if of == part and who not in there:
                self._news[call_id, who] = whole, at, away
