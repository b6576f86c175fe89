"""A resource on its two pages: a draft is edited, published and read; two people write at once; a browser dies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.fixtures import PHONE, Browsers, assert_accessible, call_id, expect_line, say
from tests.browser.test_files import PICTURE, choose, payload, photo
from tests.support.devsite import DevSite

HOSTILE = "<script>owned()</script><img src=x onerror=owned()>"
EXPLODING = "$" + "{" * 60 + "x" + "}" * 60 + "$"
BODY = f"{HOSTILE}\n\n[a link](javascript:owned())\n\n{EXPLODING}\n\n```python\nreturn {'x' * 200}\n```"
LEFT_OUT = "Two rows are the same, so nothing can undo what it does."


class Shelf:
    """Resources that staff begin without a talk, and the pages on which they are written and read."""

    def __init__(self, browsers: Browsers, site: DevSite) -> None:
        self._browsers = browsers
        self._site = site

    def begin(self, **text: Any) -> dict[str, Any]:
        """Begin one, and save a text in it."""
        begun = self._browsers.handler("staff", "resource_draft", {})["resource"]
        body = {"resource_id": begun["resource_id"], "rev": begun["rev"], "title": "Why?", "answer": "", **text}
        saved: dict[str, Any] = self._browsers.handler("staff", "resource_save", body)["resource"]
        return saved

    def publish(self, resource: dict[str, Any]) -> None:
        """Let others read it."""
        body = {"resource_id": resource["resource_id"], "rev": resource["rev"]}
        assert self._browsers.handler("staff", "resource_publish", body)["resource"]["state"] == "published"

    def editor(self, resource: dict[str, Any], student: str = "staff", page: Page | None = None) -> Page:
        """Open the page on which it is written."""
        return self._open("resource_editor", resource, student, page)

    def reader(self, resource: dict[str, Any], student: str, page: Page | None = None) -> Page:
        """Open the page on which it is read."""
        return self._open("resource", resource, student, page)

    def _open(self, handler: str, resource: dict[str, Any], student: str, page: Page | None) -> Page:
        opened = page or self._browsers.profile(student).new_page()
        opened.add_init_script("window.owned = () => { window.ran = true; }")
        opened.goto(urljoin(self._site.url, self._site.handler_url(handler, student, str(resource["resource_id"]))))
        return opened


@pytest.fixture
def shelf(browsers: Browsers, site: DevSite) -> Shelf:
    return Shelf(browsers, site)


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """A window on another machine, which keeps nothing of this one's."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def talk(browsers: Browsers) -> str:
    """Let two people talk, and leave; return the call."""
    unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    helper = browsers.help(unit)
    say(asker, "I have tried to invert it for an hour.")
    expect_line(helper, "I have tried to invert it for an hour.")
    say(helper, LEFT_OUT)
    expect_line(asker, LEFT_OUT)
    choose(asker, payload("rows.png", photo()))
    asker.get_by_role("button", name="Send it").click()
    expect(asker.locator(PICTURE)).to_have_count(1)
    call = call_id(asker.url)
    for student in ("learner", "helper1"):
        assert "call" in browsers.handler(student, "leave", {"call_id": call})
    return call


def test_a_draft_is_edited_published_and_read_by_somebody_else(browsers: Browsers, shelf: Shelf) -> None:
    call = talk(browsers)
    resource = browsers.handler("learner", "resource_draft", {"call_id": call})["resource"]
    editor = shelf.editor(resource, "learner")
    editor.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(editor.get_by_label("The question, in one line")).to_have_value("Why is the matrix not invertible here?")
    expect(editor.get_by_role("button", name="Publish")).to_be_in_viewport()
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator("chatxblock-quotes")).to_contain_text(LEFT_OUT)
    editor.get_by_label("Explanation").fill("Its rows depend on each other: $\\det A = 0$.")
    editor.get_by_label("Short answer").fill("Its determinant is zero.")
    editor.get_by_role("tab", name="The talk").press("Enter")
    editor.get_by_role("button", name="I have tried to invert it").press("Enter")
    expect(editor.get_by_role("button", name="I have tried to invert it")).to_contain_text("In the text")
    picture = editor.get_by_role("checkbox", name="rows.png")
    expect(picture).not_to_be_checked()
    picture.press("Space")
    seen = editor.get_by_label("What is to be seen, for those who do not see it: rows.png")
    seen.fill(f"Two alike rows {HOSTILE}")
    seen.press("Enter")
    expect(editor.locator("#seen img")).to_have_attribute("alt", f"Two alike rows {HOSTILE}")
    assert_accessible(editor)
    editor.get_by_role("button", name="Publish").click()
    expect(editor.get_by_text("Published: others can read it now.")).to_be_visible()
    assert_accessible(editor)
    reader = shelf.reader(resource, "helper2")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Why is the matrix not invertible here?")
    expect(reader.locator("article math")).to_have_count(1)
    expect(reader.locator("article")).to_contain_text("I have tried to invert it for an hour.")
    expect(reader.get_by_alt_text(f"Two alike rows {HOSTILE}")).to_have_js_property("naturalWidth", 40)
    assert_accessible(reader)
    reader.get_by_role("button", name="This helped").click()
    expect(reader.get_by_text("It helped 1 person.")).to_be_visible()


def test_two_who_write_at_once_see_both_texts_and_lose_neither(shelf: Shelf, elsewhere: Page) -> None:
    resource = shelf.begin(body="What both begin with.")
    one, other = shelf.editor(resource), shelf.editor(resource, page=elsewhere)
    one.get_by_label("Explanation").fill("Mine, which came first.")
    expect(one.get_by_text("Saved just now").first).to_be_visible()
    other.get_by_label("Explanation").fill("Yours, which came second.")
    expect(other.get_by_role("heading", name="There are two texts now")).to_be_focused()
    expect(other.locator("mark")).to_have_text(["Yours, which came second.", "Mine, which came first."])
    assert_accessible(other)
    other.get_by_role("button", name="Take theirs").click()
    expect(other.get_by_label("Explanation")).to_have_value("Mine, which came first.")
    other.get_by_role("button", name="Put mine back").click()
    expect(other.get_by_text("Saved just now").first).to_be_visible()
    other.get_by_role("button", name="More").click()
    expect(other.locator("summary")).to_have_count(4)


def test_a_browser_that_dies_while_somebody_types_loses_nothing(browsers: Browsers, shelf: Shelf) -> None:
    resource = shelf.begin(body="As it was.")
    dying = shelf.editor(resource)
    with browsers.offline("staff"):
        dying.get_by_label("Explanation").fill("As it was, and half a thou")
        expect(dying.get_by_text("Not saved: no connection.")).to_be_visible()
        with pytest.raises(Error, match="crash"):
            dying.goto("chrome://crash")  # it sends nothing any more, as it would on leaving
        dying.close()
    back = shelf.editor(resource)
    expect(back.get_by_label("Explanation")).to_have_value("As it was, and half a thou")
    expect(back.get_by_text("It is here again.")).to_be_visible()
    expect(back.get_by_text("Saved just now").first).to_be_visible()


def test_nothing_that_somebody_writes_runs_leads_away_or_explodes(shelf: Shelf, elsewhere: Page) -> None:
    resource = shelf.begin(title=HOSTILE, answer=HOSTILE, body=BODY, tags=[HOSTILE[:40]])
    shelf.publish(resource)
    for page in (shelf.reader(resource, "learner"), shelf.editor(resource, page=elsewhere)):
        drawn = page.locator(".rendered .unrendered")
        expect(drawn).to_have_text([EXPLODING])
        assert drawn.get_attribute("title") == "This formula is nested too deeply to be shown."
        expect(page.locator("a[href^='javascript']")).to_have_count(0)
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert_accessible(page)


def test_what_the_server_cannot_show_the_browser_shows_as_a_room_does(shelf: Shelf, elsewhere: Page) -> None:
    body = "Water is $\\ce{H2O}$, and\n\n$$\\ce{2H2 + O2 -> 2H2O}$$\n\nbut $\\ce{$ and $\\nosuchcommand$ are nothing."
    resource = shelf.begin(body=f"{body} $\\boxed{{x}}$", answer="$\\ce{H2O}$")
    shelf.publish(resource)
    for page in (shelf.reader(resource, "learner"), shelf.editor(resource, page=elsewhere)):
        expect(page.locator(".rendered math")).to_have_count(4)
        expect(page.locator(".rendered .unrendered")).to_have_text(["$\\ce{$", "$\\nosuchcommand$"])
        expect(page.locator(".rendered menclose")).to_have_css("border-left-width", "1px")
        assert_accessible(page)


def test_the_page_is_whole_without_a_script(browser: Browser, shelf: Shelf) -> None:
    resource = shelf.begin(title="Why is it zero?", answer="Because.", body="The *explanation*.", tags=["matrix"])
    shelf.publish(resource)
    context = browser.new_context(java_script_enabled=False)
    page = shelf.reader(resource, "learner", context.new_page())
    expect(page.get_by_role("heading", level=1)).to_have_text("Why is it zero?")
    expect(page.locator("article")).to_contain_text("Because.")
    expect(page.locator("article em")).to_have_text("explanation")
    context.close()


def test_a_text_is_written_and_published_by_keyboard_alone(shelf: Shelf) -> None:
    page = shelf.editor(shelf.begin(body="x"))
    toolbar = page.get_by_role("toolbar")
    expect(toolbar).to_have_attribute("tabindex", "0")
    page.get_by_label("Explanation").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Shift+Tab")
    expect(toolbar.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="Formula")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Explanation")).to_have_value("$x$")
    expect(page.locator(".rendered math")).to_have_count(1)
    fields = (page.get_by_label("Tags"), *(page.get_by_role("button", name=name) for name in ("More", "Publish")))
    for field in fields:
        page.keyboard.press("Tab")
        expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Published: others can read it now.")).to_be_visible()
