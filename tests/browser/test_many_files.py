"""Forty pictures at once: as many as fit arrive in their order, the rest is told of, and the talk goes on."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, say
from tests.browser.test_files import PICTURE, choose, payload, photo, two

FIT = 30
"""Files that one talk may have, as `FILES_A_CALL` has it."""
SLOW = """() => {
  window.bitmaps = [];
  const [make, gate] = [window.createImageBitmap, new Promise((open) => { window.goOn = open; })];
  window.createImageBitmap = async (...all) => {
    if (window.bitmaps.length > 0) await gate;
    const made = await make.apply(window, all);
    window.bitmaps.push(made);
    return made;
  };
}"""
"""A phone that is slow from the second picture on, until it is told to go on."""


def pictures(numbers: range) -> list[FilePayload]:
    """Pictures that differ, in the order of their numbers; the first of all is larger than what is sent."""
    return [payload(f"step {number}.png", photo(40 + number if number else 3_000, 60)) for number in numbers]


def names(window: Page) -> list[str]:
    """What the pictures in the talk are called, in their order."""
    found: list[str] = window.locator(PICTURE).evaluate_all("all => all.map((one) => one.alt)")
    return [name.removeprefix("Picture: ") for name in found]


def test_forty_at_once_arrive_as_far_as_they_fit_and_the_talk_goes_on(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    write = asker.get_by_role("textbox", name="Write a message")
    tray = asker.get_by_role("region", name="Pictures and files")
    asker.evaluate(SLOW)
    choose(asker, *pictures(range(40)))
    expect(tray.get_by_role("textbox")).to_be_focused()
    expect(tray.get_by_role("alert")).to_contain_text(
        "10 more do not fit into this talk, from \u2068step 30.png\u2069 on."
    )
    write.focus()
    asker.evaluate("window.goOn()")
    expect(tray.get_by_role("listitem")).to_have_count(FIT)
    expect(write).to_be_focused()
    sizes = tray.locator("canvas").evaluate_all("all => all.map(({ width, height }) => Math.max(width, height))")
    assert len(sizes) == FIT
    assert max(sizes) < 200
    assert asker.evaluate("window.bitmaps.every(({ width }) => width === 0)")  # given back
    assert_accessible(asker)
    send = asker.get_by_role("button", name=f"Send {FIT} files")
    expect(send).to_be_in_viewport(ratio=1)
    send.click()
    say(asker, "I go on writing")
    expect_line(helper, "I go on writing")
    expect(tray.get_by_text("Its turn comes.").last).to_be_attached()
    sent = [f"step {number}.png" for number in range(FIT)]
    for window in (asker, helper):
        expect(window.locator(PICTURE)).to_have_count(FIT, timeout=60_000)
        assert names(window) == sent
    log = browsers.transcript("learner", asker.url)
    assert [line["body"].partition("\n")[0] for line in log["lines"] if "/file/" in line["body"]] == sent
    expect(tray.get_by_role("alert")).to_contain_text("10 more do not fit")
    tray.get_by_role("button", name="Close").click()
    expect(tray).to_have_count(0)


def test_a_talk_that_is_full_says_so_once_and_what_did_not_fit_is_taken_away_at_once(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    choose(helper, *pictures(range(FIT - 2)))
    helper.get_by_role("button", name=f"Send {FIT - 2} files").click()
    expect(asker.locator(PICTURE)).to_have_count(FIT - 2, timeout=60_000)
    asked: list[str] = []
    asker.on("request", lambda request: asked.append(request.url) if "/file_put/" in request.url else None)
    choose(asker, *pictures(range(FIT, 40)))
    asker.get_by_role("button", name="Send 10 files").click()
    tray = asker.get_by_role("region", name="Pictures and files")
    expect(tray.get_by_text("No more files fit into this conversation.")).to_have_count(8)
    assert_accessible(asker)
    assert len(asked) == 3
    for window in (asker, helper):
        expect(window.locator(PICTURE)).to_have_count(FIT)
        assert names(window)[-2:] == ["step 30.png", "step 31.png"]
    tray.get_by_role("button", name="Take 8 away").click()
    expect(tray).to_have_count(0)
    expect(asker.get_by_role("textbox", name="Write a message")).to_be_focused()
