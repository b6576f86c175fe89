"""Whom to ask, and when: ways of asking compared in simulated courses, as tables and as pictures for the documents.

Nothing here is measured on anybody: it says what follows from guesses, and which guesses matter. What is simulated is
decided by fixed seeds: a second run prints the same and draws the same. `docs/explanation/rounds-figures.md` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.lab.drawings import drawings
from benchmarks.lab.policies import BROADCAST, PLANS, POLICIES, plan_policy
from benchmarks.lab.report import table
from benchmarks.lab.run import play
from benchmarks.lab.scenario import ASIDES, SWEEPS, TESTS_OF_PLANS, UNTIRED, USUAL

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def report() -> Iterator[str]:
    """Yield the tables, and draw the pictures."""
    swept = [scenario for scenarios in SWEEPS.values() for scenario in scenarios]
    scenarios = list(dict.fromkeys((UNTIRED, USUAL, *swept, *ASIDES)))
    results = dict(zip([scenario.name for scenario in scenarios], play(scenarios, POLICIES), strict=True))
    yield "## Ways of asking"
    yield from (table(scenario, results[scenario.name], BROADCAST.name) for scenario in scenarios)
    for name, text in drawings(results):
        (IMAGES / f"{name}.svg").write_text(text, encoding="utf-8")
    yield "## Plans, by turns"
    played = play(TESTS_OF_PLANS, (BROADCAST, *map(plan_policy, PLANS)))
    yield from (
        table(scenario, result, BROADCAST.name) for scenario, result in zip(TESTS_OF_PLANS, played, strict=True)
    )
