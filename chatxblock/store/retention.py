"""Queries that forget what is over, a bounded number of rows at a time, and each of them once.

A talk goes in three steps, each of which may be the last for now: it is marked, so that nobody takes what is left of
its log for all of it; its lines are deleted; then its row is, or emptied where a resource was made of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from chatxblock.domain.calls.call import State
from chatxblock.domain.resources.resource import HiddenFor, Stage
from chatxblock.models import (
    CallReportRow,
    CallRow,
    ConsentRow,
    DeferredAnswerRow,
    FeedbackRow,
    FileRow,
    FollowerRow,
    InvitationRow,
    LineRow,
    ResourceFileRow,
    ResourceReportRow,
    ResourceRevisionRow,
    ResourceRow,
    ResourceSourceRow,
    ToldRow,
)
from chatxblock.store.repeat import repeated

MOST_CALLS = 50
"""Calls that one step looks at."""
EMPTY = Q(forgotten_at__isnull=False, question="")
"""A row that is left for the sake of a resource."""
UNREAD = Q(stage=Stage.DRAFT.value) | Q(stage=Stage.HIDDEN.value, hidden_for=HiddenFor.CONSENT.value)
"""Resources whose text nobody has agreed to yet, or somebody no longer does."""
OPEN = ResourceReportRow.objects.filter(settled_at__isnull=True)
WITH_A_TALK = (FeedbackRow, ConsentRow, FollowerRow, ToldRow, CallReportRow)
"""What is kept of people for the sake of a talk, and goes with its log."""


class RetentionStore:
    """Forgets what is older than it may be."""

    def forget_talks(self, before: datetime, now: datetime, most: int) -> int:
        """Delete the logs of talks that ended before then, and the talks; `most` is of lines."""
        late = DeferredAnswerRow.objects.filter(call=OuterRef("pk"), at__gte=before)
        return _forget(_over(before).filter(_answered(), ~Exists(late)), now, most)

    def forget_questions(self, before: datetime, now: datetime, most: int) -> int:
        """Delete the questions that ended before then and that nobody answered."""
        return _forget(_over(before).filter(~_answered()), now, most)

    @repeated
    def forget_drafts(self, before: datetime, most: int) -> int:
        """Delete the drafts of resources that nobody has touched since then."""
        reported = OPEN.filter(resource=OuterRef("pk"))
        rows = ResourceRow.objects.filter(~Exists(reported), stage=Stage.DRAFT.value, updated_at__lt=before)
        drafts = list(rows.order_by("updated_at").values_list("pk", flat=True)[:most])
        if drafts:
            ResourceRow.objects.filter(pk__in=drafts, stage=Stage.DRAFT.value, updated_at__lt=before).delete()
        return len(drafts)

    @repeated
    def forget_reports(self, before: datetime, most: int) -> int:
        """Delete the reports that staff settled before then."""
        return sum(delete_some(model.objects.filter(settled_at__lt=before), most) for model in REPORTS)

    @repeated
    def forget_files(self, before: datetime, most: int) -> int:
        """Take files that were kept before then out of their talks, but for those of talks under report."""
        reported = CallReportRow.objects.filter(call=OuterRef("call"), settled_at__isnull=True)
        rows = FileRow.objects.filter(~Exists(reported), call__isnull=False, kept_at__lt=before)
        some = list(rows.order_by("kept_at").values_list("pk", flat=True)[:most])
        return FileRow.objects.filter(pk__in=some).update(call=None) if some else 0


REPORTS: tuple[type[CallReportRow] | type[ResourceReportRow], ...] = (CallReportRow, ResourceReportRow)


def delete_some(rows: QuerySet[Model], most: int) -> int:
    """Delete some rows, found first: a delete by condition would lock all that a database reads on its way."""
    found = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    if found:
        rows.model._base_manager.filter(pk__in=found).delete()
    return len(found)


def _over(before: datetime) -> QuerySet[CallRow]:
    """Return the calls that ended before then, of which something is left that nobody has to look at any more."""
    reported = CallReportRow.objects.filter(call=OuterRef("pk"), settled_at__isnull=True)
    source = ResourceSourceRow.objects.filter(call=OuterRef("pk"))
    return CallRow.objects.filter(
        ~Exists(reported),
        ~Exists(OPEN.filter(resource__sources__call=OuterRef("pk"))),
        ~EMPTY | ~Exists(source),
        state=State.CLOSED.value,
        ended_at__lt=before,
    )


def _answered() -> Q:
    came = InvitationRow.objects.filter(call=OuterRef("pk"), accepted_at__isnull=False)
    answer = DeferredAnswerRow.objects.filter(call=OuterRef("pk"))
    return Q(Exists(came)) | Q(Exists(answer))


def _forget(rows: QuerySet[CallRow], now: datetime, most: int) -> int:
    gone = 0
    for call_id in list(rows.order_by("ended_at").values_list("pk", flat=True)[:MOST_CALLS]):
        if gone >= most:
            break
        gone += _forget_one(rows.filter(pk=call_id), call_id, now, most - gone)
    return gone


@repeated
def _forget_one(rows: QuerySet[CallRow], call_id: UUID, now: datetime, most: int) -> int:
    with transaction.atomic():
        if rows.filter(forgotten_at__isnull=True).update(forgotten_at=now, findable=False, complete=False):
            _mark_sources(call_id)
            FileRow.objects.filter(call=call_id).update(call=None)
        gone = delete_some(LineRow.objects.filter(call=call_id), most)
        if LineRow.objects.filter(call=call_id).exists():
            return gone
        return gone + _end(call_id)


def _mark_sources(call_id: UUID) -> None:
    """Let the resource of a call say that its log is gone; what could no longer be judged by the log goes too."""
    ResourceSourceRow.objects.filter(call=call_id).update(log_gone=True)
    ResourceFileRow.objects.filter(call=call_id).update(call=None)
    ResourceRow.objects.filter(UNREAD, pk__in=_resources_of(call_id)).delete()
    earlier = ResourceRevisionRow.objects.filter(resource__in=_resources_of(call_id))
    old = list(earlier.exclude(rev=F("resource__rev")).values_list("pk", flat=True))
    ResourceRevisionRow.objects.filter(pk__in=old).delete()


def _resources_of(call_id: UUID) -> list[UUID]:
    return list(ResourceSourceRow.objects.filter(call=call_id).values_list("resource_id", flat=True))


def _end(call_id: UUID) -> int:
    """Delete a call without lines, or empty it for the sake of its resource; later where the search still knows it."""
    row = CallRow.objects.filter(pk=call_id)
    if row.filter(indexed=True).exists():
        return 0
    if not _resources_of(call_id):
        row.delete()
        return 1
    _delete_of(call_id, WITH_A_TALK)
    DeferredAnswerRow.objects.filter(call=call_id).update(body="")
    return row.update(question="", context={}, reports=[], read=[], window_url="", stop_reason="")


def _delete_of(call_id: UUID, models: Iterable[type[Model]]) -> None:
    for model in models:
        model._base_manager.filter(call=call_id).delete()
