"""A search in memory: by words, as the shipped one, without its index and its guesses at what was misspelled."""

from __future__ import annotations

from functools import partial
from threading import RLock
from uuid import UUID

from chatxblock.domain.ports import Document, Found, Nearness, Scope
from chatxblock.search.bm25 import gains_of, rarity, score
from chatxblock.search.words import question_terms, terms_of

MOST_TERMS = 64
WORTH = {Nearness.UNIT: 1.5, Nearness.SECTION: 1.25, Nearness.COURSE: 1.0}


class MemorySearch:
    """Finds by the words that a question and a document share."""

    semantic = False

    def __init__(self) -> None:
        self._documents: dict[UUID, Document] = {}
        self._lock = RLock()

    def find(self, question: str, scope: Scope, most: int) -> list[Found]:
        """Return what is like the question, the best first; of equals the nearest, then the newest."""
        with self._lock:
            known = [document for document in self._documents.values() if document.course == scope.course]
        there = [document for document in known if document.kind in scope.kinds]
        gains = [gains_of(document, partial(_terms, document)) for document in there]
        asked = {
            term: weight * rarity(sum(term in of for of in gains), len(there))
            for term, weight in question_terms(question, scope.languages, MOST_TERMS).items()
        }
        found = [_found(document, score(asked, of), scope) for document, of in zip(there, gains, strict=True)]
        found = sorted((one for one in reversed(found) if one.score > 0), key=lambda one: one.score, reverse=True)
        return found[: max(0, most)]

    def changed(self, document: Document) -> None:
        """Take a document in, in place of what was known under its id."""
        with self._lock:
            self._documents[document.id] = document

    def forgotten(self, document_id: UUID) -> None:
        """Forget a document; harmless where nothing is known of it."""
        with self._lock:
            self._documents.pop(document_id, None)


def _terms(document: Document, text: str) -> list[str]:
    return terms_of(text, document.languages)


def _found(document: Document, likeness: float, scope: Scope) -> Found:
    nearness = scope.nearness(document.section, document.unit)
    return Found(id=document.id, kind=document.kind, score=likeness * WORTH[nearness], nearness=nearness)
