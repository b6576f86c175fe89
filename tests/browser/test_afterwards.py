"""After the end: the talk is read again in the room's page, a question that was left is followed in the unit."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, in_menu, lines, narrow, say

MANY = 400
FILL = """(many) => {
  const element = document.createElement("chatxblock-log");
  element.id = "long";
  Object.assign(element.style, { position: "fixed", inset: "0", background: "white" });
  const entry = (number) => ({
    kind: "line", archiveId: `x${number}`, id: `x${number}`, author: "somebody@chat.test", nick: "somebody",
    body: `line ${number} ${"word ".repeat(number % 40)}`, at: number * 1000, replaces: "", earlier: [],
  });
  element.whenIdle = (run) => (window.more = run);
  element.entries = Array.from({ length: many }, (_, number) => entry(number));
  document.body.append(element);
}"""
TOP = """(element) => {
  const log = element.shadowRoot.querySelector("[role=log]");
  const lines = [...element.shadowRoot.querySelectorAll("li.line")];
  const first = lines.find((line) => line.getBoundingClientRect().bottom > log.getBoundingClientRect().top + 4);
  return [first.querySelector(".bubble").textContent, Math.round(first.getBoundingClientRect().top)];
}"""
COUNT = "(element) => element.shadowRoot.querySelectorAll('li.line').length"
NEXT = f"async (log) => {{ more(); await log.updateComplete; return [({COUNT})(log), ({TOP})(log)]; }}"
"""Let the next piece be drawn; resolves to how many lines there are, and where the first one is that one sees."""


def leave(window: Page) -> None:
    in_menu(window, "Leave").click()
    window.get_by_role("dialog").get_by_role("button", name="Leave", exact=True).click()
    expect(window.locator(".status")).to_contain_text("You left.")


def test_a_finished_talk_is_read_again_and_leads_back_to_the_course(browsers: Browsers) -> None:
    helper_unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    helper = browsers.help(helper_unit)
    for number in range(4):
        say(asker if number % 2 else helper, f"step {number}")
        expect_line(asker, f"step {number}")
    expect_line(helper, "step 3")
    asker.get_by_role("textbox").fill("half a thought")
    leave(asker)
    expect(asker.get_by_label("You had written this.")).to_have_value("half a thought")
    leave(helper)
    for window in (asker, helper):
        window.reload()
        expect_line(window, "step 3")
        assert lines(window) == [f"step {number}" for number in range(4)]
        expect(window.locator("chatxblock-people")).to_contain_text("you")
        assert window.get_by_role("button", name="Send").count() == 0
    expect(asker.locator("li.line.own")).to_have_count(2)
    assert_accessible(asker)
    with narrow(asker):
        assert_accessible(asker)
    asker.get_by_role("link", name="Back to the course").click()
    expect(asker.locator("chatxblock-lobby")).to_be_visible()


def test_the_place_in_a_long_log_is_kept_while_the_rest_is_drawn(browsers: Browsers) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    asker.evaluate(FILL, MANY)
    log = asker.locator("#long")
    expect(log.locator("li.line").last).to_contain_text(f"line {MANY - 1}")
    scrolls = "(one) => one.scrollHeight > 2 * one.clientHeight"
    while not log.locator("[role=log]").evaluate(scrolls):
        asker.evaluate("more()")
        log.evaluate("(one) => one.updateComplete")
    assert log.evaluate(COUNT) < MANY / 4
    log.locator("[role=log]").evaluate("(one) => { one.scrollTop = 0; one.dispatchEvent(new Event('scroll')); }")
    log.evaluate("(one) => one.updateComplete")
    place = log.evaluate(TOP)
    drawn = 0
    while drawn < MANY:
        drawn, now = log.evaluate(NEXT)
        assert now == place
    assert drawn == MANY
    # A screen reader finds those too that are off screen.
    tree = json.dumps(asker.context.new_cdp_session(asker).send("Accessibility.getFullAXTree"))
    assert all(f"line {number} " in tree for number in (1, MANY // 2 + 1, MANY - 1))


def test_two_tabs_agree_about_what_is_open(browsers: Browsers) -> None:
    one, other = browsers.unit("learner"), browsers.unit("learner")
    browsers.ask(one)
    expect(other.get_by_role("blockquote")).to_have_text("Why is the matrix not invertible here?")
    one.get_by_role("button", name="Take it back").click()
    one.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(other.get_by_role("button", name="Ask a helper")).to_be_visible()


def test_a_question_left_for_the_teachers_is_followed_and_its_dismissal_read(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    asker = browsers.ask(unit, "Is this in the exam?" + "\nAnd this?" * 20)
    say(asker, "I mean the last part")
    expect_line(asker, "I mean the last part")
    asker.get_by_role("button", name="Leave it for the teachers").click()
    asker.get_by_role("dialog").get_by_role("button", name="Leave it for the teachers").click()
    expect(asker.locator(".status")).to_contain_text("Your question is kept for the teachers.")
    unit.bring_to_front()
    left = unit.locator("chatxblock-answers").get_by_role("listitem").filter(has_text="Is this in the exam?")
    expect(left).to_contain_text("You left this for the teachers just now.")
    assert_accessible(unit)

    staff = browsers.unit("staff")
    question = staff.locator("chatxblock-left").get_by_role("listitem").filter(has_text="Is this in the exam?")
    with staff.context.expect_page() as opened:
        question.get_by_role("link", name="Read what was said").click()
    expect_line(opened.value, "I mean the last part")
    question.get_by_role("button", name="Dismiss it instead").click()
    question.get_by_role("textbox").fill("The exam is no secret: see the syllabus.")
    staff.reload()
    question.get_by_role("button", name="Dismiss it instead").click()
    expect(question.get_by_role("textbox")).to_have_value("The exam is no secret: see the syllabus.")
    assert_accessible(staff)
    question.get_by_role("button", name="Dismiss", exact=True).click()
    expect(staff.get_by_text("Lina Petrova reads your reason where the question was asked.")).to_be_visible()

    unit.reload()
    expect(unit.get_by_role("heading", name="Kim Staff looked at your question")).to_be_visible()
    unit.get_by_role("button", name="Got it").click()
    expect(unit.get_by_role("heading", name="Kim Staff looked at your question")).to_be_hidden()
    unit.get_by_text(re.compile("earlier question")).click()
    expect(unit.get_by_text("The exam is no secret: see the syllabus.")).to_be_visible()
    assert_accessible(unit)
