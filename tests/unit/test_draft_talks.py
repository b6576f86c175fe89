"""Recorded talks and talks at random: what explains is in the draft, in order, and nobody's name is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatxblock.domain.resources.draft import LONGEST_TITLE, draft
from chatxblock.domain.resources.words import ORDINARY, PARTICLES
from tests.unit.talks import Talk, talks
from tests.unit.talks.made import ALL, BEN, LINA, a_talk

ENOUGH = 0.9
ENOUGH_OF_NEW_WORDS = 0.8
"""What goes of greetings and chatter in words that no list has: what is not known stays, and an editor takes it out."""
TUNED, HELD, FRESH = (talks(kind) for kind in ("", "held-", "fresh-"))
ALL_TALKS = [*TUNED.values(), *HELD.values(), *FRESH.values()]


def measured(recorded: dict[str, Talk]) -> tuple[float, float]:
    """How much of what explains stands as it should, and how much of the rest is out."""
    right = kept = gone = out = 0
    for talk in recorded.values():
        found = {one.id: one.body for one in draft(talk.transcript, set()).lines}
        kept += len(talk.keep)
        right += sum(found.get(number) == body for number, body in talk.keep.items())
        out += len(talk.out)
        gone += sum(number not in found for number in talk.out)
    return right / kept, gone / out


def test_nine_of_ten_lines_are_where_they_belong() -> None:
    right, gone = measured(TUNED)
    assert right >= ENOUGH
    assert gone >= ENOUGH


def test_in_words_that_no_list_has_what_explains_is_kept_all_the_same() -> None:
    right, gone = measured(HELD)
    assert right >= ENOUGH
    assert gone >= ENOUGH_OF_NEW_WORDS


def test_ten_further_talks_have_nine_of_ten_lines_where_they_belong() -> None:
    right, gone = measured(FRESH)
    assert right >= ENOUGH
    assert gone >= ENOUGH


@pytest.mark.parametrize("talk", ALL_TALKS, ids=lambda talk: talk.name)
def test_a_talk_has_the_expected_draft(talk: Talk) -> None:
    made = draft(talk.transcript, set(talk.transcript.people))
    assert f"# {made.title}\n\n> {made.answer}\n\n{made.body()}\n" == talk.expected()


@pytest.mark.parametrize("talk", ALL_TALKS, ids=lambda talk: talk.name)
def test_no_name_and_no_way_to_reach_somebody_is_left(talk: Talk) -> None:
    made = draft(talk.transcript, set())
    text = "\n".join([made.title, made.answer, made.body()])
    for name in talk.names:
        parts = [name, *(part for part in re.split(r"[\s_]+", name) if len(part) > 2)]
        assert not [part for part in parts if re.search(rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])", text)]
    assert "@" not in text
    assert not re.search(r"\d{7}|[٠-٩]{7}|\d{3}[ -]\d{3,4}[ -]\d{3,4}", text)


def test_the_talks_are_of_five_languages_and_enough() -> None:
    assert Counter(name[:2] for name in TUNED) == dict.fromkeys(["ar", "en", "es", "ja", "zh"], 3)
    assert Counter(name[5:7] for name in HELD) == dict.fromkeys(["ar", "en", "es", "ja", "zh"], 1)
    assert Counter(name[6:8] for name in FRESH) == dict.fromkeys(["ar", "en", "es", "ja", "zh"], 2)
    assert sum(len(talk.keep) for talk in TUNED.values()) >= 60
    assert sum(len(talk.out) for talk in TUNED.values()) >= 60


@pytest.mark.parametrize(
    ("name", "line", "left"),
    [
        ("Nicolás Ibarra", "So you see, Nico: the list is shared", "So you see, helper: the list is shared"),
        ("Samantha Lee", "the list is shared, Sam!", "the list is shared, helper!"),
        ("Samantha Lee", "Sam puts the list in", "Sam puts the list in"),
        ("Theodora Wong", "The list is shared", "The list is shared"),
        ("Maxwell Stone", "Max is the largest of the list", "Max is the largest of the list"),
        ("Matrina Bell", "matri is what I called the list", "matri is what I called the list"),
    ],
)
def test_what_somebody_is_called_for_short_is_hidden_where_it_calls(name: str, line: str, left: str) -> None:
    made = draft(a_talk(("ben", line), people=(LINA, replace(BEN, name=name))), ALL)
    assert [one.body for one in made.lines][-1] == left


WORDS = st.sampled_from(
    ["det", "is", "zero", "hi", "thanks", "λ", "行列", "مصفوفة", "x=1", "{name}", "{name}'s", "@{name}"]
)
GAPS = st.sampled_from([" ", ", ", "! ", "\n", ": ", "。", "؟ ", " - "])
NAMES = st.one_of(
    st.text(st.characters(categories=["Lu"], max_codepoint=0x17F), min_size=1, max_size=1).flatmap(
        lambda first: st.text(st.characters(categories=["Ll"], max_codepoint=0x17F), min_size=2, max_size=8).map(
            lambda rest: first + rest
        )
    ),
    st.text("абвгдежзиклмнопрст", min_size=3, max_size=8).map(str.capitalize),
    st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=8),
    st.text("王李张刘陈杨赵黄周吴林明华伟芳娜静", min_size=2, max_size=3),
    st.text("さとうけんはなこゆいまり", min_size=3, max_size=5),
    st.text("アイウエオカキクケコマリ", min_size=2, max_size=5),
    st.text("김이박최정민수지영현", min_size=3, max_size=3),
    st.text("रामसीताकमल", min_size=3, max_size=6),
    st.from_regex(r"[a-z]{3,8}_?[0-9]{2,4}", fullmatch=True),
)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A name, and lines in which it stands between other words, however it is attached."""
    name = draw(NAMES)
    lines = draw(
        st.lists(
            st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=8).map(
                lambda pairs: "".join(word + gap for word, gap in pairs)
            ),
            min_size=1,
            max_size=6,
        )
    )
    return name, [text.replace("{name}", name) for text in lines]


@given(told())
@example(("Zoë", ["Zoë's det", "ZOË: det is zero"]))
@settings(max_examples=100, deadline=None)
def test_no_name_of_the_talk_is_ever_in_the_draft(case: tuple[str, list[str]]) -> None:
    name, lines = case
    if name.casefold() in ORDINARY | PARTICLES or name.casefold() in "det is zero hi thanks asker helper λ":
        return
    lina = replace(LINA, name=f"{name}")
    made = draft(a_talk(*(("ben", text) for text in lines), question=f"Why {name}?", people=(lina, BEN)), ALL)
    text = "\n".join([made.title, made.answer, made.body()])
    assert not re.search(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", text)


@given(st.lists(st.tuples(st.sampled_from(sorted(ALL)), st.text(max_size=60)), max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_talk_has_a_draft_in_the_order_of_its_lines(said: list[tuple[str, str]]) -> None:
    made = draft(a_talk(*said, question="Why is the determinant zero?"), {"ben"})
    numbers = [int(one.id) for one in made.lines]
    assert numbers == sorted(set(numbers))
    assert all(said[int(one.id) - 1][0] == one.speaker for one in made.lines)
    assert all(one.quotable == (one.speaker == "ben") for one in made.lines)
    assert all(one.body for one in made.lines)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_question_has_a_title_in_one_line(question: str) -> None:
    title = draft(a_talk(question=question), ALL).title
    assert len(title) <= LONGEST_TITLE
    assert "\n" not in title
    title.encode()
