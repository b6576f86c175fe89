"""Drafts of talks: who is who in them, what stands, what is title and answer, and what others may see."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from chatxblock.domain.calls.call import Answer, Invitation
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.draft import LONGEST_ANSWER, LONGEST_TITLE, Draft, Wording, draft
from chatxblock.testing import START
from tests.unit.talks.made import ALL, BEN, MEI, a_talk, bodies, drafted, line

# Who is who


def test_helpers_are_numbered_in_the_order_in_which_they_speak() -> None:
    made = draft(
        a_talk(("mei", "Zero?"), ("lina", "Yes, zero"), ("ben", "Look at the rows"), ("mei", "Or columns")), ALL
    )
    assert [one.label for one in made.lines] == ["helper", "asker", "helper 2", "helper"]
    assert made.body().startswith("**helper:**\n\nZero?\n\n**asker:**\n\nYes, zero\n\n**helper 2:**")


def test_who_came_with_the_same_question_asks_too() -> None:
    talk = a_talk(("mei", "Mine is zero, too"), ("ben", "Then look at the rows"))
    came = (
        Invitation(person=MEI, round=1, invited_at=START, answer=Answer.FELLOW),
        Invitation(person=BEN, round=1, invited_at=START, answer=Answer.LEFT, accepted_at=START),
    )
    made = draft(replace(talk, call=replace(talk.call, invitations=came)), ALL)
    assert [one.label for one in made.lines] == ["asker 2", "helper"]


def test_the_words_are_those_of_the_course() -> None:
    wording = Wording(asker="quien pregunta", another_helper="ayudante {number}", helper="ayudante", mail="[correo]")
    talk = a_talk(("ben", "Lina, escribe a ben@example.org"), ("mei", "mira las filas"))
    made = draft(talk, ALL, wording=wording)
    assert bodies(made) == ["quien pregunta, escribe a [correo]", "mira las filas"]
    assert [one.label for one in made.lines] == ["ayudante", "ayudante 2"]


LINK = f"https://courses.example.org/handler/x/file/{'7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11'}.1800000000.{'a' * 24}"


def test_pictures_stay_with_their_talk_and_of_one_that_was_described_the_words_are_left() -> None:
    talk = a_talk(
        ("ben", f"photo.png\nTwo rows of this matrix are the same\n{LINK}"),
        ("lina", f"notes.pdf\n{LINK}"),
        ("ben", f"Look at {LINK} as well, it has the determinant"),
    )
    said = bodies(draft(talk, ALL))
    assert said[0] == "Two rows of this matrix are the same"
    assert len(said) == 2
    assert not any("photo.png" in body or "notes.pdf" in body for body in said)


# Consent


def test_only_lines_of_those_who_said_yes_are_for_others() -> None:
    talk = a_talk(("lina", "It divides by zero"), ("ben", "The determinant is zero"), ("lina", "got it, thanks"))
    made = draft(talk, {"lina"}, known_as={})
    assert [one.quotable for one in made.lines] == [True, False]
    assert made.answer == "The determinant is zero"
    others = made.for_others()
    assert bodies(others) == ["It divides by zero"]
    assert others.answer == ""
    assert "determinant" not in others.body()


def test_nobody_said_anything_is_nothing_for_others() -> None:
    made = draft(a_talk(("lina", "It divides by zero"), ("ben", "The determinant is zero")), set())
    assert made.for_others().lines == ()
    assert made.for_others().title == made.title


def test_an_answer_is_for_others_if_its_speaker_said_yes() -> None:
    made = draft(a_talk(("ben", "The determinant is zero"), ("lina", "thanks")), {"ben"})
    assert made.for_others().answer == "The determinant is zero"


# Corrections, repetitions, holes


def corrected(*lines: Line) -> list[str]:
    return bodies(draft(replace(a_talk(), lines=lines), ALL))


def test_the_last_correction_stands_in_the_place_of_the_line() -> None:
    assert corrected(
        line(1, "ben", "What is the determinnant?", message_id="a"),
        line(2, "lina", "It is zero"),
        line(3, "ben", "What is the determinant", message_id="b", replaces="a"),
        line(4, "ben", "What is the determinant of A?", message_id="c", replaces="a"),
    ) == ["What is the determinant of A?", "It is zero"]


def test_a_correction_of_a_correction_is_followed() -> None:
    assert corrected(
        line(1, "ben", "Zreo", message_id="a"),
        line(2, "ben", "Zeor", message_id="b", replaces="a"),
        line(3, "ben", "Zero", message_id="c", replaces="b"),
    ) == ["Zero"]


def test_nobody_corrects_somebody_else() -> None:
    assert corrected(
        line(1, "ben", "It is zero", message_id="a"), line(2, "lina", "It is one", message_id="b", replaces="a")
    ) == ["It is zero", "It is one"]


def test_a_correction_whose_line_is_missing_stands_by_itself() -> None:
    assert corrected(line(5, "ben", "It is zero", replaces="gone"), line(9, "lina", "Why zero?")) == [
        "It is zero",
        "Why zero?",
    ]


def test_a_line_that_was_sent_twice_stands_once_and_the_room_says_nothing() -> None:
    assert corrected(
        line(1, "ben", "It is zero", message_id="a"),
        line(2, "ben", "It is zero", message_id="a"),
        line(3, "", "The room is moderated"),
    ) == ["It is zero"]


def test_a_correction_to_nothing_takes_the_line_away() -> None:
    assert corrected(line(1, "ben", "Nonsense", message_id="a"), line(2, "ben", "", replaces="a")) == []


def test_a_call_without_a_line_has_its_question() -> None:
    made = draft(a_talk(question="Why is the matrix not invertible?"), ALL)
    assert made == Draft(title="Why is the matrix not invertible?", answer="", lines=())
    assert made.body() == ""


# The title


def test_a_long_question_is_cut_between_words_and_kept_below() -> None:
    question = "word " * 400
    made = draft(a_talk(question=question), ALL)
    assert len(made.title) <= LONGEST_TITLE
    assert made.title.endswith("word…")
    assert [one.id for one in made.lines] == [""]
    assert made.lines[0].body.split() == ["word"] * 400


@pytest.mark.parametrize("question", ["字" * 2000, "e\u0301" * 1000, "👩\u200d👩\u200d👧" * 400, "x" * 2000])
def test_a_long_question_without_spaces_is_cut_between_characters(question: str) -> None:
    title = draft(a_talk(question=question), ALL).title
    assert len(title) <= LONGEST_TITLE
    assert title.endswith("…")
    assert unicodedata.category(question[len(title) - 1])[0] != "M"
    assert not title.endswith("\u200d…")


@pytest.mark.parametrize("marks", ["???", "…", "¿?¡!", "؟؟", "。。。"])
def test_a_question_of_marks_has_the_title_that_the_asker_says_first(marks: str) -> None:
    talk = a_talk(("ben", "What is it?"), ("lina", "hi"), ("lina", "The loop never ends"), question=marks)
    assert draft(talk, ALL).title == "The loop never ends"
    assert draft(a_talk(question=marks), ALL).title == marks


def test_a_question_with_code_keeps_it_below_the_title() -> None:
    question = "Hi, why does this loop?\nwhile True:\n    pass\nThanks!"
    made = draft(a_talk(question=question), ALL)
    assert made.title == "why does this loop?"
    assert bodies(made) == ["why does this loop?\n```\nwhile True:\n    pass\n```"]


def test_no_direction_leaks_out_of_a_text() -> None:
    talk = a_talk(("ben", "\u202eevil\u202c \u2067x"), question="\u202eWhy\u202c \u2066zero\u2069\u200b?")
    made = draft(talk, ALL)
    assert made.title == "Why zero?"
    assert bodies(made) == ["evil x"]


# The answer


def test_the_answer_is_what_was_said_before_the_thanks() -> None:
    talk = a_talk(
        ("ben", "hi"),
        ("lina", "thanks for coming"),
        ("ben", "A determinant of zero means no inverse"),
        ("lina", "so A has none?"),
        ("ben", "yes, exactly"),
        ("lina", "got it!"),
    )
    assert draft(talk, ALL).answer == "A determinant of zero means no inverse"


@pytest.mark.parametrize(
    "said",
    [
        [("ben", "A determinant of zero means no inverse")],
        [("lina", "thanks for coming"), ("ben", "A determinant of zero means no inverse")],
        [("ben", "What is the determinant of this matrix?"), ("lina", "ah, got it, thanks")],
        [("ben", "A determinant of zero means no inverse"), ("ben", "thanks for asking")],
        [],
    ],
    ids=["no thanks", "thanks before", "a question", "the helper thanks", "nothing"],
)
def test_without_an_answer_there_is_none(said: list[tuple[str, str]]) -> None:
    assert draft(a_talk(*said), ALL).answer == ""


def test_a_long_answer_is_cut() -> None:
    answer = draft(a_talk(("ben", "very long " * 100), ("lina", "thanks")), ALL).answer
    assert len(answer) <= LONGEST_ANSWER


# Code


def test_code_and_its_indentation_stay() -> None:
    code = "x = 1\nwhile x:\n    x -= 1\n\n    if x:\n\tpass\nprint(x)"
    assert drafted(("ben", f"thanks, try\n{code}")) == [f"try\n```\n{code}\n```"]
    assert drafted(("ben", "```python\n  hi\n\n    hello\n```")) == ["```python\n  hi\n\n    hello\n```"]
    assert drafted(("ben", "    return x")) == ["```\n    return x\n```"]
    assert drafted(("ben", "- a\n  - b\n- c")) == ["- a\n  - b\n- c"]


def test_a_fence_that_is_left_open_ends_with_its_line() -> None:
    assert drafted(("ben", "```\nx = 1"), ("lina", "Why one?")) == ["```\nx = 1\n```", "Why one?"]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("2*3*4 and x**2 + y**2", r"2\*3\*4 and x\*\*2 + y\*\*2"),
        ("*bold* and **bold**", "*bold* and **bold**"),
        ("It has **no inverse**. It *never* had one.", "It has **no inverse**. It *never* had one."),
        ("x*.5 is half", r"x\*.5 is half"),
        ("`a*b*c` and $a*b*c$", "`a*b*c` and $a*b*c$"),
        ("# of rows", r"\# of rows"),
        ("> 3 it diverges", r"\> 3 it diverges"),
        ("> so it diverges", "> so it diverges"),
        ("see https://example.org/a*b*c", "see https://example.org/a*b*c"),
    ],
)
def test_a_mark_means_what_it_meant(said: str, stands: str) -> None:
    assert drafted(("ben", said)) == [stands]


# Yes and no


def test_yes_and_no_stay_where_they_answer() -> None:
    assert drafted(("ben", "Is it zero?"), ("lina", "yes")) == ["Is it zero?", "yes"]
    assert drafted(("ben", "Are you there?"), ("lina", "yes")) == []
    assert drafted(("ben", "It is zero"), ("ben", "yes")) == ["It is zero"]
