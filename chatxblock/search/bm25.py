"""What terms earn: Okapi BM25 over weighted fields.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (Foundations and Trends in Information
Retrieval 3(4), 2009), sections 3.4 and 3.6: a term counts more the fewer documents it stands in, each further time that
it stands in one adds less, and a long document has to make up for its length. Fields are added up before that, each by
its weight (Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted Fields", CIKM 2004), so that a
word in title and body is one word that is there twice, not two.

The length that a document is measured by is a constant where theirs is the mean of all documents. So what a term earns
follows from its document alone, is worked out when the document is written, and a question only adds up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from chatxblock.domain.ports import Document

K1, B = 1.2, 0.75
"""The constants that are usual where nothing is known of the texts."""
USUAL_LENGTH = 50.0
"""What the terms of a title, an answer and a paragraph weigh together. With twice as much the same is found."""
TITLE, ANSWER, BODY = 3.0, 2.0, 1.0
"""What a term of a field weighs. What people asked weighs as much as the title."""
MOST_TERMS = 400
"""Terms by which one document can be found: those of its title, and of the others those that weigh most."""

Split = Callable[[str], Iterable[str]]


def gains_of(document: Document, split: Split) -> dict[str, float]:
    """Return what each of a document's terms earns it where it is asked for: more than 0, less than 1 + k1.

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
    title = set(split(document.title))
    order = sorted(weights, key=lambda term: (term in title, weights[term]), reverse=True)
    return earned({term: weights[term] for term in order[:MOST_TERMS]})


def earned(weights: Mapping[str, float]) -> dict[str, float]:
    """Return what terms earn a document in which they weigh so much, and nothing else does."""
    slack = K1 * (1 - B + B * sum(weights.values()) / USUAL_LENGTH)
    return {term: weight * (K1 + 1) / (weight + slack) for term, weight in weights.items()}


def rarity(documents: int, of: int) -> float:
    """Return the weight of a term that stands in so many of the documents (idf): above 0, also if it is in all."""
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5))


def score(asked: Mapping[str, float], gains: Mapping[str, float]) -> float:
    """Return how like a document that earns so much is to a question whose terms weigh so much."""
    return sum(weight * gains[term] for term, weight in asked.items() if term in gains)
