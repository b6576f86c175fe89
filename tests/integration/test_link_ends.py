"""Links in the files of a talk end where those in its window do: both read one list."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import pytest

from chatxblock.web.links import split_links
from chatxblock.web.transcripts.as_html import linked

LIST = Path(__file__).parents[2] / "static/test/shared/links.json"
TEXTS = cast(list[str], json.loads(LIST.read_text("utf-8"))["texts"])


def test_the_list_has_the_punctuation_of_many_scripts() -> None:
    assert len(TEXTS) > 90
    assert len(set(TEXTS)) == len(TEXTS)


@pytest.mark.parametrize("marked", [pytest.param(text, id=f"{at}") for at, text in enumerate(TEXTS)])
def test_a_link_ends_where_a_reader_would_end_it(marked: str) -> None:
    plain = re.sub("[⟦⟧]", "", marked)
    assert "".join(f"⟦{part}⟧" if is_link else part for part, is_link in split_links(plain)) == marked
    assert len(re.findall("<a ", linked(plain))) == marked.count("⟦")


def test_what_stands_around_a_link_cannot_break_out_of_it() -> None:
    assert linked('https://x.org/?a=1&b="onclick') == (
        '<a href="https://x.org/?a=1&amp;b=" rel="noreferrer nofollow">https://x.org/?a=1&amp;b=</a>&quot;onclick'
    )


def test_many_addresses_in_each_others_way_take_no_time() -> None:
    assert sum(is_link for _, is_link in split_links("https://x.org/a)" * 5000)) == 5000
    assert next(split_links("https://x.org/" + "(" * 8000)) == ("https://x.org/", True)
