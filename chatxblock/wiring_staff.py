"""The composition root of what the staff of a course look at, and of what they do."""

from __future__ import annotations

from chatxblock.domain.ports import BarStore, CoursePeopleStore, DeedStore, LibraryStore, StaffStore
from chatxblock.store import DjangoStore


def staff() -> StaffStore:
    """Return what finds everything that goes on in a course."""
    return DjangoStore()


def deeds() -> DeedStore:
    """Return what keeps what staff did."""
    return DjangoStore()


def bars() -> BarStore:
    """Return what keeps who is barred from what."""
    return DjangoStore()


def people() -> CoursePeopleStore:
    """Return what finds everybody who asked or helped."""
    return DjangoStore()


def library() -> LibraryStore:
    """Return what finds all resources of a course."""
    return DjangoStore()
