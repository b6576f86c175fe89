"""What goes with a question: words that are marked on the page, the exercise, the last answer, seen before they go."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, call_id, narrow
from tests.browser.test_injection import VECTORS, WATCH

EXERCISE = 6
"""The page on which an exercise stands beside the block."""
TEXT = "The rows of the matrix A are (1, 2) and (2, 4). What is det A?"
MARK = """([from, to]) => {
  const found = [...document.querySelectorAll("p")].find((one) => one.textContent.includes("rows of the matrix"));
  const text = found.firstChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Marks a part of the exercise's text."""
HOSTILE = '<img src=x onerror="window.hurt=1">\\u202e$\\href{javascript:hurt}{x}$ &lt;b&gt;'
ALL = " ".join(VECTORS).replace("\n", " ")


def mark(unit: Page, begin: int = 4, end: int = 22) -> None:
    """Mark the words of the exercise from one character to another."""
    unit.evaluate(MARK, [begin, end])


def answer(unit: Page, text: str) -> None:
    """Answer the exercise."""
    unit.locator(".problem input").first.fill(text)
    with unit.expect_response("**/check/**"):
        unit.get_by_text("check", exact=True).click()


def sent_along(window: Page) -> list[str]:
    """Return what stands beside the question in a room window, part by part."""
    return window.locator("chatxblock-question .sent .words").all_text_contents()


def test_what_is_marked_the_exercise_and_the_last_answer_go_with_the_question_as_she_saw_them(
    browsers: Browsers,
) -> None:
    helper = browsers.unit("helper1", EXERCISE)
    unit = browsers.unit("learner", EXERCISE)
    answer(unit, "5")
    unit.reload()
    mark(unit)
    about = unit.get_by_role("button", name="Ask about this")
    expect(about).to_be_visible()
    assert_accessible(unit)
    about.click()
    expect(unit.get_by_role("textbox", name="What are you stuck on?")).to_be_focused()
    expect(about).to_have_count(0)
    expect(unit.locator("chatxblock-along .marked .text")).to_have_text("rows of the matrix")
    unit.get_by_label("Send the exercise too").check()
    unit.get_by_label("Send your last answer too").check()
    assert_accessible(unit)
    with narrow(unit):
        assert_accessible(unit)
    unit.reload()
    expect(unit.get_by_label("Send your last answer too")).to_be_checked()
    room = browsers.ask(unit, "I get 5. Why is that wrong?")
    expect(room.get_by_text("Your last answer:")).to_be_visible()
    assert sent_along(room) == ["rows of the matrix", TEXT, "5"]
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    assert "det A" not in json.dumps(browsers.handler("helper1", "inbox", {}, EXERCISE))
    window = browsers.help(helper)
    expect(window.get_by_text("Last answer:")).to_be_visible()
    assert sent_along(window) == ["rows of the matrix", TEXT, "5"]
    assert_accessible(window)
    with narrow(window):
        assert_accessible(window)
    url = browsers.handler_url("helper1", "transcript", call_id(room.url))
    log = browsers.profile("helper1").request.get(f"{url}&format=json").json()
    assert (log["context"]["exercise"], log["context"]["last_answer"]) == (TEXT, "5")


def test_by_the_keyboard_alone_what_was_marked_is_taken_and_let_go_again(browsers: Browsers) -> None:
    unit = browsers.unit("learner", EXERCISE)
    expect(unit.get_by_role("button", name="Show where you are stuck")).to_be_visible()
    mark(unit)
    taken = unit.get_by_role("button", name="Ask about: rows of the matrix")
    taken.focus()
    taken.press("Enter")
    expect(unit.get_by_role("group", name="Goes with your question")).to_be_visible()
    exercise = unit.get_by_label("Send the exercise too")
    exercise.focus()
    exercise.press("Space")
    expect(exercise).to_be_checked()
    unit.get_by_role("button", name="Remove what you marked").press("Enter")
    expect(unit.locator("chatxblock-along .marked")).to_have_count(0)
    unit.get_by_role("button", name="Send nothing along").press("Enter")
    room = browsers.ask(unit, "Why is it zero?")
    expect(room.get_by_text("Why is it zero?").first).to_be_visible()
    assert sent_along(room) == []


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_what_is_marked_in_the_block_or_in_a_box_is_not_asked_about(browsers: Browsers, phone: bool) -> None:
    unit = browsers.unit("learner", EXERCISE, **({"viewport": {"width": 360, "height": 640}} if phone else {}))
    expect(unit.get_by_role("button", name="Show where you are stuck")).to_be_visible()
    unit.locator(".problem input").first.fill("some words")
    unit.locator(".problem input").first.select_text()
    unit.wait_for_timeout(500)
    expect(unit.get_by_role("button", name="Ask about this")).to_have_count(0)
    mark(unit)
    about = unit.get_by_role("button", name="Ask about this")
    expect(about).to_be_in_viewport(ratio=1)
    unit.evaluate("getSelection().removeAllRanges()")
    expect(about).to_have_count(0)


def test_a_hostile_page_is_words_in_every_window(browsers: Browsers) -> None:
    helper = browsers.unit("helper1", EXERCISE)
    unit = browsers.unit("learner", EXERCISE)
    for page in (helper, unit):
        page.add_init_script(WATCH)
        page.reload()
    words = HOSTILE + ALL[: 400 - len(HOSTILE)]
    unit.get_by_text("rows of the matrix").evaluate("(one, words) => one.firstChild.data += words", words)
    mark(unit, 0, len(TEXT) + len(words))
    unit.get_by_role("button", name="Ask about this").click()
    expect(unit.locator("chatxblock-along .marked .text")).to_contain_text("onerror")
    call, context = str(uuid4()), {"excerpt": words, "exercise": ALL, "last_answer": ALL}
    browsers.handler("learner", "ask", {"request_id": call, "question": "Why?", "context": context}, EXERCISE)
    window = browsers.help(helper)
    room = browsers.profile("learner").new_page()
    for page, url in ((room, browsers.handler_url("learner", "window", call)), (window, window.url)):
        page.add_init_script(WATCH)
        page.goto(url)
        browsers.room(page)
        expect(page.locator("chatxblock-question .sent .words")).to_have_count(3)
        assert [" ".join(one.split()) for one in sent_along(page)[1:]] == [" ".join(ALL.split())] * 2
    for page in (unit, helper, room, window):
        assert page.evaluate("window.ran") == []
    for page in (unit, room, window):
        expect(page.get_by_text("onerror").first).to_be_attached()
        assert page.evaluate("window.hurt") is None
        assert page.locator("img[src='x']").count() == 0
