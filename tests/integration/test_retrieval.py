"""The shipped search finds what answers a question, in each language of the labelled set, however it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.labelled import LANGUAGES, Part, Quality, pairs, quality, resources
from chatxblock.search.han import SIMPLIFIED, TRADITIONAL
from chatxblock.search.letters import bare
from chatxblock.search.term_search import TermSearch
from chatxblock.store.terms import TermStore

LEAST_PAIRS = 60
LEAST = 0.55
"""How often the right one has to be among the three that are shown."""
TO_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)
OTHERWISE: dict[str, dict[str, Callable[[str], str]]] = {
    "en": {"in capitals": str.upper, "words turned round": lambda text: " ".join(reversed(text.split()))},
    "es": {"without accents": lambda text: bare(text.casefold())},
    "ar": {
        "without articles": lambda text: re.sub(r"\bال(?=\w{3})", "", text),
        "without hamza": lambda text: text.translate(str.maketrans("أإآئؤة", "اااييه")),
    },
    "zh": {"in traditional letters": lambda text: text.translate(TO_TRADITIONAL)},
    "ja": {"in Hiragana": lambda text: re.sub("[ァ-ヶ]", lambda letter: chr(ord(letter[0]) - 0x60), text)},
}
"""The same questions as others would type them."""


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
        for name, change in OTHERWISE[language].items():
            found[f"{language}, {name}"] = quality(
                search, language, [replace(pair, question=change(pair.question)) for pair in asked]
            )
    assert {name: part.third for name, part in found.items() if part.third < LEAST} == {}
