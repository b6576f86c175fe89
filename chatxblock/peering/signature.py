"""How an outside service knows that a request is ours and new: HMAC-SHA256 (RFC 2104) over a timestamp and the body.

This module must not know what is signed.
"""

from __future__ import annotations

import hmac

TIMESTAMP_HEADER = "X-Chatxblock-Timestamp"
"""Seconds since 1970, in digits."""
SIGNATURE_HEADER = "X-Chatxblock-Signature"
"""`v1=` and 64 hexadecimal digits, in lower case."""
WINDOW = 60
"""Seconds by which the two clocks may differ, and within which a request could be sent again by whoever has read it."""


def signed(secret: str, body: bytes, now: float) -> dict[str, str]:
    """Return the headers that go with a body sent now, in seconds since 1970."""
    timestamp = str(int(now))
    return {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: f"v1={_digest(secret, timestamp, body)}"}


def is_ours(secret: str, timestamp: str, signature: str, body: bytes, now: float) -> bool:
    """Say whether somebody who knows the secret signed this body within the last `WINDOW` seconds."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 15):
        return False
    expected = f"v1={_digest(secret, timestamp, body)}"
    return abs(now - int(timestamp)) <= WINDOW and hmac.compare_digest(expected.encode(), signature.encode())


def _digest(secret: str, timestamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, "sha256").hexdigest()
