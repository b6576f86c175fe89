"""What is wrong with a screen for whoever cannot see it well, or hit it well: by axe, and by rules of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe

from tests.gallery.stage import Stage
from tests.gallery.studio import DARK, KEYBOARD, PHONE, WIDE, ZOOMED, Studio, Variant

AUDIT: Final = (Path(__file__).parent / "audit.js").read_text("utf-8")
EVERYTHING: Final[dict[str, Any]] = {"resultTypes": ["violations"], "preload": False}
COLOURS: Final[dict[str, Any]] = {**EVERYTHING, "runOnly": ["color-contrast"]}
"""What else colours may break is asked in the light."""
WAYS: Final = (WIDE, DARK, PHONE, KEYBOARD, ZOOMED)
BY_AXE: Final = {WIDE.name: EVERYTHING, DARK.name: COLOURS}
"""Where colours are forced on a page, how they stand out is the system's; `make screens` shows what is left of ours."""
BY_US: Final = (WIDE.name, PHONE.name, KEYBOARD.name, ZOOMED.name)
SCRIPT: Final[str] = Axe().axe_script


def faults(studio: Studio, *, dark: bool = True) -> list[str]:
    """Return what is wrong with the scene that is played, each in a sentence and once; in the dark too, if wished."""
    found: dict[str, list[str]] = {}
    for variant in WAYS:
        if variant is DARK and not dark:
            continue
        if variant is KEYBOARD and not studio.stage.scene.fixed:  # what scrolls as a whole is only seen less of
            continue
        studio.look(variant)
        for fault in _seen(studio.stage, variant):
            found.setdefault(fault, []).append(variant.name)
    return [f"{fault} ({', '.join(ways)})" for fault, ways in found.items()]


def _seen(stage: Stage, variant: Variant) -> Iterator[str]:
    if variant.name in BY_AXE:
        yield from by_axe(stage, BY_AXE[variant.name])
    if variant.name in BY_US:
        yield from stage.page.evaluate(AUDIT)


def by_axe(stage: Stage, options: Mapping[str, Any] = EVERYTHING) -> list[str]:
    """Return what axe finds on a page, whose clock goes on meanwhile: axe pauses by it."""
    stage.page.evaluate(SCRIPT)
    stage.page.evaluate(BEGIN, options)
    for _ in range(MOST_STEPS):
        stage.wait(STEP)
        if stage.page.evaluate("Boolean(window.axeFound)"):
            break
    violations = stage.page.evaluate("window.axeFound.violations")
    return [
        f"axe: {violation['help']}: {node['html'][:160]}" for violation in violations for node in violation["nodes"]
    ]


STEP, MOST_STEPS = 100, 100
"""Milliseconds of the page's clock until it is looked whether axe is done, and how often."""
BEGIN: Final = """(options) => {
  window.axeFound = null;
  axe.run(document, options).then((found) => (window.axeFound = found));
}"""
