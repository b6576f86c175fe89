"""What else runs on the page, and what does not run at all: others do not harm ours, and no page stays empty."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import Browsers, say

RUDE = """
    Array.prototype.firstOne = function () { return this[0]; };
    Object.defineProperty(Array.prototype, "lastOne", { value() { return this.at(-1); }, enumerable: true });
    window.define = Object.assign((name) => { if (typeof name !== "string") throw Error("unnamed"); }, { amd: {} });
    window.require = window.module = window.exports = undefined;
    const { fetch } = window;
    window.fetch = function (...parts) { return fetch.apply(this, parts); };
    addEventListener("DOMContentLoaded", () => setTimeout(() => { throw new Error("the neighbour's"); }));
"""
"""A block of somebody else's that adds to prototypes, has RequireJS, wraps what the browser has, and throws."""
NEVER_BEGUN = 'Object.defineProperty(window, "ChatXBlock", { get() {}, set() {} })'
"""The page's runtime finds nothing to begin a block with, as after a block before it that threw."""
TOO_OLD = "Nothing here after a while?"
SCRIPTS = re.compile(r"/(lobby|room|helper-page|history)\.js")


def in_the_end(page: Page) -> Page:
    """Let the time pass after which a page without anything says so."""
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    return page


def test_a_rude_neighbour_keeps_nobody_from_asking_and_talking(browsers: Browsers) -> None:
    profile = browsers.profile("learner")
    profile.add_init_script(RUDE)
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    say(asker, "Is anybody there at all?")
    expect(asker.get_by_text("Is anybody there at all?")).to_be_visible()
    expect(unit.get_by_role("link", name="Go to your room")).to_be_visible()
    assert browsers.complaints
    assert [said for said in browsers.complaints if "neighbour" not in said] == []
    browsers.complaints.clear()


def test_a_block_that_the_page_never_began_begins_by_itself(browsers: Browsers) -> None:
    browsers.profile("learner").add_init_script(NEVER_BEGUN)
    unit = browsers.unit("learner")
    expect(unit.get_by_role("textbox", name="What are you stuck on?")).to_be_visible()
    expect(in_the_end(unit).get_by_text(TOO_OLD)).to_be_hidden()
    browsers.complaints.clear()  # the runtime's own


def test_a_block_that_fails_to_begin_says_so_and_the_page_goes_on(browsers: Browsers) -> None:
    browsers.profile("learner").add_init_script(
        "customElements.define = () => { throw new Error('no elements here'); };"
        "addEventListener('load', () => document.body.append('and on'));"
    )
    unit = browsers.unit("learner")
    expect(in_the_end(unit).get_by_text(TOO_OLD)).to_be_visible()
    expect(unit.get_by_text("and on")).to_be_visible()
    assert any("no elements here" in said for said in browsers.complaints)
    browsers.complaints.clear()


@pytest.mark.parametrize("what", ["cannot be read", "cannot be loaded"])
def test_where_a_script_fails_the_page_says_so_without_it(browsers: Browsers, what: str) -> None:
    def spoil(route: Route) -> None:
        if what == "cannot be loaded":
            route.abort()
        else:
            route.fulfill(body="let newer = #{ words };", content_type="text/javascript")

    profile = browsers.profile("learner")
    profile.route(SCRIPTS, spoil)
    unit = browsers.unit("learner")
    expect(unit.get_by_text(TOO_OLD)).to_be_hidden()
    expect(in_the_end(unit).get_by_text(TOO_OLD)).to_be_visible()
    for handler, suffix in (("window", str(uuid4())), ("helper_page", ""), ("history_page", "")):
        page = profile.new_page()
        page.goto(browsers.handler_url("learner", handler, suffix))
        expect(page.get_by_text(TOO_OLD)).to_be_hidden()
        expect(in_the_end(page).get_by_text(TOO_OLD)).to_be_visible()
    browsers.complaints.clear()
