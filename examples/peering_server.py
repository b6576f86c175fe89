"""A service that chatxblock may ask whom to ask: it chooses those who answered the fewest calls.

    PEERING_SECRET=… python examples/peering_server.py --port 8099

It needs nothing but Python, and shows what each such service has to do: read what was signed, check who signed it and
when (Standard Webhooks, for which most languages have a library too), and answer within two seconds. The messages are
those of docs/reference/peering-openapi.yaml. For the internet, put it behind something that speaks TLS.
"""

from __future__ import annotations

import argparse
import base64
import hmac
import json
import logging
import os
import time
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

log = logging.getLogger("peering")

WINDOW = 300
"""Seconds for which a signature is good."""
MOST_BYTES = 1_000_000


def is_signed(secret: str, headers: Message, body: bytes) -> bool:
    """Say whether whoever sent this knows the secret, and sent it just now."""
    message_id, stamp, signatures = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    digits = stamp.isascii() and stamp.isdigit() and len(stamp) <= 15
    if not (message_id and digits) or abs(time.time() - int(stamp)) > WINDOW:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()
    digest = hmac.digest(key, f"{message_id}.{stamp}.".encode() + body, "sha256")
    expected = b"v1," + base64.b64encode(digest)
    return any(hmac.compare_digest(expected, signature.encode()) for signature in signatures.split(" "))


def choose(message: dict[str, Any]) -> dict[str, Any]:
    """Return whom to ask: those who answered the fewest calls, and of these who was asked least."""
    fewest = sorted(message["candidates"], key=lambda one: (one["answered"], one["asked"]))
    return {"choose": [one["id"] for one in fewest[: message["round"]["size"]]]}


def told(message: dict[str, Any]) -> dict[str, Any]:
    """Take note of what became of a call; a service that learns would keep it."""
    came = [one["id"] for one in message["outcome"]["invitations"] if one["accepted_at"]]
    log.info("call %s: %d of %d came", message["call"]["id"], len(came), message["call"]["asked"])
    return {}


ANSWERS = {("/choose", "peering.choose"): choose, ("/told", "peering.told"): told}
"""By address and type: the address is not signed, the type is."""


class Peering(BaseHTTPRequestHandler):
    """Answers one request."""

    server: PeeringServer
    timeout = 5  # seconds; whoever sends more slowly is not chatxblock

    def do_POST(self) -> None:
        length = self.headers["Content-Length"] or ""
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE if length else HTTPStatus.LENGTH_REQUIRED, {})
            return
        body = self.rfile.read(int(length))
        if not is_signed(self.server.secret, self.headers, body):
            self.answer(HTTPStatus.UNAUTHORIZED, {"error": "This is not signed, or not with our secret, or not now."})
        elif not any(self.path == path for path, _ in ANSWERS):
            self.answer(HTTPStatus.NOT_FOUND, {"error": "Post to /choose or /told."})
        else:
            self.answer_signed(body)

    def answer_signed(self, body: bytes) -> None:
        try:
            message = json.loads(body)
            said = ANSWERS[self.path, message["type"]](message)
        except (ValueError, KeyError, TypeError):
            self.answer(HTTPStatus.BAD_REQUEST, {"error": "This is no message of the kind that belongs here."})
        else:
            self.answer(HTTPStatus.OK, said)

    def answer(self, status: HTTPStatus, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name in the standard library)
        log.debug(format, *args)


class PeeringServer(ThreadingHTTPServer):
    """Listens on loopback, or where it is told; port 0 takes any that is free."""

    def __init__(self, secret: str, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__((host, port), Peering)
        self.secret = secret


def main() -> None:
    """Serve until told to end."""
    parser = argparse.ArgumentParser(description="A peering service that chooses who answered the fewest calls.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8099)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    server = PeeringServer(os.environ["PEERING_SECRET"], options.host, options.port)
    log.info("listening on http://%s:%d", options.host, server.server_port)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
