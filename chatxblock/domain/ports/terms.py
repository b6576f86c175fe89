"""Keeping which words stand in what can be found: what a search by words needs of a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from chatxblock.domain.ports.search import Nearness

if TYPE_CHECKING:
    from chatxblock.domain.ports.search import Document, Found, Scope


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """How much can be found in one scope, and how often the terms that were asked about stand in it."""

    documents: int = 0
    frequencies: Mapping[str, int]
    """In how many documents a term stands; those that stand in none are left out."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A term that is looked for."""

    weight: float
    """What it is worth to the question."""
    most: int | None = None
    """How many of the places where it stands are looked at, those that earn most; None for all."""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """What being near is worth."""

    in_unit: float
    """By how much the score of what belongs to the learner's unit is multiplied; at least 1."""
    in_section: float
    """The same for her section; at most what the unit is worth."""

    def worth(self, nearness: Nearness) -> float:
        """Return by how much a score is multiplied."""
        return {Nearness.UNIT: self.in_unit, Nearness.SECTION: self.in_section}.get(nearness, 1.0)


class TermStore(Protocol):
    """Keeps terms. Every write is durable when the method returns."""

    def put_terms(self, document: Document, terms: Mapping[str, float]) -> None:
        """Keep what a document's terms earn, in place of what was kept of it, and count them in its course."""
        ...

    def drop_terms(self, document_id: UUID) -> None:
        """Forget a document and take it out of the counts; harmless where nothing is kept of it."""
        ...

    def statistics(self, scope: Scope, terms: Collection[str]) -> Statistics:
        """Return the counts of what can be found in a scope's course, with those of these terms. One query."""
        ...

    def beginning_with(self, scope: Scope, beginnings: Collection[str], most: int) -> Mapping[str, int]:
        """Return words that begin so in the scope's course, and in how many documents; the most frequent. One query.

        A beginning has `BEGINNING` letters.
        """
        ...

    def best(self, terms: Mapping[str, Wanted], scope: Scope, ranking: Ranking, most: int) -> list[Found]:
        """Return the documents of the scope that score highest by these terms. Two queries."""
        ...


BEGINNING = 3
"""Letters by which words are found that are spelled nearly as another."""
