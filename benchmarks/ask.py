"""From the click to the last of five helpers told, beside the same stanzas by a script; and where the time goes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from benchmarks.bare import Bare
from benchmarks.figures import Figure
from benchmarks.listeners import Listeners
from benchmarks.place import HELPERS, Place

ROUNDS = 60


def measure(place: Place) -> list[Figure]:
    """Return the figures, both ways interleaved."""
    jids = [place.post(name, "ticket", {})["jid"] for name in HELPERS]
    listeners = Listeners(place.server.websocket_url, jids, place.server.token_secret)
    bare = Bare(place)
    told, answered, floor = [], [], []
    spent: dict[str, list[float]] = defaultdict(list)
    try:
        for number in range(ROUNDS + 5):
            product = ask_once(place, listeners, f"asker{number}")
            script = bare_once(bare, listeners, jids)
            if number >= 5:  # the first ones warm everything up
                told.append(product.pop("told"))
                answered.append(product.pop("answered"))
                floor.append(script)
                for part, milliseconds in product.items():
                    spent[part].append(milliseconds)
    finally:
        listeners.close()
    return [
        Figure(name="`ask` until the last of five helpers is told", samples=told, floor=floor),
        Figure(name="`ask` until it is answered", samples=answered),
        *(Figure(name=f"… of that: {part}", samples=samples) for part, samples in spent.items()),
    ]


def ask_once(place: Place, listeners: Listeners, asker: str) -> dict[str, float]:
    """Ask, and return milliseconds until told, until answered, and by part."""
    with stopwatch() as parts:
        marker = str(uuid4())
        listeners.await_message(marker)
        began = time.monotonic()
        body = {"request_id": marker, "question": "Why is the matrix not invertible here?"}
        place.post(asker, "ask", body)
        ended = time.monotonic()
        told = max(listeners.arrivals())
    inside = {part: 1000 * seconds for part, seconds in parts.items()}
    total = 1000 * (ended - began)
    rest = total - sum(inside.values())
    place.post(asker, "cancel", {"call_id": marker})
    return {"told": 1000 * (told - began), "answered": total, **inside, "workbench, block and JSON": rest}


def bare_once(bare: Bare, listeners: Listeners, jids: list[str]) -> float:
    """Send the same stanzas by the script, and return milliseconds until told."""
    marker = uuid4().hex
    listeners.await_message(marker)
    began = time.monotonic()
    bare.run(bare.provision(marker, jids, f"{marker} Why is the matrix not invertible here?"))
    return 1000 * (max(listeners.arrivals()) - began)


@contextmanager
def stopwatch() -> Iterator[dict[str, float]]:
    """Count the seconds that the database and the chat server take, by part."""
    from django.db import connection  # noqa: PLC0415  (needs Django's settings)

    from chatxblock.xmpp.session import XmppSession  # noqa: PLC0415

    spent: dict[str, float] = {"database": 0.0, "ejabberd": 0.0}

    def query(execute: Callable[..., Any], *arguments: Any) -> Any:
        began = time.monotonic()
        try:
            return execute(*arguments)
        finally:
            spent["database"] += time.monotonic() - began

    run = XmppSession.run

    def timed(session: XmppSession, *arguments: Any) -> Any:
        began = time.monotonic()
        try:
            return run(session, *arguments)
        finally:
            spent["ejabberd"] += time.monotonic() - began

    XmppSession.run = timed  # type: ignore[assignment, method-assign]
    try:
        with connection.execute_wrapper(query):
            yield spent
    finally:
        XmppSession.run = run  # type: ignore[method-assign]
