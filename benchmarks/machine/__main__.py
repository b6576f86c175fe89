"""Loads this machine, stage by stage, and writes down what it carried, into build/load.

Everything is started for it on loopback and ended again. Ctrl-C ends it too, and keeps the stages that were done.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.machine import asking, lines, many
from benchmarks.machine.bounds import OutOfBounds, short
from benchmarks.machine.chat import KINDS, chat

BUILD = Path(__file__).resolve().parents[2] / "build" / "load"
SECONDS, REPEATS = 6.0, 3

Stage = Callable[[str, float, int, bool], dict[str, Any]]


def load_lines(kind: str, seconds: float, repeats: int, quick: bool) -> dict[str, Any]:
    """Measure lines on one kind of server."""
    with chat(kind) as here:
        if quick:
            return lines.measure(here, told, seconds=seconds, repeats=repeats, rates=(50, 100), rooms=20)
        return lines.measure(here, told, seconds=seconds, repeats=repeats)


def load_rooms(kind: str, seconds: float, repeats: int, quick: bool) -> dict[str, Any]:
    """Measure rooms and sessions on one kind of server."""
    with chat(kind, room_sleep=many.SLEEP) as here:
        sizes = (20, 40) if quick else many.SIZES
        return many.measure(here, told, seconds=seconds, repeats=repeats, sizes=sizes)


def load_asks(kind: str, seconds: float, repeats: int, quick: bool) -> dict[str, Any]:
    """Measure questions on one kind of server."""
    with asking.sites(kind) as here:
        rates = (2,) if quick else asking.RATES
        return asking.measure(here, told, seconds=seconds, repeats=repeats, rates=rates)


def load_duty(kind: str, seconds: float, repeats: int, quick: bool) -> dict[str, Any]:
    """Measure questions while many are on duty, on one kind of server."""
    with asking.sites(kind) as here:
        sizes = (5, 50) if quick else asking.ON_DUTY
        return asking.measure_duty(here, told, seconds=seconds, repeats=repeats, sizes=sizes)


STAGES: Mapping[str, Stage] = {"lines": load_lines, "rooms": load_rooms, "asks": load_asks, "duty": load_duty}


def main() -> None:
    """Measure what is named; end with status 2 where more is asked for than a load may be."""
    wish = arguments()
    found: dict[str, Any] = {"machine": machine(), "stages": {}}
    began = time.monotonic()
    try:
        short(wish.seconds)
        for name in wish.stages or STAGES:
            found["stages"][name] = []
            for kind in wish.on or KINDS:
                told(f"{name} on {kind}, others load this machine with {os.getloadavg()[0]:.1f}")
                before = os.getloadavg()[0]
                taken = STAGES[name](kind, wish.seconds, wish.repeats, wish.quick)
                found["stages"][name].append({**taken, "load_before": round(before, 1)})
                write(found)
    except OutOfBounds as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    told(f"done after {(time.monotonic() - began) / 60:.1f} minutes; written to {BUILD}")


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "stages", nargs="*", choices=[*STAGES, []], help=f"of {', '.join(STAGES)}; all if none is named"
    )
    parser.add_argument("--on", action="append", choices=KINDS, help="only this kind of server; may be repeated")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each load is kept up")
    parser.add_argument(
        "--repeats", type=int, choices=range(1, 10), default=REPEATS, help="of which the median is taken"
    )
    parser.add_argument("--quick", action="store_true", help="a few rooms, to see that it works; says nothing")
    return parser.parse_args()


def told(sentence: str) -> None:
    """Say how far it is."""
    print(f"{datetime.now(UTC):%H:%M:%S} {sentence}", file=sys.stderr, flush=True)


def machine() -> dict[str, Any]:
    """Return where and when it was measured."""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def write(found: Mapping[str, Any]) -> None:
    """Keep what was measured so far."""
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / f"{'-'.join(found['stages'])}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
