"""The example of "Write your own search" stands in `examples/`, and passes the contract but for what its page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from chatxblock.domain.ports import ResourceSearch
from examples.postgres_search import TABLE, PostgresSearch
from tests.contracts.search_contract import LANGUAGES, WordsContract, a_document, a_scope, told
from tests.support.databases import Database

ROOT = Path(__file__).resolve().parents[2]
FOUND = {"en", "es", "hi", "tlh"}
"""Of the languages of the contract, those in which the question has a word just as the title has it."""


def test_the_page_shows_the_file() -> None:
    page = (ROOT / "docs" / "howto" / "write-your-own-search.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert shown[0] == (ROOT / "examples" / "postgres_search.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
class TestPostgresSearch(WordsContract):
    @pytest.fixture
    def search(self, database: Database) -> Iterator[PostgresSearch]:
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
        yield PostgresSearch()
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE course_search")

    def test_each_language_finds_its_own(self, search: ResourceSearch) -> None:
        """It does not: that is what the page says of it."""
        told(search, *(a_document(title, languages=(code,)) for code, title, _ in LANGUAGES))
        found = {code for code, _, question in LANGUAGES if search.find(question, a_scope(languages=(code,)), 1)}
        assert found == FOUND

    def test_a_course_may_have_two_languages(self, search: ResourceSearch) -> None:
        """It may not: words of the second are found only as they stand there."""
        told(search, a_document("C\u00e9lulas y tejidos", languages=("en", "es")))
        assert search.find("que es una celula", a_scope(languages=("en", "es")), 1) == []
        assert len(search.find("tejidos", a_scope(languages=("en", "es")), 1)) == 1
