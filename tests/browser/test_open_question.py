"""Her open question where she asked it: who comes is told there, its window is found again, and no end is silent."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import Browsers, assert_accessible, call_id, narrow
from tests.browser.test_waiting import BACK, LISTEN
from tests.support.devsite import eventually

QUESTION = "Why is the matrix not invertible here?"
NO_WINDOWS = "window.open = () => null;"


def go_to_room(browsers: Browsers, unit: Page) -> Page:
    """Click the way to the room, which opens its window."""
    with unit.context.expect_page() as opened:
        unit.locator("chatxblock-open-call").get_by_role("link", name="Go to your room").click()
    return browsers.room(opened.value)


def take_back(unit: Page) -> None:
    """Take the question back, and mean it."""
    unit.get_by_role("button", name="Take it back").click()
    unit.get_by_role("dialog").get_by_role("button", name="Take it back").click()


def test_with_the_room_closed_the_unit_tells_who_comes_and_finds_the_window_again(browsers: Browsers) -> None:
    browsers.profile("learner").add_init_script(LISTEN)
    helper = browsers.unit("helper1")
    unit = browsers.unit("learner")
    unit.evaluate("document.title = 'Unit 3'")
    browsers.ask(unit).close(run_before_unload=True)
    expect(unit.get_by_text("3 helpers were asked.")).to_be_visible()
    expect(unit.get_by_text("Everyone we could ask was asked.")).to_have_count(0)
    expect(unit.get_by_text("Would you help others here?")).to_have_count(0)
    assert_accessible(unit)

    window = browsers.help(helper)
    expect(unit.get_by_text("Helper 1 is in your room")).to_be_visible()
    expect(unit).to_have_title("● Helper 1 is in your room – Unit 3")
    assert unit.evaluate("rung") == 2  # one sound, of two tones
    assert_accessible(unit)
    with narrow(unit):
        assert_accessible(unit)

    room = go_to_room(browsers, unit)
    room.evaluate("window.marked = true")
    windows = len(unit.context.pages)
    unit.locator("chatxblock-open-call").get_by_role("link", name="Go to your room").click()
    expect(room.get_by_role("status").get_by_text("Helper 1 is here")).to_be_visible()
    unit.reload()
    expect(unit.get_by_role("button", name="Take it back")).to_be_visible()
    unit.locator("chatxblock-open-call").get_by_role("link", name="Go to your room").click()
    expect(room.get_by_role("status").get_by_text("Helper 1 is here")).to_be_visible()
    assert (len(unit.context.pages), room.evaluate("window.marked")) == (windows, True)

    helper.get_by_role("link", name="Back to the room").click()
    assert len(helper.context.pages) == 2

    unit.get_by_role("button", name="Take it back").click()
    assert_accessible(unit)
    unit.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(unit.get_by_role("dialog")).to_have_count(0)
    take_back(unit)
    expect(unit.get_by_role("button", name="Ask a helper")).to_be_visible()
    expect(unit).to_have_title(re.compile("^A problem with helpers"))
    expect(window.locator(".status")).to_contain_text("Lina Petrova took the question back.")


def test_an_end_without_her_is_told_and_gives_her_text_back(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    room = browsers.ask(unit, QUESTION)
    call = {"call_id": call_id(room.url)}
    room.close(run_before_unload=True)
    # As if this machine had slept: nothing of hers looks any more.
    unit.route("**/lobby/**", sleeping)
    browsers.handler("learner", "lobby", {"leaving": True})
    assert eventually(lambda: browsers.handler("learner", "call", call)["call"]["state"] == "closed")
    unit.unroute("**/lobby/**")
    unit.evaluate(BACK)
    expect(unit.get_by_text("Your question was closed, because nobody was in its room any more.")).to_be_visible()
    expect(unit.get_by_role("textbox")).to_have_value(QUESTION)
    expect(unit.get_by_role("button", name="Leave it for the teachers")).to_be_visible()
    assert_accessible(unit)
    with narrow(unit):
        assert_accessible(unit)
    with unit.context.expect_page() as opened:
        unit.get_by_role("button", name="Ask again").click()
    again = browsers.room(opened.value)
    assert call_id(again.url) != call["call_id"]
    expect(again.get_by_role("heading", name=QUESTION)).to_be_visible()


def sleeping(route: Route) -> None:
    """Nobody answers."""
    route.fulfill(status=404, body="")


def test_where_the_browser_opens_no_window_a_link_leads_there(browsers: Browsers) -> None:
    browsers.profile("learner").add_init_script(NO_WINDOWS)
    unit = browsers.unit("learner")
    unit.get_by_role("textbox", name="What are you stuck on?").fill(QUESTION)
    unit.get_by_role("button", name="Ask a helper").click()
    expect(unit.get_by_text("Your browser did not open the window of your room.")).to_be_visible()
    open_call = unit.locator("chatxblock-open-call")  # its link takes the place of the one that was there at once
    link = open_call.get_by_role("link", name=re.compile("^(Open|Go to) your room$"))
    assert re.fullmatch("chatxblock-room-[0-9a-f-]{36}", link.get_attribute("target") or "")
    with unit.context.expect_page() as opened:
        link.click()
    browsers.room(opened.value)
