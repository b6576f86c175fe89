"""Runs the benchmarks that are named, or all of them, and prints their table."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module

from benchmarks.figures import table
from benchmarks.place import place

IN_PROCESS = ("ask", "lines", "log", "load")
ALL = (*IN_PROCESS, "window")


def main() -> None:
    """Print the table, with the machine and the day."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []], help=f"of {', '.join(ALL)}; all if none is named")
    names = parser.parse_args().names or ALL
    figures = []
    with place() as here:
        for name in ALL:
            if name in names:
                print(f"measuring: {name}", file=sys.stderr)
                figures += import_module(f"benchmarks.{name}").measure(here)
    day = datetime.now(UTC).date().isoformat()
    print(f"{day}, Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(table(figures))


if __name__ == "__main__":
    main()
