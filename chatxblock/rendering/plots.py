"""Draws bars as SVG: a picture of numbers that stand in a table beside it, light and dark, for a page and for print.

Written by hand, as some bars over an axis are not worth a plotting library. The second of two series is told from the
first by its outline too, not by colour alone (WCAG 2.2, 1.4.1). A picture has its own ground, so that it can be read
whatever stands behind it, and where a system's colours are forced. This module must not know what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10
from xml.etree import ElementTree as ET

BELOW = 46.0
"""Pixels below the axis of columns, for the labels and what they are."""
STEPS = 4
"""Lines across, at most, beyond the axis."""
APART = 56.0
"""Pixels between two labels beside each other, at least."""
ROW = 38.0
"""Pixels that a bar takes which lies below its label."""
LETTER = 7.0
"""Pixels of a letter, about: what a label may be long follows from it."""
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1b2430}.ground{fill:#ffffff}.grid{stroke:#dbe1e8}.axis{stroke:#7f8b99}"
    ".all{fill:#ffffff;stroke:#0b57a4;stroke-width:1.5}.some{fill:#0b57a4}"
    "@media (prefers-color-scheme:dark){text{fill:#e7ecf2}.ground{fill:#12171d}.grid{stroke:#2e3842}"
    ".axis{stroke:#7d8a98}.all{fill:#12171d;stroke:#7db8f7}.some{fill:#7db8f7}}"
    "@media (forced-colors:active){text{fill:CanvasText}.ground{fill:Canvas}.grid{stroke:GrayText}"
    ".axis{stroke:CanvasText}.all{fill:Canvas;stroke:CanvasText}.some{fill:Highlight}}"
)


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Numbers by label: how many of something there are, and how many of those are something more."""

    labels: Sequence[str]
    """What stands at each bar, in their order."""
    everything: Sequence[float]
    """How long each outlined bar is, 0 or more."""
    some: Sequence[float] = ()
    """How long the filled bar is; none if empty."""
    beside: bool = False
    """The filled bars are no part of the outlined ones: they stand beside them, and not before them."""
    names: tuple[str, str]
    """What the outlined and the filled bars are; "" for outlined ones that there are none of."""
    unit: str
    """What is counted along a bar."""
    across: str
    """What the labels are."""
    lying: bool = False
    """The bars lie below their labels, which are too long to stand side by side."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """How much room a picture has, and from which side it is read."""

    width: float = 640.0
    """Pixels; a page shows it as wide as it has room."""
    height: float = 260.0
    """Of standing bars."""
    start: float = 52.0
    """Where bars begin, from the side where reading begins."""
    end: float = 8.0
    """Where they end, from the other side."""
    top: float = 34.0
    """What is above them: unit and legend."""
    legend: float = 14.0
    """Where the legend stands."""
    rtl: bool = False

    def x(self, at: float, wide: float = 0.0) -> float:
        """Return how far from the left something lies that is so far from where reading begins."""
        return self.width - at - wide if self.rtl else at


WIDE = Form()
NARROW = Form(width=328.0, height=240.0, start=40.0, top=54.0, legend=32.0)
"""On a phone, letter for letter: the legend has a line of its own."""


def drawn(bars: Bars, form: Form = WIDE) -> str:
    """Return the picture. It has no words for who cannot see it: those stand where it is shown."""
    height = form.top + ROW * max(len(bars.labels), 1) + BELOW if bars.lying else form.height
    root = ET.Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {form.width:.0f} {height:.0f}",
        width=f"{form.width:.0f}",
        height=f"{height:.0f}",
        direction="rtl" if form.rtl else "ltr",
    )
    ET.SubElement(root, "style").text = STYLE
    ET.SubElement(root, "rect", {"class": "ground", "width": "100%", "height": "100%"})
    most = max((0, *bars.everything, *bars.some))
    step = _step(most)
    top = step * max(ceil(most / step), 1)
    (_lying if bars.lying else _standing)(root, bars, form, height, top, step)
    _legend(root, bars, form)
    return ET.tostring(root, encoding="unicode")


def _standing(root: ET.Element, bars: Bars, form: Form, height: float, top: int, step: int) -> None:
    """Draw columns over an axis: numbers upwards, labels below."""
    bottom, high = height - BELOW, height - BELOW - form.top
    for value in range(0, top + 1, step):
        at = bottom - high * value / top
        _line(root, "grid" if value else "axis", form, (form.start, at), (form.width - form.end, at))
        _text(root, form, form.start - 8, at + 4, str(value), anchor="end")
    _text(root, form, 0, 14, bars.unit)
    wide = (form.width - form.start - form.end) / max(len(bars.labels), 1)
    every = ceil(APART / wide)
    for place, label in enumerate(bars.labels):
        at = form.start + place * wide
        for kind, share, before, part in _parts(bars, place, top):
            size = (wide * part, share * high)
            _rect(root, kind, form, (at + wide * before, bottom - share * high), size)
        if place % every == 0:
            _text(root, form, at + wide / 2, bottom + 18, label, anchor="middle")
    _text(root, form, form.start + (form.width - form.start - form.end) / 2, height - 6, bars.across, anchor="middle")


def _lying(root: ET.Element, bars: Bars, form: Form, height: float, top: int, step: int) -> None:
    """Draw bars below each other, each below its label: numbers along the reading direction."""
    start, bottom = 8.0, height - BELOW
    long = form.width - start - 16
    for value in range(0, top + 1, step):
        at = start + long * value / top
        _line(root, "grid" if value else "axis", form, (at, form.top), (at, bottom))
        _text(root, form, at, bottom + 18, str(value), anchor="middle" if value else "start")
    _text(root, form, 0, 14, bars.across)
    for place, label in enumerate(bars.labels):
        at = form.top + ROW * place
        _text(root, form, start + 4, at + 12, _short(label, long))
        for kind, share, before, part in _parts(bars, place, top):
            _rect(root, kind, form, (start, at + 15 + 19 * before), (share * long, 19 * part))
    _text(root, form, start + long / 2, height - 6, bars.unit, anchor="middle")


def _parts(bars: Bars, place: int, top: int) -> list[tuple[str, float, float, float]]:
    """Return the bars at one label: which, how long of all there is, and where across and how thick of what it has."""
    found = [("all", bars.everything[place] / top, 0.12, 0.38 if bars.beside else 0.76)]
    if bars.some:
        found.append(("some", bars.some[place] / top, *((0.50, 0.38) if bars.beside else (0.24, 0.52))))
    return [part for part in found if part[1] > 0]


def _legend(root: ET.Element, bars: Bars, form: Form) -> None:
    """Put what is what at the end of its line, where it is not told by the unit."""
    named = [("all", bars.names[0]), ("some", bars.names[1] if bars.some else "")]
    named = [(kind, name) for kind, name in named if name not in ("", bars.unit)]
    at = form.width - form.end - sum(LETTER * len(name) + 32 for _, name in named) + 16
    for kind, name in named:
        _rect(root, kind, form, (at, form.legend - 10), (11, 11))
        _text(root, form, at + 16, form.legend, name)
        at += LETTER * len(name) + 32


def _short(label: str, room: float) -> str:
    most = int(room / LETTER)
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _step(most: float) -> int:
    """Return the whole, round number of which a few reach the highest bar."""
    size = 10 ** max(int(log10(most / STEPS)), 0) if most else 1
    return next(factor * size for factor in (1, 2, 5, 10) if factor * size * STEPS >= most)


def _rect(root: ET.Element, kind: str, form: Form, at: tuple[float, float], size: tuple[float, float]) -> None:
    numbers = {"x": form.x(at[0], size[0]), "y": at[1], "width": size[0], "height": size[1]}
    ET.SubElement(root, "rect", {"class": kind, **{name: f"{value:.1f}" for name, value in numbers.items()}})


def _line(root: ET.Element, kind: str, form: Form, one: tuple[float, float], other: tuple[float, float]) -> None:
    path = f"M{form.x(one[0]):.1f} {one[1]:.1f}L{form.x(other[0]):.1f} {other[1]:.1f}"
    ET.SubElement(root, "path", {"class": kind, "d": path})


def _text(root: ET.Element, form: Form, x: float, y: float, words: str, anchor: str = "start") -> None:
    place = {"x": f"{form.x(x):.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    ET.SubElement(root, "text", place).text = words
