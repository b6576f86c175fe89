"""Draws bars as SVG: a picture of numbers that stand in a table beside it, light and dark, for a page and for print.

Written by hand, as some bars over an axis are not worth a plotting library. The second of two series is told from the
first by its outline too, not by colour alone (WCAG 2.2, 1.4.1). This module must not know what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10
from xml.etree import ElementTree as ET

WIDTH, HEIGHT = 640.0, 260.0
"""Of the picture, in pixels; a page shows it as wide as it has room."""
LEFT, TOP, BELOW, RIGHT = 52.0, 34.0, 46.0, 8.0
STEPS = 4
"""Lines across, at most, above the axis."""
APART = 56.0
"""Pixels between two labels below the bars, at least."""
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1b2430}.grid{stroke:#dbe1e8}.axis{stroke:#7f8b99}"
    ".all{fill:#ffffff;stroke:#0b57a4;stroke-width:1.5}.some{fill:#0b57a4}"
    "@media (prefers-color-scheme:dark){text{fill:#e7ecf2}.grid{stroke:#2e3842}.axis{stroke:#7d8a98}"
    ".all{fill:#12171d;stroke:#7db8f7}.some{fill:#7db8f7}}"
)


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Numbers by label: how many of something there are, and how many of those are something more."""

    labels: Sequence[str]
    """What stands below each bar, in their order."""
    everything: Sequence[int]
    """How high each outlined bar is, 0 or more."""
    some: Sequence[int] = ()
    """How high the filled bar before it is; none if empty."""
    names: tuple[str, str]
    """What the outlined and the filled bars are."""
    unit: str
    """What is counted upwards."""
    across: str
    """What the labels are."""


def drawn(bars: Bars) -> str:
    """Return the picture. It has no words for who cannot see it: those stand where it is shown."""
    root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}")
    ET.SubElement(root, "style").text = STYLE
    most = max((0, *bars.everything, *bars.some))
    step = _step(most)
    top = step * max(ceil(most / step), 1)
    _scale(root, top, step, bars.unit)
    if bars.labels:
        _columns(root, bars, top)
    _legend(root, bars)
    _text(root, LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 6, bars.across, anchor="middle")
    return ET.tostring(root, encoding="unicode")


def _columns(root: ET.Element, bars: Bars, top: int) -> None:
    wide = (WIDTH - LEFT - RIGHT) / len(bars.labels)
    every = ceil(APART / wide)
    for place, label in enumerate(bars.labels):
        left = LEFT + place * wide
        _bar(root, "all", left + wide * 0.12, wide * 0.76, bars.everything[place] / top)
        if bars.some:
            _bar(root, "some", left + wide * 0.24, wide * 0.52, bars.some[place] / top)
        if place % every == 0:
            _text(root, left + wide / 2, HEIGHT - BELOW + 18, label, anchor="middle")


def _bar(root: ET.Element, kind: str, left: float, wide: float, share: float) -> None:
    if share <= 0:
        return
    high = share * (HEIGHT - TOP - BELOW)
    numbers = {"x": left, "y": HEIGHT - BELOW - high, "width": wide, "height": high}
    ET.SubElement(root, "rect", {"class": kind, **{name: f"{value:.1f}" for name, value in numbers.items()}})


def _scale(root: ET.Element, top: int, step: int, unit: str) -> None:
    bottom = HEIGHT - BELOW
    for value in range(0, top + 1, step):
        at = bottom - (bottom - TOP) * value / top
        kind = "grid" if value else "axis"
        ET.SubElement(root, "path", {"class": kind, "d": f"M{LEFT:.1f} {at:.1f}H{WIDTH - RIGHT:.1f}"})
        _text(root, LEFT - 8, at + 4, str(value), anchor="end")
    _text(root, 0, TOP - 20, unit)


def _legend(root: ET.Element, bars: Bars) -> None:
    """Put what is what at the end of the first line, from its end backwards."""
    named = [("some", bars.names[1])] if bars.some else []
    at = WIDTH - RIGHT
    for kind, name in (*named, ("all", bars.names[0])):
        _text(root, at, TOP - 20, name, anchor="end")
        at -= 7.0 * len(name) + 18
        ET.SubElement(
            root, "rect", {"class": kind, "x": f"{at:.1f}", "y": f"{TOP - 30:.1f}", "width": "11", "height": "11"}
        )
        at -= 16


def _step(most: int) -> int:
    """Return the whole, round number of which a few reach the highest bar."""
    size = 10 ** max(int(log10(most / STEPS)), 0) if most else 1
    return next(factor * size for factor in (1, 2, 5, 10) if factor * size * STEPS >= most)


def _text(root: ET.Element, x: float, y: float, words: str, anchor: str = "start") -> None:
    ET.SubElement(root, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}).text = words
