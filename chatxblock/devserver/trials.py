"""What there is to try, for the start page: who to be where, and what to do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatxblock.devserver.people import Member, find
from chatxblock.devserver.scenarios import ChatScenario


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One page of the workbench, and what can be seen there."""

    scenario: ChatScenario
    what: str
    """A sentence or two: what to do there."""
    people: Sequence[Member]
    """Who to be, in the order in which they are opened."""
    solver: Member | None = None
    """Who can be let solve it."""


@dataclass(frozen=True, kw_only=True)
class TrialPage:
    """One page of ours that stands by itself."""

    name: str
    handler: str
    username: str
    """Whom it is opened for."""
    what: str


SOLVED, SOLVER = "A problem whose solvers help", "helper2"
"""Where points matter, and for whom they can be changed."""
WHAT: dict[str, tuple[str, tuple[str, ...]]] = {
    "A problem with helpers": (
        "Three helpers are on its list and on duty. Ask as Lina, then choose Help as one of them.",
        ("learner", "helper1", "helper2", "helper3"),
    ),
    "A problem where nobody helps": (
        "Its list is empty. Type a question, and see what a learner reads where nobody can come.",
        ("learner", "staff"),
    ),
    "A course whose learners help each other": (
        "Be a helper first, say yes and go on duty; then ask as Lina. Peers are asked before everyone.",
        ("helper1", "helper2", "learner"),
    ),
    "A problem solved by video": (
        "The room is a link here, to a page that stands in for a video room. Ask as Lina and help.",
        ("learner", "helper1"),
    ),
    "A problem behind a button": (
        "The small form: Stuck? Ask opens the same as a dialog, with two hints from its teacher.",
        ("learner", "helper1"),
    ),
    "A problem whose solvers help": (
        (
            "Helper 1 has 95 % of the points and is invited to help; Helper 2 has 60 % and is not. Open Helper 2, "
            "let Helper 2 solve it, and see the invitation come there within two minutes. Then ask as Lina."
        ),
        ("helper1", "helper2", "learner"),
    ),
    "An exercise with helpers": (
        "Answer the exercise as Lina, mark some of its words and choose Ask about this, or show where you are stuck.",
        ("learner", "helper1"),
    ),
}
"""By the title of a scenario: what to do there, and who to be."""

PAGES = (
    TrialPage(
        name="Staff page",
        handler="staff",
        username="staff",
        what="What goes on in the course, and what was left for the teachers or reported. With DEMO=1 it is full.",
    ),
    TrialPage(
        name="Your questions and talks",
        handler="history_page",
        username="learner",
        what="After a talk: read it again, search, take it along as a file.",
    ),
    TrialPage(
        name="Questions for you",
        handler="inbox_window",
        username="helper1",
        what="The inbox in a small window of its own, to be kept open beside anything else.",
    ),
    TrialPage(
        name="Helping others",
        handler="helper_page",
        username="helper1",
        what="Where, when and how much to be asked: units, quiet hours, sound.",
    ),
    TrialPage(
        name="What is kept of you",
        handler="privacy",
        username="learner",
        what="What this site keeps, for how long, and who sees it.",
    ),
)


def trial(scenario: ChatScenario) -> Trial:
    """Return what can be done at a scenario; of one that nothing is said of, that it can be opened."""
    what, usernames = WHAT.get(scenario.title, ("", ("learner",)))
    solver = find([SOLVER])[0] if scenario.title == SOLVED else None
    return Trial(scenario=scenario, what=what, people=find(usernames), solver=solver)
