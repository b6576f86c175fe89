"""A page that asks for too much is shown as typed. What is too much is counted, so that no clock is needed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest

from chatxblock.rendering import formulas, limits, page, render
from chatxblock.rendering.code import LANGUAGES, highlighted
from chatxblock.rendering.limits import (
    CODE_CHARACTERS,
    FORMULA_CHARACTERS,
    FORMULA_ITSELF,
    LONGEST_CODE,
    LONGEST_FORMULA,
    LONGEST_PAGE,
    MOST_CELLS,
    MOST_EMPTY,
    MOST_STEPS,
    Budget,
)

LARGEST = 20 * LONGEST_PAGE
"""Characters of HTML that no page exceeds."""
HOSTILE = {
    "brackets": "[" * LONGEST_PAGE,
    "brackets that close": "[a " * 5_000 + "](b)" * 1_000,
    "pictures": "![" * 10_000,
    "links in links": "[](" * 6_600,
    "references that are never closed": "[a\n" * 6_600,
    "one reference everywhere": "[a]: " + "x" * 100 + "\n\n" + "[a] " * 4_900,
    "stars": "*" * LONGEST_PAGE,
    "stars that open": "*a " * 6_600,
    "stars and underscores": "*_**__" * 3_300 + "a",
    "back ticks of all lengths": "".join("`" * n + " " for n in range(1, 195)),
    "dollars": "$" * LONGEST_PAGE,
    "dollars that open": "$a " * 6_600,
    "back slashes": "\\" * LONGEST_PAGE,
    "escaped dollars": "$a\\$" * 5_000,
    "quotes in quotes": "> " * 10_000,
    "lists in lists": "- " * 10_000,
    "lists further and further in": "".join(" " * (2 * n) + "- a\n" for n in range(138)),
    "angles": "<" * LONGEST_PAGE,
    "entities": "&#x" * 6_600,
    "a table of nothing": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|\n" * 5_000,
    "a wide table of short rows": "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + "a\n" * 9_000,
    "tables": "a|b\n-|-\n1|2\n\n" * 1_300,
    "short lines": "a\n" * 10_000,
    "lines across": "---\n" * 5_000,
    "headings": "# a\n" * 5_000,
    "fences": "```py\na=1\n```\n\n" * 1_300,
    "formulas": "$x^2$ " * 3_300,
    "formulas in blocks": "$$\nx\n$$\n" * 2_500,
    "a formula of braces": "$" + "{" * 9_990 + "}" * 9_990 + "$",
    "fractions in fractions": "$" + "\\frac{1}{" * 100 + "2" + "}" * 100 + "$",
    "roots without braces": "$" + "\\sqrt" * 190 + "x$",
    "columns of a formula": ("$" + "&" * 900 + "$ ") * 20,
    "all at once": "*[_`$" * 4_000,
}


@contextmanager
def budgets(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Budget]]:
    """What the pages had left that were rendered meanwhile."""
    made: list[Budget] = []

    class Kept(Budget):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    with monkeypatch.context() as patch:
        patch.setattr(page, "Budget", Kept)
        yield made


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_at_a_price_that_is_known(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HOSTILE[name][:LONGEST_PAGE]
    with budgets(monkeypatch) as made:
        html = render(text)
    (left,) = made
    assert left.steps >= -1
    assert min(left.cells, left.formulas, left.code) >= 0
    assert len(html) < LARGEST
    assert left.steps >= 0 or html.startswith('<pre><code class="unrendered"')


def test_a_long_page_of_prose_has_plenty_left(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "The *quick* brown fox jumps over **the** lazy dog; see `x` and [there](https://example.org/).\n\n"
    with budgets(monkeypatch) as made:
        html = render(line * (LONGEST_PAGE // len(line)))
    assert "unrendered" not in html
    assert made[0].steps > MOST_STEPS / 2


def test_a_page_that_is_too_long_stands_as_typed() -> None:
    assert "unrendered" not in render("a" * LONGEST_PAGE)
    html = render("<" * (LONGEST_PAGE + 1))
    assert "too long or too entangled" in html
    assert html.count("&lt;") == LONGEST_PAGE + 1


def test_formulas_end_where_the_page_has_had_enough() -> None:
    fit = FORMULA_CHARACTERS // (FORMULA_ITSELF + 1)
    html = render("$x$ " * (fit + 2))
    assert html.count("<math") == fit
    assert html.count("more formulas than can be shown") == 2


def test_a_formula_that_is_too_long_stands_as_typed_and_costs_nothing() -> None:
    html = render(f"${'x' * LONGEST_FORMULA}$ ${'y' * (LONGEST_FORMULA + 1)}$ $z$")
    assert html.count("<math") == 2
    assert "This formula is too long to be shown." in html


@pytest.mark.parametrize(
    "latex",
    ["{" * 21, "\\left(" * 21, "\\begin{matrix}" * 21, "\\sqrt" * 30 + "x", "\\frac1" * 30, "\\hat \\bar" * 15],
    ids=["braces", "brackets", "environments", "roots", "fractions", "accents"],
)
def test_a_formula_is_judged_before_it_is_converted(latex: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(formulas, "convert_to_element")
    with pytest.raises(limits.NotRendered) as raised:
        formulas.mathml(latex, display=False)
    assert raised.value.reason == "This formula is nested too deeply to be shown."


def test_a_table_with_too_many_cells_is_no_table() -> None:
    row = "a|b|c|d\n"
    fits = MOST_CELLS // 4 - 1
    assert "<table" in render(row + "-|-|-|-\n" + row * (fits - 1))
    assert "<table" not in render(row + "-|-|-|-\n" + row * (fits + 1))


def test_code_has_colours_as_long_as_there_are_any() -> None:
    block = "x = 1\n" * (LONGEST_CODE // 6)
    html = render(f"```python\n{block}```\n\n" * (CODE_CHARACTERS // LONGEST_CODE + 1))
    assert "code-" not in html.rpartition("<pre")[2]
    assert html.count("<pre") == CODE_CHARACTERS // LONGEST_CODE + 1
    assert html.count("code-n") == (CODE_CHARACTERS // LONGEST_CODE) * block.count("x")


@pytest.mark.parametrize("code", ["x" * (LONGEST_CODE + 1), "x" + "\n \n" * MOST_EMPTY + "x"], ids=["long", "empty"])
def test_code_that_would_take_long_has_no_colours(code: str) -> None:
    html = render(f"```python\n{code}\n```")
    assert "<span" not in html
    assert html.count("x") == code.count("x")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_has_its_colours_and_loses_no_character(language: str) -> None:
    code = "x = 1  # <&>\n\n\ty\n"
    html = highlighted(code, language)
    assert html is not None
    assert "code-" in html
    assert unescape(re.sub(r"<[^>]*>", "", html)) == code
