"""What the page of a resource, the file of a talk and a room show alike.

One file of cases, to which `static/test` holds the room too.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pytest

from chatxblock.rendering import render_line, render_within
from chatxblock.rendering.page import html_of, html_of_line
from chatxblock.web.links import split_links

CASES: list[dict[str, str]] = json.loads((Path(__file__).parents[1] / "written_cases.json").read_text(encoding="utf-8"))


def skeleton(html: str) -> str:
    """Return how a text is laid out, without what the two sides say of it besides: attributes, colours, white space."""
    html = re.sub(r"<math.*?</math>", "<math>", html, flags=re.DOTALL)
    html = re.sub(r'<code class="unrendered".*?</code>', "<math>", html, flags=re.DOTALL)
    html = re.sub(r"</?span[^>]*>", "", html)
    html = re.sub(r"<(/?)del>", r"<\1s>", html)
    html = re.sub(r"<(\w+)\s[^>]*>", r"<\1>", html).replace("<p><math></p>", "<math>")
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", html.replace("&quot;", '"').replace("&#x27;", "'")).strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_resource_is_laid_out_as_the_case_says(case: dict[str, str]) -> None:
    html = html_of(case["text"], str)
    assert skeleton(re.sub("<br ?/?>\n?", "\n", html)) == case["looks"]
    typed = re.sub("<pre>.*?</pre>", "", case["looks"], flags=re.DOTALL).count("\n")
    assert html.count("<br>") == typed, "a page joins what stands on lines of its own where people chat"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_line_in_the_file_of_a_talk_is_laid_out_as_the_case_says(case: dict[str, str]) -> None:
    html = html_of_line(case["text"], str, None)
    assert skeleton(f"<p>{escape(case['text'], quote=False)}</p>" if html is None else html) == case["looks"]


@pytest.mark.parametrize(
    "text", ["# a", "a\n---", "a\n===", "***", "a|b\n-|-\n1|2", "[a]: https://x.test", "~5 and ~6"]
)
def test_what_is_no_part_of_a_talk_stands_as_typed(text: str) -> None:
    assert render_line(text) is None


def test_no_white_space_of_the_markup_is_seen_between_blocks() -> None:
    html = (render_line("- a\n  - b\n    c\n\n> d") or "").replace(' dir="auto"', "")
    assert html == "<ul><li>a<ul><li>b\nc</li></ul></li></ul><blockquote><p>d</p></blockquote>"


def test_addresses_are_links_once() -> None:
    html = render_line("*see* https://a.test/x, [https://b.test](https://c.test) `https://d.test`", split=split_links)
    assert html is not None
    assert re.findall(r'href="([^"]*)"', html) == ["https://a.test/x", "https://c.test"]


@pytest.mark.parametrize("text", [r"water is \ce{H2O}.", r"$\ce{SO4^2-}$", r"\pu{5 m}"])
def test_chemistry_stands_as_typed_with_the_reason(text: str) -> None:
    for html in (html_of(text, str), render_line(text) or ""):
        assert 'title="Chemistry cannot be shown here."' in html


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_question_has_no_block_and_no_link_in_its_heading(case: dict[str, str]) -> None:
    html = render_within(case["text"])
    assert html is None or not re.search(r"<(?:a|blockquote|li|ol|p|pre|ul)\b", html)
    assert (html is None) == (render_line(case["text"]) is None)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- one\n- two", "• one\n• two"),
        ("3. three\n4. four\n   - five", "3. three\n4. four\n• five"),
        ("> what\n> she said", "what\nshe said"),
        ("```python\nx < 1\n```\nfails", '<code dir="ltr">x &lt; 1</code>\nfails'),
        ("![*a* picture](https://a.test/x.png) & `b`", 'a picture &amp; <code dir="ltr">b</code>'),
        ("a $\\oops$ and\n$$\\oops$$", "a $\\oops$ and\n$$\\oops$$"),
    ],
)
def test_a_question_stands_in_its_heading_in_lines(text: str, html: str) -> None:
    assert render_within(text) == html


def test_a_formula_by_itself_stands_within_the_lines_of_a_heading() -> None:
    assert 'display="inline"' in (render_within("Why?\n$$\\frac{1}{2}$$") or "")
