"""From `ask` to the entry on the screens of five helpers, beside one bare notification on five bare pages.

Both are done in turn, in pages of one Chromium that are all open all the time. Moments are milliseconds of the
machine's clock, which Python and the pages share.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from uuid import uuid4
from xml.etree import ElementTree as ET

from playwright.sync_api import Browser, Page, expect

from benchmarks.bare import Bare
from benchmarks.chromium import PAGES, chromium
from benchmarks.figures import Figure
from benchmarks.place import HELPERS, Place
from benchmarks.site import Site, site
from tests.support.learner import token_for

ROUNDS = 20
WARMING = 2
TIME_LIMIT = 30_000
"""Milliseconds for what a page shows on a busy machine; an entry that is over stays for six seconds."""
QUESTION = "Why is the matrix not invertible here?"
CALL = "{urn:chatxblock:call:1}"
PAINTED = "call => window.painted(call)"


class Messenger(Bare):
    """The service's account, in the hand of a script that sends notifications alone."""

    async def notify(self, jids: Sequence[str], call: str) -> None:
        """Send to everybody the element that invites to a call, as the block does."""
        for jid in jids:
            message = self._client.make_message(mto=jid, mbody=QUESTION, mtype="normal")
            ET.SubElement(message.xml, "{jabber:x:conference}x", jid=f"{call}@{self.rooms_domain}")
            element = ET.SubElement(message.xml, f"{CALL}call", id=call, rev="1", state="waiting")
            ET.SubElement(element, f"{CALL}question").text = QUESTION
            ET.SubElement(element, f"{CALL}asker", name="Asker")
            ET.SubElement(element, f"{CALL}context", title="Unit", url="/unit")
            ET.SubElement(element, f"{CALL}window", url="/window")
            message.send()


def measure(_: Place) -> list[Figure]:
    """Return the figures, both ways interleaved."""
    taken: dict[str, list[float]] = defaultdict(list)
    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    with site() as here, chromium() as browser:
        messenger = Messenger(Place(here.server, ""))
        inboxes = [open_inbox(here, browser, name) for name in HELPERS]
        jids = [f"{uuid4().hex}@{here.server.domain}" for _ in HELPERS]
        pages = [open_bare(here, browser, jid) for jid in jids]
        for number in range(-WARMING, ROUNDS):
            sample = ask_once(here, inboxes, f"asker{number}") | {"floor": bare_once(messenger, jids, pages)}
            for what, milliseconds in sample.items() if number >= 0 else ():
                taken[what].append(milliseconds)
    return [
        Figure(
            name="`ask` until painted in the last of five inboxes (floor: a bare notification, on bare pages)",
            samples=taken["painted"],
            floor=taken["floor"],
        ),
        Figure(name="… of that: until the last of the five pages has the notification", samples=taken["told"]),
        Figure(name="… of that: from there to the paint, in the slowest page", samples=taken["read"]),
    ]


def ask_once(here: Site, inboxes: list[Page], asker: str) -> dict[str, float]:
    """Ask, and return milliseconds until told and until painted; leave the inboxes as empty as before."""
    call = str(uuid4())
    began = 1000 * time.time()
    here.post(asker, "ask", {"request_id": call, "question": QUESTION})
    moments = [page.evaluate(PAINTED, call) for page in inboxes]
    here.post(asker, "cancel", {"call_id": call})
    for page in inboxes:
        page.locator("[data-call]").wait_for(state="detached", timeout=TIME_LIMIT)
    return {
        "told": max(told for told, _ in moments) - began,
        "painted": max(painted for _, painted in moments) - began,
        "read": max(painted - told for told, painted in moments),
    }


def bare_once(messenger: Messenger, jids: list[str], pages: list[Page]) -> float:
    """Send the notification by the script, and return milliseconds until painted."""
    call = str(uuid4())
    began = 1000 * time.time()
    messenger.run(messenger.notify(jids, call))
    moments = [page.evaluate(PAINTED, call) for page in pages]
    return float(max(painted for _, painted in moments) - began)


def open_inbox(here: Site, browser: Browser, helper: str) -> Page:
    """Put a helper on duty, in a browser profile of her own, and wait until her inbox is live."""
    here.post(helper, "duty", {"on_duty": True})
    page = open_page(browser)
    with page.expect_websocket():
        page.goto(here.inbox_url(helper))
    expect(page.get_by_text("No one needs help right now.")).to_be_visible(timeout=TIME_LIMIT)
    return page


def open_bare(here: Site, browser: Browser, jid: str) -> Page:
    """Open the bare page in the place of one of the site's, so that it is of its origin, and let it listen."""
    page = open_page(browser)
    page.goto(f"{here.url}/blocks.json")
    page.set_content((PAGES / "bare.html").read_text())
    token = token_for(jid, here.server.token_secret)
    page.evaluate("who => listen(...who)", [here.server.websocket_url, jid, token])
    return page


def open_page(browser: Browser) -> Page:
    """Open a page that notes what is painted."""
    page = browser.new_context().new_page()
    page.add_init_script(path=PAGES / "painting.js")
    return page
