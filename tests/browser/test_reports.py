"""Two clicks in a room, staff who see them within seconds, and the reporter who reads what came of it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, narrow, say

RUDE = "You are <b>too slow</b> for this course."
WITHIN = 15_000
"""Milliseconds until what was reported is on the staff's page: it looks every ten seconds."""


def staff_page(browsers: Browsers) -> Page:
    """The staff's page with the tab of what waits, in a window that stays open."""
    page = browsers.profile("staff").new_page()
    page.goto(f"{browsers.handler_url('staff', 'staff')}#for-you")
    expect(page.get_by_role("tab", name="For you")).to_have_attribute("aria-selected", "true")
    return page


def settle(staff: Page) -> None:
    """Open the report, read what was said around it, and settle it with words."""
    staff.get_by_role("button", name="Look at it").first.click()
    around = staff.get_by_role("list", name="What was said around it")
    expect(around.get_by_role("listitem").filter(has_text=RUDE)).to_contain_text("reported")
    expect(around).to_contain_text("Is it the rank?")
    assert_accessible(staff)
    with narrow(staff):
        assert_accessible(staff)
    staff.get_by_role("radio", name="I have spoken with them").check()
    staff.get_by_role("textbox").fill("Thank you. <i>We</i> have talked.")
    staff.get_by_role("button", name="Settle it").click()
    expect(staff.get_by_text("The report is settled")).to_be_visible()


def test_a_line_is_reported_in_two_clicks_seen_within_seconds_and_its_reporter_hears_of_it(browsers: Browsers) -> None:
    staff = staff_page(browsers)
    helper = browsers.unit("helper1")
    room = browsers.ask(browsers.unit("learner"), "Why is the rank of this one two?")
    other = browsers.help(helper)
    say(room, "Is it the rank?")
    say(other, RUDE)
    expect_line(room, RUDE)

    menu = room.get_by_role("listitem").filter(has_text=RUDE).get_by_role("button", name="Actions for this message")
    menu.press("Enter")
    room.get_by_role("menuitem", name="Report this line").click()
    room.get_by_role("button", name="It is unkind").click()
    expect(room.get_by_role("heading", name="It is with the teachers now")).to_be_visible()
    assert_accessible(room)
    room.get_by_role("button", name="Close").click()
    expect(room.get_by_role("textbox")).to_be_enabled()

    expect(staff.get_by_role("heading", name=re.compile("wrote: You are"))).to_be_visible(timeout=WITHIN)
    expect(staff.get_by_role("tab", name="For you")).to_contain_text(re.compile(r"\d"))
    settle(staff)

    own = browsers.profile("learner").new_page()
    own.goto(browsers.handler_url("learner", "history_page"))
    box = own.get_by_role("region", name="What you reported")
    expect(box).to_contain_text("You reported a line. A teacher has looked at it, and has spoken with them.")
    expect(box.get_by_role("blockquote")).to_have_text("Thank you. <i>We</i> have talked.")
    assert_accessible(own)
    told = browsers.handler("helper1", "reports", {"own": True})
    assert told["reports"] == [], "who was reported is told nothing"
    assert browsers.complaints == []
