"""What people see: accessible in every state, readable on a phone and in the dark, and never heavier than allowed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import MENU, STAYS, Browsers, assert_accessible, call_id, expect_line, in_menu, narrow, say
from tests.support.devsite import DevSite, eventually

STATIC = Path(__file__).parents[2] / "static"
DIST = STATIC / "dist"
KEEPING = "keeping.js"
"""What knows whose browser it is, and is loaded beside what a page shows."""
LATER = ("more-view-", "menu-", "lines-view-", "marks-", "notify-", "quoted-", "file-line-")
"""What a room window loads once one can write in it: its menus, the people, the whole question, what lines offer."""
OF_TEXTS = (
    *("links-", "written-element-view-", "browser-drawing-", "rendered-", "browser-scrolling-"),
    *("limits-", "markdown-", "browser-clean-", "_formulas-worker_script-", "_code-worker_script-"),
    *("browser-steady-", "formula-styles-", "rolldown-runtime-", "talk-"),
)
"""What lays out texts, and is loaded for the first that needs it."""
PLACES = {
    "lobby-later": "chatxblock-answers, chatxblock-followed, chatxblock-candidacy",
    "unfinished": "chatxblock-unfinished",
}
"""What shows in the lobby that something waits for her, by the script that has it."""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
NASTY = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> & \"'`"
HEBREW = "שלום, למה המטריצה לא הפיכה?"


def compressed(name: str) -> int:
    return len(gzip.compress((DIST / name).read_bytes(), 9, mtime=0))


def loaded(page: Page) -> list[str]:
    """Return the names of the front end's files that a page has loaded, in order, each as often as it came."""
    urls: list[str] = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    return [url.rpartition("/")[2] for url in urls if "/public/" in url and not url.endswith("/icon.svg")]


def is_script(url: str) -> bool:
    """Tell whether an address is that of a script of the front end."""
    return "/public/" in url and url.endswith(".js")


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_the_lobby_weighs_at_most_12_kilobytes() -> None:
    assert read(STATIC / "budgets.json")["bytes"]["lobby"] == 12_000
    assert compressed("lobby.js") <= 12_000


def test_a_room_window_loads_at_most_40_kilobytes_before_anything_on_demand(browsers: Browsers) -> None:
    assert read(STATIC / "budgets.json")["bytes"]["room"] == 40_000
    helper = browsers.unit("helper1")
    browsers.ask(browsers.unit("learner"))
    with helper.context.expect_page() as opened:
        helper.get_by_role("link", name="Help Lina Petrova").click()
    room = opened.value
    browsers.room(room)
    room.wait_for_function(
        "name => performance.getEntriesByType('resource').some((one) => one.name.endsWith(name))", arg=KEEPING
    )
    told = read(DIST / "chunks.json")
    chunks = told["preload"]
    later = [KEEPING, *(name for name in told["chunks"] if name.startswith(LATER))]
    assert eventually(lambda: {*later} <= {*loaded(room)}), "a part that is loaded later does not come"
    files = loaded(room)
    assert sorted(files) == sorted(["room.js", "page.css", *chunks["room"], *later])
    assert set(chunks["keeping"]) <= set(chunks["room"])
    assert sum(compressed(name) for name in files if name not in later) <= 40_000


def test_the_lobby_loads_what_others_learned_but_no_chat_and_opens_no_connection(browsers: Browsers) -> None:
    profile = browsers.profile("learner")
    page = profile.new_page()
    sockets, scripts = [], []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.on("request", lambda request: scripts.append(request.url) if is_script(request.url) else None)
    page.goto(browsers.page_url("learner"))
    expect(page.get_by_role("button", name="Ask a helper")).to_be_visible()
    page.get_by_role("textbox").fill("Why?")
    page.wait_for_selector("chatxblock-found", state="attached")
    told = page.locator("chatxblock-lobby").evaluate("lobby => lobby.data")
    parts = {
        "finding": True,
        "along": True,
        "keeping": True,
        "lobby-later": any(told[news] for news in ("answered", "own_left", "followed", "candidacy")),
        "unfinished": bool(told["unfinished"]),
    }
    for part, place in PLACES.items():
        if parts[part]:
            page.wait_for_selector(place, state="attached")
    assert sockets == []
    names = [url.rpartition("/")[2] for url in scripts]
    assert names[0] == "lobby.js"
    preload = read(DIST / "chunks.json")["preload"]
    needed = {name for part, shown in parts.items() if shown for name in (f"{part}.js", *preload[part])}
    # An answer of an earlier question's may have a link or a list, which is laid out by scripts of their own.
    texts = [name for name in names[1:] if name.startswith(OF_TEXTS) and name not in needed]
    assert not texts or any(told[news] for news in ("answered", "own_left", "followed"))
    assert sorted({*names[1:]} - {*texts}) == sorted(needed)
    assert len(names) == 1 + len(needed) + len(texts)


def test_the_start_page_and_the_sentences_are_accessible(browsers: Browsers, site: DevSite) -> None:
    page = browsers.profile("learner").new_page()
    page.goto(site.url)
    assert_accessible(page)
    for student, words in (("stranger", "Enroll in this course"), ("anonymous", "Log in to ask")):
        unit = browsers.unit(student)
        expect(unit.get_by_text(words)).to_be_visible()
        assert_accessible(unit)


def test_a_strangers_window_is_a_page_that_says_no(browsers: Browsers, site: DevSite) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    page = browsers.profile("stranger").new_page()
    page.goto(site.handler_url("window", "stranger", call_id(asker.url)))
    expect(page.get_by_text("Enroll in this course")).to_be_visible()
    assert_accessible(page)
    browsers.complaints.clear()  # the browser notes the 403 of the page itself


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_every_state_of_lobby_inbox_and_room_is_accessible(browsers: Browsers, scheme: str) -> None:
    helper = browsers.unit("helper1", color_scheme=scheme)
    expect(helper.get_by_text("No one needs help right now.")).to_be_visible()
    assert_accessible(helper)
    unit = browsers.unit("learner", color_scheme=scheme)
    assert_accessible(unit)
    unit.get_by_role("button", name="Ask a helper").click()
    expect(unit.get_by_text("Type your question first.")).to_be_visible()
    assert_accessible(unit)

    asker = browsers.ask(unit)
    assert_accessible(asker)
    expect(unit.get_by_role("link", name="Go to your room")).to_be_visible()
    assert_accessible(unit)
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    assert_accessible(helper)

    window = browsers.help(helper)
    say(asker, "See https://example.org/?a=1&b=2")
    expect_line(window, "See https://")
    say(window, "Thanks")
    expect_line(asker, "Thanks")
    with narrow(asker):
        assert_accessible(asker)
    assert_accessible(asker)
    assert_accessible(window)
    for button in (*MENU, "It's solved"):
        (in_menu(asker, button) if button in MENU else asker.get_by_role("button", name=button)).click()
        expect(asker.get_by_role("dialog")).to_be_visible()
        assert_accessible(asker)
        asker.get_by_role("dialog").get_by_role("button", name=STAYS).click()

    for leaving in (window, asker):
        in_menu(leaving, "Leave").click()
        leaving.get_by_role("dialog").get_by_role("button", name="Leave").click()
        expect(leaving.get_by_text("You left.")).to_be_visible()
        assert_accessible(leaving)


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_nothing_is_wider_than_a_phone(browsers: Browsers) -> None:
    helper = browsers.unit("helper1", viewport={"width": 320, "height": 560})
    unit = browsers.unit("learner", viewport={"width": 320, "height": 560})
    asker = browsers.ask(unit, LONG)
    helper.get_by_role("button", name="more", exact=True).press("Enter")
    expect(helper.get_by_role("button", name="less", exact=True)).to_be_focused()
    assert_accessible(helper)
    window = browsers.help(helper)
    say(window, LONG)
    expect_line(asker, LONG)
    for page in (asker, window):
        assert not overflows(page)
        box = page.get_by_role("textbox").bounding_box()
        assert box is not None
        assert box["width"] > 150
        assert box["y"] + box["height"] <= 560
    for page in (unit, helper):
        width = page.locator(".chatxblock").bounding_box()
        assert width is not None
        assert width["width"] <= 320


def test_markup_is_shown_and_never_run(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    unit = browsers.unit("learner")
    asker = browsers.ask(unit, NASTY)
    expect(helper.get_by_text(NASTY)).to_be_visible()
    window = browsers.help(helper)
    for page, other in ((asker, window), (window, asker)):
        say(page, NASTY)
        expect_line(other, NASTY)
        say(page, "javascript:document.title='owned' http://x.test/\"onmouseover=alert(1)")
        expect_line(other, "javascript:document.title")
    for page in (unit, helper, asker, window):
        assert page.title() != "owned"
        links = page.locator("chatxblock-room a").evaluate_all("links => links.map((a) => a.protocol)")
        assert set(links) <= {"http:", "https:"}


def test_right_to_left_text_runs_right_to_left(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"), HEBREW)
    window = browsers.help(helper)
    say(asker, HEBREW)
    expect_line(window, HEBREW)
    line = window.locator("li.line .bubble", has_text=HEBREW)
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_characters_that_xml_cannot_carry_do_not_end_the_talk(browsers: Browsers) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    say(asker, "before \u0001\u000b\ufffe after")
    expect_line(asker, "after")
    say(asker, "and on")
    expect_line(asker, "and on")


def test_too_long_and_blank_questions_are_told_and_kept(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    box = unit.get_by_role("textbox", name="What are you stuck on?")
    box.fill("   ")
    unit.get_by_role("button", name="Ask a helper").click()
    expect(unit.get_by_text("Type your question first.")).to_be_visible()
    box.fill("x" * 2001)
    unit.get_by_role("button", name="Ask a helper").click()
    expect(unit.get_by_text("Your question is too long")).to_be_visible()
    unit.reload()
    expect(box).to_have_value("x" * 2001)
    assert len(unit.context.pages) == 1


def test_everything_can_be_done_with_the_keyboard(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    expect(unit.get_by_role("button", name="Show where you are stuck")).to_be_visible()
    unit.get_by_role("textbox", name="What are you stuck on?").focus()
    unit.keyboard.type("Why?")
    unit.keyboard.press("Tab")
    expect(unit.get_by_role("button", name="Show where you are stuck")).to_be_focused()
    unit.keyboard.press("Tab")
    with unit.context.expect_page() as opened:
        unit.keyboard.press("Enter")
    asker = browsers.room(opened.value)
    asker.get_by_role("textbox").focus()
    asker.keyboard.type("one")
    asker.keyboard.press("Shift+Enter")
    asker.keyboard.type("two")
    asker.keyboard.press("Enter")
    expect_line(asker, "one\ntwo")
    more = asker.get_by_role("button", name="More", exact=True)
    more.focus()
    asker.keyboard.press("Enter")
    expect(asker.get_by_role("menuitem").first).to_be_focused()
    asker.keyboard.press("Escape")
    expect(asker.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    asker.keyboard.press("Enter")
    in_order = asker.get_by_role("menuitem").all_inner_texts()
    for _ in range(in_order.index("Leave")):
        asker.keyboard.press("ArrowDown")
    asker.keyboard.press("Enter")
    expect(asker.get_by_role("dialog")).to_be_visible()
    asker.keyboard.press("Escape")
    expect(asker.get_by_role("dialog")).to_have_count(0)
    expect(more).to_be_focused()


def test_reading_up_is_not_disturbed_by_what_comes_in(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    window = browsers.help(helper)
    for number in range(14):
        say(window, f"line {number}\n\n\n")
        expect_line(window, f"line {number}")
    expect_line(asker, "line 13")
    log = asker.get_by_role("log")
    log.evaluate("element => { element.scrollTop = 0 }")
    expect(asker.get_by_text("line 0")).to_be_in_viewport()
    say(window, "the newest")
    expect(asker.get_by_role("button", name="1 new message")).to_be_visible()
    assert log.evaluate("element => element.scrollTop") < 5
    asker.get_by_role("button", name="1 new message").click()
    expect(asker.get_by_text("the newest")).to_be_in_viewport()
    expect(asker.get_by_text("1 new", exact=True)).to_be_visible()


def test_the_unit_is_dark_only_in_a_page_that_is(browsers: Browsers) -> None:
    unit = browsers.unit("learner", color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('chatxblock-lobby')).getPropertyValue('--ground').trim()"
    assert unit.evaluate(ground) == "#ffffff"
    unit.evaluate(
        """() => {
            document.documentElement.style.colorScheme = "light dark";
            const lobby = document.querySelector("chatxblock-lobby");
            lobby.parentNode.append(lobby);
        }"""
    )
    assert unit.evaluate(ground) == "#12171d"
    assert_accessible(unit)
