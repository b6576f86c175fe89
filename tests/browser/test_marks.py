"""Two people change, take back, answer and react to what was said; others' programs and later readers see sense."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import LINE, Browsers, assert_accessible, expect_line, narrow, say
from tests.browser.test_injection import VECTORS, WATCH

SAID = ".bubble, .quote, .signs, details"
"""Where words of people stand at a line."""


def line(window: Page, text: str) -> Locator:
    """The line on the screen that says this."""
    return window.get_by_role("listitem").filter(has=window.locator(".bubble", has_text=text)).last


def do(window: Page, text: str, name: str) -> None:
    """Choose something in the menu of a line."""
    line(window, text).get_by_role("button", name="Actions for this message").click()
    role: Literal["menuitem", "menuitemcheckbox"] = "menuitem" if name.isascii() else "menuitemcheckbox"
    window.locator("chatxblock-line-menu").get_by_role(role, name=name, exact=True).click()


def box(window: Page) -> Locator:
    return window.get_by_role("textbox")


def test_lines_are_changed_taken_back_answered_and_reacted_to(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    room = browsers.ask(browsers.unit("learner"), "Why is the rank of this one two?")
    other = browsers.help(helper)

    say(room, "The rnak is two")
    expect_line(other, "The rnak is two")
    box(room).press("ArrowUp")
    expect(box(room)).to_have_value("The rnak is two")
    box(room).press("Escape")
    expect(box(room)).to_have_value("")
    box(room).fill("a draft")
    do(room, "The rnak", "Edit")
    assert_accessible(room)
    box(room).fill("The rank is two")
    room.reload()
    expect(room.get_by_text("You change your message: The rnak is two")).to_be_visible()
    expect(box(room)).to_have_value("The rank is two")
    box(room).press("Enter")
    expect(box(room)).to_have_value("a draft")
    expect_line(other, "The rank is two")
    expect(room.get_by_text("For ten minutes you can change")).to_be_visible()
    expect(other.locator(LINE)).to_have_count(1)
    line(other, "The rank").get_by_text("edited").click()
    expect(line(other, "The rank")).to_contain_text("The rnak is two")

    do(other, "The rank", "Answer")
    say(other, "Why not three?")
    quote = room.get_by_role("button", name="Answers you: The rank is two")
    expect(quote).to_be_visible()
    expect(room.locator(LINE).last).to_have_text("Why not three?")
    quote.click()
    expect(line(room, "The rank is two")).to_be_focused()

    do(room, "Why not three?", "💡 Now I see")
    sign = other.get_by_role("button", name="💡 1, Now I see")
    expect(sign).to_be_visible()
    sign.click()
    both = other.get_by_role("button", name="💡 2, Now I see")
    expect(both).to_have_attribute("aria-pressed", "true")
    for window in (room, other):
        assert_accessible(window)
        with narrow(window):
            assert_accessible(window)
    both.press("Enter")
    expect(sign).to_be_visible()

    box(room).fill("")
    say(room, "What is my password again: secret")
    expect_line(other, "secret")
    do(room, "secret", "Take back")
    expect(room.get_by_text("The log that is kept still has it")).to_be_visible()
    room.get_by_role("button", name="Take it back").press("Enter")
    expect(other.get_by_text("This message was taken back")).to_be_visible()
    expect(other.get_by_text("secret")).to_have_count(0)
    room.reload()
    expect(room.get_by_text("You took this message back")).to_be_visible()
    expect_line(room, "The rank is two")
    expect(room.get_by_text("secret")).to_have_count(0)
    expect(room.get_by_role("button", name="💡 1, Now I see")).to_be_visible()
    assert browsers.complaints == []


def test_changes_begun_in_two_windows_both_stay(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    room = browsers.ask(browsers.unit("learner"), "What is the image of this one?")
    other = browsers.help(helper)
    for text in ("It is a lnie", "It is a palne"):
        say(room, text)
        expect_line(other, text)
    second = room.context.new_page()
    second.goto(room.url)
    expect_line(second, "It is a palne")
    do(room, "It is a lnie", "Edit")
    box(room).fill("It is a line")
    do(second, "It is a palne", "Edit")
    box(second).fill("It is a plane")
    for window, text in ((room, "It is a line"), (second, "It is a plane")):
        window.reload()
        expect(box(window)).to_have_value(text)
    second.close()
    do(room, "It is a palne", "Edit")
    expect(box(room)).to_have_value("It is a plane")
    box(room).press("Enter")
    expect_line(other, "It is a plane")
    unsent = room.get_by_text("This is not sent yet: It is a line")
    expect(unsent).to_be_visible()
    assert_accessible(room)
    with narrow(room):
        expect(unsent).to_be_in_viewport()
        assert_accessible(room)
    room.get_by_role("button", name="Go on").press("Enter")
    expect(box(room)).to_be_focused()
    box(room).press("Enter")
    expect_line(other, "It is a line")
    expect(unsent).to_have_count(0)
    assert browsers.complaints == []


def test_the_head_of_an_answer_has_its_formula_and_code_in_one_line(browsers: Browsers) -> None:
    helper_unit, unit = browsers.unit("helper1"), browsers.unit("learner")
    asker = browsers.ask(unit)
    helper = browsers.help(helper_unit)
    say(asker, "Is $\\frac{a}{b}$ the same as `a / b`, and\n$$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$")
    expect(helper.locator(LINE).locator("math")).to_have_count(2)
    helper.get_by_role("button", name="Actions for this message").press("Enter")
    helper.get_by_role("menuitem", name="Answer").press("Enter")
    say(helper, "It is.")
    for window in (helper, asker):
        head = window.locator(".quote")
        expect(head.locator("math")).to_have_count(2)
        expect(head.locator("code")).to_have_text("a / b")
        assert_accessible(window)
        with narrow(window):
            assert head.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
            assert window.get_by_role("log").evaluate("log => log.scrollWidth <= log.clientWidth")
    asker.locator(".quote").press("Enter")
    expect(asker.locator("li.line.own")).to_be_focused()


def beside(menu: Locator, flag: Locator) -> bool:
    """Say whether a menu is on the screen, whole, and where its button is."""
    expect(menu).to_be_in_viewport(ratio=1)
    (one, other) = (menu.bounding_box(), flag.bounding_box())
    assert one
    assert other
    across = one["x"] < other["x"] + other["width"] + 1 and other["x"] < one["x"] + one["width"] + 1
    return across and one["y"] < other["y"] + other["height"] + 1 and other["y"] < one["y"] + one["height"] + 1


def look_by_touch(window: Page, text: str) -> None:
    """Open the menu of a line by finger, turn the phone, close it, and set a sign."""
    flag = line(window, text).get_by_role("button", name="Actions for this message")
    menu = window.locator("chatxblock-line-menu").get_by_role("menu")
    flag.tap()
    assert beside(menu, flag)
    assert_accessible(window)
    window.set_viewport_size({"width": 640, "height": 360})
    window.wait_for_function(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
    )
    assert beside(menu, flag)
    window.set_viewport_size({"width": 360, "height": 640})
    window.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(flag).to_be_focused()
    flag.tap()
    window.get_by_role("heading", level=1).tap()
    expect(menu).to_have_count(0)
    flag.tap()
    menu.get_by_role("menuitemcheckbox", name="That worked").tap()
    expect(menu).to_have_count(0)


def test_a_change_made_offline_waits_and_is_sent_once(browsers: Browsers) -> None:
    helper = browsers.unit("helper1", viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    room = browsers.ask(browsers.unit("learner"), "What is the kernel of this one?")
    other = browsers.help(helper)
    say(room, "It is zreo")
    expect_line(other, "It is zreo")
    look_by_touch(other, "It is zreo")
    expect(room.get_by_role("button", name="✅ 1, That worked")).to_be_visible()
    with browsers.offline("learner"):
        do(room, "It is zreo", "Edit")
        box(room).fill("It is zero")
        box(room).press("Enter")
    expect_line(other, "It is zero")
    details = line(other, "It is zero").locator("details", has_text="edited")
    expect(details.locator("p")).to_have_count(1)


FORBIDDEN = ":is(script, iframe, form, style, object, embed, base, meta, link)"
LONG, TURNED = "x" * 251 + ".png", "\u202egnp.exe\u2066.png"


def test_whatever_is_written_in_a_change_an_answer_or_about_a_file_is_text(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    room = browsers.ask(browsers.unit("learner"), "Is this one invertible?")
    other = browsers.help(helper)
    for window in (room, other):
        window.evaluate(WATCH)
    hostile = "\n".join(VECTORS)
    say(room, hostile[:4000])
    expect_line(other, VECTORS[0])
    do(other, VECTORS[0], "Answer")
    say(other, hostile[:4000])
    expect(room.get_by_role("button", name="Answers you:")).to_be_visible()
    do(room, VECTORS[0], "👍 Good")
    box(room).press("ArrowUp")
    box(room).fill(f"changed {hostile[:4000]}")
    box(room).press("Enter")
    expect_line(other, "changed")
    for window in (room, other):
        for summary in window.locator("li details summary").all():
            summary.click()
        assert window.evaluate("window.ran") == []
        assert window.locator(f":is({SAID}) :is(script, img, iframe, svg, form, style, object)").count() == 0
    hand_on_hostile_files(room, other)


def hand_on_hostile_files(room: Page, other: Page) -> None:
    """Say by hand what hands a file on: whoever does needs no name that the server has cleaned."""
    address = f"http://a.example/file/{UUID(int=1)}.1800000000.{'0' * 24}"
    names = [*(vector.replace("\n", " ") for vector in VECTORS), LONG, TURNED]
    pairs = list(zip(names[::2], names[1::2], strict=True))
    for place, (name, alt) in enumerate(pairs):
        say(room, f"{name}{'' if place % 3 else '.png'}\n{alt}\n{address}")
    say(room, f"<b>last</b>.pdf\n{address}")
    files = other.locator("li.line:not(.pending) chatxblock-file")
    expect(files).to_have_count(len(pairs) + 1)
    do(other, "<b>last</b>.pdf", "Answer")
    say(other, "What is that one?")
    expect(room.get_by_role("button", name="<b>last</b>.pdf")).to_be_visible()
    for window in (room, other):
        for place in (0, len(pairs) // 2, len(pairs)):
            window.locator("chatxblock-file").nth(place).scroll_into_view_if_needed()
        expect(window.locator("chatxblock-file bdi").last).to_have_text("<b>last</b>.pdf")
        assert window.locator(f"chatxblock-file {FORBIDDEN}").count() == 0
        found = "all => [...new Set(all.map((one) => new URL(one.src ?? one.href).origin))]"
        assert window.locator("chatxblock-file :is(img, a)").evaluate_all(found) == [window.evaluate("origin")]
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert window.evaluate("window.ran") == []
