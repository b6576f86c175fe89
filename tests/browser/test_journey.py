"""The whole way: a learner asks, helpers come, they talk, the log is kept, the room is gone."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import requests
from playwright.sync_api import expect

from tests.browser.conftest import GRACE_SECONDS, RESUME_SECONDS
from tests.browser.fixtures import Browsers, call_id, expect_line, in_menu, lines, say
from tests.support.devsite import DevSite, eventually

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/reference/transcript-2.schema.json").read_text())


def test_the_whole_way(browsers: Browsers, site: DevSite) -> None:
    helpers = {name: browsers.unit(name) for name in ("helper1", "helper2")}
    for unit in helpers.values():
        expect(unit.get_by_text("No one needs help right now.")).to_be_visible()

    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    expect(asker.locator(".status")).to_contain_text("3 helpers were asked")
    expect(unit.get_by_role("link", name="Go to your room")).to_be_visible()

    first = browsers.help(helpers["helper1"])
    expect(asker.locator(".status")).to_contain_text("Helper 1")
    expect(first.get_by_role("heading", name="Why is the matrix not invertible here?")).to_be_visible()
    expect(helpers["helper2"].get_by_text("Helper 1 is there, you can still come")).to_be_visible()
    second = browsers.help(helpers["helper2"])

    windows = (asker, first, second)
    said = [
        "Hi! What did you get for the determinant?",
        "zero… is that the point?",
        "Yes:\nno inverse then.",
        "<b>Ah</b> 🎉",
    ]
    for window, text in zip((first, asker, second, asker), said, strict=True):
        say(window, text)
        for other in windows:
            expect_line(other, text.splitlines()[0])
    assert [lines(window) for window in windows] == [said] * 3

    second.get_by_role("textbox").press_sequentially("And")
    expect(asker.get_by_text("Helper 2 is writing…")).to_be_visible()
    second.get_by_role("textbox").fill("")

    asker.reload()
    browsers.room(asker)
    expect_line(asker, "<b>Ah</b> 🎉")
    say(first, "Still there?")
    expect_line(asker, "Still there?")
    assert lines(asker) == [*said, "Still there?"]

    with asker.expect_download() as download:
        in_menu(asker, "Export").click()
        asker.get_by_role("dialog").get_by_role("link", name="For programs").click()
    log = json.loads(download.value.path().read_text())
    jsonschema.validate(log, SCHEMA)
    assert log["complete"] is False  # they still talk
    expect(asker.get_by_role("dialog")).to_have_count(0)
    assert [line["body"] for line in log["lines"]] == [*said, "Still there?"]
    assert [line["author"]["name"] for line in log["lines"]] == [
        "Helper 1", "Lina Petrova", "Helper 2", "Lina Petrova", "Helper 1",
    ]  # fmt: skip

    room = json.loads(asker.locator("#chatxblock-data").inner_text())["call"]["room"]["jid"]
    assert occupants(site, room) == 3
    for window in (first, second, asker):
        in_menu(window, "Leave").click()
        window.get_by_role("dialog").get_by_role("button", name="Leave").click()
        expect(window.get_by_text("You left.")).to_be_visible()

    assert eventually(lambda: browsers.transcript("helper1", first.url)["complete"])
    after = browsers.transcript("helper1", first.url)
    assert after["lines"] == [{key: line[key] for key in after["lines"][0]} for line in log["lines"]]
    assert eventually(lambda: occupants(site, room) is None)
    unit.bring_to_front()
    unit.reload()
    expect(unit.get_by_role("button", name="Ask a helper")).to_be_visible()
    expect(helpers["helper1"].get_by_text("No one needs help right now.")).to_be_visible(timeout=15_000)


def occupants(site: DevSite, room: str) -> int | None:
    """How many people ejabberd has in a room; None when there is no such room."""
    name, _, service = room.partition("@")
    command = {"name": name, "service": service}
    answer = requests.post(f"{site.addresses['api_url']}/get_room_occupants", json=command, timeout=5)
    return len(answer.json()) if answer.ok else None


def test_a_window_closed_within_the_grace_time_comes_back_to_the_same_talk(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    say(asker, "Anybody?")
    expect_line(asker, "Anybody?")
    asker.close(run_before_unload=True)
    with unit.context.expect_page() as opened:
        unit.locator("chatxblock-open-call").get_by_role("link", name="Go to your room").click()
    back = browsers.room(opened.value)
    expect_line(back, "Anybody?")
    assert lines(back) == ["Anybody?"]


def test_a_window_closed_past_the_grace_time_ends_the_call_and_keeps_the_log(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    unit.close(run_before_unload=True)
    say(asker, "Anybody?")
    expect_line(asker, "Anybody?")
    url = asker.url
    asker.close(run_before_unload=True)
    over = 1000 * (RESUME_SECONDS + GRACE_SECONDS + 20)
    expect(helper.get_by_text("This conversation is over.")).to_be_visible(timeout=over)
    assert eventually(lambda: browsers.transcript("learner", url)["complete"])
    log = browsers.transcript("learner", url)
    assert [line["body"] for line in log["lines"]] == ["Anybody?"]
    unit = browsers.unit("learner")
    expect(unit.get_by_text("Your question was closed, because nobody was in its room any more.")).to_be_visible()
    expect(unit.get_by_role("textbox")).to_have_value("Why is the matrix not invertible here?")


def test_a_double_click_makes_one_call_and_the_popup_blocker_lets_its_window(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    unit.get_by_role("textbox", name="What are you stuck on?").fill("Why?")
    with unit.context.expect_page() as opened:
        unit.get_by_role("button", name="Ask a helper").dblclick()
    browsers.room(opened.value)
    back = unit.get_by_role("link", name="Go to your room")
    expect(back).to_be_visible()
    assert call_id(back.get_attribute("href") or "") == call_id(opened.value.url)
    assert {call_id(page.url) for page in unit.context.pages if "/window/" in page.url} == {call_id(opened.value.url)}


def test_the_popup_blocker_is_on(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    unit.evaluate("setTimeout(() => { window.opened = window.open('about:blank') }, 6000)")
    unit.wait_for_function("window.opened !== undefined", timeout=10_000)
    assert unit.evaluate("window.opened === null")


def test_withdrawing_from_the_lobby_ends_the_call_for_everybody(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible()
    unit.bring_to_front()
    unit.get_by_role("button", name="Take it back").click()
    unit.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(unit.get_by_role("button", name="Ask a helper")).to_be_visible()
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_have_count(0)
    expect(asker.locator(".status")).to_contain_text("closed")


def test_not_now_takes_the_question_away_and_the_asker_is_told_how_many(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    helper.get_by_role("button", name="Not now").click()
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_have_count(0)
    for name in ("helper2", "helper3"):
        browsers.handler(name, "decline", {"call_id": call_id(asker.url)})
    expect(asker.locator(".status")).to_contain_text("Nobody can come right now")


def test_the_asker_invites_somebody_by_name_and_takes_her_out_again(browsers: Browsers) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    in_menu(asker, "Invite somebody").click()
    dialog = asker.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("nobody-here")
    dialog.get_by_role("button", name="Invite").click()
    expect(dialog.get_by_text("We do not know that person")).to_be_visible()
    dialog.get_by_role("textbox").fill("staff")
    dialog.get_by_role("button", name="Invite").click()
    expect(dialog).to_be_hidden()
    guest = browsers.profile("staff").new_page()
    guest.goto(asker.url.replace("student=learner", "student=staff"))
    browsers.room(guest)
    expect(asker.locator(".status")).to_contain_text("Kim Staff")
    say(guest, "Here I am")
    expect_line(asker, "Here I am")
    asker.get_by_role("button", name="More about Kim Staff").click()
    asker.get_by_role("menuitem", name="Remove Kim Staff").click()
    asker.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(guest.get_by_text("You were taken out of this conversation.")).to_be_visible()
    expect(guest.get_by_role("textbox")).to_have_count(0)
    say(asker, "Only us now")
    expect_line(asker, "Only us now")
    assert lines(guest) == ["Here I am"]


def test_solved_is_told_to_the_helper_and_the_talk_goes_on(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    window = browsers.help(helper)
    asker.get_by_role("button", name="It's solved").click()
    asker.get_by_role("dialog").get_by_role("button", name="It's solved").click()
    expect(window.locator(".status")).to_contain_text("solved")
    say(asker, "Thank you")
    expect_line(window, "Thank you")


def test_when_the_only_helper_leaves_the_asker_is_told_and_keeps_the_room(browsers: Browsers) -> None:
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    window = browsers.help(helper)
    expect(asker.locator(".status")).to_contain_text("Helper 1")
    in_menu(window, "Leave").click()
    window.get_by_role("dialog").get_by_role("button", name="Leave").click()
    expect(asker.locator(".status")).to_contain_text("Helper 1 left")
    expect(asker.get_by_role("textbox")).to_be_enabled()


def test_leaving_can_be_thought_better_of(browsers: Browsers) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    in_menu(asker, "Leave").click()
    asker.keyboard.press("Escape")
    expect(asker.get_by_role("dialog")).to_have_count(0)
    say(asker, "Still here")
    expect_line(asker, "Still here")


def test_two_windows_of_one_person_show_the_same(browsers: Browsers) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    again = asker.context.new_page()
    again.goto(asker.url)
    browsers.room(again)
    say(asker, "from the first")
    expect_line(again, "from the first")
    say(again, "from the second")
    expect_line(asker, "from the second")
    assert lines(asker) == lines(again) == ["from the first", "from the second"]


def test_a_line_still_on_its_way_when_the_window_closes_is_sent_by_the_next_window(browsers: Browsers) -> None:
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    asker.get_by_role("textbox").fill("Anybody?")
    asker.get_by_role("textbox").press("Enter")
    asker.close(run_before_unload=True)
    with unit.context.expect_page() as opened:
        unit.locator("chatxblock-open-call").get_by_role("link", name="Go to your room").click()
    back = browsers.room(opened.value)
    expect_line(back, "Anybody?")
    assert lines(back) == ["Anybody?"]
