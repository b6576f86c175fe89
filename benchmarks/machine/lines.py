"""How quick a line is with so many a second: 500 rooms of three, from 100 to 2,000 lines a second, on each server.

The floor is one room of three on the same server in the same run. It goes on until a server has had enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from benchmarks.machine.bots import Bots
from benchmarks.machine.chat import Chat
from benchmarks.machine.processor import between, look
from benchmarks.machine.rooms import Told, make, workers

ROOMS, PEOPLE = 500, 3
RATES = (100, 200, 400, 500, 600, 800, 1_000, 1_200, 1_600, 2_000)
FLOOR_RATE = 10.0
COME_SECONDS = 60.0
ENOUGH = 500.0
"""Milliseconds of the p95 beyond which a server has had enough."""
KEPT_UP = 0.9
"""Of what was offered, how much has to come back while it is offered."""


def measure(
    chat: Chat, told: Told, *, seconds: float, repeats: int, rates: Sequence[float] = RATES, rooms: int = ROOMS
) -> dict[str, Any]:
    """Return the floor and each rate, with the medians of some repeats."""
    bots = Bots(chat.doors)
    try:
        with workers(chat) as services:
            seats = make(chat, services, rooms, [PEOPLE])
        bots.come(seats[:1], COME_SECONDS)
        bots.talk("warm", FLOOR_RATE, min(2.0, seconds))
        floor = one_rate(chat, bots, "floor", FLOOR_RATE, seconds, repeats)
        there = bots.come(seats[1:], COME_SECONDS)
        told(f"{there:,} of {rooms * PEOPLE:,} people are in {rooms:,} rooms; a line alone takes {floor['p50']:.1f} ms")
        found = []
        for rate in rates:
            found.append(one_rate(chat, bots, f"r{rate:g}", rate, seconds, repeats))
            told(sentence(found[-1]))
            if has_enough(found[-1]):
                break
        return {"kind": chat.kind, "rooms": rooms, "people": there, "floor": floor, "rates": found, "cut": bots.leave()}
    finally:
        bots.close()


def one_rate(chat: Chat, bots: Bots, mark: str, rate: float, seconds: float, repeats: int) -> dict[str, Any]:
    """Say so many lines a second, several times, return the median of each figure and the sum of what went wrong."""
    rows = []
    for number in range(repeats):
        own = f"{mark}n{number}"
        programs = {**chat.programs, "bots": [bots.pid]}
        before = look(programs)
        taken = bots.talk(own, rate, seconds)
        shares = between(before, look(programs))
        lost, twice = chat.audit(own, taken.acknowledged)
        rows.append({**taken.row(), "lost": lost, "twice": twice, "cpu": shares})
        if has_enough({"offered": rate, **rows[-1]}):
            break
    return {"offered": rate, "repeats": len(rows), **_together(rows)}


def has_enough(row: dict[str, Any]) -> bool:
    """Say whether a server that did so has had enough."""
    return bool(row.get("p95", ENOUGH + 1) > ENOUGH or row["a_second"] < KEPT_UP * row["offered"])


def sentence(row: dict[str, Any]) -> str:
    """Return what is told of a rate while it is measured."""
    bad = ", ".join(f"{row[what]} {what}" for what in ("refused", "unheard", "lost", "twice") if row[what])
    shares = ", ".join(f"{what} {share:.0f} %" for what, share in row["cpu"].items())
    quick = f"p50 {row['p50']:.1f} ms, p95 {row['p95']:.1f} ms" if "p50" in row else "nothing came back"
    return f"{row['offered']:5g} lines/s: {row['a_second']:g} came back, {quick}; {bad or 'nothing lost'}; {shares}"


def _together(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    summed = {
        name: sum(row[name] for row in rows) for name in ("said", "acknowledged", "refused", "unheard", "lost", "twice")
    }
    names = [name for name in ("p50", "p95", "a_second") if all(name in row for row in rows)]
    middle = {name: round(median(row[name] for row in rows), 2) for name in names}
    shares = {what: round(median(row["cpu"][what] for row in rows), 1) for what in rows[0]["cpu"]}
    return {**summed, **middle, "late": max(row["late"] for row in rows), "cpu": shares}
