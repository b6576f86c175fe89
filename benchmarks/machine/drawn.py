"""The pictures of what was carried, drawn from what was written down: `python -m benchmarks.machine.drawn`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.lab.picture import Axis, Panel, picture

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
MEASURED = IMAGES / "load.json"
QUICK = Axis(
    ticks=[(n, f"{n} ms") for n in (1, 3, 10, 30, 100, 300, 1_000)],
    low=1,
    high=1_000,
    log=True,
)
RATE = Axis(ticks=[(n, str(n)) for n in (100, 200, 400, 800, 1_600)], low=90, high=2_200, log=True)


def main() -> None:
    """Draw them into the documents."""
    for name, text in drawings(json.loads(MEASURED.read_text(encoding="utf-8"))):
        (IMAGES / f"{name}.svg").write_text(text, encoding="utf-8")


def drawings(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each picture."""
    taken = found["stages"]["lines"]
    panels = [
        Panel(title=title, x=RATE, lines=[[(row["offered"], row[key]) for row in one["rates"]] for one in taken])
        for key, title in (("p50", "Median, by lines a second"), ("p95", "95th percentile, by lines a second"))
    ]
    title = "How long a line takes to come back to its author"
    yield "load-lines", picture(title, f"{title}, on two cores.", [one["kind"] for one in taken], QUICK, panels)


if __name__ == "__main__":
    main()
