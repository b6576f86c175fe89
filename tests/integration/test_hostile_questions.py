"""Whatever is typed or told, no text makes a search do, compare or keep more than it should."""

from __future__ import annotations

from random import Random
from uuid import UUID

import pytest

from chatxblock.domain.ports import Document, DocumentKind, Scope
from chatxblock.models import SearchEntryRow
from chatxblock.search.bm25 import MOST_TERMS
from chatxblock.search.term_search import TermSearch
from chatxblock.store.terms import TermStore
from tests.support.work import calls_of

ALLOWED = 300_000
"""Calls that a question may take: one of words that nobody ever wrote takes about 60, one of 5,000 words 250,000."""
ALLOWED_TO_WRITE = 2_000_000
COURSE = "course-v1:Org+Hostile+2026"
chance = Random(4)
LETTERS = "".join(chance.choice("abcdefghij ") for _ in range(20_000))
WORDS = " ".join(f"intervening{number}word" for number in range(5000))
QUESTIONS = {
    "20,000 letters": LETTERS,
    "one letter": "a" * 20_000,
    "one letter of Thai": "ก" * 20_000,
    "5,000 words": WORDS,
    "5,000 words that are nearly known": " ".join(f"intervenin{number}" for number in range(5000)),
    "20,000 Chinese letters": "".join(chr(0x4E00 + chance.randrange(5000)) for _ in range(20_000)),
    "one word of Arabic again and again": "المحاضرات " * 2000,
    "pictures": "😀🎉👩‍👩‍👧" * 3000,
    "marks of direction": "\u202e\u200f\u2067" * 7000,
    "directions around words": "\u202eintervening\u202c \u2067word\u2069",
    "humps": "aB" * 10_000,
    "accents": "a" + "\u0301" * 20_000,
    "signs of search languages": "'\"%_\\;--()*:&|!" * 1300,
    "a zero and halves of letters": "\0\ud800\udc00" * 6000,
}


@pytest.fixture
def search(db: None) -> TermSearch:
    found = TermSearch(TermStore())
    for number in range(6):
        words = " ".join(
            f"intervening{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(100 * number, 100 * number + 100)
        )
        found.changed(a_document(number + 1, title="the matrix", body=words))
    return found


def a_document(number: int, **texts: str) -> Document:
    place = {"course": COURSE, "kind": DocumentKind.RESOURCE, "languages": ("en", "ar")}
    return Document(id=UUID(int=number), **place, **{"title": "", **texts})  # type: ignore[arg-type]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_takes_long(search: TermSearch, question: str) -> None:
    scope = Scope(course=COURSE, languages=("en", "ar"), unit="unit", section="section")
    search.find(question, scope, 3)
    assert calls_of(lambda: search.find(question, scope, 3)) < ALLOWED


@pytest.mark.parametrize("body", QUESTIONS.values(), ids=QUESTIONS)
def test_what_is_told_is_kept_within_bounds(search: TermSearch, body: str) -> None:
    document = a_document(9, title="the eigenvalue", body=body)
    assert calls_of(lambda: search.changed(document)) < ALLOWED_TO_WRITE
    assert SearchEntryRow.objects.filter(document__key=document.id).count() <= MOST_TERMS
    found = search.find("eigenvalue", Scope(course=COURSE, languages=("en",)), 3)
    assert [one.id for one in found] == [document.id]
