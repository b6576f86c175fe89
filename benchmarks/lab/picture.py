"""Draws rows of small line charts as SVG, light and dark, told apart by more than colour.

Written by hand: lines over a few panels are not worth a plotting library. This module must not know what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

Point = tuple[float, float]
WIDTH, TOP, PLOT, BELOW = 960.0, 56.0, 200.0, 44.0
"""In pixels: the picture, what is above the panels, a panel, and what is below it."""
LEFT, GAP = 66.0, 22.0
DASHES = ("", "7 4", "2 3", "9 3 2 3")
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.small { font-size: 12px } .axis { stroke: #8c959f; fill: none } .grid { stroke: #d8dee4; fill: none }
.line { fill: none; stroke-width: 2.2 }
.s0 { stroke: #b35900 } .s1 { stroke: #6e40c9 } .s2 { stroke: #57606a } .s3 { stroke: #0969da }
.d0 { fill: #b35900 } .d1 { fill: #6e40c9 } .d2 { fill: #57606a } .d3 { fill: #0969da }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .axis { stroke: #7d8590 } .grid { stroke: #30363d }
.s0 { stroke: #f0883e } .s1 { stroke: #bc8cff } .s2 { stroke: #8b949e } .s3 { stroke: #58a6ff }
.d0 { fill: #f0883e } .d1 { fill: #bc8cff } .d2 { fill: #8b949e } .d3 { fill: #58a6ff }
}
"""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One direction of a panel."""

    ticks: Sequence[tuple[float, str]]
    low: float
    high: float
    log: bool = False

    def place(self, value: float) -> float:
        """Return where a value is, from 0 to 1; what is beyond an end is put there."""
        low, high, value = (
            math.log(v) if self.log else v for v in (self.low, self.high, min(max(value, self.low), self.high))
        )
        return (value - low) / (high - low)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One chart of a row."""

    title: str
    x: Axis
    lines: Sequence[Sequence[Point]]
    """One for each name in the legend."""


def picture(title: str, description: str, names: Sequence[str], y: Axis, panels: Sequence[Panel]) -> str:
    """Return a row of charts with one legend and one scale upwards; with dots where points are few."""
    height = TOP + PLOT + BELOW
    root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", role="img")
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "desc").text = description
    ET.SubElement(root, "style").text = STYLE
    _legend(root, names)
    wide = (WIDTH - LEFT - GAP * len(panels)) / len(panels)
    for place, panel in enumerate(panels):
        _panel(root, panel, y, LEFT + place * (wide + GAP), wide, first=place == 0)
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode") + "\n"


def _legend(root: ET.Element, names: Sequence[str]) -> None:
    x = LEFT
    for number, name in enumerate(names):
        _path(root, [(x, 15), (x + 28, 15)], number)
        _text(root, x + 34, 19, name)
        x += 34 + 7.2 * len(name) + 22


def _panel(root: ET.Element, panel: Panel, y: Axis, left: float, wide: float, *, first: bool) -> None:
    bottom = TOP + PLOT
    _text(root, left + wide / 2, TOP - 10, panel.title, anchor="middle")
    for value, label in y.ticks:
        at = bottom - PLOT * y.place(value)
        ET.SubElement(root, "path", {"class": "grid", "d": f"M{left:.1f} {at:.1f}h{wide:.1f}"})
        if first:
            _text(root, left - 6, at + 4, label, anchor="end")
    for value, label in panel.x.ticks:
        _text(root, left + wide * panel.x.place(value), bottom + 18, label, anchor="middle")
    ET.SubElement(root, "path", {"class": "axis", "d": f"M{left:.1f} {bottom:.1f}h{wide:.1f}"})
    for number, line in enumerate(panel.lines):
        points = [(left + wide * panel.x.place(one), bottom - PLOT * y.place(other)) for one, other in line]
        _path(root, points, number)
        if len(points) < 10:
            for one, other in points:
                ET.SubElement(
                    root, "circle", {"class": f"d{number}", "cx": f"{one:.1f}", "cy": f"{other:.1f}", "r": "3.5"}
                )


def _path(root: ET.Element, points: Sequence[Point], number: int) -> None:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    ET.SubElement(root, "path", {"class": f"line s{number}", "stroke-dasharray": DASHES[number], "d": path})


def _text(root: ET.Element, x: float, y: float, words: str, anchor: str = "start") -> None:
    kind = "small" if anchor != "start" else ""
    ET.SubElement(root, "text", {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}).text = words
