"""What terms weigh: Okapi BM25 over weighted fields.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (Foundations and Trends in Information
Retrieval 3(4), 2009), sections 3.4 and 3.6: a term counts more the fewer documents it stands in, each further time that
it stands in one adds less, and a long document has to make up for its length. Fields are added up before that, each by
its weight (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted Fields", CIKM 2004), so that a
word in title and body is one word that is there twice, not two.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from chatxblock.domain.ports import Document

K1, B = 1.2, 0.75
"""The constants that are usual where nothing is known of the texts."""
TITLE, ANSWER, BODY = 3.0, 2.0, 1.0
"""What a term of a field weighs. What people asked weighs as much as the title."""
MOST_TERMS = 400
"""Terms by which one document can be found; of a longer one those that weigh most."""

Split = Callable[[str], Iterable[str]]


def weights_of(document: Document, split: Split) -> dict[str, float]:
    """Return what each of a document's terms weighs.

    However many people's words lead to a resource, a term that stands in any of them counts once: what many asked
    must not become long.
    """
    weights: Counter[str] = Counter()
    for text, weight in ((document.title, TITLE), (document.answer, ANSWER), (document.body, BODY)):
        for term in split(text):
            weights[term] += weight  # type: ignore[assignment]
    asked = {term for question in document.questions for term in split(question)}
    for term in asked:
        weights[term] += TITLE  # type: ignore[assignment]
    return dict(weights.most_common(MOST_TERMS))


def rarity(documents: int, of: int) -> float:
    """Return the weight of a term that stands in so many of the documents (idf): above 0, also if it is in all."""
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5))


def share(weight: float, length: float, average: float) -> float:
    """Return how much of a term's weight a document earns, of 0 to 1 + k1."""
    return weight * (K1 + 1) / (weight + K1 * (1 - B + B * length / average))


def score(asked: Mapping[str, float], weights: Mapping[str, float], average: float) -> float:
    """Return how like a document with these weights is to a question whose terms weigh so much."""
    length = sum(weights.values())
    return sum(of * share(weights[term], length, average) for term, of in asked.items() if term in weights)
