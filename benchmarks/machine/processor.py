"""What processes cost: their time on the processor and their memory, with all that they have started."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(frozen=True, kw_only=True)
class Look:
    """What programs have cost until a moment."""

    at: float
    seconds: Mapping[str, float]
    """On the processor."""
    everything: float
    """Seconds that all cores together have worked."""


def look(programs: Mapping[str, Sequence[int]]) -> Look:
    """Look at programs by the ids of their first processes."""
    children = _children()
    spent = {what: sum(_seconds(pid) for pid in _tree(pids, children)) for what, pids in programs.items()}
    return Look(at=time.monotonic(), seconds=spent, everything=_everything())


def between(before: Look, after: Look) -> dict[str, float]:
    """Return the share of one core that each program took in per cent, and what others on the machine took."""
    took = after.at - before.at
    shares = {what: after.seconds[what] - before.seconds[what] for what in after.seconds}
    others = after.everything - before.everything - sum(shares.values())
    return {what: round(100 * value / took, 1) for what, value in {**shares, "others": max(0.0, others)}.items()}


def megabytes(pids: Sequence[int]) -> float:
    """Return the memory of processes with all that they have started; what is shared is counted once each (PSS)."""
    return round(sum(_proportional(pid) for pid in _tree(pids, _children())) / 1000, 1)


def _tree(pids: Sequence[int], children: Mapping[int, Sequence[int]]) -> Iterator[int]:
    for pid in pids:
        yield pid
        yield from _tree(children.get(pid, ()), children)


def _children() -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            fields = _stat(int(folder.name))
            if fields:
                found[int(fields[1])].append(int(folder.name))
    return found


def _seconds(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def _stat(pid: int) -> list[str]:
    """Return the fields behind the name (proc(5)), which may have blanks; none where the process has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _proportional(pid: int) -> float:
    """Return kilobytes."""
    try:
        text = (PROC / str(pid) / "smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return float(text.partition("\nPss:")[2].split()[0])


def _everything() -> float:
    user, nice, system, _, _, irq, softirq, *_ = (PROC / "stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(map(int, (user, nice, system, irq, softirq))) / TICKS
