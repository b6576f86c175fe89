"""One's own questions and talks: on every device, with the way back, what was said, and a search; accessible."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, narrow, say

PAGE = "Your questions and talks"
HEBREW = "שלום, למה המטריצה לא הפיכה?"


def history(unit: Page) -> Page:
    """Follow the link in the unit."""
    unit.get_by_role("link", name=PAGE).click()
    expect(unit.get_by_role("heading", name=PAGE)).to_be_visible()
    return unit


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_talk_stands_on_every_device_and_its_lines_fold_out(browsers: Browsers) -> None:
    second = history(browsers.unit("learner"))  # another device: its own cookies and storage
    expect(second.locator("chatxblock-history")).to_contain_text("You have asked nothing yet and helped nobody.")
    assert_accessible(second)
    helper_unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"), HEBREW)
    helper = browsers.help(helper_unit)
    say(helper, "Look at the rows.")
    say(asker, "They are multiples!")
    expect_line(asker, "Look at the rows.")
    second.reload()
    way = second.get_by_role("link", name="Back to the room")
    assert (way.get_attribute("href") or "nowhere") in asker.url
    second.get_by_role("button", name="Read what was said").press("Enter")
    expect(second.locator("chatxblock-talk li")).to_have_count(2)
    assert_accessible(second)
    with narrow(second):
        assert fits(second)
    for window in (asker, helper):
        window.get_by_role("button", name="Leave", exact=True).click()
        window.get_by_role("dialog").get_by_role("button", name="Leave", exact=True).click()
        expect(window.locator(".status")).to_contain_text("You left.")
    asker.get_by_role("link", name=PAGE).click()
    for device in (second, asker):
        device.reload()
        expect(device.get_by_role("link", name="Back to the room")).to_have_count(0)
        device.get_by_role("button", name="Read what was said (2 lines)").click()
        expect(device.locator("chatxblock-talk li.received")).to_contain_text(
            re.compile(r"Helper 1 · received[\s\S]*Look at the")
        )
        expect(device.locator("chatxblock-talk li.sent")).to_contain_text("They are multiples!")
    second.get_by_role("searchbox", name="Search").fill("multiples columns")
    second.get_by_role("searchbox", name="Search").press("Enter")
    expect(second.locator(".empty")).to_contain_text("No talk has all of these words.")
    second.get_by_role("searchbox", name="Search").fill("ROWS")
    second.get_by_role("button", name="Search").click()
    expect(second.get_by_role("status")).to_have_text("1 talk found.")
    second.emulate_media(color_scheme="dark")
    second.evaluate("document.documentElement.dir = 'rtl'")
    assert_accessible(second)
    with narrow(second):
        assert fits(second)
