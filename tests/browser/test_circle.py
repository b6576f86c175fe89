"""The whole circle: a talk is written up, the next learner finds it, and whoever had that question hears of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, assert_accessible, expect_line, in_menu, narrow, say
from tests.support import hygiene

IN_ENGLISH = (
    "Why does the Gram matrix of these vectors have rank one?",
    "Why is the rank of my Gram matrix only one?",
    "All the vectors are multiples of the first, so every row is a multiple of the first row too.",
)
IN_CHINESE = (
    "为什么这个线性方程组没有唯一解?",
    "线性方程组为什么没有唯一解?",
    "因为系数矩阵的行列式等于零,两个方程其实是同一条直线。",
)

THANKS = "Thank you, now I see it."


def leave(window: Page, *, quoted: str, then: str) -> None:
    """Leave by the dialog, and say whether others may read what one said."""
    in_menu(window, "Leave").click()
    group = window.get_by_role("group", name="May others read")
    group.get_by_role("button", name=quoted, exact=True).click()
    window.get_by_role("dialog").get_by_role("button", name=then, exact=True).click()


def type_in(unit: Page, question: str) -> None:
    hygiene.note(question)
    unit.get_by_role("textbox", name="What are you stuck on?").press_sequentially(question)


@pytest.mark.parametrize(("asked", "alike", "explained"), [IN_ENGLISH, IN_CHINESE], ids=["english", "chinese"])
def test_one_answer_reaches_who_asks_next_and_who_had_the_question_too(
    browsers: Browsers, asked: str, alike: str, explained: str
) -> None:
    unit = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"), asked)
    browsers.findable(asked)
    follower = browsers.unit("helper3")
    type_in(follower, alike)
    follower.get_by_role("listitem").filter(has_text=asked).get_by_role("button", name="I have this too").click()
    expect(follower.get_by_text("You will be told when it is answered.")).to_be_visible()

    helper = browsers.help(unit)
    say(helper, explained)
    expect_line(asker, explained)
    say(asker, THANKS)
    expect_line(helper, THANKS)
    leave(helper, quoted="Yes", then="Leave")
    expect(helper.get_by_text("You left.")).to_be_visible()
    leave(asker, quoted="Yes", then="Look at it and publish")
    asker.wait_for_url("**/resource_editor/**")
    expect(asker.get_by_label("The question, in one line")).to_have_value(asked)
    with narrow(asker):
        asker.get_by_role("button", name="Publish").click()
        expect(asker.get_by_text("Published: others can read it now.")).to_be_visible()

    # Whoever asks next finds it while typing.
    browsers.findable(asked)
    another = browsers.unit("helper2")
    type_in(another, alike)
    found = another.locator("chatxblock-found").get_by_role("button", name=asked)
    found.click()
    expect(another.locator("chatxblock-opened-resource").get_by_text(explained).first).to_be_visible()
    assert_accessible(another)
    another.get_by_role("button", name="This helped").click()
    expect(another.get_by_text("Thank you.", exact=False)).to_be_visible()
    expect(another.get_by_role("textbox", name="What are you stuck on?")).to_have_value("")

    # Whoever had it too is told once, and says whether it helped.
    news = follower.get_by_role("heading", name=f"Answered: {asked}")
    follower.reload()
    expect(news).to_be_visible()
    follower.get_by_role("button", name="It helped").click()
    expect(news).to_have_count(0)
    follower.reload()
    expect(follower.get_by_role("button", name="Ask a helper")).to_be_visible()
    expect(news).to_have_count(0)
