"""Questions as learners type them, each with the resource that answers it: the set that searches are tried with.

`questions/LANGUAGE.txt` has a line for each resource, `id | title | answer | body`, and below it a line for each question that it
answers, which begins with a question mark. Resources without one are there to be mistaken for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from chatxblock.domain.ports import Document, DocumentKind, ResourceSearch, Scope

LANGUAGES = ("en", "es", "ar", "zh", "ja")
COURSE = "course-v1:Org+Everything+2026"
EVERY = 3
"""One pair in so many was kept back while the search was tuned."""
FOLDER = Path(__file__).parent / "questions"
SPACE = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A question and the resource that answers it."""

    question: str
    answered_by: UUID
    kept_back: bool


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
            if not line.startswith("?"):
                name, title, answer, body = line.split(" | ")
                key = resource_id(language, name)
                kind, texts = DocumentKind.RESOURCE, {"title": title, "answer": answer, "body": body}
                yield Document(id=key, kind=kind, course=COURSE, languages=(language,), **texts)


def pairs(language: str) -> Iterator[Pair]:
    """Return the questions of one language."""
    number, name = 0, ""
    for line in lines(language):
        if line.startswith("?"):
            kept_back, number = number % EVERY == EVERY - 1, number + 1
            answered_by = resource_id(language, name)
            yield Pair(question=line[1:].strip(), answered_by=answered_by, kept_back=kept_back)
        else:
            name = line.partition(" | ")[0].strip()


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
