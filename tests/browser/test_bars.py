"""Staff bar somebody who is typing; she reads why, keeps what she typed, and asks once the bar is lifted."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, narrow

WORDS = "Please read the rules of this course first."
BACK = "dispatchEvent(new Event('focus'))"
"""The reader comes back to the window."""


def people(browsers: Browsers) -> Page:
    """Return the tab with the people of the course, as its staff see it."""
    page = browsers.profile("staff").new_page()
    page.goto(browsers.handler_url("staff", "staff"))
    page.get_by_role("tab", name="People").click()
    return page


def choose(page: Page, name: str, item: str) -> None:
    """Choose something from the menu of somebody."""
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))
    row.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name=item).click()


def test_a_learner_who_types_is_barred_keeps_her_question_and_asks_when_it_is_lifted(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    browsers.ask(unit, "What is a rank?").close()
    unit.get_by_role("button", name="Take it back").click()
    unit.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    box = unit.get_by_role("textbox", name="What are you stuck on?")
    box.fill("Why is this one not invertible?")
    staff = people(browsers)
    expect(staff.get_by_role("heading", name="Lina Petrova")).to_be_visible()
    assert_accessible(staff)
    choose(staff, "Lina Petrova", "Bar…")
    dialog = staff.get_by_role("dialog")
    dialog.get_by_role("radio", name="From asking").check()
    dialog.get_by_role("textbox", name="Your words to this person").fill(WORDS)
    expect(dialog.get_by_text("You can't ask questions in this course until")).to_be_visible()
    assert_accessible(staff)
    dialog.get_by_role("button", name="Bar", exact=True).click()
    expect(staff.get_by_text("Barred from asking until")).to_be_visible()
    unit.evaluate(BACK)
    expect(unit.get_by_text(WORDS)).to_be_visible()
    expect(unit.get_by_role("button", name="Ask a helper")).to_have_count(0)
    expect(box).to_have_value("Why is this one not invertible?")
    assert_accessible(unit)
    with narrow(staff):
        assert_accessible(staff)
    choose(staff, "Lina Petrova", "Let them ask again")
    expect(staff.get_by_text("Barred from asking until")).to_have_count(0)
    expect(staff.get_by_text("let Lina Petrova ask again")).to_be_visible()
    unit.evaluate(BACK)
    expect(unit.get_by_text(WORDS)).to_have_count(0)
    expect(box).to_have_value("Why is this one not invertible?")
    with unit.expect_popup() as room:
        unit.get_by_role("button", name="Ask a helper").click()
    expect(browsers.room(room.value).get_by_text("Why is this one not invertible?").first).to_be_visible()
