"""Two people talk while the chat server and the network break: nothing is lost, doubled or out of order."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import LINE, Browsers, call_id, expect_line, lines, say
from tests.support.archives import refusing
from tests.support.devsite import DevSite, command_line, descendants
from tests.support.learner import Learner, error_of
from tests.support.proxy import Proxy

PEERS = 2
"""Place of the page on which learners help each other."""
BACK_MILLISECONDS = 90_000
"""Within this time everything has to be as if nothing had happened; the longest wait between two tries is 15 s."""


class Breakable:
    """A site, the network between browsers and chat, and the chat server's process."""

    def __init__(self, site: DevSite, proxy: Proxy) -> None:
        self.site = site
        self.proxy = proxy

    @property
    def archive(self) -> Path:
        """Where the chat server keeps what is said."""
        return self.site.data / "ejabberd"

    def signal_chat(self, number: signal.Signals) -> None:
        os.kill(self._chat(), number)

    def _chat(self) -> int:
        for pid in descendants(self.site.process.pid):
            if b"ejabberd" in command_line(pid).split(b"\0"):
                return pid
        raise AssertionError("the chat server does not run")


@pytest.fixture(scope="module")
def breakable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Breakable]:
    """A dev server whose browsers reach the chat through a proxy, with tickets that are old at once."""
    with Proxy() as proxy:
        settings = {"WEBSOCKET_URL": f"ws://127.0.0.1:{proxy.port}/ws", "TOKEN_SECONDS": 5}
        with DevSite(tmp_path_factory.mktemp("site"), settings=settings) as site:
            proxy.target = int(str(site.addresses["websocket_url"]).rpartition(":")[2].partition("/")[0])
            yield Breakable(site, proxy)


@pytest.fixture
def browsers(browser: Browser, breakable: Breakable) -> Iterator[Browsers]:
    """A browsers where browsers may complain of the network, and of nothing else."""
    browsers = Browsers(browser, breakable.site)
    yield browsers
    breakable.proxy.spoil(None)
    breakable.proxy.thaw()
    complaints = [said for said in browsers.complaints if "WebSocket" not in said]
    browsers.end()
    assert complaints == []


@pytest.fixture
def pair(browsers: Browsers) -> tuple[Page, Page]:
    """The windows of an asker and of the helper who came."""
    helper = browsers.unit("helper1")
    asker = browsers.ask(browsers.unit("learner"))
    return asker, browsers.help(helper)


def talk(windows: tuple[Page, ...], numbers: range) -> None:
    """Say these numbers, in one window after the other."""
    for number in numbers:
        say(windows[number % len(windows)], f"line {number}")


def expect_same(browsers: Browsers, windows: tuple[Page, ...], count: int) -> None:
    """All windows and the transcript show lines 0 to `count`, each once, in one order, each window's as typed."""
    for window in windows:
        expect(window.locator(LINE)).to_have_count(count, timeout=BACK_MILLISECONDS)
        expect(window.locator("li.pending")).to_have_count(0)
    shown = lines(windows[0])
    assert sorted(shown) == sorted(f"line {number}" for number in range(count))
    for window in windows[1:]:
        assert lines(window) == shown
    for index in range(len(windows)):
        said = [line for line in shown if int(line.split()[1]) % len(windows) == index]
        assert said == [f"line {number}" for number in range(index, count, len(windows))]
    log = browsers.transcript("learner", windows[0].url)
    assert [line["body"] for line in log["lines"]] == shown


@pytest.mark.soak
def test_talk_goes_on_over_a_restart_of_the_chat_server(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    talk(pair, range(20))
    breakable.signal_chat(signal.SIGTERM)
    talk(pair, range(20, 60))
    expect_same(browsers, pair, 60)


def test_talk_goes_on_when_the_chat_server_is_killed_and_when_its_archive_refuses_a_line(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    talk(pair, range(90))
    breakable.signal_chat(signal.SIGKILL)
    talk(pair, range(90, 200))
    expect_same(browsers, pair, 200)
    with refusing(breakable.archive, body="line 200"):
        talk(pair, range(200, 206))
        for window in pair:  # whose line is refused has two more that could be sent, and would pass it
            expect(window.locator(LINE)).to_have_count(203)
        expect(pair[0].locator("li.pending", has_text="Not sent yet.")).to_have_count(3)
    expect_same(browsers, pair, 206)


@pytest.mark.soak
def test_talk_goes_on_when_the_chat_server_stalls(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    talk(pair, range(20))
    breakable.signal_chat(signal.SIGSTOP)
    try:
        talk(pair, range(20, 60))
        for window in pair:
            expect(window.locator(".status")).to_contain_text("No connection.", timeout=20_000)
    finally:
        breakable.signal_chat(signal.SIGCONT)
    expect_same(browsers, pair, 60)


def test_talk_goes_on_over_a_network_that_cuts_and_delays(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    breakable.proxy.spoil((12_000, 40_000), longest_delay=0.02)
    breakable.proxy.cut()
    before = breakable.proxy.cuts
    talk(pair, range(200))
    assert breakable.proxy.cuts > before
    breakable.proxy.spoil(None)
    expect_same(browsers, pair, 200)


def test_a_laptop_that_slept_while_its_session_ended_catches_up(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    talk(pair, range(10))
    breakable.proxy.freeze()
    talk(pair, range(10, 20))
    breakable.signal_chat(signal.SIGKILL)
    pair[0].wait_for_timeout(3_000)
    breakable.proxy.thaw()
    expect_same(browsers, pair, 20)


@pytest.mark.soak
def test_a_page_that_the_browser_froze_catches_up(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    asker, helper = pair
    browser = asker.context.new_cdp_session(asker)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    say(helper, "while you were away")
    expect_line(helper, "while you were away")
    breakable.proxy.cut()
    say(helper, "and more")
    expect_line(helper, "and more")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    expect_line(asker, "and more")
    assert lines(asker) == lines(helper) == ["while you were away", "and more"]


@pytest.mark.soak
def test_two_windows_of_one_person_come_back_with_new_tickets(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    asker, helper = pair
    again = asker.context.new_page()
    again.goto(asker.url)
    windows = (asker, helper, browsers.room(again))
    talk(windows, range(15))
    asker.wait_for_timeout(5_500)
    breakable.proxy.cut()
    talk(windows, range(15, 45))
    expect_same(browsers, windows, 45)


def test_a_hidden_window_gets_its_lines_and_counts_them(
    browsers: Browsers, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    asker, helper = pair
    turn_away(asker, hidden=True)
    say(helper, "one")
    breakable.proxy.cut()
    say(helper, "two")
    expect(asker).to_have_title(re.compile(r"^\(2\) "))
    assert lines(asker) == ["one", "two"]
    turn_away(asker, hidden=False)
    expect(asker).to_have_title(re.compile(r"^[^(]"))


def test_a_question_asked_while_the_chat_is_down_is_kept_and_told_when_it_is_back(
    browsers: Browsers, breakable: Breakable
) -> None:
    helper = browsers.unit("helper1")
    unit = browsers.unit("learner")
    breakable.signal_chat(signal.SIGSTOP)
    try:
        asker = browsers.ask(unit, "Is anybody there?")
        expect(asker.locator(".status")).to_contain_text("We can't reach the server. Your question is kept")
        say(asker, "I begin to write")
    finally:
        breakable.signal_chat(signal.SIGCONT)
    expect(asker.locator(".status")).to_contain_text("3 helpers were asked", timeout=BACK_MILLISECONDS)
    window = browsers.help(helper)
    expect_line(window, "I begin to write")
    expect(asker.locator(".status")).to_contain_text("Helper 1")


def test_who_is_on_duty_is_so_again_after_a_kill_of_the_chat_server(browsers: Browsers, breakable: Breakable) -> None:
    browsers.handler("helper1", "duty", {"on_duty": True}, PEERS)
    helper = browsers.unit("helper1", PEERS)
    expect(helper.get_by_text("No one needs help right now.")).to_be_visible()
    breakable.signal_chat(signal.SIGKILL)
    asker = browsers.ask(browsers.unit("learner", PEERS))
    expect(helper.get_by_role("link", name="Help Lina Petrova")).to_be_visible(timeout=BACK_MILLISECONDS)
    expect(asker.locator(".status")).to_contain_text("1 helper was asked", timeout=BACK_MILLISECONDS)


def test_too_many_windows_are_told_and_one_can_be_taken_back(browsers: Browsers, breakable: Breakable) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    say(asker, "the oldest window")
    expect_line(asker, "the oldest window")
    with ExitStack() as others:
        for _ in range(20):
            others.callback(log_in(browsers, breakable, "learner").cut)
        expect(asker.locator(".status")).to_contain_text("Too many windows.")
        say(asker, "kept")
        expect(asker.get_by_text("Not sent yet.")).to_be_visible()
        asker.get_by_role("button", name="Use this window").click()
        expect_line(asker, "kept")
        expect(asker.locator(".status")).not_to_contain_text("Too many")


def test_a_correction_is_shown_as_edited_with_what_stood_there(browsers: Browsers, breakable: Breakable) -> None:
    asker = browsers.ask(browsers.unit("learner"))
    room = room_of(browsers, "learner", asker)
    helper = log_in(browsers, breakable, "helper1")
    helper.join(room)
    wrong = helper.say(room, "the determinant is one")
    replace = f'<replace xmlns="urn:xmpp:message-correct:0" id="{wrong}"/>'
    helper.say(room, "the determinant is zero", inner=replace)
    expect_line(asker, "the determinant is zero")
    asker.get_by_text("edited", exact=True).click()
    expect(asker.get_by_text("the determinant is one")).to_be_visible()
    assert lines(asker) == ["the determinant is zero"]
    asker.reload()
    expect(browsers.room(asker).get_by_text("edited", exact=True)).to_be_visible()
    assert lines(asker) == ["the determinant is zero"]
    helper.close()


def test_a_long_log_is_read_back_to_its_beginning(browsers: Browsers, breakable: Breakable) -> None:
    unit = browsers.unit("learner")
    asker = browsers.ask(unit)
    room = room_of(browsers, "learner", asker)
    url = asker.url
    asker.close(run_before_unload=True)
    authors = [log_in(browsers, breakable, student) for student in ("helper1", "helper2", "helper3")]
    for author in authors:
        author.join(room)
    for number in range(1200):
        author = authors[number % len(authors)]
        while error_of(author.echo(author.say(room, f"line {number}"))):
            unit.wait_for_timeout(1_000)
    for author in authors:
        author.close()
    asker = unit.context.new_page()
    asker.goto(url)
    expect(asker.locator(LINE)).to_have_count(1000, timeout=BACK_MILLISECONDS)
    assert lines(asker) == [f"line {number}" for number in range(200, 1200)]
    for count in (1100, 1200):
        expect(asker.get_by_role("log")).to_have_attribute("aria-busy", "false")
        asker.get_by_role("button", name="Earlier messages").click()
        expect(asker.locator(LINE)).to_have_count(count)
    assert lines(asker) == [f"line {number}" for number in range(1200)]
    expect(asker.get_by_role("button", name="Earlier messages")).to_have_count(0)


def turn_away(window: Page, *, hidden: bool) -> None:
    """Tell a page that another tab is in front of it, or not: without a screen no tab covers another."""
    window.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true })
            document.dispatchEvent(new Event("visibilitychange"))
        }""",
        hidden,
    )


def log_in(browsers: Browsers, breakable: Breakable, student: str) -> Learner:
    """Connect to the chat as that person, with a program of her own."""
    ticket = browsers.handler(student, "ticket", {})
    address = str(breakable.site.addresses["websocket_url"])
    return Learner(address, ticket["jid"], ticket["token"], origin=breakable.site.url)


def room_of(browsers: Browsers, student: str, window: Page) -> str:
    """Return the address of the room that a window shows, once there is one."""
    expect(window.locator(".status")).to_contain_text("asked")
    call = browsers.handler(student, "call", {"call_id": call_id(window.url)})["call"]
    return str(call["room"]["jid"])
