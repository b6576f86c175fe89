"""What stands in a line of Markdown: the text and no more, and as it was typed where it means nothing there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chatxblock.web.transcripts import as_markdown


@given(st.text(alphabet=st.sampled_from(list("ab1 \t\n\\`~*_{}[]()#+-.!|<>&$=:/@'\"é")), max_size=40))
def test_whatever_somebody_is_called_or_asks_is_no_more_than_that(text: str) -> None:
    written = as_markdown.plain(text)
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse(f"# {written}\n\n- Label: {written}\n\n12:00 **{written}** said\n")
    opened = [token.tag for token in tokens if token.nesting == 1]
    assert opened == ["h1", "ul", "li", "p", "p"]
    seen = ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]
    flattened = " ".join(text.split()) or "\u00a0"
    assert seen == [flattened, f"Label: {flattened}", f"12:00 {flattened} said"]


@pytest.mark.parametrize(
    "text",
    [
        "Why is the matrix not invertible? See https://en.wikipedia.org/wiki/Rank (at its end): it's 1.5, isn't it!",
        "Is snake_case right, and C#? Ask a@b.example; 50% say “no” – I'd say yes.",
        "为什么矩阵不可逆？请看：第2.3节（最后）。",
    ],
)
def test_what_means_nothing_in_markdown_stands_as_it_was_typed(text: str) -> None:
    assert as_markdown.plain(text) == text
    assert as_markdown.quoted(text) == f"> {text}"
