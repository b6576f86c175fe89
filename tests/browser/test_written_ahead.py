"""A line that was begun before it comes is there as it is going to look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.written_page import drawn, open_page


@pytest.mark.parametrize(("text", "inner"), [("By $\\frac{a}{b}$", "math"), ("- one", "li"), ("a `b`", "code")])
def test_a_text_that_was_begun_before_it_comes_is_never_seen_as_typed(browser: Browser, text: str, inner: str) -> None:
    context = browser.new_context()
    page = open_page(context, ["$x$"])
    drawn(page)
    at_once = page.evaluate(
        """async ([text, inner]) => {
          const t = (sentence) => sentence;
          await customElements.get("chatxblock-written").ahead(text, t);
          await new Promise((done) => setTimeout(done, 1000)); // on a busy machine the worker answers later
          const one = document.createElement("chatxblock-written");
          one.textContent = text;
          document.querySelector("li div").append(one);
          return one.shadowRoot.querySelector(inner) !== null;
        }""",
        [text, inner],
    )
    assert at_once
    context.close()
