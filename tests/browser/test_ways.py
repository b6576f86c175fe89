"""From everywhere to one's own questions and talks, and to what is kept of people: pages that stand by themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, narrow

HISTORY, PRIVACY = "Your questions and talks", "What is kept of you"


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def follow(page: Page, name: str) -> Page:
    """Choose what opens a window of its own, look whether it leads there, and return it."""
    with page.context.expect_page() as opened:
        page.get_by_role("menuitem", name=name).click()
    expect(opened.value.get_by_role("heading", level=1, name=name)).to_be_visible()
    return opened.value


def test_a_room_leads_there_while_the_talk_runs_and_the_unit_does_while_it_is_open(browsers: Browsers) -> None:
    helper_unit = browsers.unit("helper1")
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    helper = browsers.help(helper_unit)
    expect(unit.get_by_role("link", name="Go to your room")).to_be_visible()
    for name in (HISTORY, PRIVACY):
        expect(unit.get_by_role("link", name=name)).to_be_visible()
    for window in (asker, helper):
        more = window.get_by_role("button", name="More", exact=True)
        expect(window.get_by_role("menuitem", name=HISTORY)).to_have_count(0)
        more.press("Enter")
        expect(window.get_by_role("menuitem", name=PRIVACY)).to_be_visible()
        assert_accessible(window)
        window.keyboard.press("Escape")
        expect(window.get_by_role("menuitem", name=PRIVACY)).to_have_count(0)
        with narrow(window):
            assert fits(window)
            more.click()
            follow(window, HISTORY).close()
        expect(window.get_by_role("textbox")).to_be_enabled()  # the talk went on in its own window


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_what_is_kept_is_for_everybody_on_every_screen(browsers: Browsers, scheme: str) -> None:
    page = browsers.unit("learner", color_scheme=scheme, java_script_enabled=False)
    page.get_by_role("link", name=PRIVACY).click()
    expect(page.get_by_role("heading", level=1, name=PRIVACY)).to_be_visible()
    browsers.profile("helper1", color_scheme=scheme)
    seen = browsers.unit("helper1")
    seen.get_by_role("link", name=HISTORY).click()
    seen.get_by_role("link", name=PRIVACY).click()
    expect(seen.get_by_role("heading", level=1, name=PRIVACY)).to_be_visible()
    for direction in ("ltr", "rtl"):
        seen.evaluate(f"document.documentElement.dir = '{direction}'")
        assert_accessible(seen)
        with narrow(seen):
            assert fits(seen)
            assert_accessible(seen)
    seen.get_by_role("link", name="Back to").click()
    expect(seen.get_by_role("link", name=PRIVACY)).to_be_visible()
