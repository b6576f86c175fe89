"""A network that is cut while a picture is under way: it waits, says so, goes by itself, and arrives once."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.fixtures import LINE, Browsers, call_id, expect_line, say
from tests.browser.test_files import PICTURE, choose, payload, photo, two
from tests.support.devsite import DevSite, eventually
from tests.support.pictures import chunk
from tests.support.proxy import Proxy

QUOTA = 200_000
"""Bytes after which a connection is cut: more than a page of ours, and a part of the picture."""
NO_CONNECTION = "Not sent yet: no connection. It is tried again by itself."
NAMES = ["first.jpg", "second.png", "third.png"]


class Cuttable:
    """A site, the network between browsers and the platform, and the one between browsers and the chat."""

    def __init__(self, site: DevSite, http: Proxy, chat: Proxy) -> None:
        self.site = site
        self.http = http
        self.chat = chat


@pytest.fixture(scope="module")
def cuttable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cuttable]:
    """A dev server that browsers reach through two proxies."""
    with Proxy() as http, Proxy() as chat:
        settings = {"WEBSOCKET_URL": f"ws://127.0.0.1:{chat.port}/ws"}
        with DevSite(tmp_path_factory.mktemp("site"), settings=settings) as site:
            http.target = port_of(site.url)
            chat.target = port_of(str(site.addresses["websocket_url"]))
            yield Cuttable(site, http, chat)


@pytest.fixture(scope="module")
def far_browser(
    launch_browser: Callable[..., Browser], browser_type_launch_args: dict[str, Any], cuttable: Cuttable
) -> Iterator[Browser]:
    """A browser for which the site's address leads through the proxy."""
    rule = f"--host-resolver-rules=MAP 127.0.0.1:{port_of(cuttable.site.url)} 127.0.0.1:{cuttable.http.port}"
    browser = launch_browser(args=[*browser_type_launch_args["args"], rule])
    yield browser
    browser.close()


@pytest.fixture
def browsers(far_browser: Browser, cuttable: Cuttable) -> Iterator[Browsers]:
    """Browsers that may complain of the network, and of nothing else."""
    browsers = Browsers(far_browser, cuttable.site)
    yield browsers
    cuttable.http.spoil(None)
    cuttable.chat.thaw()
    complaints = [said for said in browsers.complaints if "WebSocket" not in said and "net::ERR" not in said]
    browsers.end()
    assert complaints == []


def port_of(url: str) -> int:
    """Return the port in an address."""
    return int(url.rpartition(":")[2].partition("/")[0])


def noise(side: int = 800) -> bytes:
    """A picture that is as large as a photo: of some 700 kB when it is sent."""
    chance = random.Random(7)
    rows = b"".join(b"\x00" + chance.randbytes(3 * side) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 1)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def send(window: Page, *names: str) -> None:
    """Choose the large picture and small ones, and send them."""
    choose(window, payload(names[0], noise()), *(payload(name, photo()) for name in names[1:]))
    window.get_by_role("button", name="Send it" if len(names) == 1 else f"Send {len(names)} files").click()


def expect_once(browsers: Browsers, windows: tuple[Page, Page], names: list[str]) -> None:
    """Both windows, the log and the storage have these pictures, each once and in this order."""
    for window in windows:
        expect(window.locator(PICTURE)).to_have_count(len(names), timeout=60_000)
        expect(window.locator("li.pending")).to_have_count(0)
        alts = window.locator(PICTURE).evaluate_all("all => all.map((one) => one.alt)")
        assert alts == [f"Picture: {name}" for name in names]
    expect(windows[0].get_by_role("region", name="Pictures and files")).to_have_count(0)
    log = browsers.transcript("learner", windows[0].url)["lines"]
    assert [line["body"].partition("\n")[0] for line in log if "/file/" in line["body"]] == names
    url = browsers.handler_url("learner", "transcript", call_id(windows[0].url))
    packed = browsers.profile("learner").request.get(f"{url}&format=zip").body()
    kept = [name for name in zipfile.ZipFile(io.BytesIO(packed)).namelist() if name.startswith("files/")]
    assert kept == [f"files/{place:02}-{name}" for place, name in enumerate(names, 1)]


def test_an_upload_that_is_cut_waits_and_goes_before_those_behind_it(browsers: Browsers, cuttable: Cuttable) -> None:
    asker, helper = two(browsers)
    http = cuttable.http
    http.spoil((QUOTA, QUOTA))
    http.cut()
    before = http.cuts
    send(asker, *NAMES)
    expect(asker.get_by_text(NO_CONNECTION)).to_be_visible()
    assert eventually(lambda: http.cuts >= before + 2)  # the first, and what was tried again
    say(asker, "I am sending you a picture")
    expect_line(helper, "I am sending you a picture")
    expect(asker.get_by_text("Its turn comes.")).to_have_count(2)
    expect(helper.locator(PICTURE)).to_have_count(0)
    http.spoil(None)  # connections that are there keep their quota, so the large picture is cut on its way back, too
    expect_once(browsers, (asker, helper), NAMES)


def test_an_upload_whose_answer_is_lost_is_kept_and_said_once(browsers: Browsers) -> None:
    asker, helper = two(browsers)
    ids: list[str] = []

    def lose(route: Route) -> None:
        ids.append(str(route.request.post_data_buffer).partition('name="request_id"')[2][:60])
        answer = route.fetch()
        if len(ids) == 1:
            assert answer.status == 201
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    asker.route("**/file_put/**", lose)
    send(asker, NAMES[0])
    expect(asker.get_by_text(NO_CONNECTION)).to_be_visible()
    expect_once(browsers, (asker, helper), NAMES[:1])
    assert len(ids) == 2
    assert ids[0] == ids[1] != ""


def test_a_picture_is_said_once_though_the_upload_and_then_the_chat_is_cut(
    browsers: Browsers, cuttable: Cuttable
) -> None:
    asker, helper = two(browsers)
    cuttable.http.spoil((QUOTA, QUOTA))
    cuttable.http.cut()
    send(asker, *NAMES)
    expect(asker.get_by_text(NO_CONNECTION)).to_be_visible()
    cuttable.chat.freeze()
    cuttable.chat.cut()
    cuttable.http.spoil(None)
    waiting = asker.locator("li.pending", has_text="Not sent yet.")
    expect(waiting).to_have_count(len(NAMES), timeout=60_000)
    expect(waiting.locator("img")).to_have_count(len(NAMES))
    expect(asker.locator(".status")).to_contain_text("No connection.")
    expect(asker.get_by_role("region", name="Pictures and files")).to_have_count(0)
    expect(helper.locator(LINE)).to_have_count(0)
    cuttable.chat.thaw()
    expect_once(browsers, (asker, helper), NAMES)
