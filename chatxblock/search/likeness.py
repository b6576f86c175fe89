"""How much of a question a text speaks of, and which of many questions are alike: by terms, without an index.

What the search finds is compared within one find alone. Whether something is near enough to bother somebody with it has
to be said of a question and a text by themselves. This module must not know what is done about it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from chatxblock.search.words import question_terms, terms_of

MOST_TERMS = 64
"""Terms of one question that are looked at."""
ALIKE = 0.35
"""Cosine from which on two questions are taken for alike."""


class TermLikeness:
    """Compares by terms: what is said in other words is not alike."""

    def covered(self, question: str, text: str, languages: Sequence[str]) -> float:
        """Return how much of what a question speaks of stands in a text, from 0 to 1."""
        asked = question_terms(question, languages, MOST_TERMS)
        known = set(terms_of(text, languages)) if asked else set()
        whole = sum(asked.values())
        return sum(weight for term, weight in asked.items() if term in known) / whole if whole else 0.0

    def groups(self, questions: Sequence[str], languages: Sequence[str]) -> list[list[int]]:
        """Return which questions are alike, by their places.

        The first of a group is the one that is most like the others. Any question will do; one that says nothing is a
        group by itself, unless another is the same letter by letter.
        """
        vectors = _vectors([question_terms(question, languages, MOST_TERMS) for question in questions])
        likes = _likes(vectors)
        same: dict[str, int] = {}
        for place, question in enumerate(questions):
            first = same.setdefault(question.strip().casefold(), place)
            if first != place:
                likes[first, place] = 1.0
        groups = _joined(len(questions), likes)
        return [sorted(group, key=lambda place: (-_centrality(place, group, likes), place)) for group in groups]


def _vectors(asked: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Return the questions' terms by how rare they are among these questions, each vector of length 1."""
    often = Counter(term for terms in asked for term in terms)
    vectors = []
    for terms in asked:
        weighed = {term: weight * math.log(1 + len(asked) / often[term]) for term, weight in terms.items()}
        length = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
        vectors.append({term: weight / length for term, weight in weighed.items()})
    return vectors


def _likes(vectors: Sequence[Mapping[str, float]]) -> dict[tuple[int, int], float]:
    """Return the pairs that are alike, the earlier first; only those that share a term are looked at."""
    holders: dict[str, list[tuple[int, float]]] = {}
    products: Counter[tuple[int, int]] = Counter()
    for place, vector in enumerate(vectors):
        for term, weight in vector.items():
            for other, its in holders.get(term, ()):
                products[other, place] += weight * its  # type: ignore[assignment]
            holders.setdefault(term, []).append((place, weight))
    return {pair: product for pair, product in products.items() if product >= ALIKE}


def _joined(many: int, likes: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Join groups, the likest pairs first, where on average their members are half as alike as a pair has to be.

    So a chain of questions, each a little further from the first, does not end in one heap.
    """
    group = {place: [place] for place in range(many)}
    for one, other in sorted(likes, key=lambda pair: (-likes[pair], pair)):
        mine, theirs = group[one], group[other]
        if mine is theirs:
            continue
        across = sum(likes.get((min(a, b), max(a, b)), 0.0) for a in mine for b in theirs)
        if across < ALIKE / 2 * len(mine) * len(theirs):
            continue
        mine.extend(theirs)
        for moved in theirs:
            group[moved] = mine
    return list({id(found): found for found in group.values()}.values())


def _centrality(place: int, group: Sequence[int], likes: Mapping[tuple[int, int], float]) -> float:
    return sum(likes.get((min(place, other), max(place, other)), 0.0) for other in group if other != place)
