"""An author sets a block up in the form, by keyboard alone, and finds it as she left it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers
from tests.support.devsite import DevSite


@pytest.fixture
def form(browsers: Browsers) -> Iterator[Page]:
    """The form of the block whose learners help each other, which is put back as it was."""
    page = opened(browsers)
    yield page
    page = opened(browsers)
    page.get_by_label("Heading").fill("Stuck on this problem?")
    page.get_by_text("Write or paste usernames").click()
    names = page.locator("chatxblock-studio-people textarea")
    names.fill("")
    names.blur()
    for _ in range(page.get_by_role("button", name="Remove round").count() - 2):
        page.get_by_role("button", name="Remove round 1").click()
    saved(page)


def opened(browsers: Browsers) -> Page:
    page = browsers.profile("staff").new_page()
    page.goto(browsers.page_url("staff", 2).replace("/?", "/studio_view/?"))
    expect(page.get_by_role("heading", name="What learners will see")).to_be_visible()
    return page


def saved(page: Page) -> None:
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator(".message")).to_contain_text("Saved")


def test_a_form_is_filled_by_keyboard_and_kept(form: Page, browsers: Browsers) -> None:
    form.get_by_label("Heading").fill("Stuck here?")
    expect(form.locator(".preview .heading")).to_have_text("Stuck here?")
    search = form.get_by_label("Add somebody by name")
    search.press_sequentially("kim")
    expect(form.get_by_role("list", name="People who were found").get_by_role("button")).to_have_count(1)
    search.press("Enter")
    expect(form.locator(".people .who")).to_have_text(["Kim Staff staff"])
    expect(search).to_be_focused()
    form.get_by_role("button", name="Add a round").press("Enter")
    expect(form.locator('[data-round="3"] .size')).to_be_focused()
    form.keyboard.type("7")
    form.get_by_role("button", name="Move round 3 up").press("Enter")
    expect(form.get_by_role("button", name="Move round 2 up")).to_be_focused()
    expect(form.locator(".message")).to_contain_text("Not saved yet: Heading, Helpers, and Rounds.")
    saved(form)
    again = opened(browsers)
    expect(again.get_by_label("Heading")).to_have_value("Stuck here?")
    expect(again.locator(".people .who")).to_have_text(["Kim Staff staff"])
    expect(again.locator(".rounds .size")).to_have_count(3)
    unit = browsers.unit("learner", 2)
    expect(unit.get_by_role("heading", name="Stuck here?")).to_be_visible()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(form: Page) -> None:
    form.get_by_label("Most rooms a helper").fill("two")
    form.get_by_label("Heading").fill("Still mine")
    form.get_by_role("button", name="Save").click()
    box = form.get_by_label("Most rooms a helper")
    expect(box).to_be_focused()
    expect(box).to_have_accessible_description(
        "How many questions one helper may be answering at once. "
        "Please mend this: “Most rooms a helper” has to be a number between 1 and 20."
    )
    expect(form.get_by_label("Heading")).to_have_value("Still mine")
    box.fill("2")
    saved(form)


def test_of_two_authors_the_second_is_asked_whose_settings_stay(form: Page, browsers: Browsers) -> None:
    other = opened(browsers)
    other.get_by_label("Heading").fill("Of the other")
    saved(other)
    form.get_by_label("Heading").fill("Mine")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".message")).to_contain_text("Somebody else changed these settings")
    form.get_by_role("button", name="Take theirs").click()
    expect(form.get_by_label("Heading")).to_have_value("Of the other")


def test_from_the_preview_nobody_is_asked(form: Page, site: DevSite) -> None:
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.url))
    form.locator(".preview .ask").click()
    form.wait_for_load_state("networkidle")
    assert [url for url in asked if "/ask" in url] == []
