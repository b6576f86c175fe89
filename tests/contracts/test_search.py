"""Every search keeps its contract; and the shipped one keeps right counts, whoever writes at the same moment."""

from __future__ import annotations

from uuid import uuid5

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.domain.ports import DocumentKind, Scope
from chatxblock.models import SearchDocumentRow, SearchEntryRow, SearchTermRow
from chatxblock.search import term_search
from chatxblock.search.term_search import TermSearch
from chatxblock.store.terms import TermStore
from chatxblock.testing import MemorySearch
from tests.contracts.search_contract import (
    CELLS,
    COURSE,
    HERE,
    INVERSE,
    LOOPS,
    SPACE,
    WordsContract,
    a_document,
    a_scope,
    ids,
    told,
)
from tests.support.databases import Database, at_once


class TestMemorySearch(WordsContract):
    @pytest.fixture
    def search(self) -> MemorySearch:
        return MemorySearch()


class TestTermSearch(WordsContract):
    @pytest.fixture
    def search(self, database: Database) -> TermSearch:
        return TermSearch(TermStore())


@pytest.fixture
def search(database: Database) -> TermSearch:
    return TermSearch(TermStore())


def counted(course: str = COURSE) -> dict[str, int]:
    """What the counts say."""
    terms = {row.word: row.documents for row in SearchTermRow.objects.filter(documents__gt=0)}
    known = TermStore().statistics(Scope(course=course), terms)
    return {"": known.documents, **known.frequencies}


def standing() -> dict[str, int]:
    """What would be counted anew."""
    words = dict(SearchTermRow.objects.values_list("pk", "word"))
    found: dict[str, int] = {"": SearchDocumentRow.objects.count()}
    for term in SearchEntryRow.objects.values_list("term", flat=True):
        found[words[term]] = found.get(words[term], 0) + 1
    return {word: often for word, often in found.items() if often}


def test_counts_are_those_of_what_is_there(search: TermSearch) -> None:
    inverse, cells = told(search, a_document(INVERSE), a_document(CELLS))
    told(search, a_document(INVERSE, answer="Its columns are dependent."), a_document(LOOPS))
    assert counted() == standing()
    assert (counted()[""], counted()["depend"]) == (3, 1)
    for document in (inverse, inverse, cells):
        search.forgotten(document.id)
    assert counted() == standing()
    assert "matrix" not in counted()


@pytest.mark.parametrize("many", [8])
def test_counts_are_right_whoever_writes_at_the_same_moment(search: TermSearch, many: int) -> None:
    shared = a_document(INVERSE)
    search.changed(a_document(LOOPS))

    def write(number: int) -> None:
        own = a_document(f"{INVERSE} {CELLS}", id=uuid5(SPACE, str(number)))
        search.changed(own)
        search.changed(a_document(INVERSE, id=shared.id, answer=f"Word{number % 3} matrix"))
        if number % 2:
            search.forgotten(own.id)

    at_once(many, write)
    assert counted() == standing()
    assert counted()[""] == 2 + many // 2


@pytest.mark.parametrize(
    ("question", "queries"), [("mitochondria", 3), ("mitochondira", 4), ("the of and", 0), ("quasar", 2)]
)
def test_a_find_takes_so_many_queries(search: TermSearch, question: str, queries: int) -> None:
    told(search, a_document(CELLS), a_document(LOOPS))
    with CaptureQueriesContext(
        connection,
    ) as taken:
        search.find(question, a_scope(), 3)
    assert len(taken) == queries


@pytest.mark.parametrize(
    "question", ["mitochondira", "mitochondrai", "mitocondria", "mittochondria", "mitochundria", "mitochondría"]
)
def test_a_slip_of_the_finger_still_finds(search: TermSearch, question: str) -> None:
    cells, _ = told(search, a_document(CELLS), a_document("The mitre of a bishop"))
    assert ids(search.find(question, a_scope(), 3)) == [cells.id]


@pytest.mark.parametrize("question", ["loup", "wild", "eno", "quasar"])
def test_short_words_and_other_words_are_not_taken_for_slips(search: TermSearch, question: str) -> None:
    told(search, a_document(CELLS), a_document("Lap and end"))
    assert search.find(question, a_scope(), 3) == []


def test_of_what_is_common_only_the_places_that_earn_most_are_looked_at(
    search: TermSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = told(search, *(a_document(f"matrix {number}", unit=HERE) for number in range(3)))
    bodies = [a_document(f"Exercise {number}", body="The matrix is here.") for number in range(6)]
    told(search, *bodies, a_document("the eigenvalue"))
    monkeypatch.setattr(term_search, "MOST_ROWS", 4)
    assert ids(search.find("eigenvalue", a_scope(), 9)) == [a_document("the eigenvalue").id]
    assert ids(search.find("matrix", a_scope(), 9))[:3] == [one.id for one in reversed(titles)]
    assert ids(search.find("eigenvalue of matrix", a_scope(), 9)) == [
        a_document("the eigenvalue").id,
        *(one.id for one in reversed(titles)),
    ]
    assert len(search.find("matrix", a_scope(), 9)) == 4


def test_a_few_open_calls_are_found_among_many_resources_without_looking_at_those(
    search: TermSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(search, *(a_document(f"matrix {number}") for number in range(6)))
    (call,) = told(search, a_document("What do I do with this matrix and all of its rows?", kind=DocumentKind.CALL))
    monkeypatch.setattr(term_search, "MOST_ROWS", 2)
    assert ids(search.find("matrix", a_scope(kinds=(DocumentKind.CALL,)), 3)) == [call.id]
    assert TermStore().statistics(a_scope(kinds=(DocumentKind.CALL,)), ["matrix"]).frequencies == {"matrix": 1}
    assert TermStore().statistics(a_scope(), ["matrix"]).frequencies == {"matrix": 7}


LETTERS = [("ano", "año"), ("はは", "ばば"), ("ハハ", "はは"), ("strasse", "straße"), ("и", "й"), ("k", "\u212a")]


@pytest.mark.parametrize(("one", "other"), LETTERS, ids=range(len(LETTERS)))
def test_no_database_takes_two_terms_for_one(database: Database, one: str, other: str) -> None:
    terms = TermStore()
    terms.put_terms(a_document(INVERSE), {one: 1.0, other: 2.0})
    assert terms.statistics(a_scope(), [one, other]).frequencies == {one: 1, other: 1}
