"""Queries about who is told of resources, and how far the telling is.

Whoever tells holds the row of the telling for as long as the transaction lasts, so that each person is told by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.resources.news import News, Telling, Told
from chatxblock.domain.resources.resource import Resource, Stage
from chatxblock.errors import StoreBusy
from chatxblock.models import (
    CallRow,
    DeferredAnswerRow,
    FollowerRow,
    InvitationRow,
    ResourceHelpedRow,
    ResourceSourceRow,
    TellingRow,
    ToldRow,
)
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.resources import ResourceStore
from chatxblock.store.rows import readable, to_call


class TellingStore:
    """Keeps of which resources people have to be told, and who was."""

    @repeated
    def tell_of(self, telling: Telling, people: Sequence[Told], at: datetime) -> int:
        """Note that these people are told, keep what tells them, and how far the telling is; one transaction."""
        try:
            with transaction.atomic():
                if not _held(telling):
                    return 0
                fresh = _untold(telling, people)
                ToldRow.objects.bulk_create([_told(telling, one, at) for one in fresh if one.message is not None])
                _note_followers(telling, people, at)
                put([one.message for one in fresh if one.message is not None])
        except IntegrityError as exc:  # told of another resource in the same moment: the next pass finds it so
            raise StoreBusy from exc
        return sum(one.message is not None for one in fresh)

    def tellings(self, now: datetime, most: int) -> list[Telling]:
        """Return of which resources people still have to be told, the longest waiting first."""
        rows = TellingRow.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:most]
        return [_telling(row) for row in rows]

    def telling_of(self, resource_id: UUID) -> Telling | None:
        """Return how far the telling of a resource is."""
        row = TellingRow.objects.filter(resource=resource_id).first()
        return _telling(row) if row else None

    @repeated
    def end_telling(self, telling: Telling, calls: Sequence[UUID]) -> None:
        """Forget a telling, unless somebody follows one of these questions who is not told yet."""
        with transaction.atomic():
            waiting = FollowerRow.objects.filter(call__in=calls, told_at__isnull=True)
            if _held(telling) and not waiting.exists():
                TellingRow.objects.filter(resource=telling.resource_id).delete()

    def unanswered(self, course: str, telling: Telling, since: datetime, most: int) -> list[Call]:
        """Return questions of a course that ended unanswered since then, the newest first."""
        came = InvitationRow.objects.filter(call=OuterRef("pk"), accepted_at__isnull=False)
        told = ToldRow.objects.filter(call=OuterRef("pk"), person=OuterRef("asker"))
        rows = CallRow.objects.filter(
            Q(deferred_at__isnull=False) | ~Exists(came),
            ~Exists(told),
            course=course,
            state__in=["archiving", "closed"],
            asked_at__gte=since,
            asked_at__lte=telling.since,
            solved_at__isnull=True,
            deferred_answer__isnull=True,
        )
        if telling.after is not None:
            at, call_id = telling.after
            rows = rows.filter(Q(asked_at__lt=at) | Q(asked_at=at, pk__gt=call_id))
        found = rows.select_related("asker").order_by("-asked_at", "pk")[:most]
        return readable(found, lambda row: to_call(row, ()))

    def news_for(self, person: Person, most: int) -> list[News]:
        """Return of which published resources somebody was told who has not put that away, the newest first."""
        helped = ResourceHelpedRow.objects.filter(resource=OuterRef("resource"), person=person.id)
        rows = ToldRow.objects.filter(
            ~Exists(helped), person=person.id, read_at__isnull=True, resource__stage=Stage.PUBLISHED.value
        )
        found = list(rows.select_related("call__asker").order_by("-at", "-pk")[:most])
        resources = _by_id(found)
        of = {row.call_id: resources[row.resource_id] for row in found if row.resource_id in resources}
        calls = readable((row.call for row in found if row.call_id in of), lambda row: to_call(row, ()))
        return [News(call=call, resource=of[call.id]) for call in calls]

    def put_news_away(self, call_id: UUID, person: Person, at: datetime) -> bool:
        """Note that somebody has read of an answer to a question, and say whether they were told of one."""
        rows = ToldRow.objects.filter(call=call_id, person=person.id)
        return bool(rows.filter(read_at__isnull=True).update(read_at=at)) or rows.exists()


def _held(telling: Telling) -> bool:
    """Write how far a telling is, and hold its row; False where it is over by now."""
    at, call_id = telling.after or (None, None)
    progress = {"due_at": telling.due_at, "after_at": at, "after_id": call_id, "looked": telling.looked}
    rows = TellingRow.objects.filter(resource=telling.resource_id)
    return bool(rows.update(passes=F("passes") + 1, **progress))


def _untold(telling: Telling, people: Iterable[Told]) -> list[Told]:
    some = {one.person.id: one for one in people}
    rows = ToldRow.objects.filter(person__in=list(some))
    of_this = set(rows.filter(resource=telling.resource_id).values_list("person_id", flat=True))
    of_question = set(rows.filter(call__in={o.call_id for o in some.values()}).values_list("person_id", "call_id"))
    followers = FollowerRow.objects.filter(call__in={o.call_id for o in some.values()}, told_at__isnull=False)
    of_question |= set(followers.filter(person__in=list(some)).values_list("person_id", "call_id"))
    own = DeferredAnswerRow.objects.filter(call__resource_source__resource=telling.resource_id)
    of_this |= set(own.filter(call__asker__in=list(some)).values_list("call__asker_id", flat=True))
    return [o for who, o in some.items() if who not in of_this and (who, o.call_id) not in of_question]


def _note_followers(telling: Telling, people: Iterable[Told], at: datetime) -> None:
    """Note of whoever follows any of the resource's questions that they are told."""
    sources = ResourceSourceRow.objects.filter(resource=telling.resource_id).values_list("call_id", flat=True)
    rows = FollowerRow.objects.filter(call__in=list(sources), person__in=[one.person.id for one in people])
    rows.filter(told_at__isnull=True).update(told_at=at)


def _told(telling: Telling, one: Told, at: datetime) -> ToldRow:
    return ToldRow(resource_id=telling.resource_id, call_id=one.call_id, person_id=one.person.id, at=at)


def _telling(row: TellingRow) -> Telling:
    after = (row.after_at, row.after_id) if row.after_at and row.after_id else None
    since, due_at = row.since, row.due_at
    return Telling(resource_id=row.resource_id, since=since, due_at=due_at, after=after, looked=row.looked)


def _by_id(found: Sequence[ToldRow]) -> dict[UUID, Resource]:
    ids = list(dict.fromkeys(row.resource_id for row in found))
    return {resource.id: resource for resource in ResourceStore().resources(ids)} if ids else {}
