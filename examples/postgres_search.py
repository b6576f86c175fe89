"""Finds by PostgreSQL's full text search, in one language. A migration of your own makes its table once: TABLE."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from chatxblock.domain.ports import Document, DocumentKind, Found, Scope

TABLE = """
    CREATE TABLE IF NOT EXISTS course_search (
        id uuid PRIMARY KEY, kind text, course text, section text, unit text, told bigserial, words tsvector);
    CREATE INDEX IF NOT EXISTS course_search_words ON course_search USING gin (words);
"""
TELL = """
    INSERT INTO course_search (id, kind, course, section, unit, words) VALUES (%s, %s, %s, %s, %s,
        setweight(to_tsvector(%s::regconfig, %s), 'A') || setweight(to_tsvector(%s::regconfig, %s), 'B')
        || to_tsvector(%s::regconfig, %s))
    ON CONFLICT (id) DO UPDATE SET kind = EXCLUDED.kind, course = EXCLUDED.course, section = EXCLUDED.section,
        unit = EXCLUDED.unit, words = EXCLUDED.words
"""
FIND = """
    SELECT id, kind, section, unit, ts_rank_cd(words, query) * CASE
        WHEN unit = %s AND unit <> '' THEN 1.5 WHEN section = %s AND section <> '' THEN 1.25 ELSE 1 END AS score
    FROM course_search, (SELECT replace(plainto_tsquery(%s::regconfig, %s)::text, '&', '|')::tsquery AS query) AS asked
    WHERE course = %s AND kind = ANY(%s) AND words @@ query ORDER BY score DESC, told DESC LIMIT %s
"""


class PostgresSearch:
    """A search by words, whose stems are those of one language."""

    semantic = False

    def __init__(self, language: str = "english") -> None:
        self._language = language

    def find(self, question: str, scope: Scope, most: int) -> list[Found]:
        """Return what has any word of the question, the best first."""
        kinds = [kind.value for kind in scope.kinds]
        place = (scope.unit, scope.section, self._language, _kept(question), scope.course, kinds, max(most, 0))
        with connection.cursor() as cursor:
            cursor.execute(FIND, place)
            rows = cursor.fetchall()
        return [
            Found(id=key, kind=DocumentKind(kind), score=score, nearness=scope.nearness(section, unit))
            for key, kind, section, unit, score in rows
        ]

    def changed(self, document: Document) -> None:
        """Take a document in, in place of what was known of it."""
        texts = ("\n".join((document.title, *document.questions)), document.answer, document.body)
        words = [part for text in texts for part in (self._language, _kept(text))]
        place = (document.id, document.kind.value, document.course, document.section, document.unit)
        with connection.cursor() as cursor:
            cursor.execute(TELL, [*place, *words])

    def forgotten(self, document_id: UUID) -> None:
        """Forget a document."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM course_search WHERE id = %s", [document_id])


def _kept(text: str) -> str:
    """Return what PostgreSQL takes: no NUL, no half of a character, and no more than fits into a vector."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")[:100_000]
