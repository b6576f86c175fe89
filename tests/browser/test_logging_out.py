"""Whoever logs out leaves nothing in that browser, in none of its tabs; on another device the talk goes on."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.fixtures import Browsers, call_id, expect_line, say
from tests.support.devsite import DevSite

QUESTION = "Why is the determinant of this one zero?"
GONE = "You have logged out. What was here is no longer kept in this browser."
OURS = """() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)]
    .filter(([key, value]) => key.startsWith("chatxblock:") && key !== "chatxblock:owner").map(([key]) => key)"""


def log_out(browser: BrowserContext, site: DevSite) -> None:
    """Log out in a tab of its own."""
    tab = browser.new_page()
    tab.goto(site.url)
    tab.get_by_role("button", name="Log out").click()
    expect(tab.get_by_role("button", name="Log in again")).to_be_visible()
    tab.close()


def log_in_again(browser: BrowserContext, site: DevSite) -> None:
    """Be somebody again, who can leave what is still open."""
    tab = browser.new_page()
    tab.goto(site.url)
    tab.get_by_role("button", name="Log in again").click()
    expect(tab.get_by_role("button", name="Log out")).to_be_visible()


def shows_nothing(tab: Page) -> None:
    """Nothing of the talk is on a page or kept by it."""
    expect(tab.get_by_text(GONE)).to_be_visible()
    if "/window/" in tab.url:
        expect(tab).to_have_title(GONE)
    for word in (QUESTION, "half typed", "It has two equal rows"):
        assert word not in tab.content()
    assert tab.evaluate(OURS) == []


def test_logging_out_ends_both_tabs_and_no_other_device(browsers: Browsers, browser: Browser, site: DevSite) -> None:
    unit = browsers.unit("learner")
    room = browsers.ask(unit, QUESTION)
    helper = browsers.help(browsers.unit("helper1"))
    say(helper, "It has two equal rows")
    expect_line(room, "It has two equal rows")
    phone = browser.new_context()
    there = phone.new_page()
    there.goto(site.handler_url("window", "learner", call_id(room.url)))
    expect_line(there, "It has two equal rows")
    room.get_by_role("textbox").fill("half typed")
    second = room.context.new_page()
    second.goto(room.url)
    expect_line(second, "It has two equal rows")

    log_out(room.context, site)
    for tab in (room, second, unit):
        shows_nothing(tab)
    say(there, "I am on my phone now")
    expect_line(helper, "I am on my phone now")

    second.goto(site.url)
    second.go_back()
    expect(second.get_by_text("Log in to ask or to help.")).to_be_visible()
    assert QUESTION not in second.content()
    unit.reload()
    expect(unit.get_by_text("Log in to ask or to help.")).to_be_visible()
    phone.close()
    log_in_again(room.context, site)
    refused = [said for said in browsers.complaints if "403 (Forbidden)" in said and "/window/" in said]
    assert browsers.complaints == refused  # the room's page, for nobody
    browsers.complaints.clear()


def test_a_browser_that_heard_of_nothing_forgets_with_the_next_page_of_nobody(
    browsers: Browsers, site: DevSite
) -> None:
    unit = browsers.unit("learner")
    unit.get_by_role("textbox", name="What are you stuck on?").fill("half typed")
    assert [key for key in unit.evaluate(OURS) if ":draft:" in key]
    log_out(unit.context, site)  # no window is connected that could be told
    unit.reload()
    expect(unit.get_by_text("Log in to ask or to help.")).to_be_visible()
    assert unit.evaluate(OURS) == []
    log_in_again(unit.context, site)
