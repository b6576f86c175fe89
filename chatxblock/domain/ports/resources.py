"""Keeping learning resources, who may be quoted in them, and who waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.deferred.questions import DeferredAnswer
    from chatxblock.domain.ports.channel import Message
    from chatxblock.domain.reports.report import Settlement
    from chatxblock.domain.resources.news import News, Telling, Told
    from chatxblock.domain.resources.resource import FiledReport, Resource, Revision, Spot, TalkWithout


class ResourceStore(Protocol):
    """Keeps resources. Every write is durable when the method returns, and is one transaction with what tells of it."""

    def add_resource(self, resource: Resource, by: Person, told: Sequence[Message] = ()) -> Resource:
        """Keep a new one with its first text, and return it; where one of its calls has one already, return that."""
        ...

    def resource(self, resource_id: UUID) -> Resource:
        """Return one. Raises `ResourceNotFound`."""
        ...

    def resources(self, ids: Sequence[UUID]) -> list[Resource]:
        """Return those that there are, in the order of `ids`; a bounded number of queries however many they are."""
        ...

    def resource_of(self, call_id: UUID) -> Resource | None:
        """Return what a call is a source of."""
        ...

    def save_resource(self, old: Resource, new: Resource, by: Person, told: Sequence[Message] = ()) -> None:
        """Keep a change, if the resource is still as it was in `rev` and stage. Raises `StaleResource`.

        A new text is kept beside the earlier ones, of which the last `REVISIONS` stay. Counts are not written. What
        everybody may read from now on is noted, in the same transaction, as something that people have to be told of.
        """
        ...

    def save_answers(
        self,
        answers: Sequence[tuple[Call, DeferredAnswer, Message]],
        resource: tuple[Resource | None, Resource] | None,
        by: Person,
        told: Sequence[Message] = (),
    ) -> None:
        """Keep a teacher's answers to questions that were left, what tells of them, and the resource made of them.

        All in one transaction; a resource is given as it was, or None where it is new, and as it is. Raises `Conflict`
        where somebody else has answered one of the questions, `StaleResource` where the resource is another by now or
        one of the questions has one already.
        """
        ...

    def save_merged(
        self, part: tuple[Resource, Resource], into: tuple[Resource, Resource], told: Sequence[Message] = ()
    ) -> None:
        """Keep two resources of which one became a part of the other, each as it was and as it is; one transaction.

        Sources, authors and whom it helped go over, each once. Raises `StaleResource` where either is another by now.
        """
        ...

    def revisions(self, resource_id: UUID) -> list[Revision]:
        """Return the texts that are kept, the newest first."""
        ...

    def best_resources(self, spot: Spot, most: int) -> list[Resource]:
        """Return the published ones of a unit that helped most, by `worth.standing`."""
        ...

    def waiting_resources(self, course: str, most: int) -> list[Resource]:
        """Return what staff have to look at: for review, or hidden by reports; the oldest first."""
        ...

    def count_resources(self, ids: Iterable[UUID], what: str) -> None:
        """Count each once more as `shown`, `opened` or `asked_anyway`."""
        ...

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
        """Note that it helped somebody, or no longer; once a person. Return how many it helped by now.

        What the person had asked is kept with it, the last that was not empty.
        """
        ...

    def helped_questions(self, resource_id: UUID, most: int) -> list[str]:
        """Return what people had asked whom it helped, each once, the newest first."""
        ...

    def readable_resources(self, behind: UUID | None, most: int) -> list[UUID]:
        """Return the ids of what can be read, of all courses, in an order that stays: the next behind the one named."""
        ...

    def readable_titles(self, course: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the titles of those that everybody in the course may read. One query."""
        ...

    def report_resource(self, resource_id: UUID, person: Person, reason: str, at: datetime) -> int:
        """Keep a report in place of the person's earlier one, and return how many people's reports are open."""
        ...

    def marks_of(self, resource_id: UUID, person: Person) -> tuple[bool, bool]:
        """Return whether it helped somebody, and whether they have a report of it that is open."""
        ...

    def reporters(self, resource_id: UUID) -> list[Person]:
        """Return who has a report of it that is open."""
        ...

    def settle_reports(self, resource_id: UUID, settlement: Settlement, told: Sequence[Message] = ()) -> None:
        """Keep what came of the reports so far, which are no longer open, and what tells of it, in one transaction."""
        ...

    def talks_without(self, course: str, person: Person | None, most: int) -> list[TalkWithout]:
        """Return the kept talks in which somebody helped and that have no published resource, the last one first.

        Those in which that person took part, or with None all of the course; a bounded number of queries.
        """
        ...

    def undrafted(self, since: datetime, most: int) -> list[UUID]:
        """Return the calls that were kept since then, in which somebody helped, and that have no resource at all."""
        ...


class ReportStore(Protocol):
    """Tells of all that people found wrong, with resources and with talks."""

    def reports_by(self, person: Person, most: int) -> list[FiledReport]:
        """Return somebody's own reports, the newest first; a bounded number of queries."""
        ...

    def open_reports(self, course: str, most: int) -> list[FiledReport]:
        """Return the reports of a course that nobody has looked at, the newest first."""
        ...


class ResourceListener(Protocol):
    """Is told of what is published and hidden, so that it can keep its own: a search, another store."""

    def changed(self, resource: Resource) -> None:
        """Take in a resource that everybody in its course may read now, in place of what was known under its id."""
        ...

    def forgotten(self, resource_id: UUID) -> None:
        """Forget what nobody may read any more; harmless where nothing is known of it."""
        ...


class ConsentStore(Protocol):
    """Keeps who may be quoted without a name: yes or no a person and call; who said neither is in none of them."""

    def consents(self, calls: Sequence[UUID]) -> Mapping[tuple[UUID, int], bool]:
        """Return what people said, by call and person's id."""
        ...

    def save_consent(self, call_id: UUID, person: Person, yes: bool, at: datetime) -> None:
        """Keep what somebody says now."""
        ...


class FollowerStore(Protocol):
    """Keeps who has the same question as somebody else, until they are told of an answer."""

    def follow(self, call_id: UUID, person: Person, at: datetime) -> int:
        """Note that somebody has this question too, and return how many have; again is harmless."""
        ...

    def unfollow(self, call_id: UUID, person: Person) -> int:
        """Note that somebody has it no longer, and return how many still have."""
        ...

    def followed(self, person: Person, calls: Sequence[UUID]) -> set[UUID]:
        """Return which of these questions somebody follows."""
        ...

    def untold_followers(self, calls: Sequence[UUID], most: int) -> list[tuple[Call, Person]]:
        """Return who follows one of these questions and was not told of an answer yet, each person once."""
        ...

    def tell_of(self, telling: Telling, people: Sequence[Told], at: datetime) -> int:
        """Note that these people are told of a resource, keep what tells them, and how far the telling is now.

        One transaction. Who was told of this resource, of another about this question, or by a teacher's answer to a
        question of her own that the resource is made of, is told no more; who is noted without a message is only
        counted as told. Return how many messages were kept.
        """
        ...

    def tellings(self, now: datetime, most: int) -> list[Telling]:
        """Return of which resources people still have to be told, as far as that is due, the longest waiting first."""
        ...

    def telling_of(self, resource_id: UUID) -> Telling | None:
        """Return how far the telling of a resource is; None where nobody waits for it."""
        ...

    def end_telling(self, telling: Telling, calls: Sequence[UUID]) -> None:
        """Forget a telling, unless somebody follows one of these questions who is not told yet."""
        ...

    def unanswered(self, course: str, telling: Telling, since: datetime, most: int) -> list[Call]:
        """Return questions of a course that ended unanswered since then, the newest first, from where a telling is.

        Those are left for the teachers and not answered, or over without a helper who came, and their askers have not
        said that they are solved; nobody was told of an answer to them.
        """
        ...

    def news_for(self, person: Person, most: int) -> list[News]:
        """Return of which published resources somebody was told who has not put that away, nor said that it helped."""
        ...

    def put_news_away(self, call_id: UUID, person: Person, at: datetime) -> bool:
        """Note that somebody has read of an answer to a question, and say whether they were told of one."""
        ...
