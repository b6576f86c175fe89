"""The search that is shipped: by words, over a table of terms in the platform's own database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chatxblock.domain.ports import BEGINNING, Document, Found, Ranking, Scope, Statistics, TermStore
from chatxblock.search.bm25 import K1, B, rarity, weights_of
from chatxblock.search.spelling import beginnings, meant
from chatxblock.search.words import question_terms, terms_of

MOST_ROWS = 2000
"""Places where terms stand that are looked at for one question, and a little more: the rarest terms come first."""
MOST_TERMS = 64
"""Terms of one question that are looked for."""
MOST_NEIGHBOURS = 400
"""Words looked at for one that may be misspelled."""
MISSPELLED = 0.7
"""What a word weighs that was probably meant, beside one that was typed."""
IN_UNIT, IN_SECTION = 1.5, 1.25
"""What being near is worth: something from elsewhere in the course comes first if it is that much more like."""


class TermSearch:
    """Finds by words; in other words it finds nothing. Holds nothing in memory."""

    semantic = False

    def __init__(self, terms: TermStore) -> None:
        self._terms = terms

    def find(self, question: str, scope: Scope, most: int) -> list[Found]:
        """Return what is like the question, at most so much, the best first; in four queries at most."""
        asked = question_terms(question, scope.languages, MOST_TERMS)
        if not asked or most < 1:
            return []
        known = self._terms.statistics(scope.course, asked)
        weighed = self._weighed(asked, known, scope.course)
        if not weighed:
            return []
        ranking = Ranking(k1=K1, b=B, average=known.length / known.documents, in_unit=IN_UNIT, in_section=IN_SECTION)
        return self._terms.best(weighed, scope, ranking, most)

    def changed(self, document: Document) -> None:
        """Take a document in, in place of what was known under its id."""
        weights = weights_of(document, lambda text: terms_of(text, document.languages))
        self._terms.put_terms(document, weights)

    def forgotten(self, document_id: UUID) -> None:
        """Forget a document; harmless where nothing is known of it."""
        self._terms.drop_terms(document_id)

    def _weighed(self, asked: Mapping[str, float], known: Statistics, course: str) -> dict[str, float]:
        """Return what is looked for, with what each term weighs: what is common is left out once enough is found."""
        if not known.documents:
            return {}
        frequencies = dict(known.frequencies)
        weights = {term: weight for term, weight in asked.items() if term in frequencies}
        for term, often in self._meant([term for term in asked if term not in frequencies], course):
            frequencies[term] = often
            weights.setdefault(term, MISSPELLED)
        rows = 0
        weighed: dict[str, float] = {}
        for term in sorted(weights, key=lambda term: frequencies[term]):
            rows += frequencies[term]
            if weighed and rows > MOST_ROWS:
                break
            weighed[term] = weights[term] * rarity(frequencies[term], known.documents)
        return weighed

    def _meant(self, unknown: Sequence[str], course: str) -> Iterable[tuple[str, int]]:
        """Return known words that were probably meant by unknown ones, and in how many documents they stand."""
        starts = beginnings(unknown, BEGINNING)
        if not starts:
            return
        words = self._terms.beginning_with(course, starts, MOST_NEIGHBOURS)
        for word in unknown:
            near = {other: often for other, often in words.items() if other[:BEGINNING] == word[:BEGINNING]}
            found = meant(word, near)
            if found is not None:
                yield found, near[found]
