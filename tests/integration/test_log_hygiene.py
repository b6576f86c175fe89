"""Logs hold ids: no question, line, name, username, token or password, at the usual level and at the most talkative."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests

from chatxblock.devserver.people import PEOPLE
from tests.support import hygiene
from tests.support.devsite import DevSite, eventually
from tests.support.learner import Learner, LoginRefused

QUESTION, LINE = "Quagga in the matrix?", "Okapi says the line"
NAMES = [*hygiene.NAMES, "helper1", "helper2", "stranger"]


class SiteFixture:
    """People with browsers, on one site."""

    def __init__(self, site: DevSite) -> None:
        self.site = site
        self.secrets: list[str] = []

    def post(self, student: str, handler: str, body: object, suffix: str = "") -> dict[str, Any]:
        browser = requests.Session()
        browser.get(self.site.page_url(student), timeout=10)
        token = browser.cookies["csrftoken"]
        data = body if isinstance(body, str) else json.dumps(body)
        headers = {"X-CSRFToken": token, "Content-Type": "application/json"}
        answer = browser.post(self.site.handler_url(handler, student, suffix), data, headers=headers, timeout=10)
        self.secrets.append(token)
        value: dict[str, Any] = answer.json()
        return value

    def window(self, student: str, token: str = "") -> Learner:
        """Log in to the chat server with a ticket, or with another token."""
        ticket = self.post(student, "ticket", {})
        self.secrets.append(ticket["token"])
        origin = self.site.url
        return Learner(ticket["websocket_url"], ticket["jid"], token or ticket["token"], origin=origin)


def journey(people: SiteFixture) -> None:
    """Ask, decline, come, talk, try what is forbidden, export, leave."""
    call_id = {"call_id": str(uuid4())}
    for broken in ("{", {"question": QUESTION}, {"request_id": QUESTION, "question": QUESTION}, json.dumps(QUESTION)):
        people.post("learner", "ask", broken)
    asked = people.post("learner", "ask", {"request_id": call_id["call_id"], "question": QUESTION})["call"]
    people.post("helper1", "decline", call_id)
    people.post("helper2", "accept", call_id)
    people.post("stranger", "call", call_id)
    people.post("learner", "invite", {**call_id, "person": "Kim Staff"})
    people.post("learner", "invite", {**call_id, "person": "Sam Stranger"})
    asker, helper = people.window("learner"), people.window("helper2")
    for window in (asker, helper):
        assert window.join(asked["room"]["jid"]).get("type") is None
        window.echo(window.say(asked["room"]["jid"], LINE))
        window.echo(window.say(asked["room"]["jid"], LINE * 1000))
        window.echo(window.say(helper.bare, LINE, kind="chat"))
        window.ask(
            "set", asked["room"]["jid"], f"<{LINE.split()[0]} xmlns='urn:example:none'>{LINE}</{LINE.split()[0]}>"
        )
    with pytest.raises(LoginRefused):
        people.window("helper1", token="x." + QUESTION.replace(" ", ""))
    log = requests.get(people.site.handler_url("transcript", "learner", call_id["call_id"]), timeout=10).json()
    assert [line["body"] for line in log["lines"]] == [LINE, LINE]
    for window in (asker, helper):
        window.close()
    for student in ("helper2", "staff", "learner"):
        people.post(student, "leave", call_id)
    assert eventually(lambda: people.post("learner", "call", call_id)["call"]["state"] == "closed")


@pytest.mark.parametrize("level", [pytest.param("INFO", marks=pytest.mark.soak), "DEBUG"])
def test_no_log_holds_what_people_say_or_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    monkeypatch.setenv("CHATXBLOCK_DEV_LOG_LEVEL", level)
    data = tmp_path / "site"
    with DevSite(data, "--sweep-every", "0.5") as site:
        people = SiteFixture(site)
        journey(people)
    kept = json.loads((data / "ejabberd" / "server.json").read_text())
    people.secrets += [kept["service_password"], kept["token_secret"]]
    logs = {path: path.read_text(errors="replace") for path in hygiene.logs_in(data)}
    assert {"site.log", "sweep.log", "ejabberd.log"} <= {path.name for path in logs}
    assert any("Bad Request: /handler/" in text for text in logs.values())
    for path, text in logs.items():
        for secret in [*QUESTION.split()[:1], *LINE.split()[:1], *NAMES, *people.secrets]:
            assert secret not in text, (path.name, secret)


def test_everybodys_name_is_looked_for_after_all_tests() -> None:
    assert {member.name for member in PEOPLE} == set(hygiene.NAMES)
