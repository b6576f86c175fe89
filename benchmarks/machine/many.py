"""What rooms and sessions cost: up to 2,000 rooms with up to 5,000 people in them, who say 100 lines a second in all.

Memory is that of all programs of the chat together, without the bots. Then everybody leaves, and the rooms go to sleep
where they do. The floor is a line in one room on the same server in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.machine.bots import Bots
from benchmarks.machine.chat import Chat
from benchmarks.machine.lines import COME_SECONDS, FLOOR_RATE, one_rate, sentence
from benchmarks.machine.processor import between, look, megabytes
from benchmarks.machine.rooms import Told, make, workers
from tests.support.devsite import eventually

SIZES = (500, 1_000, 2_000)
PEOPLE = (2, 3)
"""In turn: two and a half in a room, so that 2,000 rooms are 5,000 sessions."""
RATE = 100.0
IDLE_SECONDS = 5.0
SETTLING = 1.0
SLEEP = 10
"""Seconds after which an empty room sleeps here; shipped is a minute, which nobody wants to wait for."""
ASLEEP_SECONDS = 60.0


def measure(chat: Chat, told: Told, *, seconds: float, repeats: int, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Return the floor and each size, and what is left when the rooms sleep at the end."""
    bots = Bots(chat.doors)
    try:
        with workers(chat) as services:
            seats = make(chat, services, 1, PEOPLE)
            bots.come(seats, COME_SECONDS)
            bots.talk("warm", FLOOR_RATE, min(2.0, seconds))
            floor = one_rate(chat, bots, "floor", FLOOR_RATE, seconds, repeats)
            found: list[dict[str, Any]] = []
            for size in sizes:
                before = state(chat)
                began = time.monotonic()
                more = make(chat, services, size - sum(row["more"] for row in found), PEOPLE)
                row = {"rooms": size, "more": len(more), **_made(before, state(chat), len(more), began)}
                row |= _came(chat, bots, more)
                talk = one_rate(chat, bots, f"s{size}", RATE, seconds, repeats)
                told(
                    f"{size:,} rooms, {row['people']:,} people: {row['room_kb']:.0f} kB a room, "
                    f"{row['session_kb']:.0f} kB a session; {sentence(talk)}"
                )
                found.append({**row, **talk})
        cut = bots.leave()
        asleep = _asleep(chat, found[-1]["rooms"])
        told(f"everybody has left: {asleep['asleep']:,} of {found[-1]['rooms']:,} rooms sleep")
        return {"kind": chat.kind, "floor": floor, "sizes": found, "cut": cut, "after": asleep}
    finally:
        bots.close()


def state(chat: Chat) -> dict[str, Any]:
    """Return the memory of the chat's programs in MB, and the Erlang processes of each node."""
    time.sleep(SETTLING)
    return {"mb": {what: megabytes(pids) for what, pids in chat.programs.items()}, "processes": chat.processes()}


def kilobytes_each(before: Mapping[str, float], after: Mapping[str, float], many: int) -> float:
    """Return by how many kB memory has grown for each of so many."""
    return round(1000 * (sum(after.values()) - sum(before.values())) / many, 1)


def shares(before: Sequence[int], after: Sequence[int]) -> list[float]:
    """Return which share of the new processes, in per cent, each node has."""
    new = [more - fewer for fewer, more in zip(before, after, strict=True)]
    return [round(100 * one / max(1, sum(new)), 1) for one in new]


def _made(before: dict[str, Any], after: dict[str, Any], many: int, began: float) -> dict[str, Any]:
    return {
        "made_a_second": round(many / max(0.01, time.monotonic() - began - SETTLING), 1),
        "room_kb": kilobytes_each(before["mb"], after["mb"], many),
        "nodes": shares(before["processes"], after["processes"]),
    }


def _came(chat: Chat, bots: Bots, seats: Sequence[Any]) -> dict[str, Any]:
    """Let people come; return what each costs, in memory and, while nobody says anything, on the processor."""
    new, before, began = sum(len(one.people) for one in seats), state(chat), time.monotonic()
    there = bots.come(seats, COME_SECONDS)
    took = time.monotonic() - began
    after = state(chat)
    programs = {**chat.programs, "bots": [bots.pid]}
    idle = look(programs)
    time.sleep(IDLE_SECONDS)
    return {
        "people": there,
        "came_a_second": round(new / took, 1),
        "session_kb": kilobytes_each(before["mb"], after["mb"], new),
        "mb": after["mb"],
        "idle_cpu": between(idle, look(programs)),
    }


def _asleep(chat: Chat, rooms: int) -> dict[str, Any]:
    """Wait for the rooms to sleep; return how many do, and what is left in memory."""
    eventually(lambda: chat.awake() == 0, ASLEEP_SECONDS)
    return {"asleep": rooms - chat.awake(), "mb": state(chat)["mb"]}
