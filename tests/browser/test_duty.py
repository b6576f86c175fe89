"""The helper's side in a browser: duty, one bell for all windows, and being told in time."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import GRACE_SECONDS
from tests.browser.fixtures import Browsers, assert_accessible, call_id
from tests.support.devsite import DevSite, eventually

PEERS = 2
"""Place of the page on which learners help each other."""
SOLVERS = 5
"""Place of the page on which who has most of the points may help."""

LISTEN = """
window.rung = 0; window.notices = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.rung += 1; return start.apply(this, when); };
window.Notification = class extends EventTarget {
  static permission = "%s";
  static requestPermission() { return Promise.resolve((Notification.permission = "%s")); }
  constructor(title, options) { super(); window.notices.push([title, options?.body ?? ""]); this.onclick = null; }
  close() {}
};
"""


UNTOUCHED = """
let touched = false;
addEventListener("pointerdown", () => { touched = true; }, true);
Object.defineProperty(navigator, "userActivation", { value: { get hasBeenActive() { return touched; } } });
"""
"""Playwright's own questions count as gestures: so a page that nobody has clicked in is told here that it is one."""


ONCE_MORE = """
window.told = window.present = 0;
const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (text) {
  send.call(this, text);
  if (text.startsWith("<presence")) window.present += 1;
  if (!text.startsWith("<close")) return;
  window.told += 1;
  const data = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" version="1.0"/>';
  this.dispatchEvent(new MessageEvent("message", { data }));
};
"""
"""What the server said in the moment in which the page said goodbye."""


def listening(browsers: Browsers, student: str, before: str = "granted", asked: str = "granted") -> BrowserContext:
    """A browser in which one can count what was heard, and read what it said."""
    profile = browsers.profile(student)
    profile.add_init_script(LISTEN % (before, asked))
    return profile


def on_duty(browsers: Browsers, student: str, **options: Any) -> Page:
    """Somebody who agreed to help is on duty in the page."""
    browsers.handler(student, "helper", {"helps": True}, PEERS)
    browsers.handler(student, "duty", {"on_duty": True}, PEERS)
    page = browsers.unit(student, PEERS, **options)
    expect(page.get_by_text("On duty until you stop")).to_be_visible()
    expect(page.get_by_text("No one needs help right now.")).to_be_visible()
    return page


def says(unit: Page, sentence: str) -> bool:
    """Say whether a unit says that when it is opened again."""
    unit.reload()
    expect(unit.get_by_role("button", name="Ask a helper")).to_be_visible()
    return unit.get_by_text(sentence).is_visible()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevSite]:
    """A dev server of our own: what people wish here, they do not wish elsewhere."""
    with DevSite(tmp_path_factory.mktemp("duty"), settings={"GRACE_SECONDS": GRACE_SECONDS}) as site:
        yield site


@pytest.fixture(autouse=True)
def _everybody_goes_home(browsers: Browsers) -> Iterator[None]:
    """What somebody wished in one test is no wish in the next."""
    yield
    browsers.close_windows()  # who went home has seen nothing any more, and the server says so
    for student in filter(browsers.came, ("helper1", "helper2", "helper3", "learner")):
        browsers.handler(student, "duty", {"on_duty": False}, PEERS)


def test_who_has_most_of_the_points_is_invited_once_and_asked(browsers: Browsers) -> None:
    invitation = "Would you help others with this unit?"
    other = browsers.unit("helper2", SOLVERS)
    expect(other.get_by_role("button", name="Ask a helper")).to_be_visible()
    helper = browsers.unit("helper1", SOLVERS)
    expect(helper.get_by_role("heading", name=invitation)).to_be_visible()
    expect(helper.get_by_text("You have 95 % of the points here.")).to_be_visible()
    assert_accessible(helper)
    helper.get_by_role("button", name="Yes").click()
    expect(helper.get_by_role("link", name="Questions for you")).to_be_visible()
    assert_accessible(helper)
    helper.reload()
    helper.get_by_role("button", name="Go on duty").click()
    expect(helper.get_by_text("No one needs help right now.")).to_be_visible()
    for unit in (helper, other):
        expect(unit.get_by_text(invitation)).to_have_count(0)
    unit = browsers.unit("learner", SOLVERS)
    assert eventually(lambda: says(unit, "A few people are around"))
    asker = browsers.ask(unit)
    browsers.help(helper)
    expect(asker.get_by_text("Helper 1 is here", exact=True)).to_be_visible()


def test_whoever_agrees_is_asked_on_duty_and_comes(browsers: Browsers) -> None:
    helper = browsers.unit("helper3", PEERS)
    expect(helper.get_by_text("Would you help others here?")).to_be_visible()
    assert_accessible(helper)
    helper.get_by_role("button", name="Yes").click()
    assert_accessible(helper)
    helper.get_by_role("button", name="Go on duty").click()
    expect(helper.get_by_text("No one needs help right now.")).to_be_visible()
    unit = browsers.unit("learner", PEERS)
    assert eventually(lambda: says(unit, "A few people are around"))  # her window was still on its way
    asker = browsers.ask(unit)
    window = browsers.help(helper)
    expect(asker.get_by_text("Helper 3 is here", exact=True)).to_be_visible()
    expect(window.get_by_text("Lina Petrova is here", exact=True)).to_be_visible()


def test_ten_minutes_are_shown_with_their_end_on_every_page(browsers: Browsers) -> None:
    helper = on_duty(browsers, "helper1")
    helper.get_by_role("button", name="I'm done").click()
    expect(helper.get_by_role("button", name="Go on duty")).to_be_visible()
    helper.get_by_role("button", name="Ten minutes").click()
    helper.get_by_role("button", name="10 minutes").click()
    expect(helper.get_by_text(re.compile(r"On duty until .*\d:\d\d"))).to_be_visible()
    other = browsers.unit("helper1", 0)
    expect(other.get_by_text("On duty until")).to_have_text(helper.get_by_text("On duty until").inner_text())


def test_what_the_chat_says_while_the_page_says_goodbye_makes_nobody_stumble(browsers: Browsers) -> None:
    browsers.profile("helper1").add_init_script(ONCE_MORE)
    page = on_duty(browsers, "helper1")
    assert eventually(lambda: page.evaluate("window.present") > 0)
    page.get_by_role("button", name="I'm done").click()
    expect(page.get_by_role("button", name="Go on duty")).to_be_visible()
    assert eventually(lambda: page.evaluate("window.told") == 1)


def test_off_duty_nothing_comes(browsers: Browsers) -> None:
    helper = on_duty(browsers, "helper1")
    helper.get_by_role("button", name="I'm done").click()
    expect(helper.get_by_role("button", name="Go on duty")).to_be_visible()
    asker = browsers.ask(browsers.unit("learner", PEERS))
    expect(asker.get_by_text("Nobody who can help is around right now")).to_be_visible()
    expect(helper.get_by_role("link", name="Help Lina Petrova")).not_to_be_visible()


def test_who_comes_on_duty_sees_the_call_that_still_waits(browsers: Browsers) -> None:
    browsers.handler("helper1", "helper", {"helps": True}, PEERS)
    asker = browsers.ask(browsers.unit("learner", PEERS))
    expect(asker.get_by_text("Nobody who can help is around right now")).to_be_visible()
    helper = browsers.unit("helper1", PEERS)
    helper.get_by_role("button", name="Go on duty").click()
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    expect(asker.get_by_text("1 helper was asked")).to_be_visible()


def test_three_windows_ring_once_and_show_it_once_each(browsers: Browsers) -> None:
    profile = listening(browsers, "helper1")
    pages = [on_duty(browsers, "helper1") for _ in range(3)]
    for page in pages:
        page.bring_to_front()
        page.get_by_role("heading", name="Questions for you").click()  # a gesture, without which browsers are silent
    browsers.ask(browsers.unit("learner", PEERS))
    for page in pages:
        expect(page.get_by_role("link", name="Help Lina Petrova")).to_have_count(1)
    expect(pages[0]).to_have_title(re.compile(r"^\(1\)"))
    assert [ear for ear in (page.evaluate("window.rung > 0") for page in profile.pages) if ear] == [True]
    assert sum(page.evaluate("window.notices.length") for page in profile.pages) <= 1


def test_a_window_of_its_own_stays_and_asks_for_notices(browsers: Browsers) -> None:
    listening(browsers, "helper1", "default", "granted")
    helper = on_duty(browsers, "helper1")
    with helper.context.expect_page() as opened:
        helper.get_by_role("button", name="Keep this open").click()
    own = opened.value
    expect(own.get_by_text("On duty until you stop")).to_be_visible()
    assert_accessible(own)
    own.get_by_role("button", name="Allow notifications").click()
    expect(own.get_by_role("button", name="Allow notifications")).not_to_be_visible()
    helper.close()
    browsers.ask(browsers.unit("learner", PEERS), "First line\nSecond line")
    expect(own.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    assert eventually(lambda: own.evaluate("window.notices.length") > 0)
    said = " ".join(own.evaluate("window.notices[0]"))
    assert "First line" in said
    assert "Second line" not in said


def test_who_comes_far_enough_is_invited_on_her_open_page_and_then_asked(browsers: Browsers, site: DevSite) -> None:
    helper = browsers.unit("helper2", SOLVERS)
    expect(helper.get_by_role("button", name="Ask a helper")).to_be_visible()
    invitation = helper.get_by_role("heading", name="Would you help others with this unit?")
    expect(invitation).to_have_count(0)
    start = helper.context.new_page()
    start.goto(site.url)
    start.get_by_role("button", name="Let Helper 2 solve it").click()
    expect(start.get_by_role("button", name="Helper 2 has lost points")).to_be_visible()
    with closing(sqlite3.connect(site.data / "chatxblock.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE chatxblock_candidacy SET next_look_at = '2020-01-01 00:00:00'")  # a minute is over
    assert eventually(lambda: bool(browsers.handler("helper2", "lobby", {}, SOLVERS)["candidacy"]))
    helper.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(invitation).to_be_visible()
    expect(helper.get_by_text("You have 95 % of the points here.")).to_be_visible()
    assert_accessible(helper)
    other = browsers.unit("helper2", SOLVERS)
    expect(other.get_by_role("heading", name="Would you help others with this unit?")).to_be_visible()
    helper.get_by_role("button", name="Yes").click()
    expect(helper.get_by_text("Thank you. Go on duty when you have time")).to_be_visible()
    other.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(other.get_by_role("heading", name="Would you help others with this unit?")).to_have_count(0)
    helper.reload()
    helper.get_by_role("button", name="Go on duty").click()
    expect(helper.get_by_text("No one needs help right now.")).to_be_visible()
    browsers.ask(browsers.unit("learner", SOLVERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    start.get_by_role("button", name="Helper 2 has lost points").click()


@pytest.mark.parametrize("answer", ["denied", "default"])
def test_notices_that_are_denied_or_dismissed_change_nothing_else(browsers: Browsers, answer: str) -> None:
    listening(browsers, "helper1", "default", answer)
    helper = on_duty(browsers, "helper1")
    with helper.context.expect_page() as opened:
        helper.get_by_role("button", name="Keep this open").click()
    own = opened.value
    own.get_by_role("button", name="Allow notifications").click()
    if answer == "denied":
        expect(own.get_by_text("Notifications are switched off for this site")).to_be_visible()
    browsers.ask(browsers.unit("learner", PEERS))
    expect(own.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    assert own.evaluate("window.notices.length") == 0


def test_a_page_that_may_not_sound_yet_offers_the_gesture(browsers: Browsers) -> None:
    browsers.profile("helper1").add_init_script(UNTOUCHED)
    helper = on_duty(browsers, "helper1")
    browsers.ask(browsers.unit("learner", PEERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    helper.get_by_role("button", name="Turn the sound on").click()
    expect(helper.get_by_role("button", name="Turn the sound on")).not_to_be_visible()


def test_a_question_that_came_while_the_helper_was_cut_off_is_there(browsers: Browsers) -> None:
    helper = on_duty(browsers, "helper1")
    asker = browsers.ask(browsers.unit("learner", PEERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    helper.goto("about:blank")
    helper.goto(browsers.page_url("helper1", PEERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    expect(asker.get_by_text("1 helper has seen your question")).to_be_visible()


def test_not_now_asks_nothing_and_a_question_taken_back_says_so(browsers: Browsers) -> None:
    first, second = on_duty(browsers, "helper1"), on_duty(browsers, "helper2")
    unit = browsers.unit("learner", PEERS)
    asker = browsers.ask(unit)
    expect(asker.get_by_text("1 helper was asked")).to_be_visible()
    asked, other = (
        (first, second) if browsers.handler("helper1", "inbox", {}, PEERS)["invitations"] else (second, first)
    )
    asked.get_by_role("button", name="Not now").click()
    expect(asked.get_by_text("You said not now.")).to_be_visible()  # and who comes after, unless the sweep is at it
    expect(other.get_by_role("button", name="Not now")).to_be_visible()  # all had declined: the next round is due
    browsers.handler("learner", "cancel", {"call_id": call_id(asker.url)}, PEERS)
    expect(other.get_by_text("This question was withdrawn.").first).to_be_visible()
    expect(other.get_by_text("No one needs help right now.")).to_be_visible()


def test_a_clock_that_is_hours_wrong_changes_nothing(browsers: Browsers) -> None:
    wrong = datetime.now(UTC) + timedelta(hours=5)
    profile = browsers.profile("helper1")
    profile.clock.set_system_time(wrong)
    helper = on_duty(browsers, "helper1")
    browsers.ask(browsers.unit("learner", PEERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    expect(helper.get_by_text("5 hours ago")).not_to_be_visible()


def test_a_tab_that_the_browser_froze_is_on_duty_again_and_shows_what_came(browsers: Browsers) -> None:
    helper = on_duty(browsers, "helper1")
    browser = helper.context.new_cdp_session(helper)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    browsers.ask(browsers.unit("learner", PEERS))
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()


def test_a_laptop_that_slept_for_an_hour_is_on_duty_again(browsers: Browsers) -> None:
    browsers.profile("helper1").clock.install()
    helper = on_duty(browsers, "helper1")
    helper.clock.fast_forward("01:00:00")
    asker = browsers.ask(browsers.unit("learner", PEERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible(timeout=60_000)
    expect(asker.get_by_text("1 helper was asked")).to_be_visible()
    # The browser notes how the connection ended that it had before its sleep.
    browsers.complaints[:] = [said for said in browsers.complaints if "WebSocket" not in said]


def test_the_page_of_ones_own_keeps_what_is_changed(browsers: Browsers) -> None:
    helper = on_duty(browsers, "helper1")
    url = helper.get_by_role("link", name="Helping others").get_attribute("href")
    assert url
    page = browsers.profile("helper1").new_page()
    page.goto(url)
    expect(page.get_by_role("heading", name="Quiet hours")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Sound once when somebody asks").uncheck()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    page.reload()
    expect(page.get_by_label("Sound once when somebody asks")).not_to_be_checked()
    page.get_by_label("Sound once when somebody asks").check()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    page.get_by_role("button", name="Stop helping").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop helping").click()
    expect(page.get_by_text("You don't help others in this course. Nothing reaches you.")).to_be_visible()
    asker = browsers.ask(browsers.unit("learner", PEERS))
    expect(asker.get_by_text("Nobody who can help is around right now")).to_be_visible()
    browsers.handler("helper1", "helper", {"helps": True}, PEERS)  # else nobody invites her in the next test
