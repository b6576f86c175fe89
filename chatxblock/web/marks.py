"""Marks by which a browser knows whose it is, and the chat server which connections are one browser's.

A mark is a keyed hash (RFC 2104): it says nothing of what it was made of, and nobody else can make one. The key may be
that of the tokens: what is hashed here begins with words that no token has.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

LENGTH = 24
"""Hexadecimal digits, 96 bits: two are never the same by chance."""


def of_session(session_key: str, secret: str) -> str:
    """Return the mark of a session of the platform, empty where there is none."""
    return _mark("session", session_key, secret) if session_key else ""


def of_owner(owner: str, secret: str) -> str:
    """Return the mark of whoever a browser belongs to, the same in all courses and sessions."""
    return _mark("owner", owner, secret)


def of_files(call_id: UUID, until: int, secret: str) -> str:
    """Return the mark of links to the files of a talk, which are good until then, in seconds since 1970."""
    return _mark("files", f"{call_id} {until}", secret)


def _mark(kind: str, what: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"chatxblock {kind} {what}".encode(), sha256).hexdigest()[:LENGTH]
