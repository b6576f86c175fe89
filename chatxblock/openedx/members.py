"""What the block asks about people, whoever knows them. This module must not know of the LMS or the workbench."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

COHORT = "cohort"
"""What the key of a group begins with that is a cohort, before a colon."""


class Member(Protocol):
    """Somebody as the platform knows them, in one course."""

    @property
    def user_id(self) -> str:
        """The platform's id."""
        ...

    @property
    def username(self) -> str:
        """The name for logging in."""
        ...

    @property
    def name(self) -> str:
        """The full name."""
        ...

    @property
    def image_url(self) -> str:
        """The picture, or an empty text."""
        ...

    @property
    def enrolled(self) -> bool:
        """Whether this person learns in the course."""
        ...

    @property
    def staff(self) -> bool:
        """Whether this person teaches in the course."""
        ...


class Directory(Protocol):
    """Who knows the people of a course."""

    def enrolled(self, course: str, user_ids: Collection[str]) -> set[str]:
        """Return those who are enrolled in the course."""
        ...

    def on_staff(self, course: str, user_ids: Collection[str]) -> set[str]:
        """Return those who are staff of the course, or of the whole site."""
        ...

    def viewers(self, usages: Sequence[str]) -> Callable[[str], bool]:
        """Return what tells whether somebody may see each of these blocks that is there; nobody does where none is."""
        ...

    def stands(self, usage: str) -> bool:
        """Say whether a block is there, as the course has it."""
        ...

    def members(self, course: str, usernames: Sequence[str]) -> Sequence[Member]:
        """Return people by username, in the order of the names, each once; unknown ones are missing."""
        ...

    def named_like(self, course: str, part: str, most: int) -> Sequence[str]:
        """Return usernames of the course in which, or in whose full name, there is that part, whatever its case."""
        ...

    def groups(self, course: str) -> Sequence[tuple[str, str]]:
        """Return the groups into which people of a course are put, each by a key of its own and its name.

        The key of a cohort begins with `COHORT` and a colon.
        """
        ...

    def of_group(self, course: str, key: str, most: int) -> Sequence[str]:
        """Return usernames of a group of the course, so many at most; none where there is no such group."""
        ...

    def has_course(self, course: str) -> bool:
        """Say whether there is a course of that key, written just so."""
        ...

    def visitor(self, course: str) -> Member | None:
        """Return who sends the present request, as a member of a course; None for somebody who is not logged in."""
        ...

    def visitor_query(self) -> str:
        """Return the query, `?` included, by which an address says who asks; empty where the session says it."""
        ...

    def handler_url(self, course: str, usage: str, name: str, suffix: str) -> str:
        """Return the path of a handler of a block, without the block."""
        ...

    def file_url(self, name: str) -> str:
        """Return the URL of one of the front end's files, without a block."""
        ...

    def languages(self, course: str) -> Sequence[str]:
        """Return the codes of the languages that a course is in; none where nobody said."""
        ...

    def title(self, course: str) -> str:
        """Return what a course is called; empty where nobody said."""
        ...

    def scores(self, course: str, section: str, user_ids: Collection[str]) -> Mapping[str, float]:
        """Return which share of the points of a subsection each of these has who has tried it, 0 to 1."""
        ...

    def in_cohort(self, course: str, name: str, user_ids: Collection[str]) -> set[str]:
        """Return those of these who are in the course's cohort of that name."""
        ...

    def parts(self, course: str, unit: str) -> Sequence[str]:
        """Return the keys of what can be completed in a unit."""
        ...

    def completed(self, course: str, keys: Sequence[str], user_ids: Collection[str]) -> set[str]:
        """Return those of these who have completed all of these blocks."""
        ...

    def progress(self, course: str, keys: Sequence[str], user_id: str) -> tuple[int | None, float | None]:
        """Return how often somebody has tried these blocks, and their share of the points of those they have tried."""
        ...
