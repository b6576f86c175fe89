"""What a question and a text share however they are written: formulas, both kinds of Chinese, endings of Arabic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatxblock.search.formulas import with_formulas
from chatxblock.search.han import SIMPLIFIED, TRADITIONAL, simplified
from chatxblock.search.words import LONGEST_QUESTION, question_terms, terms_of

SAME = {
    "an inverse": ("A^{-1}", "A^-1", "A⁻¹", "a^(-1)", "A ^ { -1 }", "A^−1", "A**-1"),
    "a square": ("x^2", "x²", "x**2", "x^{2}", "X2"),
    "an exponential": ("e^x", "e^{x}", "E^x"),
    "an order": ("O(n)", "o(N)", "O( n )"),
    "a square's order": ("O(n^2)", "O(n²)", "O(n**2)"),
    "a language": ("C++", "c++"),
    "another language": ("C#", "c#"),
}
ARABIC = (
    ("المصفوفة", "بالمصفوفة", "للمصفوفة", "والمصفوفة", "مصفوفة", "مصفوفات", "المصفوفات", "مَصْفُوفَة", "مصفوفه"),
    ("إنتاج", "انتاج", "الإنتاج", "للانتاج"),
    ("معادلة", "معادلات", "بمعادلة", "المعادلتين"),
)


@pytest.mark.parametrize("forms", SAME.values(), ids=SAME)
def test_a_formula_is_one_word_with_whatever_signs(forms: tuple[str, ...]) -> None:
    found = {tuple(terms_of(form, ("en",))) for form in forms}
    assert len(found) == 1
    assert all(found)


def test_different_formulas_are_different_words() -> None:
    terms = [terms_of(forms[0], ("en",)) for forms in SAME.values()]
    assert len({tuple(each) for each in terms}) == len(SAME)
    assert terms_of("A^{-1} of a matrix", ("en",)) == ["aneg1", "matrix"]
    assert terms_of("n - 1 and f(x, y)", ("en",)) == []
    assert terms_of("See **denaturation** in two", ("en",)) == ["see", "denatur", "two"]


@pytest.mark.parametrize("forms", ARABIC)
def test_articles_prefixes_plurals_and_marks_of_arabic_are_one_word(forms: tuple[str, ...]) -> None:
    assert len({tuple(terms_of(form, ("ar",))) for form in forms}) == 1


def test_both_kinds_of_chinese_are_one_and_japanese_stays_what_it_is() -> None:
    assert terms_of("為什麼弱酸的濃度", ("zh-hant",)) == terms_of("为什么弱酸的浓度", ("zh-hans",))
    assert terms_of("後の時間", ("ja",)) != terms_of("后の时间", ("ja",))
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert not set(TRADITIONAL) & set(SIMPLIFIED) - set(simplified(SIMPLIFIED))


@given(st.text(max_size=200))
def test_any_text_has_formulas_and_one_form(text: str) -> None:
    with_formulas(text)
    assert simplified(simplified(text)) == simplified(text)


def test_of_a_question_the_beginning_is_read() -> None:
    words = " ".join(f"word{number}" for number in range(LONGEST_QUESTION))
    assert (
        question_terms(f"{words} eigenvalue", ("en",), 10_000).keys()
        == question_terms(words[:LONGEST_QUESTION], ("en",), 10_000).keys()
    )
