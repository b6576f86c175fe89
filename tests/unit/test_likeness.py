"""What is alike by itself: how much of a question a text speaks of, and which of many questions stand together."""

from __future__ import annotations

import pytest

from chatxblock.search.likeness import TermLikeness
from tests.support.work import calls_of

MATRIX = [
    "Why is the matrix not invertible?",
    "the matrix isnt invertible, why",
    "Not invertible matrix: what does it mean?",
]
ESSAY = ["How do I cite a web page in my essay?", "Citing a web page in an essay"]
CHINESE = ["为什么这个矩阵不可逆？", "这个矩阵为什么不可逆"]


def groups(*questions: str, languages: tuple[str, ...] = ("en",)) -> list[set[str]]:
    found = TermLikeness().groups(questions, languages)
    assert sorted(place for group in found for place in group) == list(range(len(questions)))
    return [{questions[place] for place in group} for group in found]


def test_likes_stand_together_and_others_do_not() -> None:
    mixed = [MATRIX[0], ESSAY[0], MATRIX[1], ESSAY[1], MATRIX[2], "When is the exam?"]
    assert sorted(map(sorted, groups(*mixed))) == sorted(map(sorted, (MATRIX, ESSAY, ["When is the exam?"])))


def test_likes_stand_together_where_nobody_puts_spaces() -> None:
    assert set(CHINESE) in groups(*CHINESE, "怎么引用网页？", languages=("zh",))


@pytest.mark.parametrize("said", ["???", "the", ""], ids=["marks", "a common word", "nothing"])
def test_what_says_nothing_stands_with_its_own_kind_alone(said: str) -> None:
    assert len(TermLikeness().groups([said, said, MATRIX[0]], ("en",))) == 2


def test_a_chain_of_likes_does_not_end_in_one_heap() -> None:
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    chain = [" ".join(words[at : at + 4]) for at in range(0, 22, 2)]
    assert len(TermLikeness().groups(chain, ("en",))) > 2


def test_two_hundred_questions_are_put_together_in_a_bounded_number_of_calls() -> None:
    many = [f"{question} number{at % 67} of week{at % 13}" for at, question in enumerate([*MATRIX, *ESSAY] * 40)]
    assert calls_of(lambda: TermLikeness().groups(many, ("en",))) < 200_000


def test_a_text_covers_what_a_question_speaks_of() -> None:
    likeness = TermLikeness()
    text = "Its determinant is zero, so the matrix cannot be inverted."
    assert likeness.covered("determinant of the matrix", text, ("en",)) == 1.0
    assert likeness.covered("determinant of the essay", text, ("en",)) == pytest.approx(0.5)
    assert [likeness.covered(said, text, ("en",)) for said in ("???", "")] == [0.0, 0.0]
    assert likeness.covered("essay", "", ("en",)) == 0.0
