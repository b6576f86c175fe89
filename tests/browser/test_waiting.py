"""The asker's side while she waits: told what goes on, called when somebody comes, and free to give up waiting."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, narrow, say

LISTEN = """
window.rung = 0; window.notices = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.rung += 1; return start.apply(this, when); };
window.Notification = class extends EventTarget {
  static permission = "default";
  static requestPermission() { return Promise.resolve((Notification.permission = "granted")); }
  constructor(title, options) { super(); window.notices.push([title, options.body]); }
  close() {}
};
Document.prototype.hasFocus = () => false;
"""
"""Counts what is heard, reads notices, and is a reader who looks at something else."""


BACK = "dispatchEvent(new Event('focus'))"
"""The reader comes back to the window."""

PEERS = 2
"""Place of the page on which learners help each other."""
SOON = re.compile(r"^In 0:[0-5]\d we ask \d+ more\.$")


def seconds(countdown: str) -> int:
    """Return how many seconds a countdown below a minute tells."""
    return int(countdown.partition(":")[2][:2])


def panel(asker: Page) -> Page:
    """Wait until the window shows what one can do while waiting."""
    expect(asker.get_by_role("region", name="While you wait")).to_be_visible()
    return asker


def confirm(page: Page, button: str) -> None:
    """Click a button that asks back, and say yes."""
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()


def test_she_is_called_when_somebody_comes_and_the_rest_is_a_talk(browsers: Browsers) -> None:
    browsers.profile("learner").add_init_script(LISTEN)
    helper = browsers.unit("helper1")
    unit = browsers.unit("learner")
    asker = panel(browsers.ask(unit))
    asker.get_by_role("button", name="Tell me when somebody comes").click()
    expect(asker.get_by_text("we call you by sound and by a notice")).to_be_visible()
    heard = asker.evaluate("rung")
    assert_accessible(asker)
    with narrow(asker):
        assert_accessible(asker)
    browsers.help(helper)
    expect(asker).to_have_title(re.compile("^Helper 1 is (here|coming)"))
    expect(asker.get_by_role("region", name="While you wait")).to_have_count(0)
    # Her unit hears of it too: one of the two tells her, and once.
    ((title, body),) = asker.evaluate("notices") + unit.evaluate("notices")
    assert title in ("Helper 1 is here", "Somebody is here")  # who it is may be known a moment later
    assert body == "Why is the matrix not invertible here?"
    assert asker.evaluate("rung") + unit.evaluate("rung") > heard


def test_a_question_left_for_the_teachers_is_answered_where_it_was_asked(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    asker = panel(browsers.ask(unit, "What is a determinant for?"))
    confirm(asker, "Leave it for the teachers")
    expect(asker.locator(".status")).to_contain_text("Your question is kept for the teachers.")
    assert_accessible(asker)
    unit.bring_to_front()
    expect(unit.get_by_text(re.compile("Their answer will stand here."))).to_be_visible()

    left = browsers.handler("staff", "inbox", {})["left"]
    assert [one["question"] for one in left] == ["What is a determinant for?"]
    browsers.handler("staff", "answer_left", {"call_id": left[0]["call_id"], "answer": "See https://example.org/det."})
    unit.evaluate(BACK)
    expect(unit.get_by_role("heading", name="Kim Staff answered your question")).to_be_visible()
    expect(unit.get_by_role("link", name="https://example.org/det")).to_be_visible()
    assert_accessible(unit)
    unit.get_by_role("button", name="Got it").click()
    expect(unit.get_by_text("answered your question")).to_have_count(0)
    unit.reload()
    expect(unit.get_by_role("button", name="Ask a helper")).to_be_visible()
    expect(unit.get_by_text("answered your question")).to_have_count(0)


def test_withdrawing_while_waiting_closes_the_room(browsers: Browsers) -> None:
    asker = panel(browsers.ask(browsers.unit("learner")))
    confirm(asker, "Take it back")
    expect(asker.locator(".status")).to_contain_text("Your question is closed.")
    expect(asker.get_by_role("region", name="While you wait")).to_have_count(0)


def test_whoever_has_the_same_question_is_let_in(browsers: Browsers) -> None:
    asker = panel(browsers.ask(browsers.unit("learner")))
    unit = browsers.unit("staff")
    unit.get_by_role("textbox", name="What are you stuck on?").press_sequentially("Why is this matrix not invertible?")
    expect(unit.get_by_text("Somebody is asking this right now").last).to_be_visible()
    assert_accessible(unit)
    unit.get_by_role("button", name="Ask to join").click()
    expect(unit.get_by_text("We asked them. You can go on here meanwhile.").last).to_be_visible()

    expect(asker.get_by_role("button", name="Let in Kim Staff")).to_be_visible()
    assert_accessible(asker)
    with narrow(asker):
        assert_accessible(asker)
    asker.get_by_role("button", name="Let in Kim Staff").click()
    expect(asker.get_by_role("button", name="Let in Kim Staff")).to_have_count(0)
    with unit.context.expect_page() as opened:
        unit.get_by_role("link", name="Go to the room").click()
    fellow = browsers.room(opened.value)
    say(fellow, "I have the same")
    expect_line(asker, "I have the same")
    expect(asker.get_by_role("region", name="While you wait")).to_be_visible()
    assert_accessible(fellow)


def test_the_countdown_is_right_on_a_wrong_clock_and_after_a_reload(browsers: Browsers) -> None:
    for helper in ("helper1", "helper2"):  # one for the first round, one of whom the next is promised
        browsers.handler(helper, "duty", {"on_duty": True}, PEERS)
        expect(browsers.unit(helper, PEERS).get_by_text("No one needs help right now.")).to_be_visible()
    browsers.profile("learner").clock.install(time=datetime.now(UTC) + timedelta(hours=7))
    asker = panel(browsers.ask(browsers.unit("learner", PEERS)))
    timer = asker.get_by_role("timer")
    expect(timer).to_have_text(SOON)
    asker.reload()
    expect(timer).to_have_text(SOON)
    before = timer.inner_text()
    asker.clock.run_for(2_000)
    expect(timer).not_to_have_text(before)
    expect(timer).to_have_text(SOON)
    assert seconds(timer.inner_text()) < seconds(before)


@pytest.mark.parametrize("width", [320, 1100])
def test_nothing_of_it_is_wider_than_the_window(browsers: Browsers, width: int) -> None:
    asker = panel(browsers.ask(browsers.unit("learner", viewport={"width": width, "height": 560})))
    assert not asker.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_a_helper_is_thanked_once_it_is_solved_and_finds_it_in_the_own_numbers(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    window = browsers.help(helper)
    say(window, "Look at the determinant.")
    expect_line(asker, "Look at the determinant.")
    before = browsers.handler("helper1", "helper", {})["numbers"]
    confirm(asker, "It's solved")
    asker.get_by_role("button", name="Say thank you to Helper 1").click()
    expect(asker.get_by_text("You thanked Helper 1.")).to_be_visible()
    assert_accessible(asker)
    after = browsers.handler("helper1", "helper", {})["numbers"]
    assert after["thanked"] == before["thanked"] + 1
