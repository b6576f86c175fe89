"""The shipped search finds what answers a question, in each language of the labelled set."""

from __future__ import annotations

import pytest

from benchmarks.labelled import LANGUAGES, Part, Quality, pairs, quality, resources
from chatxblock.search.term_search import TermSearch
from chatxblock.store.terms import TermStore

LEAST_PAIRS = 60
LEAST = 0.55
"""How often the right one has to be among the three that are shown."""


@pytest.mark.django_db
def test_the_right_one_is_among_three_in_each_language() -> None:
    search = TermSearch(TermStore())
    for document in resources():
        search.changed(document)
    found: dict[str, Quality] = {}
    for language in LANGUAGES:
        asked = list(pairs(language))
        assert len({pair.question for pair in asked}) >= LEAST_PAIRS
        for part in Part:
            of_part = [pair for pair in asked if pair.part is part]
            found[f"{language}, {part.value}"] = quality(search, language, of_part)
    assert {name: part.third for name, part in found.items() if part.third < LEAST} == {}
