"""What is typed, however hostile, is shown above the box without keeping the window waiting."""

from __future__ import annotations

from functools import partial

from tests.browser.fixtures import Browsers
from tests.browser.written_page import BUSY, HOSTILE, WATCH
from tests.support.chromium_tasks import longest_in

LONGEST = 100.0
"""Milliseconds for which a window may do nothing else."""
TYPE = """async (text) => {
  const inside = (one, selector) => one.shadowRoot.querySelector(selector);
  const room = document.querySelector("chatxblock-room");
  const area = inside(inside(room, "chatxblock-composer"), "textarea");
  const put = async (words, milliseconds) => {
    area.value = words;
    area.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await new Promise((done) => setTimeout(done, milliseconds));
  };
  await put("", 350);
  await put(text, 400);
  const shown = inside(room, "section.preview chatxblock-written");
  await shown?.drawn;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return shown?.textContent === text;
}"""
"""Type a text, and tell whether it is shown as it will look."""


def test_no_hostile_text_keeps_a_window_waiting_while_it_is_typed(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    unit.context.add_init_script(WATCH)
    window = browsers.ask(unit)
    assert longest_in(window, lambda: window.evaluate(BUSY)) > LONGEST
    assert not window.evaluate(TYPE, "plain words")
    for text in ("$x$ *a* `b`", "```python\na\n```"):
        assert window.evaluate(TYPE, text)
    limit = window.evaluate("document.querySelector('chatxblock-room').data.line_limit")
    texts = [text[:limit] for text in HOSTILE]
    shown: set[str] = set()

    def type_in(text: str) -> None:
        if window.evaluate(TYPE, text):
            shown.add(text)

    def took(text: str) -> float:
        """Try it at most three times: a machine that does other things works slower too."""
        long = 0.0
        for _ in range(3):
            long = longest_in(window, partial(type_in, text))
            if long <= LONGEST:
                break
        return long

    assert {text[:40]: long for text in texts if (long := took(text)) > LONGEST} == {}
    assert len(shown) > len(texts) / 2
    assert window.evaluate("window.ran") == []
