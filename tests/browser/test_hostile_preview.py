"""What is typed, however hostile, is shown above the box without keeping the window waiting."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.fixtures import Browsers
from tests.browser.test_written import HOSTILE
from tests.browser.written_page import WATCH

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
  window.long = 0;
  await put(text, 400);
  const shown = inside(room, "section.preview chatxblock-written");
  await shown?.drawn;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return [shown?.textContent === text, window.long];
}"""
"""Type a text, and tell whether it is shown as it will look, and the longest task since, 0 below 50 ms."""

BUSY = """async () => {
  setTimeout(() => { for (const end = performance.now() + 150; performance.now() < end; ); });
  await new Promise((done) => setTimeout(done, 250));
  return window.long;
}"""
"""Keep the window waiting, which has to be noticed."""


def longest_task(window: Page, text: str, shown: list[str]) -> float:
    """Type a text at most three times, as a machine that does other things is slow; return the last longest task."""
    took = LONGEST
    for _ in range(3):
        seen, long = window.evaluate(TYPE, text)
        if seen and text not in shown:
            shown.append(text)
        took = long
        if took <= LONGEST:
            break
    return took


def test_no_hostile_text_keeps_a_window_waiting_while_it_is_typed(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    unit.context.add_init_script(WATCH)
    window = browsers.ask(unit)
    assert window.evaluate(BUSY) > LONGEST
    shown: list[str] = []
    assert not window.evaluate(TYPE, "plain words")[0]
    for text in ("$x$ *a* `b`", "```python\na\n```"):
        assert window.evaluate(TYPE, text)[0]
    limit = window.evaluate("document.querySelector('chatxblock-room').data.line_limit")
    texts = [text[:limit] for text in HOSTILE]
    slow = {text[:40]: took for text in texts if (took := longest_task(window, text, shown)) > LONGEST}
    assert slow == {}
    assert len(shown) > len(texts) / 2
    assert window.evaluate("window.ran") == []
