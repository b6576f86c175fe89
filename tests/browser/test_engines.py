"""The whole way in browsers of other makes: what is asked, said, corrected and kept is the same in Firefox and WebKit.

A long talk is read upwards there, too.

Where a machine has none of them the report's head says so; continuous integration has to have both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests

from tests.browser.fixtures import LINE, call_id
from tests.support import hygiene
from tests.support.devsite import DevSite, eventually
from tests.support.engines import ENGINES, Engine, missing
from tests.support.learner import Learner, error_of

FORMULA = "Then there is no $A^{-1}$."
"""A line that a worker has a part in."""


class Person:
    """Somebody who posts to handlers without a page, for what a page does not show."""

    def __init__(self, site: DevSite, student: str) -> None:
        self._site, self._student, self._http = site, student, requests.Session()

    def post(self, handler: str, body: dict[str, Any]) -> dict[str, Any]:
        page = self._http.get(self._site.handler_url("history_page", self._student), timeout=20).text
        found = re.search(r'id="chatxblock-data">(.*?)</script>', page, re.DOTALL)
        assert found
        csrf = json.loads(found.group(1))["csrf"]
        url = self._site.handler_url(handler, self._student)
        answer = self._http.post(url, json=body, headers={csrf["header"]: csrf["token"]}, timeout=20)
        value: dict[str, Any] = answer.json()
        return value

    def kept(self, call: str) -> list[dict[str, Any]]:
        """Return the lines of the log once it is whole; none before."""
        answer = self._http.get(self._site.handler_url("transcript", self._student, call), timeout=20)
        log: dict[str, Any] = answer.json() if answer.ok else {}
        return list(log["lines"]) if log.get("complete") else []

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def people(site: DevSite) -> Iterator[dict[str, Person]]:
    """The asker and the helper."""
    people = {name: Person(site, name) for name in ("learner", "helper1")}
    yield people
    for person in people.values():
        person.close()


@pytest.fixture(params=sorted({*ENGINES} - {*missing()}))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A browser of that make."""
    with ENGINES[request.param](tmp_path) as engine:
        yield engine


def say(engine: Engine, text: str) -> None:
    """Write a message, and send it by its button."""
    hygiene.note(text)
    engine.type("textarea", text)
    engine.click(".send", "Send")


def expect_lines(engine: Engine, bodies: list[str]) -> None:
    """Wait until the lines on the screen that the room has are these."""
    assert eventually(lambda: engine.texts(LINE) == bodies), engine.texts(LINE)


def in_menu(engine: Engine, name: str) -> None:
    """Choose what a room's menu offers by that name."""
    engine.click("button[aria-label=More]")
    engine.click("[role=menuitem]", name)


def correct(site: DevSite, person: Person, call: str, wrong: str, right: str) -> None:
    """Say a line and correct it (XEP-0308), with a program of that person's own."""
    ticket, room = person.post("ticket", {}), person.post("call", {"call_id": call})["call"]["room"]["jid"]
    program = Learner(site.addresses["websocket_url"], ticket["jid"], ticket["token"], origin=site.url)
    program.join(room)
    first = program.say(room, wrong)
    program.echo(program.say(room, right, inner=f'<replace xmlns="urn:xmpp:message-correct:0" id="{first}"/>'))
    program.close()


def test_the_whole_way(engine: Engine, site: DevSite, people: dict[str, Person]) -> None:
    people["helper1"].post("duty", {"on_duty": True})
    helper_unit = engine.open(site.page_url("helper1"))
    engine.see("p", "No one needs help right now.")
    unit = engine.open(site.page_url("learner"))
    engine.type("textarea", hygiene.QUESTION)
    known = engine.handles()
    engine.click("button", "Ask a helper")
    asker = engine.opened(known)
    engine.see("textarea:enabled")
    call = call_id(engine.url())

    engine.go(helper_unit)
    known = engine.handles()
    engine.click("a", "Help Lina Petrova")
    helper = engine.opened(known)
    engine.see("textarea:enabled")
    say(engine, "What did you get for the determinant?")
    engine.go(asker)
    engine.see(".bubble", "What did you get for the determinant?")
    say(engine, "zero… is that the point?")

    correct(site, people["helper1"], call, "The determinant is one", "The determinant is zero")
    said = ["What did you get for the determinant?", "zero… is that the point?", "The determinant is zero"]
    for handle in (helper, asker):
        engine.go(handle)
        engine.see("summary", "edited")
        expect_lines(engine, said)

    engine.reload()
    engine.see("summary", "edited")
    say(engine, FORMULA)
    engine.see("p:has(math)")
    in_menu(engine, "Export")
    engine.see("dialog a", "For programs")
    engine.click("dialog button")  # the only one closes it
    engine.click("button", "It's solved")
    engine.click("dialog button", "It's solved")
    engine.go(helper)
    engine.see("p:has(math)")
    assert eventually(lambda: engine.texts(LINE)[:3] == said), engine.texts(LINE)
    engine.see(".status", "solved")

    for handle in (helper, asker):
        engine.go(handle)
        in_menu(engine, "Leave")
        engine.click("dialog button", "Leave")
        engine.see("p, h2, div", "You left.")
    log: list[dict[str, Any]] = []

    def whole() -> bool:
        log[:] = people["learner"].kept(call)
        return log != []

    assert eventually(whole)
    assert [(line["body"], bool(line["replaces"])) for line in log] == [
        (said[0], False),
        (said[1], False),
        ("The determinant is one", False),
        ("The determinant is zero", True),
        (FORMULA, False),
    ]
    engine.go(unit)
    engine.reload()
    engine.see("button", "Ask a helper")
    for person in people.values():
        person.post("feedback", {"call_id": call})


SAID = [f"line {number}" if number % 10 else f"line {number}: $x^{{{number}}}$" for number in range(300)]
HOLD = """
    const look = () => {
        const log = document.querySelector("chatxblock-room")?.shadowRoot?.querySelector("chatxblock-log");
        if (!log) return void setTimeout(look, 1);
        window.held = [];
        log.whenIdle = (run) => window.held.push(run);
    };
    look();
"""
"""Let a log draw no more than a reader needs, until it is told to go on."""
IN_LOG = """
    const log = document.querySelector("chatxblock-room").shadowRoot.querySelector("chatxblock-log").shadowRoot;
    const scroller = log.querySelector("[role=log]");
    const lines = [...log.querySelectorAll("li.line:not(.pending) .bubble")];
    const written = (one) => one.querySelector("chatxblock-written");
    const top = (one) => one.getBoundingClientRect().top;
"""
BODIES = f"{IN_LOG} return lines.map((one) => (written(one) ?? one).textContent.trim());"
GO_ON = f"""{IN_LOG}
    for (const run of window.held.splice(0)) run();
    return scroller.getAttribute("aria-busy");
"""
FILL = f"""{IN_LOG}
    const full = scroller.scrollHeight > 2 * scroller.clientHeight;
    if (!full) for (const run of window.held.splice(0)) run();
    return full;
"""
"""Have more drawn while it does not scroll yet, and say whether it does."""
GO_UP = f"{IN_LOG} window.first = lines[0]; scroller.scrollTop = 0; window.was = top(lines[0]); return lines.length;"
"""Go to the first line that is drawn; before it older ones come."""
MOVED = f"{IN_LOG} return lines.length > arguments[0] ? Math.abs(top(window.first) - window.was) : null;"
"""How far that line has moved since, once older ones are there."""
UNDRAWN = f"""{IN_LOG}
    const isDrawn = (one) => !!written(one)?.shadowRoot?.querySelector("math");
    const open = lines.filter((one) => one.textContent.includes("$") && !isDrawn(one));
    open[0]?.scrollIntoView();
    return open.length;
"""
"""Go to the first formula that is not drawn, and say how many there are."""


@pytest.fixture
def talk(site: DevSite, people: dict[str, Person]) -> Iterator[str]:
    """A long talk of two."""
    call = str(uuid4())
    people["learner"].post("ask", {"request_id": call, "question": "Why is the matrix not invertible here?"})
    room = people["helper1"].post("accept", {"call_id": call})["call"]["room"]["jid"]
    with ExitStack() as programs:
        authors: list[Learner] = []
        for person in people.values():
            ticket = person.post("ticket", {})
            authors.append(Learner(site.addresses["websocket_url"], ticket["jid"], ticket["token"], origin=site.url))
            programs.callback(authors[-1].close)
            authors[-1].join(room)
        for number, body in enumerate(SAID):
            author = authors[number % 2]
            assert eventually(partial(is_taken, author, room, body))
    yield call
    for person in people.values():
        person.post("leave", {"call_id": call})
        person.post("feedback", {"call_id": call})


def is_taken(author: Learner, room: str, body: str) -> bool:
    """Say a line, and tell whether the room took it: who is too quick is told to wait."""
    return not error_of(author.echo(author.say(room, body)))


def is_kept(engine: Engine, count: int) -> bool:
    """Tell whether older lines than so many are there, and the first of them is where it was."""
    moved = engine.run(MOVED, count)
    return moved is not None and moved < 2


def test_a_long_talk_is_drawn_in_pieces_and_keeps_its_place(engine: Engine, site: DevSite, talk: str) -> None:
    engine.open(site.handler_url("window", "learner", talk))
    engine.run(HOLD)
    engine.see("textarea:enabled")
    engine.see("a", "Ask a helper")  # the card above all lines has its height
    assert eventually(lambda: engine.run(BODIES)[-1:] == SAID[-1:])
    assert eventually(lambda: engine.run(FILL))
    assert len(engine.run(BODIES)) < len(SAID)
    for _ in range(3):
        count = engine.run(GO_UP)
        assert eventually(partial(is_kept, engine, count)), engine.run(MOVED, count)
        bodies = engine.run(BODIES)
        assert bodies == SAID[-len(bodies) :]
    assert eventually(lambda: engine.run(GO_ON) == "false")
    assert engine.run(BODIES) == SAID
    assert eventually(lambda: engine.run(UNDRAWN) == 0), engine.run(UNDRAWN)
    assert engine.complaints() == []
