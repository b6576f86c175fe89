"""What the page of a resource and a room show alike: one file of cases, to which `static/test` holds the room too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chatxblock.rendering.page import html_of

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
    assert skeleton(html_of(case["text"], str)) == case["looks"]
