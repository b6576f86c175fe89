"""How much so many learners are: questions, rooms, windows and lines at the busiest hour. Arithmetic alone.

Each number that is guessed is a field with its reason; `docs/explanation/how-much-one-machine-carries.md` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

DAY_HOURS = 24.0
WEEK_HOURS = 7 * DAY_HOURS
MINUTES = 60.0


@dataclass(frozen=True, kw_only=True)
class Course:
    """What learners do. The defaults are those of the simulated courses, and of nobody's measurement."""

    questions_a_week: float = 0.25
    """For each learner: published for a service of questions and answers (Aardvark, 2009)."""
    peak: float = 10.0
    """How much busier the busiest hour is than the mean: a day's rhythm (three times) on the day of a deadline (three
    times as many), a guess, rounded up."""
    answered: float = 0.8
    """Of all questions: simulated (docs/explanation/rounds-figures.md)."""
    talk_minutes: float = 12.0
    """From the first helper to the last line: published are 8 min (library) and 30 to 45 (tutors); a guess between."""
    wait_minutes: float = 2.0
    """How long a question that nobody came for keeps its room."""
    people_in_room: float = 2.5
    lines_a_minute: float = 6.0
    """In one talk, by all in it: a guess; a line takes some seconds to type, and is thought about."""
    on_duty: float = 0.015
    """Of all learners at the busiest hour: three times the simulated 2.5 % online, one in five of whom is on duty."""


@dataclass(frozen=True, kw_only=True)
class Peak:
    """What comes together in the busiest hour."""

    learners: int
    questions_a_second: float
    rooms: float
    sessions: float
    """Windows in rooms and inboxes on duty."""
    on_duty: float
    lines_a_second: float


def peak(learners: int, course: Course | None = None) -> Peak:
    """Return the busiest hour of so many learners; rooms by Little's law (how many a second, times how long)."""
    known = course or Course()
    an_hour = learners * known.questions_a_week / WEEK_HOURS * known.peak
    talks = an_hour * known.answered * known.talk_minutes / MINUTES
    waiting = an_hour * (1 - known.answered) * known.wait_minutes / MINUTES
    on_duty = learners * known.on_duty
    return Peak(
        learners=learners,
        questions_a_second=an_hour / 3600,
        rooms=talks + waiting,
        sessions=talks * known.people_in_room + waiting + on_duty,
        on_duty=on_duty,
        lines_a_second=talks * known.lines_a_minute / MINUTES,
    )


def share(used: float, carried: float) -> float:
    """Return how much of what a machine carries is used, in per cent."""
    return 100 * used / carried
