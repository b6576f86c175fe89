"""One's own questions and talks: on every device, with the way back, what was said, and a search; accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.fixtures import WIDE, Browsers, assert_accessible, expect_line, in_menu, narrow, say
from tests.support.devsite import DevSite, eventually

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


def lines_kept(browsers: Browsers) -> int | None:
    """Return how many lines its log has; None until it is kept."""
    sessions = browsers.handler("learner", "history", {})["sessions"]
    kept: int | None = next(one["lines"] for many in sessions for one in many["talks"] if one["question"] == QUESTION)
    return kept


@pytest.fixture
def tablet(browser: Browser, site: DevSite) -> Iterator[Page]:
    """Another device of hers, with cookies and storage of its own."""
    device = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = device.new_page()
    page.goto(site.page_url("learner"))
    yield page
    device.close()


def taken_along(history: Page, path: Path) -> None:
    """The talk as a file: read from a disk by a browser that runs no script, on a phone, in the dark and on paper."""
    talk(history).get_by_text("Export", exact=True).press("Enter")
    assert_accessible(history)
    with history.expect_download() as download:
        talk(history).get_by_role("link", name="To read and print").click()
    download.value.save_as(path)
    page, loaded = history.context.new_page(), []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(path.as_uri())
    assert loaded == [path.as_uri()]
    assert page.locator("script").count() == 0
    expect(page.locator("h1")).to_have_text(QUESTION)
    expect(page.locator("h1")).to_have_css("direction", "rtl")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("li p")).to_have_text(["Look at the quaternions.", "They are multiples!"])
    expect(page.locator("footer")).to_contain_text("Completeyes")
    assert_accessible(page)
    with narrow(page):
        assert fits(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    page.set_viewport_size({"width": 680, "height": 1000})  # what a sheet of A4 leaves between its margins
    page.emulate_media(media="print", color_scheme="dark")
    assert fits(page)
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    for line in page.locator("li").all():
        expect(line).to_have_css("break-inside", "avoid")
        expect(line).to_have_css("overflow", "visible")
    page.close()


def test_a_talk_stands_on_every_device_and_its_lines_fold_out(browsers: Browsers, tablet: Page, tmp_path: Path) -> None:
    second = history(tablet)
    helper_unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"), QUESTION)
    helper = browsers.help(helper_unit)
    say(helper, "Look at the quaternions.")
    expect_line(asker, "Look at the quaternions.")
    say(asker, "They are multiples!")
    expect_line(helper, "They are multiples!")
    second.reload()
    way = second.get_by_role("link", name="Back to the room")
    assert (way.get_attribute("href") or "nowhere") in asker.url
    talk(second).get_by_role("button", name="Read what was said").press("Enter")
    expect(talk(second).locator("li")).to_have_count(2)
    assert_accessible(second)
    with narrow(second):
        assert fits(second)
    for window in (asker, helper):
        in_menu(window, "Leave").click()
        window.get_by_role("dialog").get_by_role("button", name="Leave", exact=True).click()
        expect(window.locator(".status")).to_contain_text("You left.")
    asker.get_by_role("link", name=PAGE).click()
    assert eventually(lambda: lines_kept(browsers) == 2)  # which is a moment after the last one has left
    for device in (second, asker):
        device.reload()
        expect(device.get_by_role("link", name="Back to the room")).to_have_count(0)
        talk(device).get_by_role("button", name="Read what was said (2 lines)").click()
        expect(talk(device).locator("li.received")).to_contain_text(
            re.compile(r"Helper 1 · received[\s\S]*Look at the")
        )
        expect(talk(device).locator("li.sent")).to_contain_text("They are multiples!")
    taken_along(asker, tmp_path / "talk.html")
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
