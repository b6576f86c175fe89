"""A room behind a link: asked, helped, both shown the same way there, and over when every window is closed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import LINK_GRACE_SECONDS, VIDEO
from tests.browser.fixtures import Browsers, assert_accessible, call_id, in_menu, narrow
from tests.support import hygiene
from tests.support.devsite import eventually

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/reference/transcript.schema.json").read_text())
BLOCK = 3
"""Place of the block that is solved by video."""
QUESTION = "Can somebody look at my sketch with me?"
OVER = 1000 * (LINK_GRACE_SECONDS + 20)
"""Milliseconds after which nobody can miss that a call has ended: the grace time, and looks of sweep and page."""


def ask(browsers: Browsers) -> Page:
    hygiene.note(QUESTION)
    unit = browsers.unit("learner", BLOCK)
    unit.get_by_role("textbox", name="What are you stuck on?").fill(QUESTION)
    with unit.context.expect_page() as opened:
        unit.get_by_role("button", name="Ask a helper").click()
    expect(way(opened.value)).to_be_visible()
    return opened.value


def help_(browsers: Browsers, student: str) -> Page:
    unit = browsers.unit(student, BLOCK)
    with unit.context.expect_page() as opened:
        unit.get_by_role("link", name="Help Lina Petrova").click()
    expect(way(opened.value)).to_be_visible()
    return opened.value


def way(window: Page) -> Locator:
    return window.get_by_role("link", name="Open the video room")


def link(window: Page) -> str:
    return str(way(window).get_attribute("href"))


def leave(window: Page) -> None:
    in_menu(window, "Leave").click()
    window.get_by_role("dialog").get_by_role("button", name="Leave").click()
    expect(window.get_by_text("You left.")).to_be_visible()


def state(browsers: Browsers, window_url: str) -> str:
    call: dict[str, Any] = browsers.handler("learner", "call", {"call_id": call_id(window_url)}, BLOCK)["call"]
    return str(call["state"])


@pytest.fixture(autouse=True)
def _end(browsers: Browsers) -> Any:
    """Let nobody stay in a call for the next test."""
    yield
    for page in browsers.profile("learner").pages:
        if "/window/" in page.url:
            for student in ("helper1", "helper2", "learner"):
                browsers.handler(student, "leave", {"call_id": call_id(page.url)}, BLOCK)


def test_the_whole_way_by_video(browsers: Browsers) -> None:
    asker = ask(browsers)
    expect(asker.locator(".status")).to_contain_text("2 helpers were asked")
    helper = help_(browsers, "helper1")
    expect(asker.locator(".status")).to_have_text("Helper 1 is here. Meet in the video room")
    expect(helper.locator(".status")).to_have_text("Meet Lina Petrova in the video room")
    assert link(asker) == link(helper)
    assert re.fullmatch(VIDEO + "/[0-9a-f]{32}", link(asker))
    for window in (asker, helper):
        expect(window.get_by_text("What is said there is not recorded here.")).to_be_visible()
        expect(window.get_by_role("textbox")).to_have_count(0)
        expect(window.get_by_role("log")).to_have_count(0)
        expect(window.get_by_role("list", name="People").get_by_role("listitem")).to_have_count(2)

    asker.get_by_role("button", name="It's solved").click()
    asker.get_by_role("dialog").get_by_role("button", name="It's solved").click()
    expect(helper.locator(".status")).to_have_text("Lina Petrova marked this as solved")
    asker.get_by_role("button", name="Say thank you to Helper 1").click()
    expect(asker.get_by_text("You thanked Helper 1.")).to_be_visible()
    for window in (helper, asker):
        leave(window)
        expect(way(window)).to_have_count(0)
    assert eventually(lambda: browsers.transcript("helper1", asker.url)["call"]["state"] == "closed")
    log = browsers.transcript("helper1", asker.url)
    jsonschema.validate(log, SCHEMA)
    assert (log["call"]["state"], log["log"], log["complete"], log["lines"]) == ("closed", "none", True, [])
    assert [person["name"] for person in log["people"]] == ["Lina Petrova", "Helper 1"]


def test_the_link_opens_beside_the_window_and_is_told_nothing_of_it(browsers: Browsers) -> None:
    asker = ask(browsers)
    came: list[dict[str, str]] = []

    def meet(route: Route) -> None:
        came.append(route.request.headers)
        route.fulfill(body="<title>Video</title>", content_type="text/html")

    asker.context.route(f"{VIDEO}/**", meet)
    with asker.context.expect_page() as opened:
        way(asker).click()
    video = opened.value
    video.wait_for_load_state()
    assert video.url == link(asker)
    assert video.evaluate("window.opener") is None
    assert "referer" not in came[0]
    video.close()


def test_closing_every_window_ends_the_call(browsers: Browsers) -> None:
    asker = ask(browsers)
    helper = help_(browsers, "helper1")
    expect(asker.locator(".status")).to_contain_text("Helper 1 is here")
    unit = asker.context.pages[0]
    other = browsers.unit("helper2", BLOCK)
    expect(other.get_by_text("Helper 1 is there, you can still come")).to_be_visible()
    url = asker.url
    assert state(browsers, url) == "answered"
    for window in (helper, asker, unit):  # her question lives as long as its unit is open
        window.close(run_before_unload=True)
    expect(other.get_by_text("This conversation is over.")).to_be_visible(timeout=OVER)
    assert browsers.transcript("learner", url)["call"]["state"] == "closed"


def test_a_window_comes_back_within_the_grace_time_to_the_same_link(browsers: Browsers) -> None:
    asker = ask(browsers)
    before = link(asker)
    asker.reload()
    expect(way(asker)).to_be_visible()
    assert link(asker) == before


def test_browsers_are_kept_from_putting_the_window_to_sleep(browsers: Browsers) -> None:
    asker = ask(browsers)
    held: list[str] = asker.evaluate("navigator.locks.query().then(({ held }) => held.map(({ name }) => name))")
    assert held == [f"chatxblock:meeting:{call_id(asker.url)}"]


def test_it_is_accessible_wide_and_narrow_and_by_keyboard(browsers: Browsers) -> None:
    asker = ask(browsers)
    help_(browsers, "helper1")
    expect(asker.locator(".status")).to_contain_text("Helper 1 is here")
    assert_accessible(asker)
    with narrow(asker):
        assert_accessible(asker)
        assert asker.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(way(asker)).to_be_in_viewport()
    for _ in range(8):
        asker.keyboard.press("Tab")
        if way(asker).evaluate("(link) => link === link.getRootNode().activeElement"):
            break
    expect(way(asker)).to_be_focused()
