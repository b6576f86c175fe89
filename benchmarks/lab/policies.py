"""The ways of asking that are compared: a plan of rounds, as authors write it, and who goes first within a pool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatxblock.domain.calls.rounds import Pool, Round, parse_plan
from chatxblock.domain.helpers.duty import TURNS

ALL = 1_000_000
"""More people than there are."""
SHIPPED_PLAN = "4 peers 20s\n8 listed 30s\n16 everyone 60s"
"""What a block does whose author says nothing."""


@dataclass
class Turn:
    """What is known of a helper when it is decided who goes first."""

    number: int
    answered: int = 0
    asked: int = 0
    last_asked: float = -1.0
    in_vain: int = 0
    """Offers that were declined, or lapsed without a word; not those that somebody else's coming withdrew."""
    turns: int = 0
    """As the product counts them: `TURNS` for each call answered, one for each other offer, however it ended."""
    shuffle: float = 0.0
    """A number at random that is drawn anew whenever this helper is asked, as in the product."""


Order = Callable[[Turn, float], tuple[float, float]]
"""From what is known of a helper, and a number drawn anew for each round, to a key: the smallest goes first."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One way of asking."""

    name: str
    plan: tuple[Round, ...]
    order: Order


def at_random(_turn: Turn, chance: float) -> tuple[float, float]:
    """Nobody goes first."""
    return 0.0, chance


def fewest_turns(turn: Turn, _chance: float) -> tuple[float, float]:
    """Whose turn came the least often goes first: the product's order."""
    return turn.turns, turn.shuffle


def fewest_answered(turn: Turn, _chance: float) -> tuple[float, float]:
    """Who answered the fewest calls goes first."""
    return turn.answered, turn.shuffle


def fewest_in_vain(turn: Turn, _chance: float) -> tuple[float, float]:
    """As the product's order, but that an offer withdrawn because somebody else came is no turn."""
    return turn.answered * TURNS + turn.in_vain, turn.shuffle


def longest_ago(turn: Turn, chance: float) -> tuple[float, float]:
    """Who was asked longest ago goes first: one after the other, in a circle."""
    return turn.last_asked, chance


BROADCAST = Policy(name="everyone at once", plan=(Round(size=ALL, wait=30.0, pool=Pool.EVERYONE),), order=at_random)
ROUND_ROBIN = Policy(name="one at a time", plan=parse_plan("1 everyone 30s"), order=longest_ago)
SLOW = Policy(
    name="slow rounds, by turns",
    plan=parse_plan("3 peers 60s\n6 listed 2m\n10 everyone 5m"),
    order=fewest_turns,
)
RANDOM = Policy(name="the shipped rounds, at random", plan=parse_plan(SHIPPED_PLAN), order=at_random)
FEWEST = Policy(name="the shipped rounds, fewest answered first", plan=parse_plan(SHIPPED_PLAN), order=fewest_answered)
SHIPPED = Policy(name="**the shipped rounds, by turns**", plan=parse_plan(SHIPPED_PLAN), order=fewest_turns)
IN_VAIN = Policy(
    name="the shipped rounds, without withdrawn offers", plan=parse_plan(SHIPPED_PLAN), order=fewest_in_vain
)
POLICIES = (BROADCAST, ROUND_ROBIN, SLOW, RANDOM, FEWEST, IN_VAIN, SHIPPED)

PLANS = (
    "2 peers 20s\n4 listed 30s\n8 everyone 60s",
    "3 peers 20s\n6 listed 30s\n12 everyone 60s",
    SHIPPED_PLAN,
    "5 peers 20s\n10 listed 30s\n20 everyone 60s",
    "8 peers 20s\n16 listed 30s\n32 everyone 60s",
    "4 peers 10s\n8 listed 15s\n16 everyone 30s",
    "4 peers 30s\n8 listed 30s\n16 everyone 60s",
    "4 peers 60s\n8 listed 60s\n16 everyone 120s",
    "4 everyone 20s\n8 everyone 30s\n16 everyone 60s",
)
"""What the shipped plan was chosen from."""


def plan_policy(text: str) -> Policy:
    """Return the policy of a plan, with the shipped order."""
    name = " / ".join(text.splitlines())
    return Policy(name=f"**{name}**" if text == SHIPPED_PLAN else name, plan=parse_plan(text), order=fewest_turns)
