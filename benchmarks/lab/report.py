"""The tables that are printed, in Markdown: each figure with half the width of its 95 % confidence interval."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.lab.outcome import Estimate, Figures, Outcome, figures
from benchmarks.lab.run import Result
from benchmarks.lab.scenario import MINUTE, Scenario

LONGEST = 15 * MINUTE
"""Waits beyond this are told as such: hardly anybody is there any more."""
HEAD = """\
| How people are asked | first helper, median | 90 % | answered | … against everyone at once \
| invitations for each answered call | … to the author's list | Gini of the load |
|---|---|---|---|---|---|---|---|"""


def table(scenario: Scenario, result: Result, against: str) -> str:
    """Return one scenario's figures as a table; `against` is the policy that the others are compared with."""
    others = result[against]
    rows = [row(name, figures(outcomes, others)) for name, outcomes in result.items()]
    return "\n".join([heading(scenario, others), "", HEAD, *rows])


def heading(scenario: Scenario, outcomes: Sequence[Outcome]) -> str:
    """Return the scenario's name, with how much was simulated."""
    asked = sum(len(outcome.waits) for outcome in outcomes)
    name = scenario.name[0].upper() + scenario.name[1:]
    days = f"{scenario.days} days" if scenario.days > 1 else "a day"
    return f"### {name}\n\n{asked:,} questions in {len(outcomes)} courses of {days}."


def row(name: str, known: Figures) -> str:
    """Return one policy's figures as a row."""
    cells = (
        name,
        seconds(known.median),
        seconds(known.p90),
        f"{100 * known.answered.value:.1f} % ± {100 * known.answered.margin:.1f}",
        f"{100 * known.gain.value:+.1f} ± {100 * known.gain.margin:.1f}" if known.gain.value else "",
        plain(known.interruptions, 1),
        plain(known.listed, 1),
        plain(known.gini, 2),
    )
    return f"| {' | '.join(cells)} |"


def seconds(known: Estimate) -> str:
    """Return a time that people wait, as text."""
    if known.value > LONGEST:
        return f"over {LONGEST / MINUTE:.0f} min"
    return f"{known.value:.0f} s ± {known.margin:.0f}"


def plain(known: Estimate, digits: int) -> str:
    """Return a number, as text."""
    return f"{known.value:.{digits}f} ± {known.margin:.{digits}f}"
