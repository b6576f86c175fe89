"""Staff go from *Now* into a room, visibly, talk there and close it; the room is told, and so is *Who did what*."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, narrow, say

QUESTION = "Why does this matrix have no inverse?"
REASON = "We go on with this in class on Monday."
WITHIN = 15_000
"""Milliseconds until what was asked stands on the staff's page: it looks every ten seconds."""

Act = Callable[[Locator], None]


def click(what: Locator) -> None:
    """Use something by the mouse."""
    what.click()


def by_key(what: Locator) -> None:
    """Use something by the keyboard."""
    what.focus()
    what.press("Enter")


def now(browsers: Browsers) -> Page:
    """The staff's page, whose first tab is what goes on."""
    page = browsers.profile("staff").new_page()
    page.goto(browsers.handler_url("staff", "staff"))
    expect(page.get_by_role("tab", name="Now")).to_have_attribute("aria-selected", "true")
    return page


def enter(browsers: Browsers, row: Locator, act: Act, name: str = "Enter") -> Page:
    """Go in, and return the window of the room."""
    with row.page.context.expect_page() as opened:
        act(row.get_by_role("button", name=name))
    return browsers.room(opened.value)


def close(staff: Page, row: Locator, act: Act) -> None:
    """Close the question with a reason."""
    act(row.get_by_role("button", name="More"))
    act(staff.get_by_role("menuitem", name="Close it…"))
    dialog = staff.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Reason").fill(REASON)
    assert_accessible(staff)
    with narrow(staff):
        assert_accessible(staff)
    act(dialog.get_by_role("button", name="Close it"))
    expect(staff.get_by_role("status").filter(has_text="It is closed. Those in the room read why.")).to_be_visible()
    expect(row).to_have_count(0)


@pytest.mark.parametrize("act", [click, by_key], ids=["mouse", "keyboard"])
def test_staff_enter_a_room_from_now_talk_close_it_and_all_of_it_is_told(browsers: Browsers, act: Act) -> None:
    staff = now(browsers)
    room = browsers.ask(browsers.unit("learner"), QUESTION)
    row = staff.get_by_role("listitem").filter(has=staff.get_by_role("heading", name=QUESTION))
    expect(row).to_contain_text("Lina Petrova waits", timeout=WITHIN)
    assert_accessible(staff)

    inside = enter(browsers, row, act)
    told = re.compile("You are in the room of .*Lina Petrova")
    expect(staff.get_by_role("status").filter(has_text=told)).to_be_visible()
    people = room.get_by_role("list", name="People")
    expect(people.get_by_role("listitem").filter(has_text="Kim Staff")).to_contain_text("course staff")
    expect(room.get_by_text("Kim Staff joined")).to_be_visible()
    say(inside, "What is its determinant?")
    expect_line(room, "What is its determinant?")
    say(room, "Zero.")
    expect_line(inside, "Zero.")
    expect(row).to_contain_text("Lina Petrova and Kim Staff are there", timeout=WITHIN)

    assert enter_again(row, act) == inside.url, "a second way in leads to the window that is open"
    close(staff, row, act)
    for window in (room, inside):
        expect(window.get_by_text(f"Kim Staff of the course's staff closed this: “{REASON}”")).to_be_visible()
        expect(window.get_by_role("textbox")).to_have_count(0)
    assert_accessible(room)

    act(staff.get_by_role("tab", name="People"))
    done = staff.get_by_role("region", name="Who did what").get_by_role("listitem")
    expect(done.filter(has_text="Kim Staff closed a question of Lina Petrova").first).to_contain_text(REASON)
    expect(done.filter(has_text="Kim Staff entered the room of Lina Petrova").first).to_be_visible()
    assert browsers.complaints == []


def enter_again(row: Locator, act: Act) -> str:
    """Choose the way in once more, and return what the only window of the room shows."""
    act(row.get_by_role("button", name="Back to the room"))
    (window,) = [page for page in row.page.context.pages if "/window/" in page.url]
    return window.url
