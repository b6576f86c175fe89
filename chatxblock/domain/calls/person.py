"""Somebody: as the platform knows them, and as they are known in one course.

This module must not know what a call is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class User:
    """Somebody as the platform knows them."""

    user_id: str
    name: str
    """The full name."""
    username: str = ""
    """The name for logging in; empty where nobody looked it up: what is known then stays."""
    image_url: str | None = None
    """None where nobody looked it up: what is known then stays."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in one course, with an address for the chat that tells nothing about them.

    What others are shown of them is up to `chatxblock.domain.calls.names`.
    """

    id: int
    course: str
    user_id: str
    localpart: str
    """Random; the first half of the chat address, and the nickname in every room."""
    name: str
    """The full name."""
    username: str = ""
    """Empty for somebody who was not here since usernames are kept."""
    image_url: str = ""
