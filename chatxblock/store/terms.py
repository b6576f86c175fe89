"""Queries about the words by which something is found.

A term of a course and a kind of document is known by a number, made of all three, so that no database's idea of which
letters are equal comes in between, entries can be written without asking for their term first, and a few open calls are
found among many resources without looking at those. The counts change in one transaction with the entries, and only by
what changed. What is best is read from one index alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from hashlib import blake2b
from operator import or_
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from chatxblock.domain.ports import (
    BEGINNING,
    Document,
    DocumentKind,
    Found,
    Nearness,
    Ranking,
    Scope,
    Statistics,
    Wanted,
)
from chatxblock.models import SearchDocumentRow, SearchEntryRow, SearchTermRow
from chatxblock.store.repeat import repeated

ALL = ""
"""The term that stands in every document of a course and kind."""
POOL = 100
"""Documents that are most like a question, of which those that are near come forward."""
EVERYWHERE = "SELECT document_id, %s * weight AS gain FROM chatxblock_search_entry WHERE term = %s"
AT_MOST = (
    "SELECT * FROM (SELECT document_id, %s * weight AS gain FROM chatxblock_search_entry WHERE term = %s"
    " ORDER BY weight DESC, document_id DESC LIMIT %s) AS best_{}"
)
SCORED = (
    "SELECT document_id, SUM(gain) AS score FROM ({}) AS gains"
    " GROUP BY document_id ORDER BY score DESC, document_id DESC LIMIT %s"
)


class TermStore:
    """Keeps terms."""

    @repeated
    def put_terms(self, document: Document, terms: Mapping[str, float]) -> None:
        """Keep what a document's terms earn, in place of what was kept of it, and count them in its course."""
        with transaction.atomic():
            row = _locked(document.id)
            if row is not None and (row.course, row.kind) != (document.course, document.kind.value):
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

    def statistics(self, scope: Scope, terms: Collection[str]) -> Statistics:
        """Return the counts of what can be found in a scope's course, with those of these terms."""
        words = {number(scope.course, kind, term): term for kind in scope.kinds for term in (ALL, *terms)}
        rows = SearchTermRow.objects.filter(pk__in=words, documents__gt=0)
        found: Counter[str] = Counter()
        for pk, often in rows.values_list("pk", "documents"):
            found[words[pk]] += often
        return Statistics(documents=found.pop(ALL, 0), frequencies=found)

    def beginning_with(self, scope: Scope, beginnings: Collection[str], most: int) -> Mapping[str, int]:
        """Return words that begin so in the scope's course, and in how many documents; the most frequent."""
        keys = [number(scope.course, kind, beginning) for kind in scope.kinds for beginning in beginnings]
        rows = SearchTermRow.objects.filter(beginning__in=keys, documents__gt=0).order_by("-documents", "pk")
        found: Counter[str] = Counter()
        for word, often in rows.values_list("word", "documents")[:most]:
            found[word] += often
        return found

    def best(self, terms: Mapping[str, Wanted], scope: Scope, ranking: Ranking, most: int) -> list[Found]:
        """Return the documents of the scope that score highest by these terms.

        What is near counts for more among those that are most like the question, a hundred.
        """
        parts, values = _parts(terms, scope)
        if not parts:
            return []
        with connection.cursor() as cursor:
            cursor.execute(SCORED.format(" UNION ALL ".join(parts)), [*values, max(most, POOL)])
            scores: dict[int, float] = dict(cursor.fetchall())
        first = list(scores)[:most]
        able = [pk for pk, score in scores.items() if score * ranking.in_unit >= scores[first[-1]]]
        near = _near(scope)
        rows = SearchDocumentRow.objects.filter(Q(pk__in=first) | Q(near, pk__in=able) if near else Q(pk__in=first))
        fields = rows.values_list("pk", "key", "kind", "section", "unit")
        found = [
            (_found(key, kind, scope.nearness(*place), scores[pk], ranking), pk) for pk, key, kind, *place in fields
        ]
        return [one for one, _ in sorted(found, key=lambda each: (each[0].score, each[1]), reverse=True)[:most]]


def number(course: str, kind: DocumentKind, term: str) -> int:
    """Return the number of a term in a course and a kind of document: 63 bits of a hash; no two are equal by chance."""
    return int.from_bytes(blake2b(f"{course}\0{kind.value}\0{term}".encode(), digest_size=8).digest()) >> 1


def _locked(document_id: UUID) -> SearchDocumentRow | None:
    return SearchDocumentRow.objects.select_for_update().filter(key=document_id).first()


def _row(document: Document) -> SearchDocumentRow:
    place = {"course": document.course, "section": document.section, "unit": document.unit}
    return SearchDocumentRow(key=document.id, kind=document.kind.value, **place)


def _put(row: SearchDocumentRow, document: Document, terms: Mapping[str, float]) -> None:
    """Write the entries of a document that is locked. Of one that is new none are looked for: that would lock a gap."""
    place = (document.course, document.kind)
    gains = {number(*place, term): (term, gain) for term, gain in terms.items()}
    before = {entry.term: entry for entry in row.entries.all()} if row.counted else {}
    new, gone = gains.keys() - before.keys(), before.keys() - gains.keys()
    other = [entry for key, entry in before.items() if key in gains and entry.weight != gains[key][1]]
    for entry in other:
        entry.weight = gains[entry.term][1]
    SearchEntryRow.objects.filter(pk__in=[before[key].pk for key in gone]).delete()
    SearchEntryRow.objects.bulk_update(other, ["weight"])
    SearchEntryRow.objects.bulk_create(
        [SearchEntryRow(document=row, term=key, weight=gains[key][1]) for key in sorted(new)]
    )
    _count(*place, [*(gains[key][0] for key in new), *(() if row.counted else (ALL,))], gone)
    row.section, row.unit, row.counted = document.section, document.unit, True
    row.save(update_fields=["section", "unit", "counted"])


def _drop(row: SearchDocumentRow) -> None:
    place = (row.course, DocumentKind(row.kind))
    gone = list(row.entries.values_list("term", flat=True))
    _count(*place, (), [*gone, *([number(*place, ALL)] if row.counted else ())])
    row.delete()


def _count(course: str, kind: DocumentKind, new: Iterable[str], gone: Collection[int]) -> None:
    """Count terms in one document more, and others in one less; in the order of their numbers, as others do too."""
    rows = sorted((_term(course, kind, word) for word in new), key=lambda row: row.pk)
    SearchTermRow.objects.bulk_create(rows, ignore_conflicts=True)
    counted = SearchTermRow.objects.filter(pk__in=[row.pk for row in rows]).update(documents=F("documents") + 1)
    if counted < len(rows):
        _count_anew(rows)
    if gone:
        fewer = SearchTermRow.objects.filter(pk__in=sorted(gone))
        fewer.update(documents=F("documents") - 1)
        fewer.filter(documents__lte=0).delete()  # a word that stands nowhere is nobody's business


def _count_anew(rows: Sequence[SearchTermRow]) -> None:
    """Count words that were deleted with their last document while we took them for being there."""
    there = set(SearchTermRow.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    for row in rows:
        row.documents = 1
    SearchTermRow.objects.bulk_create([row for row in rows if row.pk not in there])


def _term(course: str, kind: DocumentKind, word: str) -> SearchTermRow:
    return SearchTermRow(pk=number(course, kind, word), beginning=number(course, kind, word[:BEGINNING]), word=word)


def _parts(terms: Mapping[str, Wanted], scope: Scope) -> tuple[list[str], list[float]]:
    """Return for each term what reads the places where it stands, and the values of them all."""
    parts: list[str] = []
    values: list[float] = []
    for term, wanted in terms.items():
        for kind in scope.kinds:
            parts.append(EVERYWHERE if wanted.most is None else AT_MOST.format(len(parts)))
            values += [wanted.weight, number(scope.course, kind, term)]
            values += () if wanted.most is None else (wanted.most,)
    return parts, values


def _near(scope: Scope) -> Q:
    """Return what holds of documents that are near."""
    places = {"unit": scope.unit, "section": scope.section}
    return reduce(or_, (Q(**{name: key}) for name, key in places.items() if key), Q())


def _found(key: UUID, kind: str, nearness: Nearness, score: float, ranking: Ranking) -> Found:
    return Found(id=key, kind=DocumentKind(kind), score=score * ranking.worth(nearness), nearness=nearness)
