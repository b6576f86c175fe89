"""One's own questions and talks: on every device, with the way back, what was said, and a search; accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.fixtures import WIDE, Browsers, assert_accessible, expect_line, narrow, say
from tests.support.devsite import DevSite

PAGE = "Your questions and talks"
QUESTION = " ".join(["שלום, למה הקווטרניונים לא מתחלפים?"] * 30)
"""It scrolls in a frame of its own, and no other test asks it: a learner's page has what she asked in all of them."""


def history(unit: Page) -> Page:
    """Follow the link in the unit."""
    unit.get_by_role("link", name=PAGE).click()
    expect(unit.get_by_role("heading", name=PAGE)).to_be_visible()
    return unit


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def talk(page: Page) -> Locator:
    """The talk that this test is about."""
    return page.get_by_role("article", name=QUESTION)


@pytest.fixture
def tablet(browser: Browser, site: DevSite) -> Iterator[Page]:
    """Another device of hers, with cookies and storage of its own."""
    device = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = device.new_page()
    page.goto(site.page_url("learner"))
    yield page
    device.close()


def test_a_talk_stands_on_every_device_and_its_lines_fold_out(browsers: Browsers, tablet: Page) -> None:
    second = history(tablet)
    helper_unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"), QUESTION)
    helper = browsers.help(helper_unit)
    say(helper, "Look at the quaternions.")
    say(asker, "They are multiples!")
    expect_line(asker, "Look at the quaternions.")
    second.reload()
    way = second.get_by_role("link", name="Back to the room")
    assert (way.get_attribute("href") or "nowhere") in asker.url
    talk(second).get_by_role("button", name="Read what was said").press("Enter")
    expect(talk(second).locator("li")).to_have_count(2)
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
        talk(device).get_by_role("button", name="Read what was said (2 lines)").click()
        expect(talk(device).locator("li.received")).to_contain_text(
            re.compile(r"Helper 1 · received[\s\S]*Look at the")
        )
        expect(talk(device).locator("li.sent")).to_contain_text("They are multiples!")
    second.get_by_role("searchbox", name="Search").fill("quaternions columns")
    second.get_by_role("searchbox", name="Search").press("Enter")
    expect(second.locator(".empty")).to_contain_text("No talk has all of these words.")
    second.get_by_role("searchbox", name="Search").fill("QUATERNIONS")
    second.get_by_role("button", name="Search").click()
    expect(second.get_by_role("status")).to_have_text("1 talk found.")
    second.emulate_media(color_scheme="dark")
    second.evaluate("document.documentElement.dir = 'rtl'")
    assert_accessible(second)
    with narrow(second):
        assert fits(second)
