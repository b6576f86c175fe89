"""Leaving a talk: a few questions that are in nobody's way, and one more try for who closed the window."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, call_id, expect_line, in_menu, narrow, say
from tests.support.devsite import eventually

ASKED, EXPLAINED = "Its determinant is zero, I think.", "Right: two rows are multiples of each other."
QUESTION = "Did this help?"


def talk(browsers: Browsers) -> tuple[Page, Page]:
    """Let a learner and a helper say something to each other; return their windows."""
    unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    helper = browsers.help(unit)
    say(asker, ASKED)
    expect_line(helper, ASKED)
    say(helper, EXPLAINED)
    expect_line(asker, EXPLAINED)
    return asker, helper


def mine(browsers: Browsers, student: str, call: str) -> dict[str, Any]:
    found: dict[str, Any] = browsers.handler(student, "call", {"call_id": call})["call"]["mine"]
    return found


def answer(page: Page, question: str, word: str) -> None:
    group = page.get_by_role("group", name=question)
    group.get_by_role("button", name=word, exact=True).click()
    expect(group.get_by_role("button", name=word, exact=True)).to_have_attribute("aria-pressed", "true")


def test_both_leave_through_the_dialog_and_what_they_said_is_kept(browsers: Browsers) -> None:
    asker, helper = talk(browsers)
    call = call_id(asker.url)
    in_menu(asker, "Leave").click()
    dialog = asker.get_by_role("dialog")
    expect(dialog.locator('[aria-pressed="true"]')).to_have_count(0)
    assert_accessible(asker)
    with narrow(asker):
        assert_accessible(asker)
    answer(asker, QUESTION, "A little")
    answer(asker, "May others read", "No")
    dialog.get_by_role("button", name="Thank Helper 1").click()
    expect(dialog.get_by_text("You thanked Helper 1.")).to_be_visible()
    dialog.get_by_role("button", name="Leave", exact=True).click()
    expect(asker.get_by_text("You left.")).to_be_visible()
    expect(asker.get_by_role("button", name="Make it a resource")).to_be_visible()

    in_menu(helper, "Leave").click()
    expect(helper.get_by_role("group", name=QUESTION)).to_have_count(0)
    answer(helper, "May others read", "Yes")
    helper.get_by_role("button", name="Look at it and publish").click()
    helper.wait_for_url("**/resource_editor/**")
    assert eventually(lambda: mine(browsers, "helper1", call)["quote_me"] is True)
    said = mine(browsers, "learner", call)
    assert (said["helped"], said["quote_me"]) == ("a-little", False)

    asker.reload()
    expect(asker.get_by_role("group", name=QUESTION).get_by_role("button", name="A little")).to_have_attribute(
        "aria-pressed", "true"
    )
    answer(asker, QUESTION, "Yes")
    assert eventually(lambda: mine(browsers, "learner", call)["helped"] == "yes")
    assert_accessible(asker)
    with asker.context.expect_page() as opened:
        asker.get_by_role("button", name="Make it a resource").click()
    opened.value.wait_for_url("**/resource_editor/**")


def test_who_closed_the_window_is_asked_once_more_in_the_lobby_and_once(browsers: Browsers) -> None:
    asker, helper = talk(browsers)
    call = call_id(asker.url)
    for person in (asker, helper):
        for page in person.context.pages:
            page.close()
    assert eventually(lambda: browsers.handler("learner", "call", {"call_id": call})["call"]["state"] == "closed")
    unit = browsers.unit("learner")
    expect(unit.get_by_role("group", name=QUESTION)).to_be_visible()
    assert_accessible(unit)
    unit.get_by_role("button", name="Not now").click()
    expect(unit.get_by_role("group", name=QUESTION)).to_have_count(0)
    assert eventually(lambda: browsers.handler("learner", "lobby", {})["unfinished"] == [])
    unit.reload()
    expect(unit.get_by_role("button", name="Ask a helper")).to_be_visible()
    expect(unit.locator("chatxblock-unfinished")).to_have_count(0)
    assert mine(browsers, "learner", call) == {"helped": None, "quote_me": None, "asked_to_quote": False}
