"""What became of the lines of one measurement: how long each took to come back, and whether each came everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.figures import percentile


@dataclass(kw_only=True)
class Said:
    """Lines by their numbers, while they are on their way."""

    at: list[float] = field(default_factory=list)
    """When each was sent."""
    by: list[str] = field(default_factory=list)
    to: list[int] = field(default_factory=list)
    """How many are to hear each, its author among them."""
    came: list[int] = field(default_factory=list)
    """To how many each has come."""
    echoes: dict[int, float] = field(default_factory=dict)
    """Milliseconds after which an author had her own line back."""
    refused: int = 0

    def note(self, who: str, people: int, now: float) -> int:
        """Remember that somebody says the next line to so many people; return its number."""
        self.at.append(now)
        self.by.append(who)
        self.to.append(people)
        self.came.append(0)
        return len(self.at) - 1

    def heard(self, number: int, who: str, now: float) -> None:
        """Remember that a line has come to somebody."""
        self.came[number] += 1
        if who == self.by[number] and number not in self.echoes:
            self.echoes[number] = 1000 * (now - self.at[number])

    @property
    def done(self) -> bool:
        """Say whether every line has come to all, or was refused."""
        return len(self.echoes) + self.refused >= len(self.at) and not self._missing()

    def taken(self, seconds: float, late: float) -> Taken:
        """Return what it came to; `late` is by how many seconds the bots themselves were behind at most."""
        return Taken(
            said=len(self.at),
            seconds=seconds,
            refused=self.refused,
            unheard=self._missing(),
            acknowledged=sorted(self.echoes),
            samples=list(self.echoes.values()),
            late=late,
        )

    def _missing(self) -> int:
        return sum(max(0, self.to[number] - self.came[number]) for number in self.echoes)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What one measurement of lines came to."""

    said: int
    seconds: float
    refused: int
    """Lines that their authors got back as errors."""
    unheard: int
    """Acknowledged lines that did not come to somebody in the room, counted for each listener."""
    acknowledged: Sequence[int] = field(repr=False)
    samples: Sequence[float] = field(repr=False)
    late: float

    def row(self) -> dict[str, Any]:
        """Return what is written down of it."""
        kept = asdict(self)
        for name in ("acknowledged", "samples"):
            kept.pop(name)
        both = {"p50": percentile(self.samples, 50), "p95": percentile(self.samples, 95)} if self.samples else {}
        echoed = len(self.samples)
        rounded = {
            name: round(value, 3) if isinstance(value, float) else value for name, value in {**kept, **both}.items()
        }
        return rounded | {"acknowledged": echoed, "a_second": round(echoed / self.seconds, 1)}
