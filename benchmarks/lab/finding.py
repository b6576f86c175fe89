"""What finding first does to a course: who reads what others learned, and has enough of it, asks nobody.

Each learner who is stuck draws once whether somebody had her question before, whether what came of it is found, and
whether reading it is enough, by three numbers that are hers whatever the chances are: who is spared by small chances is
spared by larger ones too. All others ask, and meet the shipped rounds. Reading takes no time here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from random import Random

from benchmarks.lab.course import Course
from benchmarks.lab.outcome import Estimate, Outcome, estimate, quantile
from benchmarks.lab.picture import Axis, Panel, picture
from benchmarks.lab.policies import SHIPPED
from benchmarks.lab.report import plain, seconds
from benchmarks.lab.run import REPLICATIONS
from benchmarks.lab.scenario import FIFTY, USUAL, WARM_UP, Scenario
from benchmarks.lab.workload import Workload, draw


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How likely it is that a question need not be asked. Chances from 0 to 1."""

    again: float
    """Share of questions that somebody had before."""
    found: float
    """Chance that what came of it is among what is shown."""
    enough: float
    """Chance that reading it is enough."""

    @property
    def spared(self) -> float:
        """Share of all questions that nobody is asked."""
        return self.again * self.found * self.enough


NOTHING = Finding(again=0.0, found=0.0, enough=0.0)
PARQR = Finding(again=0.256, found=0.735, enough=0.4 / 0.735)
"""Bilgrien and others (PARQR, arXiv 1909.02043): in a course of 391 the duplicates were 25.6 % of the posts, a match
that was there was found in 73.5 % of cases, and suggestions while typing cut duplicates by 40 %. The last number
follows from these two, if nothing but the suggestions did it."""
SWEEPS: dict[str, tuple[Finding, ...]] = {
    "again": tuple(replace(PARQR, again=share) for share in (0.1, PARQR.again, 0.5, 0.75)),
    "found": tuple(replace(PARQR, found=share) for share in (0.35, PARQR.found, 0.9)),
    "enough": tuple(replace(PARQR, enough=share) for share in (0.2, PARQR.enough, 0.8)),
}
"""One number at a time, by its name."""
TITLES = {
    "again": "of questions were there before",
    "found": "of those find it",
    "enough": "of those have enough of it",
}
TOGETHER = (
    Finding(again=0.1, found=0.35, enough=0.2),
    PARQR,
    Finding(again=0.75, found=0.9, enough=0.8),
)
"""The least and the most of all that is swept."""
NAMES = ("nothing is looked up", "finding first")
ASKED = Axis(ticks=[(n, str(n)) for n in (0, 200, 400, 600, 800, 1000)], low=0, high=1000)
WAIT = Axis(ticks=[(n, f"{n} s") for n in (0, 10, 20, 30, 40)], low=0, high=40)


@dataclass(frozen=True, kw_only=True)
class Played:
    """What became of one course."""

    stuck: int
    """Learners with a question, those too who asked nobody."""
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Effect:
    """Means over courses, for 100 learners who are stuck."""

    asking: Estimate
    invitations: Estimate
    settled: Estimate
    """How many read enough or had a helper."""
    wait: Estimate
    """Median seconds until a helper came to those who asked."""


def spares(finding: Finding, seed: int, question: int) -> bool:
    """Say whether a learner asks nobody."""
    draws = Random(f"{seed} reads {question}")
    return all(draws.random() < chance for chance in (finding.again, finding.found, finding.enough))


def looked_up(workload: Workload, finding: Finding) -> Workload:
    """Return a course without the questions that nobody is asked."""
    asked = tuple(each for each in workload.questions if not spares(finding, workload.seed, each.number))
    return replace(workload, questions=asked)


Job = tuple[Scenario, Finding, int]


def play_one(job: Job) -> Played:
    """Draw one course and play it."""
    scenario, finding, seed = job
    workload = draw(scenario, seed)
    stuck = sum(each.asked_at >= WARM_UP for each in workload.questions)
    return Played(stuck=stuck, outcome=Course(scenario, looked_up(workload, finding), SHIPPED).play())


def play(pairs: Sequence[tuple[Scenario, Finding]], seeds: int = REPLICATIONS) -> list[Effect]:
    """Return the effect in each of these, in their order; all of one scenario meet the same courses."""
    jobs = [(*pair, seed) for pair in pairs for seed in range(seeds)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        played = list(pool.map(play_one, jobs))
    return [effect(played[at : at + seeds]) for at in range(0, len(played), seeds)]


def effect(courses: Sequence[Played]) -> Effect:
    """Return what some courses came to."""

    def of_hundred(course: Played, many: float) -> float:
        return 100 * many / max(1, course.stuck)

    return Effect(
        asking=estimate([of_hundred(one, len(one.outcome.waits)) for one in courses]),
        invitations=estimate([of_hundred(one, one.outcome.notices) for one in courses]),
        settled=estimate(
            [of_hundred(one, one.stuck - len(one.outcome.waits) + one.outcome.answered) for one in courses]
        ),
        wait=estimate([quantile(one.outcome.waits, 0.5) for one in courses]),
    )


HEAD = """\
| Course | there before | found | enough | of 100 stuck: ask | … invitations | … settled | first helper, median |
|---|---|---|---|---|---|---|---|"""


def report() -> tuple[str, dict[str, str]]:
    """Return the table, and the pictures by their names."""
    swept = [(USUAL, finding) for findings in SWEEPS.values() for finding in findings]
    pairs = list(
        dict.fromkeys(
            [*((course, f) for course in (USUAL, FIFTY) for f in (NOTHING, *TOGETHER)), *swept],
        )
    )
    effects = dict(zip(pairs, play(pairs), strict=True))
    rows = [HEAD, *(row(course, finding, effects[course, finding]) for course, finding in pairs)]
    pictures = {
        "finding-invitations": _picture("Invitations for 100 learners who are stuck", ASKED, effects, "invitations"),
        "finding-wait": _picture("Median wait of those who ask for the first helper", WAIT, effects, "wait"),
    }
    return "\n".join(rows), pictures


def row(course: Scenario, finding: Finding, found: Effect) -> str:
    """Return one effect as a row."""
    chances = (
        [f"{100 * chance:.0f} %" for chance in (finding.again, finding.found, finding.enough)]
        if finding != NOTHING
        else ["", "", ""]
    )
    cells = (
        course.name,
        *chances,
        plain(found.asking, 1),
        plain(found.invitations, 0),
        plain(found.settled, 1),
        seconds(found.wait),
    )
    return f"| {' | '.join(cells)} |"


def _picture(title: str, y: Axis, effects: dict[tuple[Scenario, Finding], Effect], what: str) -> str:
    before: Estimate = getattr(effects[USUAL, NOTHING], what)
    return picture(
        title, f"{title}, as one chance at a time is changed.", NAMES, y, list(_panels(effects, what, before))
    )


def _panels(effects: dict[tuple[Scenario, Finding], Effect], what: str, before: Estimate) -> Iterator[Panel]:
    for name, findings in SWEEPS.items():
        ticks = [(float(at), f"{100 * getattr(finding, name):.0f} %") for at, finding in enumerate(findings)]
        after = [(float(at), getattr(effects[USUAL, finding], what).value) for at, finding in enumerate(findings)]
        flat = [(at, before.value) for at, _ in after]
        yield Panel(title=TITLES[name], x=Axis(ticks=ticks, low=-0.3, high=len(findings) - 0.7), lines=[flat, after])
