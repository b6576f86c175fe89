"""What somebody who is logged in tries by HTTP: too often, too deep, too clever, or after having been put out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from webob import Request

from chatxblock import conf
from chatxblock.errors import TooManyRequests
from chatxblock.models import CallRow, InvitationRow
from chatxblock.openedx import platform
from chatxblock.testing import MemoryRooms
from chatxblock.web import rate_limits, responses
from chatxblock.web.rate_limits import Rate
from chatxblock.web.routes import POSTED, ROUTES
from chatxblock.web.routing import Method
from chatxblock.web.schemas.base import Output
from tests.integration.conftest import Site

EVIL = "evil.example"
WITH_CALL = [
    route.name
    for route in ROUTES
    if route.method is Method.POST and "call_id" in route.takes.model_fields and route.name not in ("join", "follow")
]
SECRETS = ("Why is the matrix", "Lina", "@rooms.", "window_url")


@pytest.fixture
def strict(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The limits that are shipped, at the beginning of a minute that does not pass."""
    settings.CHATXBLOCK = {key: value for key, value in settings.CHATXBLOCK.items() if not key.endswith("_MINUTE")}
    monkeypatch.setattr("chatxblock.web.rate_limits.time.time", lambda: 1_800_000_000.5)
    cache.clear()
    conf.reset()
    yield
    cache.clear()
    conf.reset()


def put_out(site: Site, how: str) -> str:
    """Return the id of a call of which helper1 is no part any more."""
    call_id = {"call_id": str(site.ask()["id"])}
    assert site.post("helper1", "call", call_id).status == 200
    if how == "declined":
        site.post("helper1", "decline", call_id)
    elif how == "removed":
        assert site.post("helper1", "accept", call_id).status == 200
        people = site.post("learner", "people", call_id).value["people"]
        (jid,) = [person["jid"] for person in people if person["role"] == "helper"]
        assert site.post("learner", "remove", {**call_id, "person": jid}).status == 200
    else:
        site.post("learner", "leave", call_id)
    return call_id["call_id"]


@pytest.mark.usefixtures("strict")
def test_the_seventh_question_in_a_minute_is_too_many(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        call = site.ask()
        site.post("learner", "cancel", {"call_id": call["id"]})
    body = {"request_id": str(uuid4()), "question": "Why?"}
    answer = site.post("learner", "ask", body)
    assert (answer.status, answer.value["code"]) == (429, "too-many-requests")
    assert CallRow.objects.count() == 6
    assert site.post("learner", "inbox").status == 200
    assert site.post("helper1", "ask", {**body, "request_id": str(uuid4())}).status == 201
    monkeypatch.setattr("chatxblock.web.rate_limits.time.time", lambda: 1_800_000_060.0)
    assert site.post("learner", "ask", body).status == 201


@pytest.mark.usefixtures("strict")
def test_a_thousand_calls_by_one_learner_hold_nobody_up(site: Site, usage: str) -> None:
    client, statuses = Client(), []
    for number in range(1000):
        handler = ("inbox", "ticket", "people", "call")[number % 4]
        response = client.post(site.url("learner", handler), "{}", content_type="application/json")
        statuses.append(response.status_code)
    assert statuses.count(429) == 1000 - 120
    assert set(statuses[120:]) == {429}
    assert response["Retry-After"] == "60"
    page = client.get(site.url("learner", "window", str(uuid4())))
    assert (page.status_code, page["Retry-After"]) == (429, "60")
    assert site.post("helper1", "inbox").status == 200
    assert client.get("/scenario/chatxblock.0/?student=learner").status_code == 200


@pytest.mark.usefixtures("strict")
def test_strangers_are_counted_too(site: Site) -> None:
    answers = [site.post("stranger", "inbox").status for _ in range(130)]
    assert answers == [403] * 120 + [429] * 10


@pytest.mark.usefixtures("strict")
def test_limits_hold_whoever_answers_and_where_no_cache_is(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    for _ in range(6):
        rate_limits.count("7", Rate.ASK)
    conf.reset()
    with pytest.raises(TooManyRequests) as refused:
        rate_limits.count("7", Rate.ASK)
    assert refused.value.wait == 60
    rate_limits.count("8 é\x00" * 100, Rate.ASK)
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    for _ in range(10):
        rate_limits.count("7", Rate.ASK)


@pytest.mark.parametrize("later", [False, True], ids=["at once", "later"])
@pytest.mark.parametrize("how", ["declined", "removed", "ended"])
@pytest.mark.parametrize("handler", WITH_CALL)
def test_whoever_is_out_learns_nothing_from_any_handler(site: Site, handler: str, how: str, later: bool) -> None:
    call_id = put_out(site, how)
    if later:
        InvitationRow.objects.update(revoked_at=datetime(2026, 1, 1, tzinfo=UTC))
    before = CallRow.objects.get().rev
    jid = f"{site.post('helper2', 'ticket').value['nick']}@chat.test"
    answer = site.post(
        "helper1",
        handler,
        {
            "call_id": call_id,
            "person": jid if handler in ("remove", "admit", "thank") else "helper2",
            "reason": "why",
            "line": "1",
        },
    )
    assert not [secret for secret in SECRETS if secret in json.dumps(answer.value)]
    if (handler, how) == ("report", "removed"):  # who was put out may say that it was done unkindly
        assert answer.status == 200
    elif answer.status == 200:
        assert handler in ("decline", "lobby")
        told = answer.value["call"] or {}
        assert handler == "decline" or not told
        assert {key: told[key] for key in told if key not in ("id", "rev", "state")} in (
            {},
            {"others": how == "declined" and not later},
        )
    else:
        assert answer.status in (403, 404, 409)
        assert (answer.status == 404) == (handler in ("resource_draft", "followed_read"))
    assert CallRow.objects.get().rev == before


@pytest.mark.parametrize("how", ["declined", "removed", "ended"])
def test_whoever_is_out_gets_no_page_no_log_and_no_entry(site: Site, how: str) -> None:
    call_id = put_out(site, how)
    for handler in ("window", "transcript"):
        response = site.get("helper1", handler, call_id)
        assert response.status_code == 403
        assert not [secret for secret in SECRETS if secret in response.content.decode()]
    assert site.post("helper1", "inbox").value["invitations"] == []
    assert site.get("learner", "transcript", call_id).status_code == 200


@pytest.mark.parametrize("handler", WITH_CALL)
def test_staff_of_another_course_is_nobody_here(site: Site, monkeypatch: pytest.MonkeyPatch, handler: str) -> None:
    call = site.ask()
    body = {"call_id": call["id"], "person": "helper3", "reason": "why"}
    if handler == "call":
        assert site.post("staff", handler, body).status == 200
    monkeypatch.setattr(platform, "course_key", lambda _: "another course")
    answer = site.post("staff", handler, body)
    allowed = (
        ("lobby", 200),
        ("resource_draft", 404),
        ("staff_clusters", 200),
        ("followed_read", 404),
        ("dismiss_left", 404),
    )
    assert answer.status in (400, 403) or (handler, answer.status) in allowed
    assert not answer.value.get("clusters")
    assert answer.value.get("call") is None
    assert site.get("staff", "transcript", call["id"]).status_code == 403


def test_ids_are_not_guessed(site: Site) -> None:
    own = site.ask("helper3")["id"]
    near = [f"{int(own.replace('-', ''), 16) + step:032x}" for step in range(-20, 20) if step]
    guesses = [f"{g[:8]}-{g[8:12]}-{g[12:16]}-{g[16:20]}-{g[20:]}" for g in near]
    assert {site.post("learner", "call", {"call_id": guess}).status for guess in guesses} == {404}
    assert site.post("helper3", "call", {"call_id": own}).status == 200


def test_a_form_of_another_site_is_refused(site: Site) -> None:
    headers: dict[str, Any]
    own: dict[str, Any]
    strict = Client(enforce_csrf_checks=True)
    body = json.dumps({"request_id": str(uuid4()), "question": "Why?"})
    url = site.url("learner", "ask")
    strict.get(site.url("learner", "window", str(uuid4())))
    cookie = strict.cookies["csrftoken"]
    token = cookie.value
    for headers in ({}, {"HTTP_X_CSRFTOKEN": "x" * 32}, {"HTTP_ORIGIN": f"https://{EVIL}", "HTTP_X_CSRFTOKEN": token}):
        assert strict.post(url, body, "application/json", **headers).status_code == 403
    assert not CallRow.objects.exists()
    own = {"HTTP_ORIGIN": "http://testserver", "HTTP_X_CSRFTOKEN": token}
    assert strict.post(url, body, "application/json", **own).status_code == 201
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
def test_what_a_form_can_send_is_no_json(site: Site, kind: str) -> None:
    body = json.dumps({"request_id": str(uuid4()), "question": "Why?"})
    response = Client().post(site.url("learner", "ask"), body, content_type=kind)
    assert (response.status_code, response.json()["code"]) == (400, "bad-input")
    again = Client().post(site.url("learner", "ask"), body, content_type="application/json; charset=utf-8")
    assert again.status_code == 201


@pytest.mark.parametrize("suffix", ["known", "unknown", "x", "..%2f..%2fetc", "%00", "<b>"])
@pytest.mark.parametrize("handler", ["window", "transcript"])
@pytest.mark.parametrize("student", ["learner", "helper1", "stranger", "anonymous"])
def test_every_page_is_framed_by_us_alone_and_kept_by_nobody(
    site: Site, student: str, handler: str, suffix: str
) -> None:
    call_id = str(site.ask()["id"])
    response = site.get(student, handler, {"known": call_id, "unknown": str(uuid4())}.get(suffix, suffix))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    if response["Content-Type"].startswith("text/html"):
        policy = response["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert "<b>" not in response.content.decode()
    else:
        assert response["Content-Disposition"].startswith("attachment; ")


def test_a_host_header_and_a_context_of_ones_own_lead_nowhere(site: Site, rooms: MemoryRooms) -> None:
    context = {"url": f"https://{EVIL}/", "title": EVIL, "usage_key": EVIL, "excerpt": "here"}
    body = {"request_id": str(uuid4()), "question": "Why?", "context": context, "window_url": f"//{EVIL}"}
    answer = site.post("learner", "ask", body, HTTP_HOST=EVIL, HTTP_X_FORWARDED_HOST=EVIL, HTTP_REFERER=f"//{EVIL}")
    assert answer.status == 201
    assert answer.value["call"]["context"]["excerpt"] == "here"
    assert EVIL not in json.dumps(answer.value)
    invitations = [notice for notice in rooms.notifier.notices if notice.window_url]
    assert invitations
    assert all(notice.window_url.startswith("http://lms.test/") for notice in invitations)
    assert EVIL not in str(rooms.notifier.notices)
    page = Client().get(site.url("helper1", "window", str(body["request_id"])), HTTP_HOST=EVIL)
    assert page.status_code == 200
    assert EVIL not in page.content.decode() + str(page.headers)


def test_nothing_redirects(site: Site) -> None:
    call = site.ask()
    for handler in (*POSTED, "window", "transcript"):
        url = site.url("learner", handler, call["id"]) + f"&next=https://{EVIL}/&url=//{EVIL}"
        for response in (Client().get(url), Client().post(url, "{}", content_type="application/json")):
            assert not 300 <= response.status_code < 400


def test_a_file_name_cannot_carry_a_header() -> None:
    download = responses.Download(value=Output(), filename='a"\r\nSet-Cookie: b=c; é.json')
    response = responses.get(Request.blank("/"), lambda: download, "page.css")
    assert response.headers["Content-Disposition"] == 'attachment; filename="a___Set-Cookie__b_c___.json"'
    assert "Set-Cookie" not in response.headers


NAMES = {
    "quotes": "a\"b';filename*=UTF-8''evil.exe.json",
    "slashes": "../../etc/..\\passwd.json",
    "hidden": "...json",
    "both directions": "talk\u202enosj.exe\u202c\u2066.json",
    "right to left": "שיחה.json",
    "very long": "x" * 5_000 + ".json",
    "controls": "a\x00b\x7fc\td\x85.json",
    "wide": "talk\uff0ejson🤔.json",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_is_called_what_every_disk_can_call_it(name: str) -> None:
    download = responses.Download(value=Output(), filename=name)
    stream = responses.Stream(pieces=iter(()), filename=name, content_type="text/html")
    answers = (
        responses.get(Request.blank("/"), lambda: download, "page.css"),
        responses.get(Request.blank("/"), lambda: stream, "page.css"),
    )
    for told in (answer.headers["Content-Disposition"] for answer in answers):
        assert re.fullmatch(r'attachment; filename="[A-Za-z0-9_-][A-Za-z0-9._-]{3,99}"', told)
        assert told.endswith('json"')


@pytest.mark.parametrize(
    "report",
    [
        {"lines": 10**30},
        {"lines": 1, "last_id": "\x00"},
        {"lines": 1, "last_id": "\ud800"},
        {"lines": 1, "last_id": "<b>é"},
        {"lines": 1e300},
        {"lines": float("nan")},
    ],
)
def test_a_report_that_a_database_could_choke_on_is_refused(site: Site, report: dict[str, object]) -> None:
    call = site.ask()
    answer = site.post("learner", "gone", {"call_id": call["id"], **report})
    assert (answer.status, answer.value["code"]) == (400, "bad-input")
    assert (
        site.post("learner", "gone", {"call_id": call["id"], "lines": 1, "last_id": "1700000000000001"}).status == 200
    )


@pytest.mark.parametrize("body", ['{"a":' * 10_000 + "1" + "}" * 10_000, '{"a":' + "9" * 60_000 + "}"])
def test_json_that_is_deep_or_vast_is_refused(site: Site, body: str) -> None:
    for handler in POSTED:
        assert site.post("learner", handler, body).status in (400, 405)
    assert site.post("learner", "inbox", "{}").status == 200


@pytest.mark.parametrize("person", ["helper1\x00", "helper1\u200b", "\u2067helper1\u2069"])
def test_what_hides_in_a_pasted_name_is_no_part_of_it(site: Site, person: str) -> None:
    call_id = {"call_id": site.ask("helper3")["id"]}
    assert site.post("helper3", "invite", {**call_id, "person": person}).status == 200
    assert [each["call_id"] for each in site.post("helper1", "inbox").value["invitations"]] == [call_id["call_id"]]


@pytest.mark.parametrize("person", ["\x00", "\ud800", "ｈｅｌｐｅｒ１", "HELPER1", "h\u0435lper1", "' OR 1=1 --"])
def test_a_name_that_looks_like_another_is_nobody(site: Site, person: str) -> None:
    call_id = {"call_id": site.ask("helper3")["id"]}
    answer = site.post("helper3", "invite", {**call_id, "person": person})
    assert (answer.status, answer.value["code"]) == (400, "unknown-person")
    assert site.post("helper3", "invite", {**call_id, "person": "Kim Staff"}).status == 200


@pytest.mark.parametrize("person", ["helper1\x00", "helper1\u200b", "\u2066helper1\u2069", " helper1\n"])
def test_what_was_copied_with_something_unseen_finds_who_is_meant(site: Site, person: str) -> None:
    call_id = {"call_id": site.ask("helper3")["id"]}
    assert site.post("helper3", "invite", {**call_id, "person": person}).status == 200
    assert site.post("helper1", "call", call_id).status == 200


def test_who_was_only_asked_cannot_spoil_the_log_or_keep_a_call_alive(site: Site) -> None:
    call_id = {"call_id": site.ask()["id"]}
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    CallRow.objects.update(touched_at=long_ago)
    assert site.post("helper1", "gone", {**call_id, "lines": 999, "last_id": "1"}).status == 200
    row = CallRow.objects.get()
    assert (row.touched_at, list(row.reports)) == (long_ago, [])
    site.post("helper1", "accept", call_id)
    site.post("helper1", "gone", {**call_id, "lines": 1, "last_id": "1"})
    row = CallRow.objects.get()
    assert row.touched_at > long_ago
    assert len(row.reports) == 1
