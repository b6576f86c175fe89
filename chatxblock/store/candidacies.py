"""Queries about who is eligible to help where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from chatxblock.domain.calls.person import Person
from chatxblock.domain.helpers.candidacy import Candidacy
from chatxblock.domain.helpers.duty import Unit
from chatxblock.models import CandidacyRow, HelperUnitRow
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_person


class CandidacyStore:
    """Keeps candidacies."""

    def candidacy(self, person: Person, unit: str) -> Candidacy | None:
        """Return what is kept of somebody in a unit."""
        row = CandidacyRow.objects.filter(person=person.id, unit=unit).first()
        return _candidacy(row, person) if row else None

    def open_candidacy(self, person: Person, unit: str) -> Candidacy | None:
        """Return it where she is eligible now and has not said whether she wishes to be asked there."""
        said = HelperUnitRow.objects.filter(person=OuterRef("person"), unit=OuterRef("unit"))
        rows = CandidacyRow.objects.filter(~Exists(said), person=person.id, unit=unit, since__isnull=False)
        row = rows.first()
        return _candidacy(row, person) if row else None

    def candidacies(self, person: Person) -> list[Candidacy]:
        """Return all of somebody, by the unit's title."""
        return [
            _candidacy(row, person) for row in CandidacyRow.objects.filter(person=person.id).order_by("title", "pk")
        ]

    @repeated
    def keep_candidacy(self, candidacy: Candidacy) -> None:
        """Keep one, in place of what was kept of the same person in the same unit."""
        values = _columns(candidacy)
        rows = CandidacyRow.objects.filter(person=candidacy.person.id, unit=candidacy.unit.key)
        if not rows.update(**values):
            row = CandidacyRow(person_id=candidacy.person.id, unit=candidacy.unit.key, **values)
            insert_new([row], "person", "unit")

    def due_candidacies(self, now: datetime, most: int) -> list[Candidacy]:
        """Return those whose next look is due, longest waiting first."""
        rows = CandidacyRow.objects.filter(next_look_at__lte=now, person__retired_at__isnull=True)
        return [
            _candidacy(row, to_person(row.person))
            for row in rows.select_related("person").order_by("next_look_at", "pk")[:most]
        ]

    @repeated
    def save_candidacies(self, before: Sequence[Candidacy], after: Sequence[Candidacy]) -> list[Candidacy]:
        """Keep what a look has found, each unless somebody else has looked since."""
        pairs = list(zip(before, after, strict=True))
        for next_look_at in {now.next_look_at for was, now in pairs if _same(was, now)}:
            alike = [now for was, now in pairs if _same(was, now) and now.next_look_at == next_look_at]
            values = {"looked_at": alike[0].looked_at, "next_look_at": next_look_at}
            _rows(alike).filter(looked_at__lt=alike[0].looked_at).update(**values)
        changed = [(was, now) for was, now in pairs if not _same(was, now)]
        return [now for was, now in changed if _rows([was]).filter(looked_at=was.looked_at).update(**_columns(now))]

    @repeated
    def postpone_candidacies(self, candidacies: Sequence[Candidacy], until: datetime) -> None:
        """Let these be looked at later."""
        _rows(candidacies).filter(next_look_at__isnull=False).update(next_look_at=until)


def _rows(candidacies: Sequence[Candidacy]) -> Any:
    """Return the rows of candidacies that stand in one unit."""
    people = [candidacy.person.id for candidacy in candidacies]
    return CandidacyRow.objects.filter(unit=candidacies[0].unit.key, person__in=people)


def _same(before: Candidacy, after: Candidacy) -> bool:
    return (before.since, before.lost_at) == (after.since, after.lost_at)


def _columns(candidacy: Candidacy) -> dict[str, Any]:
    return {
        "title": candidacy.unit.title[:255],
        "url": candidacy.unit.url,
        "block": candidacy.block,
        "section": candidacy.section,
        "rule": candidacy.rule,
        "seen_at": candidacy.seen_at,
        "looked_at": candidacy.looked_at,
        "since": candidacy.since,
        "lost_at": candidacy.lost_at,
        "next_look_at": candidacy.next_look_at,
    }


def _candidacy(row: CandidacyRow, person: Person) -> Candidacy:
    return Candidacy(
        person=person,
        unit=Unit(key=row.unit, title=row.title, url=row.url),
        block=row.block,
        section=row.section,
        rule=row.rule,
        seen_at=row.seen_at,
        looked_at=row.looked_at,
        since=row.since,
        lost_at=row.lost_at,
        next_look_at=row.next_look_at,
    )
