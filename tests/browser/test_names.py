"""What people are called, and how they write, leaves the window usable for everybody else."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import LINE, PHONE, Browsers, assert_accessible, expect_line, say

ARABIC = "محمدعبدالرحمن" * 20
NAMES = ("W" * 255, ARABIC[:255], "ಠ" * 255, "李" * 255)
PILE = "Z" + "".join(map(chr, range(0x300, 0x340))) * 2
LEAST_LOG = 120
"""Pixels in which four lines of talk can be read."""


def crowd(route: Route) -> None:
    """Answer what the server answers, with four helpers of long names who are on their way."""
    if route.request.resource_type not in ("fetch", "xhr"):
        route.fallback()
        return
    answer = route.fetch()
    value = answer.json()
    if value.get("call"):
        shown = {"image_url": "", "role": "helper"}
        helpers = [{**shown, "jid": f"{at:032x}@localhost", "name": name} for at, name in enumerate(NAMES)]
        value["call"] |= {"people": value["call"]["people"] + helpers, "helpers": list(NAMES)}
    route.fulfill(response=answer, json=value)


def asked(browsers: Browsers) -> Page:
    """An asker's window on a phone, to which those helpers come."""
    unit = browsers.unit("learner", viewport={"width": PHONE[0], "height": PHONE[1]})
    browsers.profile("learner").route(re.compile("/handler/"), crowd)
    return browsers.ask(unit)


def test_five_people_with_long_names_leave_a_phone_its_log_and_its_box(browsers: Browsers) -> None:
    room = asked(browsers)
    expect(room.get_by_role("status").filter(has_text="are coming.")).to_be_visible()
    expect(room.locator("chatxblock-people li")).to_have_count(5)
    for line in ("One", "Two", "Three"):
        say(room, line)
        expect_line(room, line)
    box, log = (room.get_by_role(role).bounding_box() for role in ("textbox", "log"))
    assert box is not None
    assert log is not None
    assert box["y"] + box["height"] <= PHONE[1]
    assert box["width"] > 200
    assert log["height"] >= LEAST_LOG
    assert log["y"] + log["height"] <= box["y"]
    assert not room.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert_accessible(room)
    people = room.locator("chatxblock-people li bdi")
    cut = people.evaluate_all(
        "all => all.map((one) => one.scrollWidth > one.clientWidth && one.title === one.textContent)"
    )
    assert cut == [False, True, True, True, True]
    assert people.evaluate_all("all => all.every((one) => one.getBoundingClientRect().right <= innerWidth)")
    status = room.locator("[role=status]", has_text="are coming.")
    assert status.evaluate("one => getComputedStyle(one).direction") == "ltr"
    directions = "all => all.map((one) => [getComputedStyle(one).direction, one.getAttribute('translate')])"
    assert status.locator("bdi").evaluate_all(directions) == [
        ["rtl" if name in ARABIC else "ltr", "no"] for name in NAMES
    ]
    browsers.profile("learner").unroute_all(behavior="ignoreErrors")


def test_stacked_marks_do_not_cover_the_next_line(browsers: Browsers) -> None:
    room = browsers.ask(browsers.unit("learner"))
    for text in (PILE * 5, "What stands below"):
        say(room, text)
        expect_line(room, text)
    below = room.locator(LINE).last

    def seen() -> bytes:
        return below.screenshot(animations="disabled")

    piled = seen()
    first = room.locator(LINE).first
    first.evaluate("one => (one.style.overflow = 'visible')")
    assert seen() != piled  # what the marks would do
    first.evaluate("one => { one.style.overflow = ''; one.style.color = 'transparent'; }")
    assert seen() == piled
