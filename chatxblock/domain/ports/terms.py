"""Keeping which words stand in what can be found: what a search by words needs of a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.ports.search import Document, Found, Scope


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """How much can be found in one course, and how often the terms that were asked about stand in it."""

    documents: int = 0
    length: float = 0.0
    """The sum of what all terms of all documents weigh."""
    frequencies: Mapping[str, int]
    """In how many documents a term stands; those that stand in none are left out."""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """How documents are weighed against each other: the constants of Okapi BM25, and what being near is worth."""

    k1: float
    """How soon it stops to matter that a term is there once more."""
    b: float
    """How much a long document has to make up for: 0 nothing, 1 all of its length."""
    average: float
    """The mean length of the course's documents; above 0."""
    in_unit: float
    """By how much the score of what belongs to the learner's unit is multiplied."""
    in_section: float


class TermStore(Protocol):
    """Keeps terms. Every write is durable when the method returns."""

    def put_terms(self, document: Document, terms: Mapping[str, float]) -> None:
        """Keep what a document's terms weigh, in place of what was kept of it, and count them in its course."""
        ...

    def drop_terms(self, document_id: UUID) -> None:
        """Forget a document and take it out of the counts; harmless where nothing is kept of it."""
        ...

    def statistics(self, course: str, terms: Collection[str]) -> Statistics:
        """Return the course's counts, with those of these terms. One query."""
        ...

    def beginning_with(self, course: str, beginnings: Collection[str], most: int) -> Mapping[str, int]:
        """Return words that stand in the course and begin so, and in how many documents; the most frequent. One query.

        A beginning has `BEGINNING` letters.
        """
        ...

    def best(self, terms: Mapping[str, float], scope: Scope, ranking: Ranking, most: int) -> list[Found]:
        """Return the documents of the scope that score highest by these terms, each with its weight. Two queries."""
        ...


BEGINNING = 3
"""Letters by which words are found that are spelled nearly as another."""
