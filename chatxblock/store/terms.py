"""Queries about the words by which something is found.

A term of a course is known by a number, made of both, so that no database's idea of which letters are equal comes in
between, and entries can be written without asking for their term first. The counts change in one transaction with the
entries, and only by what changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, FloatField, Q, Sum, Value, When
from django.db.models.expressions import CombinedExpression

from chatxblock.domain.ports import BEGINNING, Document, DocumentKind, Found, Ranking, Scope, Statistics
from chatxblock.models import SearchDocumentRow, SearchEntryRow, SearchTermRow
from chatxblock.store.repeat import repeated

ALL = ""
"""The term that stands in every document of a course: its row has the course's sums."""


class TermStore:
    """Keeps terms."""

    @repeated
    def put_terms(self, document: Document, terms: Mapping[str, float]) -> None:
        """Keep what a document's terms weigh, in place of what was kept of it, and count them in its course."""
        with transaction.atomic():
            if (row := _locked(document.id)) is not None and row.course != document.course:
                _drop(row)
                row = None
            if row is None:
                SearchDocumentRow.objects.bulk_create([_row(document)], ignore_conflicts=True)
                row = SearchDocumentRow.objects.select_for_update().get(key=document.id)
            _put(row, document, terms)

    @repeated
    def drop_terms(self, document_id: UUID) -> None:
        """Forget a document and take it out of the counts; harmless where nothing is kept of it."""
        with transaction.atomic():
            row = _locked(document_id)
            if row is not None:
                _drop(row)

    def statistics(self, course: str, terms: Collection[str]) -> Statistics:
        """Return the course's counts, with those of these terms."""
        words = {number(course, term): term for term in (ALL, *terms)}
        rows = SearchTermRow.objects.filter(pk__in=words, documents__gt=0)
        found = {words[pk]: (often, length) for pk, often, length in rows.values_list("pk", "documents", "length")}
        documents, length = found.pop(ALL, (0, 0.0))
        frequencies = {term: often for term, (often, _) in found.items()}
        return Statistics(documents=documents, length=length, frequencies=frequencies)

    def beginning_with(self, course: str, beginnings: Collection[str], most: int) -> Mapping[str, int]:
        """Return words that stand in the course and begin so, and in how many documents; the most frequent."""
        keys = [number(course, beginning) for beginning in beginnings]
        rows = SearchTermRow.objects.filter(beginning__in=keys, documents__gt=0).order_by("-documents", "pk")
        return dict(rows.values_list("word", "documents")[:most])

    def best(self, terms: Mapping[str, float], scope: Scope, ranking: Ranking, most: int) -> list[Found]:
        """Return the documents of the scope that score highest by these terms, each with its weight."""
        weights = {number(scope.course, term): weight for term, weight in terms.items()}
        rows = SearchEntryRow.objects.filter(term__in=weights)
        if set(scope.kinds) != set(DocumentKind):
            rows = rows.filter(document__kind__in=[kind.value for kind in scope.kinds])
        scored = rows.values_list("document").annotate(score=Sum(_gain(weights, ranking) * _near(scope, ranking)))
        scores = dict(scored.order_by("-score", "-document")[:most])  # by numbers alone: wide groups are slow
        documents = SearchDocumentRow.objects.in_bulk(scores)
        return [_found(documents[pk], score, scope) for pk, score in scores.items() if pk in documents]


def number(course: str, term: str) -> int:
    """Return the number of a term in a course: 63 bits of a hash, of which no two are equal by chance."""
    return int.from_bytes(blake2b(f"{course}\0{term}".encode(), digest_size=8).digest()) >> 1


def _locked(document_id: UUID) -> SearchDocumentRow | None:
    return SearchDocumentRow.objects.select_for_update().filter(key=document_id).first()


def _row(document: Document) -> SearchDocumentRow:
    place = {"course": document.course, "section": document.section, "unit": document.unit}
    return SearchDocumentRow(key=document.id, kind=document.kind.value, **place)


def _put(row: SearchDocumentRow, document: Document, terms: Mapping[str, float]) -> None:
    """Write the entries of a document that is locked. Of one that is new none are looked for: that would lock a gap."""
    weights = {number(document.course, term): (term, weight) for term, weight in terms.items()}
    before = {} if row.length is None else {entry.term: entry for entry in row.entries.all()}
    new, gone = weights.keys() - before.keys(), before.keys() - weights.keys()
    other = [entry for key, entry in before.items() if key in weights and entry.weight != weights[key][1]]
    for entry in other:
        entry.weight = weights[entry.term][1]
    SearchEntryRow.objects.filter(pk__in=[before[key].pk for key in gone]).delete()
    SearchEntryRow.objects.bulk_update(other, ["weight"])
    entries = [SearchEntryRow(document=row, term=key, weight=weights[key][1]) for key in sorted(new)]
    SearchEntryRow.objects.bulk_create(entries)
    length, known = sum(terms.values()), row.length
    _count(document.course, [weights[key][0] for key in new], gone)
    _count_document(document.course, 0 if known is not None else 1, length - (known or 0.0))
    row.kind, row.section, row.unit, row.length = document.kind.value, document.section, document.unit, length
    row.save(update_fields=["kind", "section", "unit", "length"])


def _drop(row: SearchDocumentRow) -> None:
    gone = list(row.entries.values_list("term", flat=True))
    _count(row.course, (), gone)
    if row.length is not None:
        _count_document(row.course, -1, -row.length)
    row.delete()


def _count(course: str, new: Iterable[str], gone: Collection[int]) -> None:
    """Count terms in one document more, and others in one less; in the order of their numbers, as others do too."""
    rows = sorted((_term(course, word) for word in new), key=lambda row: row.pk)
    SearchTermRow.objects.bulk_create(rows, ignore_conflicts=True)
    SearchTermRow.objects.filter(pk__in=[row.pk for row in rows]).update(documents=F("documents") + 1)
    SearchTermRow.objects.filter(pk__in=sorted(gone)).update(documents=F("documents") - 1)


def _count_document(course: str, more: int, longer: float) -> None:
    if not more and not longer:
        return
    rows = SearchTermRow.objects.filter(pk=number(course, ALL))
    changes = {"documents": F("documents") + more, "length": F("length") + longer}
    if not rows.update(**changes):
        SearchTermRow.objects.bulk_create([_term(course, ALL)], ignore_conflicts=True)
        rows.update(**changes)


def _term(course: str, word: str) -> SearchTermRow:
    return SearchTermRow(pk=number(course, word), beginning=number(course, word[:BEGINNING]), word=word)


def _gain(weights: Mapping[int, float], ranking: Ranking) -> CombinedExpression:
    """Return what an entry earns its document."""
    length = F("document__length") / Value(ranking.average)
    slack = Value(ranking.k1 * (1 - ranking.b)) + Value(ranking.k1 * ranking.b) * length
    rarity = Case(*(When(term=key, then=Value(weight)) for key, weight in weights.items()), output_field=FloatField())
    return rarity * F("weight") * Value(ranking.k1 + 1) / (F("weight") + slack)


def _near(scope: Scope, ranking: Ranking) -> Case:
    """Return by how much what an entry earns is multiplied for being near."""
    near = [
        When(Q(**{f"document__{name}": key}), then=Value(worth))
        for name, key, worth in (
            ("unit", scope.unit, ranking.in_unit),
            ("section", scope.section, ranking.in_section),
        )
        if key
    ]
    return Case(*near, default=Value(1.0), output_field=FloatField())


def _found(row: SearchDocumentRow, score: float, scope: Scope) -> Found:
    nearness = scope.nearness(row.section, row.unit)
    return Found(id=row.key, kind=DocumentKind(row.kind), score=score, nearness=nearness)
