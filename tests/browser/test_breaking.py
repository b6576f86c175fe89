"""Two people talk while the chat server and the network break: nothing is lost, doubled or out of order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.stage import LINE, Stage, lines, say
from tests.devsite import DevSite, descendants
from tests.proxy import Proxy

BACK_MILLISECONDS = 45_000
"""Within this time everything has to be as if nothing had happened; the longest wait between two tries is 15 s."""


class Breakable:
    """A site, the network between browsers and chat, and the chat server's process."""

    def __init__(self, site: DevSite, proxy: Proxy) -> None:
        self.site = site
        self.proxy = proxy

    def signal_chat(self, number: signal.Signals) -> None:
        os.kill(self._chat(), number)

    def _chat(self) -> int:
        for pid in descendants(self.site.process.pid):
            if b"ejabberd" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
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
def stage(browser: Browser, breakable: Breakable) -> Iterator[Stage]:
    """A stage where browsers may complain of the network, and of nothing else."""
    stage = Stage(browser, breakable.site)
    yield stage
    breakable.proxy.spoil(None)
    breakable.proxy.thaw()
    complaints = [said for said in stage.complaints if "WebSocket" not in said]
    stage.end()
    assert complaints == []


@pytest.fixture
def pair(stage: Stage) -> tuple[Page, Page]:
    """The windows of an asker and of the helper who came."""
    helper = stage.unit("helper1")
    asker = stage.ask(stage.unit("learner"))
    return asker, stage.help(helper)


def talk(windows: tuple[Page, Page], numbers: range) -> None:
    """Say these numbers, the even ones in the first window."""
    for number in numbers:
        say(windows[number % 2], f"line {number}")


def expect_same(stage: Stage, windows: tuple[Page, ...], count: int) -> None:
    """All windows and the transcript show lines 0 to `count`, each once, in one order, each author's as typed."""
    for window in windows:
        expect(window.locator(LINE)).to_have_count(count, timeout=BACK_MILLISECONDS)
        expect(window.locator("li.pending")).to_have_count(0)
    shown = lines(windows[0])
    assert sorted(shown) == sorted(f"line {number}" for number in range(count))
    for window in windows[1:]:
        assert lines(window) == shown
    for author in (0, 1):
        assert [line for line in shown if int(line.split()[1]) % 2 == author] == [
            f"line {number}" for number in range(author, count, 2)
        ]
    log = stage.transcript("learner", windows[0].url)
    assert [line["body"] for line in log["lines"]] == shown


def test_talk_goes_on_over_a_restart_of_the_chat_server(
    stage: Stage, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    talk(pair, range(20))
    breakable.signal_chat(signal.SIGTERM)
    talk(pair, range(20, 60))
    expect_same(stage, pair, 60)


def test_talk_goes_on_when_the_chat_server_is_killed(
    stage: Stage, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    talk(pair, range(90))
    breakable.signal_chat(signal.SIGKILL)
    talk(pair, range(90, 200))
    expect_same(stage, pair, 200)


def test_talk_goes_on_when_the_chat_server_stalls(stage: Stage, pair: tuple[Page, Page], breakable: Breakable) -> None:
    talk(pair, range(20))
    breakable.signal_chat(signal.SIGSTOP)
    try:
        talk(pair, range(20, 60))
        pair[0].wait_for_timeout(14_000)
    finally:
        breakable.signal_chat(signal.SIGCONT)
    expect_same(stage, pair, 60)


def test_talk_goes_on_over_a_network_that_cuts_and_delays(
    stage: Stage, pair: tuple[Page, Page], breakable: Breakable
) -> None:
    breakable.proxy.spoil((12_000, 40_000), longest_delay=0.05)
    breakable.proxy.cut()
    before = breakable.proxy.cuts
    talk(pair, range(200))
    assert breakable.proxy.cuts > before
    breakable.proxy.spoil(None)
    expect_same(stage, pair, 200)
