"""Before asking: what others learned is found while somebody types, read in place, and may be all that she needs."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.fixtures import PHONE, Browsers, assert_accessible

BUTTON = 4
"""The scenario whose lobby stands behind a button, with two hints."""
BODY = "Look at the rows: is one a multiple of the other?\n\n$$ad - bc = 0$$"


@pytest.fixture
def learned(browsers: Browsers) -> Learned:
    """What staff wrote down."""
    return Learned(browsers)


class Learned:
    """Resources as staff publish them, taken away again at the end."""

    def __init__(self, browsers: Browsers) -> None:
        self._browsers = browsers

    def publish(self, title: str, answer: str, *, block: int = 0) -> str:
        """Write one, publish it, and return its id."""
        resource = self._post("resource_draft", {}, block)
        text = {"title": title, "answer": answer, "body": BODY, "tags": []}
        saved = self._post(
            "resource_save", {"resource_id": resource["resource_id"], "rev": resource["rev"], **text}, block
        )
        published = self._post("resource_publish", {"resource_id": saved["resource_id"], "rev": saved["rev"]}, block)
        self._browsers.findable(title, block)
        return str(published["resource_id"])

    def _post(self, handler: str, body: dict[str, Any], block: int) -> dict[str, Any]:
        resource: dict[str, Any] = self._browsers.handler("staff", handler, body, block)["resource"]
        return resource


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="What are you stuck on?")


def line(page: Page, title: str) -> Locator:
    return page.locator("chatxblock-found").get_by_role("button", name=title)


def is_about_the_question(response: Response) -> bool:
    return "/find" in response.url and "question" in (response.request.post_data or "")


def test_what_helped_ends_it_there_and_one_click_brings_the_words_back(browsers: Browsers, learned: Learned) -> None:
    learned.publish("When does a matrix have no inverse?", "When its **determinant** is $\\boxed{0}$.")
    unit = browsers.unit("learner")
    box(unit).press_sequentially("Why does my matrix have no inverse?")
    expect(unit.get_by_text("Others learned:")).to_be_visible()
    assert_accessible(unit)
    found = line(unit, "When does a matrix have no inverse?")
    found.click()
    expect(found).to_have_attribute("aria-expanded", "true")
    expect(unit.locator("chatxblock-opened-resource strong")).to_have_text("determinant")
    expect(unit.locator("chatxblock-opened-resource math")).to_have_count(2)
    expect(unit.locator("chatxblock-opened-resource menclose")).to_have_css("border-left-width", "1px")
    assert_accessible(unit)

    unit.get_by_role("button", name="This helped").click()
    expect(unit.get_by_text("Thank you. The next learner with this question finds it sooner.")).to_be_visible()
    expect(box(unit)).to_have_value("")
    assert_accessible(unit)
    unit.get_by_role("button", name="Undo").click()
    expect(box(unit)).to_have_value("Why does my matrix have no inverse?")
    unit.reload()
    expect(box(unit)).to_have_value("Why does my matrix have no inverse?")
    box(unit).fill("")


def test_who_asks_anyway_is_seen_to_have_read(browsers: Browsers, learned: Learned) -> None:
    title = "How are rows of a matrix swapped?"
    learned.publish(title, "Multiply by a permutation.")
    helper, unit = browsers.unit("helper1"), browsers.unit("learner")
    box(unit).fill("How can I swap rows of a matrix?")
    line(unit, title).click()
    unit.get_by_role("button", name="I still want to ask").click()
    ask = unit.get_by_role("button", name="Ask a helper")
    expect(ask).to_be_focused()
    with unit.context.expect_page() as opened:
        unit.keyboard.press("Enter")
    asker = browsers.room(opened.value)
    expect(helper.get_by_text(f"Read before asking: “{title}”")).to_be_visible()
    expect(browsers.help(helper).get_by_text(f"Read before asking: “{title}”")).to_be_visible()
    expect(asker.get_by_text("Read before asking")).to_have_count(0)


def test_who_waits_reads_what_others_learned_and_may_take_the_question_back(
    browsers: Browsers, learned: Learned
) -> None:
    title = "What is the rank of a matrix?"
    learned.publish(title, "How many of its rows say something of their own.")
    asker = browsers.ask(browsers.unit("learner"), "How do I see the rank of a matrix?")
    line(asker, title).click()
    asker.get_by_role("button", name="This helped").click()
    assert_accessible(asker)
    asker.get_by_role("button", name="Take my question back").click()
    asker.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(asker.get_by_text("Your question is closed.").first).to_be_visible()


def test_nothing_found_shows_nothing(browsers: Browsers) -> None:
    unit = browsers.unit("learner", block=1)
    with unit.expect_response(is_about_the_question) as answered:
        box(unit).press_sequentially(f"zyx{uuid4().hex}")
    answer = answered.value.json()
    assert (answer["resources"], answer["calls"]) == ([], [])
    expect(unit.get_by_text("Others learned:")).to_have_count(0)
    assert unit.locator("chatxblock-found").evaluate("list => list.offsetHeight") == 0
    box(unit).fill("")


def test_a_question_in_chinese_finds_what_was_written_in_chinese(browsers: Browsers, learned: Learned) -> None:
    learned.publish("为什么这个矩阵没有逆矩阵？", "因为它的行列式是零。")
    unit = browsers.unit("learner", viewport={"width": PHONE[0], "height": PHONE[1] // 2})
    box(unit).evaluate("field => scrollTo(0, field.getBoundingClientRect().bottom + scrollY - innerHeight)")
    box(unit).press_sequentially("矩阵为什么不可逆")
    line(unit, "为什么这个矩阵没有逆矩阵？").click()
    expect(unit.get_by_text("因为它的行列式是零。").first).to_be_visible()
    card = unit.locator("chatxblock-lobby section").first.bounding_box()
    assert card is not None
    assert card["width"] <= PHONE[0]
    box(unit).fill("")


def test_the_keyboard_alone_is_enough(browsers: Browsers, learned: Learned) -> None:
    title = "Why is an eigenvalue zero?"
    learned.publish(title, "Because the matrix has no inverse.")
    unit = browsers.unit("learner")
    box(unit).focus()
    unit.keyboard.type("Why is one eigenvalue zero?")
    found = line(unit, title)
    expect(found).to_be_visible()
    expect(unit.locator("chatxblock-found .line").first).to_contain_text(title)
    unit.keyboard.press("Tab")
    expect(found).to_be_focused()
    unit.keyboard.press("Enter")
    text = unit.get_by_role("group", name=title)
    expect(text).to_be_visible()
    unit.keyboard.press("Tab")
    expect(text).to_be_focused()
    unit.keyboard.press("Tab")
    expect(unit.get_by_role("button", name="This helped")).to_be_focused()
    unit.keyboard.press("Escape")
    expect(unit.get_by_role("button", name="This helped")).to_have_count(0)
    expect(found).to_be_focused()
    box(unit).fill("")


def test_i_have_this_too_is_told_and_undone(browsers: Browsers) -> None:
    browsers.ask(browsers.unit("learner"), "Why is my kernel bigger than zero?")
    unit = browsers.unit("helper3")
    box(unit).fill("Why is the kernel bigger than zero?")
    expect(unit.get_by_text("Somebody is asking this right now").last).to_be_visible()
    unit.get_by_role("button", name="I have this too").click()
    expect(unit.get_by_text("You will be told when it is answered.")).to_be_visible()
    unit.locator("chatxblock-found").get_by_role("button", name="Undo").click()
    expect(unit.get_by_role("button", name="I have this too")).to_be_visible()


def test_a_button_opens_the_lobby_and_tells_of_the_question(browsers: Browsers) -> None:
    unit = browsers.unit("learner", block=BUTTON)
    opener = unit.locator("chatxblock-lobby-button .opener")
    expect(opener).to_have_text(re.compile("Stuck\\? Ask"))
    opener.click()
    expect(unit.get_by_role("dialog")).to_be_visible()
    expect(box(unit)).to_be_focused()
    unit.keyboard.type("Why is it not a square?")
    unit.get_by_role("button", name="Hint 1 of 2 from your teacher").click()
    expect(unit.get_by_text("Is one a multiple of the other?")).to_be_visible()
    unit.get_by_role("button", name="Show the next hint").click()
    expect(unit.get_by_role("link", name="A page about determinants")).to_have_attribute("rel", "noopener noreferrer")
    assert_accessible(unit)
    unit.keyboard.press("Escape")
    expect(unit.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    unit.keyboard.press("Enter")
    expect(box(unit)).to_have_value("Why is it not a square?")

    with unit.context.expect_page() as opened:
        unit.get_by_role("button", name="Ask a helper").click()
    browsers.room(opened.value)
    unit.get_by_role("button", name="Close").click()
    expect(opener).to_have_text(re.compile("3 helpers were asked"))
    browsers.help(browsers.unit("helper1", block=BUTTON))
    unit.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(opener).to_have_text(re.compile("Helper 1 is (coming to|in) your room"))
    assert_accessible(unit)
