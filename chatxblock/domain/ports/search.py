"""What is alike: finding, for a question, what others learned from it and who is asking it right now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from uuid import UUID


class DocumentKind(Enum):
    """What can be found."""

    RESOURCE = "resource"
    CALL = "call"
    """A question that is open or left for the teachers: who has the same one may ask to join, or follow it."""


class Nearness(Enum):
    """How near something is to where the learner is stuck."""

    UNIT = "unit"
    SECTION = "section"
    COURSE = "course"


@dataclass(frozen=True, kw_only=True)
class Document:
    """What can be found, with all that it is found by. Texts are as people wrote them, Markdown among it."""

    id: UUID
    kind: DocumentKind
    course: str
    section: str = ""
    """Usage key of what holds the unit; empty where that is not known."""
    unit: str = ""
    languages: tuple[str, ...] = ()
    """Codes as the platform has them (`en`, `es-419`, `zh-hans`); none where it is not known."""
    title: str
    """Of a resource its title, of a call its question."""
    answer: str = ""
    body: str = ""
    questions: tuple[str, ...] = ()
    """What people asked who found their answer here, in their own words."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Where is looked, and for what. Nothing of another course is ever found."""

    course: str
    section: str = ""
    unit: str = ""
    languages: tuple[str, ...] = ()
    """In which the question may be: those of the course."""
    kinds: tuple[DocumentKind, ...] = (DocumentKind.RESOURCE, DocumentKind.CALL)

    def nearness(self, section: str, unit: str) -> Nearness:
        """Return how near something of the course is that belongs there."""
        if unit and unit == self.unit:
            return Nearness.UNIT
        return Nearness.SECTION if section and section == self.section else Nearness.COURSE


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing that was found."""

    id: UUID
    kind: DocumentKind
    score: float
    """How like it is, by which one find's own results can be compared and nothing else: above 0, more is more like.

    What is near counts for more in it. It never says that something is the same question.
    """
    nearness: Nearness


class ResourceSearch(Protocol):
    """Finds what is like a question. It is told of what changes; nobody can ask it for all that it knows."""

    semantic: bool
    """Whether it goes by meaning, so that other words, and another language, find the same."""

    def find(self, question: str, scope: Scope, most: int) -> list[Found]:
        """Return what is like the question, at most so much, the best first; of equals the nearest, then the newest.

        A question that says nothing finds nothing. Never raises for what somebody typed.
        """
        ...

    def changed(self, document: Document) -> None:
        """Take a document in, in place of what was known under its id. Whoever is told twice knows it once."""
        ...

    def forgotten(self, document_id: UUID) -> None:
        """Forget a document that must not be found any more; harmless where nothing is known of it."""
        ...


class Likeness(Protocol):
    """Says how alike texts are by themselves, for whom what one find compares is not enough."""

    def covered(self, question: str, text: str, languages: Sequence[str]) -> float:
        """Return how much of what a question speaks of stands in a text, from 0 to 1."""
        ...

    def groups(self, questions: Sequence[str], languages: Sequence[str]) -> list[list[int]]:
        """Return which questions are alike, by their places, each in one group, the most typical first in it."""
        ...
