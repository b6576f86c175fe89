"""Queries about which questions can be found, and which of them the search knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Prefetch

from chatxblock.domain.calls.call import Call
from chatxblock.domain.ports import Document, DocumentKind
from chatxblock.models import CallRow, FollowerRow, InvitationRow
from chatxblock.store.flags import flagged
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import readable, to_call

NEW, GONE = flagged(findable=True, indexed=False), flagged(findable=False, indexed=True)
DOCUMENT = ("course", "unit", "question", "plan", "findable")
"""Columns of which a document is made: also of a call of which the rest cannot be read."""


class FindableStore:
    """Keeps what can be found."""

    def misindexed_calls(self, course: str, most: int) -> list[tuple[Document, bool]]:
        """Return calls that the search has to be told of, each with whether it may be found."""
        rows = CallRow.objects.filter(course=course) if course else CallRow.objects.all()
        found: list[CallRow] = []
        for wrong in (NEW, GONE):  # one after the other: for both at once SQLite reads the whole table
            found += rows.filter(wrong).only(*DOCUMENT)[: most - len(found)]
        return [(_document(row), row.findable) for row in found]

    @repeated
    def note_indexed(self, call_id: UUID, known: bool) -> None:
        """Note whether the search knows a call."""
        CallRow.objects.filter(pk=call_id).update(indexed=known)

    @repeated
    def note_unindexed(self) -> None:
        """Note of all calls that the search knows none of them."""
        known = list(CallRow.objects.filter(flagged(findable=True, indexed=True)).values_list("pk", flat=True))
        CallRow.objects.filter(pk__in=known).update(indexed=False)

    def findable_calls(self, ids: Sequence[UUID]) -> list[Call]:
        """Return those of the calls that may be found, in the order of `ids`."""
        invitations = Prefetch("invitations", InvitationRow.objects.select_related("person").order_by("pk"))
        rows = CallRow.objects.filter(pk__in=ids, findable=True).select_related("asker").prefetch_related(invitations)
        found = {call.id: call for call in readable(rows, lambda row: to_call(row, row.invitations.all()))}
        return [found[call_id] for call_id in ids if call_id in found]

    def follower_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many follow each of these questions."""
        rows = FollowerRow.objects.filter(call__in=calls).order_by().values_list("call_id")
        return dict(rows.annotate(many=Count("pk")))


def _document(row: CallRow) -> Document:
    section = row.plan.get("section", "") if isinstance(row.plan, dict) else ""
    return Document(
        id=row.pk, kind=DocumentKind.CALL, course=row.course, section=section, unit=row.unit, title=row.question
    )
