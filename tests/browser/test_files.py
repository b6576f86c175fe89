"""Pictures and files in a talk of two, in real browsers: chosen, pasted, dropped, by phone and keyboard, refused."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser.fixtures import Browsers, assert_accessible, call_id, expect_line, narrow, say
from tests.support.pictures import GPS, chunk

PICTURE = "li.line:not(.pending) chatxblock-file img"


def photo(width: int = 40, height: int = 20, *extra: bytes) -> bytes:
    """A picture that browsers draw: red."""
    rows = b"".join(b"\x00" + b"\xff\x00\x00" * width for _ in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    parts = (head, *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def payload(name: str, data: bytes, kind: str = "image/png") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


def two(browsers: Browsers, **options: Any) -> tuple[Page, Page]:
    """An asker and her helper in one room."""
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner", **options))
    helped = browsers.help(helper)
    expect(asker.get_by_role("button", name="Send a picture or a file")).to_be_visible()
    return asker, helped


def choose(window: Page, *files: FilePayload) -> None:
    with window.expect_file_chooser() as chooser:
        window.get_by_role("button", name="Send a picture or a file").click()
    chooser.value.set_files(list(files))


def top(part: Locator) -> float:
    return float(part.evaluate("one => one.getBoundingClientRect().top"))


def bottom(part: Locator) -> float:
    return float(part.evaluate("one => one.getBoundingClientRect().bottom"))


def seen(window: Page, number: int = 0) -> tuple[int, int]:
    """The size of a picture in the talk, once it has been loaded."""
    picture = window.locator(PICTURE).nth(number)
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    size: list[int] = picture.evaluate("one => one.decode().then(() => [one.naturalWidth, one.naturalHeight])")
    return size[0], size[1]


def offline_page(browsers: Browsers, window: Page, where: Path) -> None:
    """What is taken along opens where there is no network, with the picture in it."""
    url = browsers.handler_url("learner", "transcript", call_id(window.url))
    kept = where / "talk.html"
    kept.write_bytes(browsers.profile("learner").request.get(f"{url}&format=html").body())
    page = browsers.profile("learner").new_page()
    with browsers.offline("learner"):
        page.goto(kept.as_uri())
        picture = page.get_by_alt_text("Two rows <img src=x onerror=alert(1)>")
        expect(picture).to_have_js_property("naturalWidth", 2000)
        assert page.locator("img[src=x]").count() == 0
        page.close()


def test_a_photo_is_described_sent_smaller_and_seen_by_the_other_one(browsers: Browsers, tmp_path: Path) -> None:
    asker, helper = two(browsers)
    choose(asker, payload("My <b>notes</b> \u202egnp.png", photo(3000, 60, chunk(b"eXIf", GPS))))
    tray = asker.get_by_role("region", name="Pictures and files")
    box = tray.get_by_role("textbox")
    expect(box).to_be_focused()
    assert_accessible(asker)
    box.fill("Two rows <img src=x onerror=alert(1)>")
    box.press("Enter")
    for window in (asker, helper):
        assert seen(window) == (2000, 40)
        expect(window.locator(PICTURE)).to_have_attribute("alt", "Two rows <img src=x onerror=alert(1)>")
    expect(tray).to_have_count(0)
    address = str(helper.locator(".picture").evaluate("link => link.href"))
    got = browsers.profile("helper1").request.get(address)
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert GPS not in got.body()
    other = address.replace("student=helper1", "student=stranger")
    assert browsers.profile("stranger").request.get(other).status == 403
    assert_accessible(helper)
    offline_page(browsers, asker, tmp_path)
    again = browsers.profile("helper1").new_page()
    again.goto(browsers.handler_url("helper1", "history_page"))
    again.get_by_role("button", name="Read what was said").first.click()
    again.locator("chatxblock-file img").first.scroll_into_view_if_needed()
    expect(again.locator("chatxblock-file img").first).to_have_js_property("naturalWidth", 2000)


def actions(window: Page) -> Locator:
    """The menu of the only line."""
    window.get_by_role("button", name="Actions for this message").focus()
    window.keyboard.press("Enter")
    return window.locator("chatxblock-line-menu").get_by_role("menu")


def test_what_is_to_be_seen_is_said_in_other_words_by_keyboard(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    choose(asker, payload("rows.png", photo(300, 60)))
    asker.get_by_role("button", name="Send it").click()
    for window in (asker, helper):
        expect(window.locator(PICTURE)).to_have_attribute("alt", "Picture: rows.png")
    address = helper.locator(".picture").get_attribute("href")
    box = asker.get_by_role("textbox")
    for name, before, after in (
        ("Describe the picture", "", "Two rows"),
        ("Change the description", "Two rows", "Two <b>rows</b>, the second one twice the first"),
    ):
        choice = actions(asker).get_by_role("menuitem", name=name)
        choice.press("Enter")
        expect(box).to_be_focused()
        expect(box).to_have_value(before)
        expect(
            asker.get_by_role("status").get_by_text("Say what is to be seen in your picture: rows.png")
        ).to_be_visible()
        box.fill(after)
        assert_accessible(asker)
        with narrow(asker):
            assert_accessible(asker)
        box.press("Enter")
        for window in (asker, helper):
            expect(window.locator(PICTURE)).to_have_attribute("alt", after)
    assert helper.locator(".picture").get_attribute("href") == address
    assert seen(helper) == (300, 60)
    helper.get_by_text("edited").click()
    expect(helper.locator("details p")).to_have_text(["rows.png", "rows.png\nTwo rows"])
    assert_accessible(helper)
    log = browsers.profile("learner").request.get(
        f"{browsers.handler_url('learner', 'transcript', call_id(asker.url))}&format=json"
    )
    assert [file["alt"] for file in log.json()["files"]] == ["Two <b>rows</b>, the second one twice the first"]
    assert browsers.complaints == []


def test_enter_and_send_in_the_box_send_what_waits_in_the_tray_too(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    tray = asker.get_by_role("region", name="Pictures and files")
    write = asker.get_by_role("textbox", name="Write a message")
    choose(asker, payload("one.png", photo()), payload("empty.txt", b"", "text/plain"))
    expect(tray.get_by_role("listitem")).to_have_count(2)
    write.fill("Look at both rows")
    write.press("Enter")
    expect_line(helper, "Look at both rows")
    expect(helper.locator(PICTURE)).to_have_count(1)
    expect(tray.get_by_role("listitem")).to_have_count(1)
    expect(tray.get_by_role("alert")).to_have_text("This file is empty.")
    expect(tray.get_by_role("button", name="Try again")).to_have_count(0)
    tray.get_by_role("button", name="Take empty.txt away").click()
    choose(asker, payload("two.txt", b"twelve bytes", "text/plain"))
    expect(tray.get_by_text("1 kB")).to_be_visible()
    write.press("ArrowUp")
    cancel = asker.get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible()
    write.press("Enter")
    expect(cancel).to_have_count(0)
    expect(tray.get_by_role("button", name="Send it")).to_be_visible()
    asker.get_by_role("button", name="Send", exact=True).click()
    expect(helper.get_by_role("link", name="two.txt")).to_be_visible()
    expect(tray).to_have_count(0)
    expect(write).to_be_focused()
    for window in (asker, helper):
        assert top(window.get_by_text("Look at both rows").last) < top(window.locator(PICTURE))
    assert browsers.complaints == []


def test_several_are_pasted_and_dropped_and_one_that_is_none_is_told(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    asker.locator("chatxblock-room").evaluate(
        """(room, bytes) => {
          const made = (name, type, data) => new File([new Uint8Array(data)], name, { type });
          const pasted = new DataTransfer();
          pasted.items.add(made("one.png", "image/png", bytes));
          pasted.items.add(made("evil.png", "image/png", [...new TextEncoder().encode("<svg onload=alert(1)>")]));
          room.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
          const dropped = new DataTransfer();
          dropped.items.add(made("solve.py", "text/x-python", [...new TextEncoder().encode("#!/usr/bin/python\\n")]));
          room.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""",
        list(photo()),
    )
    write = asker.get_by_role("textbox", name="Write a message")
    write.fill("I tried `solve`")
    preview = asker.get_by_role("region", name="How it will look")
    expect(preview).to_be_visible()
    assert bottom(asker.get_by_role("region", name="Pictures and files")) <= top(preview)
    write.fill("")
    asker.get_by_role("button", name="Send 3 files").click()
    tray = asker.get_by_role("region", name="Pictures and files")
    expect(tray.get_by_role("alert")).to_contain_text("Pages and drawings that run")
    for window in (asker, helper):
        expect(window.locator(PICTURE)).to_have_count(1)
        expect(window.get_by_role("link", name="solve.py.txt")).to_be_visible()
    with helper.expect_download() as download:
        helper.get_by_role("link", name="solve.py.txt").click()
    assert Path(download.value.path()).read_bytes() == b"#!/usr/bin/python\n"
    tray.get_by_role("button", name="Take evil.png away").click()
    expect(tray).to_have_count(0)


PASTE_TEXT = """(box, text) => {
  const pasted = new DataTransfer();
  pasted.setData("text/plain", text);
  const event = { clipboardData: pasted, bubbles: true, cancelable: true, composed: true };
  return box.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def test_a_paste_of_three_thousand_lines_is_asked_about(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    box, text = asker.get_by_role("textbox", name="Write a message"), "x = 1\n" * 3000
    assert box.evaluate(PASTE_TEXT, "x = 1\ny = 2") is True
    assert box.evaluate(PASTE_TEXT, text) is False
    expect(asker.get_by_text("That is 3,001 lines of text.")).to_be_visible()
    assert_accessible(asker)
    asker.get_by_role("button", name="Put it into the box").click()
    expect(box).to_have_value(text)
    box.fill("")
    box.evaluate(PASTE_TEXT, text)
    asker.get_by_role("button", name="Send it as a file").click()
    asker.get_by_role("button", name="Send it", exact=True).click()
    with helper.expect_download() as download:
        helper.get_by_role("link", name="text.txt").click()
    assert Path(download.value.path()).read_text() == text


def test_on_a_phone_a_photo_is_taken_or_chosen(browsers: Browsers) -> None:
    phone = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
    asker, helper = two(browsers, **phone)
    asker.get_by_role("button", name="Send a picture or a file").tap()
    with asker.expect_file_chooser() as chooser:
        asker.get_by_role("button", name="Take a photo").tap()
    assert chooser.value.element.get_attribute("capture") == "environment"
    chooser.value.set_files([payload("IMG_1.png", photo())])
    assert_accessible(asker)
    assert asker.evaluate("document.documentElement.scrollWidth") <= 360
    asker.get_by_role("button", name="Send it").tap()
    assert seen(helper) == (40, 20)


def test_what_the_storage_does_not_take_waits_says_so_and_goes_by_itself(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    fails = [True]

    def away(route: Route) -> None:
        if fails[0]:
            route.abort()
        else:
            route.continue_()

    asker.route("**/file_put/**", away)
    choose(asker, payload("one.png", photo()))
    asker.get_by_role("button", name="Send it").click()
    expect(asker.get_by_text("It is tried again by itself.")).to_be_visible()
    say(asker, "Look at this")
    expect_line(helper, "Look at this")
    fails[0] = False
    assert seen(helper) == (40, 20)
    browsers.complaints[:] = [one for one in browsers.complaints if "ERR_FAILED" not in one]


def test_a_talk_that_ends_meanwhile_tells_who_sends(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    asker.route("**/file_put/**", hold)
    choose(asker, payload("one.png", photo()))
    asker.get_by_role("button", name="Send it").click()
    expect(asker.get_by_role("progressbar")).to_be_visible()
    body = {"call_id": asker.url.split("/window/")[1][:36], "reason": "It is in the lecture."}
    assert "error" not in browsers.handler("staff", "staff_close", body)
    expect(asker.get_by_role("textbox", name="Write a message")).to_have_count(0)
    held[0].continue_()
    expect(asker.get_by_role("alert").get_by_text("This question is over.")).to_be_visible()
    expect(helper.locator(PICTURE)).to_have_count(0)
