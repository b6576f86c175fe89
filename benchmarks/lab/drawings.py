"""The pictures of the documents: how soon a helper is there, and what each number that was guessed changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from benchmarks.lab.outcome import Figures, figures, reached
from benchmarks.lab.picture import Axis, Panel, Point, picture
from benchmarks.lab.policies import BROADCAST, ROUND_ROBIN, SHIPPED, SLOW
from benchmarks.lab.run import Result
from benchmarks.lab.scenario import DAY, HOUR, MINUTE, SWEEPS, UNTIRED, USUAL, Scenario

DRAWN = {
    BROADCAST.name: "everyone at once",
    ROUND_ROBIN.name: "one at a time",
    SLOW.name: "slow rounds",
    SHIPPED.name: "the shipped rounds",
}
SWEPT: dict[str, tuple[str, Callable[[Scenario], str]]] = {
    "accept": ("of those who look say yes", lambda s: f"{100 * s.accept:.0f} %"),
    "notice": ("until a helper looks", lambda s: span(s.notice)),
    "patience": ("until an asker leaves", lambda s: span(s.patience)),
    "spell": ("tired for", lambda s: span(s.spell)),
    "on_duty": ("helpers on duty", lambda s: f"{s.on_duty:.0f}"),
}
SHARE = Axis(ticks=[(n / 100, f"{n} %") for n in (0, 20, 40, 60, 80, 100)], low=0, high=1)
WAIT = Axis(
    ticks=[(5, "5 s"), (15, "15 s"), (60, "1 min"), (300, "5 min"), (900, "≥ 15 min")], low=4, high=900, log=True
)
NOTICES = Axis(ticks=[(n, str(n)) for n in (2, 5, 10, 20, 50, 100, 200)], low=2, high=300, log=True)
SHOWN = 5 * MINUTE
"""How much of the wait is drawn."""


def drawings(results: Mapping[str, Result]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each picture; `results` are by the names of their scenarios."""
    yield (
        "rounds-curve",
        picture(
            "How many have a helper after how long",
            "Share of questions with a helper by the time since asking, as if nobody gave up waiting.",
            list(DRAWN.values()),
            SHARE,
            [_curve(scenario, results[scenario.name]) for scenario in (UNTIRED, USUAL)],
        ),
    )
    for name, title, y, value in (
        ("answered", "Share of questions to which a helper came in time", SHARE, lambda f: f.answered.value),
        ("wait", "Median wait for the first helper", WAIT, lambda f: f.median.value),
        ("invitations", "Invitations for each answered call", NOTICES, lambda f: f.interruptions.value),
    ):
        panels = [_sweep(field, results, value) for field in SWEPT]
        yield (
            f"rounds-{name}",
            picture(title, f"{title}, as one guess at a time is changed.", list(DRAWN.values()), y, panels),
        )


def span(seconds: float) -> str:
    """Return a round span of time as a word or two."""
    for unit, word in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.0f} {word}"
    return f"{seconds:.0f} s" if seconds else "none"


def _curve(scenario: Scenario, result: Result) -> Panel:
    ticks = [(MINUTE * n, f"{n} min") for n in range(1, int(SHOWN / MINUTE))]
    return Panel(
        title=scenario.name[0].upper() + scenario.name[1:],
        x=Axis(ticks=ticks, low=0, high=SHOWN),
        lines=[list(_steps(result, name)) for name in DRAWN],
    )


def _steps(result: Result, name: str) -> Iterator[Point]:
    """Yield the curve over all courses, a point every two seconds."""
    waits = list(chain.from_iterable(outcome.waits for outcome in result[name]))
    so_far, next_point = 0.0, 0.0
    for seconds, share in reached(waits):
        while next_point < min(seconds, SHOWN + 1):
            yield next_point, so_far
            next_point += 2
        so_far = share


def _sweep(field: str, results: Mapping[str, Result], value: Callable[[Figures], float]) -> Panel:
    title, label = SWEPT[field]
    scenarios = SWEEPS[field]
    lines = []
    for name in DRAWN:
        found = [figures(results[s.name][name], results[s.name][name]) for s in scenarios]
        lines.append([(float(place), value(known)) for place, known in enumerate(found)])
    ticks = [(float(place), label(scenario)) for place, scenario in enumerate(scenarios)]
    return Panel(title=title, x=Axis(ticks=ticks, low=-0.3, high=len(scenarios) - 0.7), lines=lines)
