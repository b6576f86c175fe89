"""What people are called, and how they write, leaves the window usable for everybody else.

The room's window as it is built, with a conversation that is played: nothing here needs a server.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page, Route, expect

from tests.browser.fixtures import PHONE
from tests.support.devsite import eventually

DIST = Path(__file__).parents[2] / "static" / "dist"
SITE = "http://names.test/"
PAGE = """<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>A room</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="page.css">
</head><body><main></main><script type="module" src="room.js"></script></body></html>"""
TYPES = {".js": "text/javascript", ".css": "text/css"}
ARABIC = "محمدعبدالرحمن" * 20
NAMES = ("W" * 255, ARABIC[:255], "ಠ" * 255, "李" * 255, "Lina")
PILE = "Z" + "".join(map(chr, range(0x300, 0x340))) * 2
KEYBOARD = 340
"""Pixels that a phone's keyboard leaves of its 640."""
HEAD = 96
"""Pixels above the talk, at most, on a phone."""
COLUMN = 46 * 16
"""Pixels that a line of talk is wide at most, with its margins."""
STATES: dict[str, dict[str, Any]] = {
    "a talk": {},
    "waiting": {"waiting": True, "others": [], "writing": [], "inside": ["4@chat.test"], "call": {"helpers": []}},
    "somebody asks to join": {"joinRequests": [{"jid": "9@chat.test", "name": "W" * 255}]},
}
CHUNKS = json.loads((DIST / "chunks.json").read_text())["chunks"]
PARTS = {
    part: next(name for name in CHUNKS if name.startswith(part)) for part in ("beside-view", "lines-view", "more-view")
}
PLAY = """([names, bodies, parts, changes]) => {
  const jids = names.map((_, at) => `${at}@chat.test`), me = jids.at(-1), others = jids.slice(0, -1);
  const nameOf = (jid) => names[jids.indexOf(jid)], roleOf = (jid) => (jid === me ? "asker" : "helper");
  const line = (body, at) => ({kind: "line", archiveId: `${at}`, id: `${at}`, author: jids[at % 4], nick: "", body,
    at: at * 1e6, replaces: "", earlier: []});
  const call = {id: "c1", question: "Why is the matrix not invertible here?", asker: {name: "Lina", image_url: ""},
    asked_at: "2026-11-22T11:59:00.000Z", my_role: "asker", helpers: others.map(nameOf), context: {url: "", title: ""},
    invited: 4, declined: 0, seen: 0, next_round_at: null, room: {jid: "r@rooms.chat.test"}, transcript_url: "/log"};
  const conversation = {call, me, others, nameOf, roleOf, callId: "c1", entries: bodies.map(line), writing: others,
    changed: {subscribe: () => () => undefined},
    people: jids.map((jid, at) => ({jid, name: names[at], role: roleOf(jid)})),
    inside: jids, linkState: "online", roomState: "inside", joinRequests: [], pending: [], typedQuestion: "",
    leftLast: "", chatDown: false, loggedOut: false, hasOlder: false, readingOlder: false, waiting: false, end: null,
    log: {markings: []}, thanked: new Set(), typed: () => undefined, handlers: {post: async () => ({})}, coming: [],
    ...changes, call: {...call, ...changes.call}};
  const data = {page: {title: "Unit 3", url: ""}, handlers: {}, line_limit: 1000, role: "asker", may_name: true};
  const {texts} = document.createElement("chatxblock-log");
  const loadMore = () => import(`./${parts["more-view"]}`), loadLines = () => import(`./${parts["lines-view"]}`);
  const loadBeside = async () => (await Promise.all([import(`./${parts["beside-view"]}`), import("./waiting.js")]))[0];
  document.querySelector("main").replaceChildren(Object.assign(document.createElement("chatxblock-room"), {conversation,
    data, texts, loadMore, loadLines, loadBeside, clock: {now: () => Date.now()}, line: {value: ""},
    invited: {value: ""}}));
}"""


def serve(route: Route) -> None:
    """Answer with the page, or with a script or style sheet as it is built."""
    name = route.request.url.removeprefix(SITE)
    if not name:
        route.fulfill(body=PAGE, content_type="text/html")
    elif (DIST / name).is_file():
        route.fulfill(path=DIST / name, content_type=TYPES[Path(name).suffix])
    else:
        route.fulfill(status=404, body="")


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A page in which the elements of a room are known."""
    page = browser.new_page()
    page.route(f"{SITE}**", serve)
    page.goto(SITE)
    page.wait_for_function("customElements.get('chatxblock-room') !== undefined")
    yield page
    page.close()


def play(window: Page, *bodies: str, **changes: Any) -> None:
    window.evaluate(PLAY, [NAMES, bodies, PARTS, changes])
    expect(window.locator("li.line")).to_have_count(len(bodies))


def box_of(part: Locator) -> FloatRect:
    """Return where a part of the window is."""
    box = part.bounding_box()
    assert box is not None
    return box


@pytest.mark.parametrize("state", STATES)
def test_five_people_with_long_names_leave_a_phone_its_log_and_its_box(window: Page, state: str) -> None:
    window.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    play(window, "One", "Two", "Three", "Four", **STATES[state])
    expect(window.get_by_text("Why is the matrix not invertible here?")).to_have_count(2)
    for height in (PHONE[1], KEYBOARD):
        window.set_viewport_size({"width": PHONE[0], "height": height})
        box, log = box_of(window.get_by_role("textbox")), box_of(window.get_by_role("log"))
        assert log["y"] <= HEAD
        assert log["height"] >= height / 2
        assert log["y"] + log["height"] <= box["y"]
        assert box["y"] + box["height"] <= height
        assert box["width"] > 200
        assert not window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    violations: list[dict[str, Any]] = Axe().run(window).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in violations] == []


def test_the_people_are_behind_a_button_on_a_phone_and_each_has_a_menu(window: Page) -> None:
    window.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    play(window, "One", "Two", "Three", "Four")
    people = window.locator("chatxblock-people")
    count = window.get_by_role("button", name="5 people")
    expect(people).to_be_hidden()
    count.click()
    expect(window.locator("chatxblock-people li")).to_have_count(len(NAMES))
    expect(window.get_by_text("(you, asked)")).to_be_in_viewport(ratio=1)
    window.get_by_role("button", name="More about").first.click()
    expect(window.get_by_role("menuitem", name="Remove")).to_be_in_viewport(ratio=1)
    expect(window.get_by_role("menuitem", name="Remove")).to_be_focused()
    assert not window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    violations: list[dict[str, Any]] = Axe().run(window).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in violations] == []
    window.keyboard.press("Escape")
    expect(window.get_by_role("menuitem")).to_have_count(0)
    expect(people).to_be_visible()
    window.keyboard.press("Escape")
    expect(people).to_be_hidden()
    expect(count).to_be_focused()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_wide_window_has_one_column_in_its_middle_and_the_people_beside_it(window: Page, direction: str) -> None:
    window.set_viewport_size({"width": 1920, "height": 1080})
    window.evaluate(f"document.documentElement.dir = '{direction}'")
    play(window, "One", "Two " * 200, "Three", "Four")
    expect(window.locator("chatxblock-people li")).to_have_count(len(NAMES))
    column = box_of(window.locator("chatxblock-composer"))
    assert column["width"] <= COLUMN
    assert abs(column["x"] * 2 + column["width"] - 1920) <= 2
    for part in (*window.locator("li.line").all(), *window.get_by_role("heading", level=1).all()):
        box = box_of(part)
        assert column["x"] <= box["x"]
        assert box["x"] + box["width"] <= column["x"] + column["width"]
    people = box_of(window.locator("chatxblock-people"))
    assert people["x"] + people["width"] <= column["x"] or people["x"] >= column["x"] + column["width"]


def test_a_long_name_is_cut_where_it_stands_and_whole_in_its_title(window: Page) -> None:
    window.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    play(window, "One", "Two", "Three", "Four")
    window.get_by_role("button", name="5 people").click()
    for place in ("chatxblock-people li", ".top [role=status]", "li.line"):
        names = window.locator(f"{place} bdi")
        expect(names).not_to_have_count(0)
        cut = names.evaluate_all("all => all.map((one) => [one.scrollWidth > one.clientWidth, one.title])")
        assert cut == [[name != "Lina", name] for name in NAMES][: len(cut)]
        assert len(cut) >= len(NAMES) - 1
        assert names.evaluate_all("all => all.every((one) => one.getBoundingClientRect().right <= innerWidth)")


def test_a_sentence_goes_as_the_page_goes_and_each_name_as_it_does_itself(window: Page) -> None:
    play(window, "One")
    status = window.locator(".top [role=status]", has_text="are here")
    assert status.evaluate("one => getComputedStyle(one).direction") == "ltr"
    told = "all => all.map((one) => [getComputedStyle(one).direction, one.getAttribute('translate')])"
    directions = ["rtl" if name in ARABIC else "ltr" for name in NAMES[:-1]]
    assert status.locator("bdi").evaluate_all(told) == [[direction, "no"] for direction in directions]


def test_a_new_line_fades_in_but_not_for_who_wishes_no_movement(window: Page) -> None:
    play(window, "One", "Two")
    line = window.locator("li.line").last
    line.evaluate("one => one.classList.add('fresh')")
    expect(line).to_have_css("animation-name", "come")  # once the rules of what may stand at a line have come
    window.emulate_media(reduced_motion="reduce")
    expect(line).to_have_css("animation-name", "none")


def test_who_is_there_and_where_the_focus_is_are_seen_in_forced_colours(window: Page) -> None:
    window.emulate_media(forced_colors="active")
    play(window, "One", inside=["3@chat.test", "4@chat.test"])
    expect(window.locator("chatxblock-people li")).to_have_count(len(NAMES))
    filled = "all => all.map((one) => parseFloat(getComputedStyle(one).borderTopWidth) * 2 >= one.offsetWidth)"
    assert window.locator("chatxblock-people .dot").evaluate_all(filled) == [False, False, False, True, True]
    box = window.get_by_role("textbox")
    ring = "one => getComputedStyle(one.closest('.box')).outlineStyle"
    box.focus()
    assert box.evaluate(ring) == "solid"


def test_stacked_marks_do_not_cover_the_next_line(window: Page) -> None:
    play(window, PILE * 5, "What stands below")
    first = window.locator("li.line .bubble").first

    def below() -> FloatRect:
        """Return where that is: what is loaded for a line may move it."""
        box = first.bounding_box()
        assert box is not None
        return FloatRect(x=box["x"], y=box["y"] + box["height"], width=box["width"], height=40)

    def seen() -> bytes:
        """Return what is there once it stays so: what is loaded for a line comes a moment after it."""
        pictures = [b""]

        def stays() -> bool:
            pictures.append(window.screenshot(clip=below(), animations="disabled"))
            return pictures[-1] == pictures[-2]

        assert eventually(stays)
        return pictures[-1]

    def with_style(style: str) -> bytes:
        first.evaluate("(one, style) => (one.style.cssText = style)", style)
        return seen()

    piled = with_style("")
    assert eventually(lambda: with_style("overflow: visible") != piled)  # what the marks would do
    assert eventually(lambda: with_style("color: transparent") == piled)


def test_where_links_end_is_loaded_for_the_first_line_that_has_one(window: Page) -> None:
    play(window, "看https://x.org/a，然后")
    link = window.locator("li.line .bubble a")
    expect(link).to_have_text("https://x.org/a")
    assert window.locator("chatxblock-written").evaluate("one => one.textContent") == "看https://x.org/a，然后"
