"""How an outside service knows that a request is ours and new: Standard Webhooks 1.0.0, symmetric signatures.

    webhook-id: told_7f9c24e54f0a4b8e9b0e2f6f0f4f9a11
    webhook-timestamp: 1700000000
    webhook-signature: v1,tXOxX88IKhSRz8yq1kRYfrIMmiVnT5HCA8Y390ncbT0=

Signed by HMAC-SHA256 (RFC 2104) are id, timestamp and body, with full stops between them. This module must not know
what is signed.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping

ID_HEADER = "webhook-id"
"""One for each event: the same when it is told again."""
TIMESTAMP_HEADER = "webhook-timestamp"
"""Seconds since 1970, in digits."""
SIGNATURE_HEADER = "webhook-signature"
"""`v1,` and the digest in base64; several of them with spaces between, while a secret is being changed."""
WINDOW = 300
"""Seconds by which the two clocks may differ, and within which a request could be sent again by whoever has read it."""
PREFIX = "whsec_"
"""Marks a secret that is a key in base64."""
LEAST_KEY, MOST_KEY = 24, 64
"""Bytes of such a key."""
LEAST_SECRET = 32
"""Bytes of a secret that is a text, of which not every one is as random as a key's."""


def key_of(secret: str) -> bytes:
    """Return the key that a secret stands for: what follows `whsec_` in base64, or the bytes of any other text.

    Raises `ValueError` with what is wrong with it.
    """
    if not secret.startswith(PREFIX):
        if len(secret.encode()) < LEAST_SECRET:
            raise ValueError(f"is too short: it needs at least {LEAST_SECRET} bytes")
        return secret.encode()
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as exc:
        raise ValueError(f"begins with {PREFIX}, and base64 has to follow") from exc
    if not LEAST_KEY <= len(key) <= MOST_KEY:
        raise ValueError(f"has to be {LEAST_KEY} to {MOST_KEY} bytes behind {PREFIX}")
    return key


def signed(secret: str, message_id: str, body: bytes, now: float) -> dict[str, str]:
    """Return the headers that go with a body sent now, in seconds since 1970; an id has no full stop."""
    timestamp = str(int(now))
    signature = _signature(key_of(secret), message_id, timestamp, body)
    return {ID_HEADER: message_id, TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: signature}


def is_ours(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Say whether somebody who knows the secret signed this body within `WINDOW` seconds of now.

    What a service is asked for stands in the body, under `type`: look there, and not at the address alone.
    """
    known = {name.lower(): value for name, value in headers.items()}
    message_id, timestamp = known.get(ID_HEADER, ""), known.get(TIMESTAMP_HEADER, "")
    if not (message_id and timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 15):
        return False
    signatures = known.get(SIGNATURE_HEADER, "").split(" ")
    expected = _signature(key_of(secret), message_id, timestamp, body).encode()
    matches = [hmac.compare_digest(expected, signature.encode()) for signature in signatures]
    return abs(now - int(timestamp)) <= WINDOW and any(matches)


def _signature(key: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    digest = hmac.digest(key, f"{message_id}.{timestamp}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"
