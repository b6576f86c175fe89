"""Queries about what staff did."""

from __future__ import annotations

from datetime import datetime

from chatxblock.domain.staff.deeds import LONGEST_REASON, Deed, KeptDeed, Kind
from chatxblock.models import BarRow, StaffActionRow
from chatxblock.store.repeat import repeated
from chatxblock.store.retention import delete_some
from chatxblock.store.rows import to_person


class DeedStore:
    """Keeps what staff did."""

    @repeated
    def note_deed(self, deed: Deed) -> None:
        """Keep a deed."""
        StaffActionRow.objects.create(
            course=deed.by.course,
            by_id=deed.by.id,
            kind=deed.kind.value,
            person_id=deed.person.id if deed.person else None,
            call_id=deed.call_id,
            resource_id=deed.resource_id,
            until=deed.until,
            reason=deed.reason[:LONGEST_REASON],
            at=deed.at,
        )

    def deeds(self, course: str, before: int | None, most: int) -> list[KeptDeed]:
        """Return what staff of a course did, the newest first."""
        rows = StaffActionRow.objects.filter(course=course, **({"pk__lt": before} if before is not None else {}))
        joined = rows.select_related("by", "person", "call", "resource").order_by("-pk")
        return [_kept(row) for row in joined.only("kind", "at", "until", "reason", *BY, *ABOUT, *TITLES)[:most]]

    @repeated
    def forget_deeds(self, before: datetime, most: int) -> int:
        """Delete deeds that were done before then, and bars that were over before then."""
        over = BarRow.objects.filter(until__lt=before)
        return delete_some(StaffActionRow.objects.filter(at__lt=before), most) + delete_some(over, most)


PERSON = ("course", "user_id", "localpart", "name", "username", "image_url")
BY = tuple(f"by__{name}" for name in PERSON)
ABOUT = tuple(f"person__{name}" for name in PERSON)
TITLES = ("call__context", "resource__title")


def _kept(row: StaffActionRow) -> KeptDeed:
    deed = Deed(
        by=to_person(row.by),
        kind=Kind(row.kind),
        at=row.at,
        person=to_person(row.person) if row.person else None,
        call_id=row.call_id,
        resource_id=row.resource_id,
        until=row.until,
        reason=row.reason,
    )
    return KeptDeed(id=row.pk, deed=deed, title=_title(row))


def _title(row: StaffActionRow) -> str:
    if row.resource:
        return row.resource.title
    context = row.call.context if row.call else None
    return str(context.get("title", "")) if isinstance(context, dict) else ""
