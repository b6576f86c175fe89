"""Questions as learners type them, each with the resource that answers it: the set that searches are tried with.

`questions/LANGUAGE.txt` has a line for each resource, `id | title | answer | body`, and below it a line for each
question that it answers. Those with a question mark came before the bodies were written and the search was tuned, for
which two in three of them were looked at; those with an exclamation mark were written last, after both.
Resources without a question are there to be mistaken for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from chatxblock.domain.ports import Document, DocumentKind, ResourceSearch, Scope

LANGUAGES = ("en", "es", "ar", "zh", "ja")
COURSE = "course-v1:Org+Everything+2026"
ASKED = "?!"
EVERY = 3
"""One in so many of the first questions was kept back."""
FOLDER = Path(__file__).parent / "questions"
SPACE = UUID(int=0)


class Part(Enum):
    """What a question was used for."""

    TUNED = "looked at while tuning"
    KEPT_BACK = "kept back"
    LAST = "written last"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A question and the resource that answers it."""

    question: str
    answered_by: UUID
    part: Part


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How often the right resource came first, among the first three, and the mean of one over its place."""

    pairs: int
    first: float
    third: float
    mrr: float


def resources() -> Iterator[Document]:
    """Return the resources of all languages, all in one course and none near."""
    for language in LANGUAGES:
        for line in lines(language):
            if line[0] not in ASKED:
                name, title, answer, body = line.split(" | ")
                key = resource_id(language, name)
                place: Any = {"kind": DocumentKind.RESOURCE, "course": COURSE, "languages": (language,)}
                yield Document(id=key, title=title, answer=answer, body=body, **place)


def pairs(language: str) -> Iterator[Pair]:
    """Return the questions of one language."""
    number, name = 0, ""
    for line in lines(language):
        if line[0] not in ASKED:
            name = line.partition(" | ")[0]
            continue
        part = Part.LAST
        if line.startswith("?"):
            number += 1
            part = Part.TUNED if number % EVERY else Part.KEPT_BACK
        yield Pair(question=line[1:].strip(), answered_by=resource_id(language, name), part=part)


def lines(language: str) -> Iterator[str]:
    """Return what stands in a language's file, without its headings."""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def resource_id(language: str, name: str) -> UUID:
    """Return the id of a resource of the set."""
    return uuid5(SPACE, f"{language} {name}")


def quality(search: ResourceSearch, language: str, asked: Sequence[Pair]) -> Quality:
    """Return how well a search that knows the resources finds the right ones, asked in the course at large."""
    scope = Scope(course=COURSE, languages=(language,))
    places = []
    for pair in asked:
        found = [one.id for one in search.find(pair.question, scope, 10)]
        places.append(found.index(pair.answered_by) + 1 if pair.answered_by in found else 0)
    count = len(places)
    return Quality(
        pairs=count,
        first=sum(place == 1 for place in places) / count,
        third=sum(1 <= place <= 3 for place in places) / count,
        mrr=sum(1 / place for place in places if place) / count,
    )
