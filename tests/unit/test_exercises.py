"""How an exercise of the platform's becomes a text: `tests.lms` has it with problems of a real one."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from chatxblock.openedx.exercises import MOST_EXERCISES, TEXT_LIMIT, Exercise, exercises, plain

PROBLEM = """
<div><p>Is [mathjaxinline]A^{-1}[/mathjaxinline] there?</p><p>[mathjax]A = 1[/mathjax]</p>
 <fieldset><legend>Choose</legend>
  <div class="field"><input type="radio" value="choice_0"/>
   <label><div>Yes <choicehint>SECRET</choicehint></div></label></div>
  <div class="field"><input type="checkbox"/><label>No</label></div></fieldset>
 <select><option value="x_dummy_default">Select an option</option>
  <option value="a">less</option><option value="b">more</option></select>
 <input type="hidden" value="SECRET"/><textarea>SECRET</textarea><img alt="a graph" src="/x.png"/>
 <span class="status unanswered"><span class="sr">unanswered</span></span><span class="sr">for readers</span>
 <div class="equation">\\(\\)</div><div class="solution-span">SECRET</div><script>SECRET</script><style>SECRET</style>
 <demandhint><hint>SECRET</hint></demandhint><button>Show</button>a&lt;b <b>bold</b></div>
"""


class Problem:
    """What a problem of the platform has beside its block, as far as it is asked."""

    def __init__(self, html: str, answers: Mapping[str, Any]) -> None:
        self.html, self.student_answers = html, answers

    def get_html(self) -> str:
        return self.html

    def find_answer_text(self, name: str, value: Any) -> str:
        return f"said {value}"

    def find_question_label(self, name: str) -> str:
        return f"Question {name}"


def block(key: str, **more: Any) -> SimpleNamespace:
    ids = SimpleNamespace(usage_id=key, block_type=more.pop("kind", "problem"))
    return SimpleNamespace(scope_ids=ids, has_score=True, display_name=more.pop("title", ""), **more)


def unit(*blocks: Any) -> SimpleNamespace:
    return SimpleNamespace(get_children=lambda: list(blocks))


def read(*blocks: Any, hidden: Sequence[str] = ()) -> list[Exercise]:
    known = {one.scope_ids.usage_id: one for one in blocks}
    return exercises(unit(*blocks), lambda key: None if key in hidden else known[key])


def test_a_problem_becomes_what_is_read_of_it() -> None:
    assert plain(PROBLEM) == (
        "Is \\(A^{-1}\\) there?\n\n\\[A = 1\\]\n\nChoose\n\n○ Yes\n\n○ No\n\n[less / more]\n____[a graph]\n\na<b bold"
    )


def test_nothing_that_gives_it_away_is_left() -> None:
    assert "SECRET" not in plain(PROBLEM)


@pytest.mark.parametrize("markup", ["", "  ", "<!-- nothing -->"])
def test_of_nothing_there_is_nothing(markup: str) -> None:
    assert plain(markup) == ""


def test_a_long_one_is_cut() -> None:
    assert len(plain(f"<p>{'long ' * TEXT_LIMIT}</p>")) == TEXT_LIMIT


def test_one_answer_stands_alone_and_several_with_their_questions() -> None:
    one = block("1", lcp=Problem("<p>Why?</p>", {"a": "x", "a_dynamath": "<math/>", "empty": ""}))
    several = block("2", title="Rows", lcp=Problem("<p>Why not?</p>", {"a": "x", "b": ["y"]}))
    assert read(one, several) == [
        Exercise(key="1", title="", text="Why?", answer="said x"),
        Exercise(key="2", title="Rows", text="Why not?", answer="Question a: said x\nQuestion b: said ['y']"),
    ]


def test_another_kind_says_what_a_search_may_read() -> None:
    words = {"content": {"display_name": "Drag", "prompt": "Put each where it belongs.", "empty": ""}}
    other = block("1", title="Drag", kind="drag", index_dictionary=lambda: words)
    silent = block("2", kind="drag", index_dictionary=dict)
    assert read(other, silent) == [Exercise(key="1", title="Drag", text="Put each where it belongs.")]


def test_ours_and_what_gives_no_points_is_none_and_what_stands_deeper_is_one() -> None:
    ours = block("1", kind="chatxblock")
    deeper = block("2", lcp=Problem("<p>Why?</p>", {}))
    within = SimpleNamespace(
        scope_ids=SimpleNamespace(usage_id="3", block_type="split"), has_children=True, get_children=lambda: [deeper]
    )
    words = SimpleNamespace(scope_ids=SimpleNamespace(usage_id="4", block_type="html"))
    found = exercises(unit(ours, None, within, words), {"2": deeper}.__getitem__)
    assert [one.key for one in found] == ["2"]


def test_what_may_not_be_seen_is_not_there() -> None:
    made = [block(key, lcp=Problem("<p>Why?</p>", {})) for key in "12"]
    assert [one.key for one in read(*made, hidden="1")] == ["2"]


def test_a_broken_one_hides_no_other_and_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    words: dict[str, Any] = {}
    broken = block("1", title="SECRET", index_dictionary=lambda: words["SECRET"])
    with caplog.at_level(logging.WARNING):
        assert [one.key for one in read(broken, block("2", lcp=Problem("<p>Why?</p>", {})))] == ["2"]
    assert [record.getMessage() for record in caplog.records] == ["an exercise cannot be read: KeyError"]


def test_so_many_are_read_at_most() -> None:
    made = [block(str(number), lcp=Problem("<p>Why?</p>", {})) for number in range(MOST_EXERCISES + 5)]
    assert len(read(*made)) == MOST_EXERCISES
