"""How a talk stands in the end: corrected, taken back, answered and reacted to by whom it may be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatxblock.domain.calls.judging import CORRECTABLE, Claim, Judge, with_own_corrections
from chatxblock.domain.calls.standing import Standing, standing, words
from chatxblock.domain.calls.transcript import Line, Marks
from chatxblock.domain.history.talks import latest
from chatxblock.testing import START


def said(
    number: int, who: str, body: str, replaces: str = "", *, after: timedelta = timedelta(0), **marks: object
) -> Line:
    told: Marks = marks  # type: ignore[assignment]
    at = START + timedelta(seconds=number) + after
    return Line(id=str(number), sent_at=at, author=who, body=body, message_id=f"m{number}", replaces=replaces, **told)


def shown(*lines: Line) -> list[tuple[str, bool, bool]]:
    return [(one.line.body, one.edited, one.taken_back) for one in standing(lines)]


def test_a_line_stands_once_in_its_last_words() -> None:
    lines = (
        said(1, "anna", "teh"),
        said(2, "ben", "What?"),
        said(3, "anna", "the", "m1"),
        said(4, "anna", "The", "m3"),
    )
    assert shown(*lines) == [("The", True, False), ("What?", False, False)]


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize(("who", "named"), [("ben", "m1"), ("anna", "nothing"), ("", "m1")])
def test_what_is_not_its_authors_or_not_there_stays_as_it_is(who: str, named: str, taken_back: bool) -> None:
    found = shown(said(1, "anna", "mine"), said(2, who, "other", named, taken_back=taken_back))
    assert found == [("mine", False, False), *([] if taken_back else [("other", False, False)])]


def test_a_correction_counts_for_a_time_by_the_rooms_clock() -> None:
    for after, changes in ((CORRECTABLE - timedelta(seconds=1), True), (CORRECTABLE, False)):
        lines = [said(1, "anna", "teh"), said(2, "anna", "the", "m1", after=after)]
        assert [one.edited for one in standing(lines)] == ([True] if changes else [False, False])
        assert [line.replaces for line in with_own_corrections(lines)] == ["", "m1" if changes else ""]
    judge = Judge()
    assert [judge.judge(line).claim for line in lines] == [None, Claim.LATE]


def test_a_chain_of_corrections_does_not_stretch_the_time() -> None:
    step = timedelta(minutes=9)
    lines = [said(1, "anna", "a"), said(2, "anna", "b", "m1", after=step), said(3, "anna", "c", "m2", after=2 * step)]
    assert shown(*lines) == [("b", True, False), ("c", False, False)]
    assert shown(*lines, said(4, "anna", "d", "m3", after=2 * step)) == [("b", True, False), ("d", True, False)]


def test_what_was_taken_back_stays_so_and_is_read_nowhere_else() -> None:
    back = said(2, "anna", "[taken back]", "m1", taken_back=True)
    assert shown(said(1, "anna", "a secret"), back, said(3, "anna", "again", "m1")) == [("a secret", False, True)]
    assert [line.body for line in latest([said(1, "anna", "a secret"), back, said(3, "ben", "so")])] == ["so"]


QUOTED = "> one\n> two\nThree"


@pytest.mark.parametrize(
    ("body", "quoted", "rest"),
    [
        (QUOTED, 12, "Three"),
        (QUOTED, 6, "> two\nThree"),
        (QUOTED, 0, QUOTED),
        (QUOTED, 3, QUOTED),
        (QUOTED, len(QUOTED), QUOTED),
        (QUOTED, 99999, QUOTED),
        ("> one\n", 6, "> one\n"),
        ("not quoted\nThree", 11, "not quoted\nThree"),
        ("> 🤔\nThree", 4, "Three"),
    ],
)
def test_an_answer_stands_without_what_it_quotes_and_hides_nothing_else(body: str, quoted: int, rest: str) -> None:
    assert words(said(1, "anna", body, answers="0", quoted=quoted)) == rest
    assert words(said(1, "anna", body, quoted=quoted)) == body, "no answer"


def test_each_persons_last_reactions_count() -> None:
    lines = [
        said(1, "anna", "Zero"),
        said(2, "ben", "", reacts_to="1", reactions=("👍", "💡")),
        said(3, "mei", "", reacts_to="1", reactions=("👍",)),
        said(4, "ben", "", reacts_to="1", reactions=("✅",)),
        said(5, "mei", "", reacts_to="1", reactions=()),
        said(6, "", "", reacts_to="1", reactions=("❓",)),
        said(7, "ben", "", reacts_to="nothing", reactions=("❓",)),
        said(8, "ben", "", reacts_to="2", reactions=("❓",)),
    ]
    (found,) = standing(lines)
    assert found == Standing(line=lines[0], reactions={"ben": ("✅",)})
    assert latest(lines) == [lines[0]]


def test_a_reaction_is_no_line_that_could_be_corrected() -> None:
    lines = [said(1, "anna", "Zero"), said(2, "ben", "", reacts_to="1", reactions=("👍",)), said(3, "ben", "One", "m2")]
    assert shown(*lines) == [("Zero", False, False), ("One", False, False)]


def test_a_thousand_reactions_cost_one_person_one_entry() -> None:
    many = [said(n, "ben", "", reacts_to="1", reactions=("👍",) if n % 2 else ()) for n in range(2, 1001)]
    (found,) = standing([said(1, "anna", "Zero"), *many])
    assert found.reactions == {}
