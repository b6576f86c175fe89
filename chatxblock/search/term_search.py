"""The search that is shipped: by words, over a table of terms in the platform's own database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chatxblock.domain.ports import BEGINNING, Document, Found, Ranking, Scope, Statistics, TermStore, Wanted
from chatxblock.search.bm25 import gains_of, rarity
from chatxblock.search.spelling import beginnings, meant, slips
from chatxblock.search.words import question_terms, terms_of

MOST_ROWS = 2500
"""Places where terms stand that are looked at for one question: each term has its part, and what rare ones leave."""
MOST_TERMS = 64
"""Terms of one question that are looked for."""
MOST_UNKNOWN, MOST_NEIGHBOURS = 5, 400
"""Words of one question that may be misspelled, the first ones, and words that are looked at for them."""
MISSPELLED = 0.7
"""What a word weighs that was probably meant, beside one that was typed."""
RANKING = Ranking(in_unit=1.5, in_section=1.25)
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
        wanted = self._wanted(asked, self._terms.statistics(scope, asked), scope)
        return self._terms.best(wanted, scope, RANKING, most) if wanted else []

    def changed(self, document: Document) -> None:
        """Take a document in, in place of what was known under its id."""
        self._terms.put_terms(document, gains_of(document, lambda text: terms_of(text, document.languages)))

    def forgotten(self, document_id: UUID) -> None:
        """Forget a document; harmless where nothing is known of it."""
        self._terms.drop_terms(document_id)

    def _wanted(self, asked: Mapping[str, float], known: Statistics, scope: Scope) -> dict[str, Wanted]:
        """Return what is looked for: of what is common only the places that earn most."""
        if not known.documents:
            return {}
        frequencies = dict(known.frequencies)
        weights = {term: weight for term, weight in asked.items() if term in frequencies}
        for term, often in self._meant([term for term in asked if term not in frequencies], scope):
            frequencies[term] = often
            weights.setdefault(term, MISSPELLED)
        left = MOST_ROWS
        wanted: dict[str, Wanted] = {}
        for count, term in enumerate(sorted(weights, key=lambda term: frequencies[term])):
            often, part = frequencies[term], left // (len(weights) - count)
            weight = weights[term] * rarity(often, known.documents)
            wanted[term] = Wanted(weight=weight, most=part if often > part else None)
            left -= min(often, part)
        return wanted

    def _meant(self, unknown: Sequence[str], scope: Scope) -> Iterable[tuple[str, int]]:
        """Return known words that were probably meant by unknown ones, and in how many documents they stand."""
        unknown = [word for word in unknown if slips(word)][:MOST_UNKNOWN]
        starts = beginnings(unknown, BEGINNING)
        if not starts:
            return
        words = self._terms.beginning_with(scope, starts, MOST_NEIGHBOURS)
        for word in unknown:
            near = {other: often for other, often in words.items() if other[:BEGINNING] == word[:BEGINNING]}
            found = meant(word, near)
            if found is not None:
                yield found, near[found]
