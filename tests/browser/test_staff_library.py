"""Staff look at a made-up course: its figures, seen and taken along, and its resources, of which two become one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import WIDE, assert_accessible, narrow
from tests.support.devsite import DevSite

PATIENCE = 300.0
"""Seconds until a thousand questions are made up and counted, on a busy machine."""
COUNTED = re.compile(r"of 1,000 questions .* found a helper, half of them within \d+ seconds\.")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevSite]:
    with DevSite(tmp_path_factory.mktemp("demo"), "--demo", deadline=PATIENCE) as site:
        yield site


@pytest.fixture
def staff(browser: Browser, course: DevSite) -> Iterator[Page]:
    """The figures of the course."""
    device = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = device.new_page()
    page.goto(f"{course.handler_url('staff', 'staff')}#figures")
    yield page
    device.close()


def test_staff_read_the_figures_of_a_course_and_take_them_along(staff: Page) -> None:
    expect(staff.get_by_text(COUNTED)).to_be_visible()
    pictures = staff.get_by_role("img")
    expect(pictures).to_have_count(4)
    for number in range(4):
        pictures.nth(number).scroll_into_view_if_needed()
        assert pictures.nth(number).evaluate("async one => (await one.decode(), one.naturalWidth)") == 640
    staff.get_by_label("Questions by").select_option("unit")
    expect(staff).to_have_url(re.compile(r"#figures\?months=12&by=unit$"))
    staff.get_by_text("Table").first.press("Enter")
    expect(staff.get_by_role("rowheader", name=re.compile("Unit 1: Vectors"))).to_be_visible()
    assert_accessible(staff)
    with staff.expect_download() as download:
        staff.get_by_role("link", name="All numbers as a file (CSV)").press("Enter")
    rows = list(csv.DictReader(download.value.path().read_text("utf-8").splitlines()))
    assert sum(int(row["asked"]) for row in rows if row["by"] == "month") == 1000
    with narrow(staff) as page:
        picture = page.get_by_role("img").first
        address = picture.evaluate("one => one.previousElementSibling.srcset")
        assert address.endswith("&form=narrow")
        expect(picture).to_have_js_property("currentSrc", address)


def test_two_resources_become_one_by_the_keyboard_alone(staff: Page) -> None:
    staff.get_by_role("tab", name="Resources").click()
    rows = staff.locator("chatxblock-library .rows > li")
    expect(rows.first).to_be_visible()
    assert_accessible(staff)
    gone = rows.first.get_by_role("link").inner_text()
    gone_url = str(rows.first.get_by_role("link").get_attribute("href"))
    rows.first.get_by_role("button", name="More").press("Enter")
    staff.get_by_role("menuitem", name="Put together with another").press("Enter")
    dialog = staff.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("eigenvalue")
    found = dialog.locator(".found button").filter(has_not_text=gone)  # of the made-up ones some have equal titles
    expect(found.first).to_be_visible()
    found.first.press("Enter")
    expect(dialog.get_by_role("heading", name="Which of the two stays?")).to_be_visible()
    assert_accessible(staff)
    if dialog.locator(".goes .title").inner_text() != gone or dialog.locator(".stays .title").inner_text() == gone:
        dialog.get_by_role("button", name="Keep the other one").press("Enter")
    stays = dialog.locator(".stays .title").inner_text()
    dialog.get_by_role("button", name="Put together").press("Enter")
    expect(staff.get_by_role("status").filter(has_text="Put together.")).to_be_visible()
    expect(dialog).to_have_count(0)
    staff.goto(gone_url)
    expect(staff.get_by_role("heading", level=1)).to_have_text(stays)
    expect(staff.get_by_text("The resource that you opened became part of this one.")).to_be_visible()
