"""The rounds in which the circle of people asked grows.

A plan is a sequence of rounds. When it is used up, the last round is repeated at its own interval with whoever has
not been asked yet. This module must not know who the people are or how they are chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from chatxblock.errors import BadPlan, ngettext_lazy
from chatxblock.errors import gettext_noop as _

MOST_ROUNDS = 10
MOST_PEOPLE = 200
SHORTEST_WAIT = 5.0
LONGEST_WAIT = 3600.0
ROUND = re.compile(
    r"(?P<size>-?\d{1,9})\s+(?P<pool>[a-z]+)\s+(?P<wait>-?\d+(?:\.\d+)?)\s*(?P<unit>s|m|min|h)?", re.IGNORECASE
)
SECONDS = {"s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}


class Pool(StrEnum):
    """A group of people that a round draws from; nobody in any of them is asked who is off duty."""

    PEERS = "peers"
    """Fellow learners on duty who help with the unit."""
    LISTED = "listed"
    """Those whom the author named, in the author's order."""
    STAFF = "staff"
    """Course staff on duty."""
    EVERYONE = "everyone"
    """All on duty anywhere in the course who may help with the unit."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """One widening step."""

    size: int
    """How many people to ask."""
    wait: float
    """Seconds until the next round is due if nobody comes."""
    pool: str = "listed"
    """Which pool of people it draws from, one of `Pool`."""


def round_of(plan: tuple[Round, ...], number: int) -> Round:
    """Return the round with that number, counted from 1; past the end it is the last one again."""
    return plan[min(max(number, 1), len(plan)) - 1]


def pools_of(plan: tuple[Round, ...], number: int, *, named: bool = False) -> tuple[str, ...]:
    """Return the pools for the round with that number: its own, and where that is too small those that follow it.

    With `named`, which says that the author named people, these come last where none of those rounds reaches them.
    """
    own = min(max(number, 1), len(plan)) - 1
    pools = dict.fromkeys(planned.pool for planned in plan[own:])
    reached = pools.keys() & {Pool.LISTED, Pool.EVERYONE}
    return (*pools, Pool.LISTED) if named and not reached else tuple(pools)


def reaches(plan: tuple[Round, ...], *, named: bool, staff: bool) -> bool:
    """Tell whether some round of a plan may ask somebody who met the unit, by what they are to its author."""
    pools = {planned.pool for planned in plan}
    return named or Pool.EVERYONE in pools or (Pool.STAFF if staff else Pool.PEERS) in pools


def parse_plan(text: str) -> tuple[Round, ...]:
    """Read a plan as an author writes it, one round a line: how many, from which pool, and how long to wait.

    ```
    3 peers 60s
    6 listed 2m
    10 everyone 5m
    ```
    Seconds where no unit is given. Raises `BadPlan` with a sentence that names the line.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise BadPlan(_("The plan of the rounds is empty. Write one round a line, such as “3 peers 60s”."))
    if len(lines) > MOST_ROUNDS:
        raise BadPlan(
            ngettext_lazy(
                "The plan has {count} round, and at most {most} make sense.",
                "The plan has {count} rounds, and at most {most} make sense.",
                "count",
            ),
            count=len(lines),
            most=MOST_ROUNDS,
        )
    return tuple(_parse_round(line) for line in lines)


def write_plan(plan: tuple[Round, ...]) -> str:
    """Return a plan as `parse_plan` reads it."""
    return "\n".join(f"{planned.size} {planned.pool} {planned.wait:g}s" for planned in plan)


def _parse_round(line: str) -> Round:
    found = ROUND.fullmatch(line)
    if found is None:
        raise BadPlan(
            _("We cannot read the round “{line}”. Write how many, whom and how long, such as “3 peers 60s”."),
            line=line,
        )
    size, pool = int(found["size"]), found["pool"].lower()
    wait = float(found["wait"]) * SECONDS[(found["unit"] or "s").lower()]
    if pool not in set(Pool):
        raise BadPlan(
            _("“{pool}” in “{line}” is no group of people. Write one of: {pools}."),
            pool=found["pool"],
            line=line,
            pools=", ".join(Pool),
        )
    if not 1 <= size <= MOST_PEOPLE:
        raise BadPlan(
            ngettext_lazy(
                "A round asks {most} person; “{line}” has {size}.",
                "A round asks between 1 and {most} people; “{line}” has {size}.",
                "most",
            ),
            most=MOST_PEOPLE,
            line=line,
            size=size,
        )
    if not SHORTEST_WAIT <= wait <= LONGEST_WAIT:
        raise BadPlan(
            _("A round waits between {shortest} s and {longest} min; see “{line}”."),
            shortest=int(SHORTEST_WAIT),
            longest=int(LONGEST_WAIT / 60),
            line=line,
        )
    return Round(size=size, wait=wait, pool=pool)
