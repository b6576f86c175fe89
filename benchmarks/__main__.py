"""Runs the benchmarks that are named, or all of them, and prints their table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module

from benchmarks.figures import Figure, table
from benchmarks.place import place

IN_PROCESS = ("ask", "lines", "log", "load")
MEASURED = (*IN_PROCESS, "duty", "window", "painting", "idle", "talk")
STORED = ("history", "course")
"""What needs no chat server, and databases of its own."""
SIMULATED = ("rounds", "finding")
ALL = (*MEASURED, *STORED, *SIMULATED)


def main() -> None:
    """Print what was measured, with the machine and the day, and what was simulated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []], help=f"of {', '.join(ALL)}; all if none is named")
    names = parser.parse_args().names or ALL
    if set(names) & set(MEASURED):
        measure(names)
    for name in STORED:
        if name in names:
            show(import_module(f"benchmarks.{name}").measure())
    for name in SIMULATED:
        if name in names:
            print(f"simulating: {name}", file=sys.stderr)
            print(*import_module(f"benchmarks.{name}").report(), sep="\n\n")


def measure(names: Sequence[str]) -> None:
    """Measure what is named, beside an ejabberd of its own, and print the table."""
    figures: list[Figure] = []
    with place() as here:
        for name in MEASURED:
            if name in names:
                print(f"measuring: {name}", file=sys.stderr)
                figures += import_module(f"benchmarks.{name}").measure(here)
    show(figures)


def show(figures: Sequence[Figure]) -> None:
    """Print a table, with the machine and the day."""
    day = datetime.now(UTC).date().isoformat()
    print(f"{day}, Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(table(figures))


if __name__ == "__main__":
    main()
