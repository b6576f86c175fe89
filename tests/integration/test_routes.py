"""Who may call what: each handler of the table by each kind of caller, and those that XBlock's own classes bring."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import time
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

import pytest
from webob import Request
from workbench.runtime import WorkbenchRuntime

from chatxblock import conf
from chatxblock.block import ChatXBlock
from chatxblock.devserver import people
from chatxblock.domain.resources.resource import Spot
from chatxblock.models import CallRow, FileRow, PersonRow, ResourceFileRow, ResourceRow
from chatxblock.openedx import lms
from chatxblock.openedx.workbench import BROWSER_OWNER
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from chatxblock.web import marks
from chatxblock.web.block_handlers import handler_of, with_handlers
from chatxblock.web.responses import Json
from chatxblock.web.routes import POSTED, READ, ROUTES, SENT
from chatxblock.web.routing import Method, Route, Who
from chatxblock.web.schemas.base import Nothing
from tests.contracts.resource_contract import a_resource
from tests.integration.conftest import Site
from tests.integration.sending import send
from tests.support.pictures import png

OF_STUDIO = {"submit_studio_edits", "studio_look", "studio_people", "studio_token"}
"""Handlers that are no row of the table: those of the form in Studio, for authors and course staff alone."""
QUESTION = "Why is the matrix not invertible here?"

NOBODY: frozenset[Who] = frozenset()
CASES: dict[str, tuple[str, frozenset[Who]]] = {
    "anonymous": ("anonymous", NOBODY),
    "not enrolled": ("stranger", NOBODY),
    "learner": ("learner", frozenset({Who.ENROLLED})),
    "asker": ("learner", frozenset({Who.ENROLLED, Who.ASKER, Who.PARTICIPANT, Who.AUTHOR})),
    "invited": ("helper1", frozenset({Who.ENROLLED, Who.ELIGIBLE, Who.INVITED, Who.PARTICIPANT})),
    "helper": (
        "helper1",
        frozenset({Who.ENROLLED, Who.ELIGIBLE, Who.HELPER, Who.RETURNING, Who.PARTICIPANT, Who.AUTHOR}),
    ),
    "left": ("helper1", frozenset({Who.ENROLLED, Who.ELIGIBLE, Who.RETURNING, Who.PARTICIPANT, Who.AUTHOR})),
    "declined": ("helper1", frozenset({Who.ENROLLED, Who.ELIGIBLE})),
    "removed": ("helper1", frozenset({Who.ENROLLED, Who.ELIGIBLE})),
    "fellow": ("helper3", frozenset({Who.ENROLLED, Who.ELIGIBLE, Who.FELLOW, Who.PARTICIPANT, Who.AUTHOR})),
    "staff": ("staff", frozenset({Who.ENROLLED, Who.STAFF})),
    "gone asker": ("learner", frozenset({Who.FORMER})),
    "gone helper": ("helper1", frozenset({Who.FORMER})),
    "gone invited": ("helper1", NOBODY),
}
"""Who comes, by what they are in the call: under which name, and which words of the table fit."""

REFUSED = {
    ("join", "asker"): "it is her own question",
    ("join", "removed"): "who was put out stays out",
    **{("report", case): "a talk is reported by who was there" for case in ("learner", "invited", "declined")},
    ("feedback", "invited"): "who was not there has nothing to say of it",
    ("quote_wish", "invited"): "who was not there quotes nobody",
    ("follow", "asker"): "it is her own question",
    ("follow", "helper"): "who takes part knows how it ends",
    ("follow", "left"): "who took part knows how it ended",
    ("follow", "fellow"): "who takes part knows how it ends",
    ("follow", "removed"): "who was put out stays out",
}
"""What the table lets in and the call's state does not."""
HARMLESS = {
    ("accept", "fellow"): "who is there comes again",
    ("decline", "helper"): "who is there leaves instead",
    ("decline", "left"): "who was there said yes before",
    ("decline", "declined"): "again is harmless",
    ("decline", "fellow"): "who is there leaves instead",
    ("seen", "helper"): "it was on the screen before",
    ("seen", "left"): "it was on the screen before",
}
"""What is answered though the table does not say so, for nothing is changed by it."""


UNKNOWN = {"resource_editor", "resource_draft", "resource_save", "resource_publish", "resource_hide", "resource_show"}
"""Handlers of which those who may not call them learn nothing, not even whether there is something."""


def jid(site: Site, student: str) -> str:
    return str(site.post(student, "ticket").value["jid"])


def prepared(site: Site, case: str) -> str:
    """Return the id of a call in which the caller of that case is what the case says."""
    call_id = str(site.ask("helper2" if case == "learner" else "learner", QUESTION)["id"])
    body = {"call_id": call_id}
    if case in ("helper", "left", "removed", "gone helper"):
        assert site.post("helper1", "accept", body).status == 200
    if case == "left":
        assert site.post("helper1", "leave", body).status == 200
    if case == "declined":
        assert site.post("helper1", "decline", body).status == 200
    if case == "removed":
        assert site.post("learner", "remove", {**body, "person": jid(site, "helper1")}).status == 200
    if case == "fellow":
        site.post("helper3", "decline", body)
        assert site.post("helper3", "join", body).status == 200
        assert site.post("learner", "admit", {**body, "person": jid(site, "helper3")}).status == 200
    return call_id


def body_for(site: Site, name: str, call_id: str) -> dict[str, Any]:
    """Return what is sent to a handler; each makes no more than it takes."""
    bodies: dict[str, Callable[[], dict[str, Any]]] = {
        "ask": lambda: {"request_id": str(uuid4()), "question": QUESTION},
        "duty": lambda: {"on_duty": True},
        "helper": lambda: {"helps": True},
        "invite": lambda: {"call_id": call_id, "person": "staff"},
        "remove": lambda: {"call_id": call_id, "person": jid(site, "helper2")},
        "admit": lambda: {"call_id": call_id, "person": jid(site, "helper2")},
        "thank": lambda: {"call_id": call_id, "person": jid(site, "helper1")},
        "similar": lambda: {"question": QUESTION},
        "answer_left": lambda: {"call_id": call_id, "answer": "Look at the determinant."},
        "staff_close": lambda: {"call_id": call_id, "reason": "It is in the lecture."},
        "staff_enter": lambda: {"call_id": call_id},
        "dismiss_left": lambda: {"call_id": call_id, "reason": "It is in the lecture."},
        "find": lambda: {"question": QUESTION},
        "resource_draft": lambda: {"call_id": call_id},
        "resource_preview": lambda: {"body": QUESTION},
        "resource_merge": lambda: {"resource_id": draft_of(call_id), "rev": 1, "into": str(uuid4())},
        "report": lambda: {"call_id": call_id, "reason": "It is rude."},
        "resource_show": lambda: {"resource_id": draft_of(call_id), "file_id": str(uuid4())},
        "resource_save": lambda: {"resource_id": draft_of(call_id), "rev": 1, "title": QUESTION},
        "staff_report": lambda: {"report_id": call_id},
        "staff_settle": lambda: {"report_id": call_id, "outcome": "nothing"},
        "staff_bar": lambda: {"person": jid(site, "helper2"), "doing": "both", "words": "Not now."},
        "quote_wish": lambda: {"call_id": call_id, "line": "1"},
    }
    if name in bodies:
        return bodies[name]()
    return {"resource_id": draft_of(call_id), "rev": 1} if name.startswith("resource_") else {"call_id": call_id}


def draft_of(call_id: str) -> str:
    """Return the id of the resource of a call, written by all who took part so far."""
    store = DjangoStore()
    call = store.load(UUID(call_id))
    came = [call.asker, *(i.person for i in call.invitations if call.took_part(i.person))]
    new = replace(
        a_resource(*came, sources=(call.id,)), spot=Spot(course=call.course, unit=call.unit, block=call.block)
    )
    return str(store.add_resource(new, call.asker).id)


def link_of(call_id: str) -> str:
    """Return the end of the address of a file that the asker has sent."""
    store = DjangoStore()
    by = store.load(UUID(call_id)).asker
    row = FileRow.objects.create(
        call_id=call_id,
        person_id=by.id,
        token=uuid4(),
        position=1,
        name="a.txt",
        kind="text",
        size=1,
        key="lost",
        begun_at=START,
        kept_at=START,
    )
    until = int(time()) + 60
    return f"{row.pk}.{until}.{marks.of_files(UUID(call_id), until, conf.load().token_secret)}"


def shown_in(resource_id: str, call_id: str) -> str:
    """Return the end of the address of a file that a resource shows which everybody may read."""
    file_id = link_of(call_id).partition(".")[0]
    ResourceFileRow.objects.create(resource_id=resource_id, file_id=file_id, call_id=call_id, name="a.txt")
    ResourceRow.objects.filter(pk=resource_id).update(stage="published")
    return f"{resource_id}.{file_id}"


def leave_course(monkeypatch: pytest.MonkeyPatch, student: str) -> None:
    known = people._BY_USERNAME
    monkeypatch.setitem(known, student, replace(known[student], enrolled=False))


def suffix_of(route: Route[Any], call_id: str) -> str:
    """Return the end of the address at which something is read."""
    suffixes: dict[str, Callable[[], str]] = {
        "resource_id": lambda: draft_of(call_id),
        "call_id": lambda: call_id,
        "plot": lambda: "load",
        "link": lambda: link_of(call_id),
        "file": lambda: shown_in(draft_of(call_id), call_id),
        "owner": lambda: marks.of_owner(BROWSER_OWNER, conf.load().token_secret),
    }
    return suffixes.get(route.suffix, str)()


def called(site: Site, route: Route[Any], case: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, int]:
    """Call a handler as somebody; return the status, the code of an error, and by how much the call changed."""
    student, _ = CASES[case]
    call_id = prepared(site, case)
    if (route.name, case) == ("thank", "asker"):
        site.post("helper1", "accept", {"call_id": call_id})
    body = body_for(site, route.name, call_id)
    if case.startswith("gone "):
        leave_course(monkeypatch, student)
    before = CallRow.objects.get(pk=call_id).rev
    if route.method is Method.POST:
        answer = site.post(student, route.name, body)
        status, code = answer.status, str(answer.value.get("code", ""))
    elif route.method is Method.UPLOAD:
        answer = send(site, student, call_id, png())
        status, code = answer.status, str(answer.value.get("code", ""))
    else:
        status, code = site.get(student, route.name, suffix_of(route, call_id)).status_code, ""
    return status, code, CallRow.objects.get(pk=call_id).rev - before


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_a_handler_answers_whom_the_table_names_and_nobody_else(
    site: Site, route: Route[Any], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, code, changed = called(site, route, case, monkeypatch)
    if CASES[case][1].isdisjoint(route.who) or (route.name, case) in REFUSED:
        if (route.name, case) in HARMLESS:
            assert (status, changed) == (200, 0)
        else:
            hides = route.name in UNKNOWN and Who.ENROLLED in CASES[case][1]
            assert (status, changed) == (404 if hides else 403, 0)
    else:
        assert status in (200, 201, 404, 409)
    if route.method is Method.POST and status == 403 and not CASES[case][1] & {Who.ENROLLED}:
        assert code == ("not-logged-in" if case == "anonymous" else "not-enrolled")


def test_who_is_no_longer_in_the_course_is_told_so_and_exports_what_was_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_id = prepared(site, "helper")
    leave_course(monkeypatch, "helper1")
    told = site.post("helper1", "call", {"call_id": call_id}).value
    assert (told["code"], told["error"].split(".")[0]) == ("not-enrolled", "You are no longer in this course")
    assert json.loads(site.get("helper1", "transcript", call_id).content)["call"]["id"] == call_id
    page = site.get("helper1", "window", call_id).content.decode()
    assert '"ticket": null' in page
    assert QUESTION in page
    assert site.post("helper1", "leave", {"call_id": call_id}).value["call"]["helpers"] == []
    assert site.post("stranger", "leave", {"call_id": call_id}).value["error"].startswith("Enroll")
    assert not PersonRow.objects.filter(user_id="stranger").exists()


def test_no_handler_is_forgotten() -> None:
    found = {name for name in dir(ChatXBlock) if getattr(getattr(ChatXBlock, name), "_is_xblock_handler", False)}
    assert found == {*POSTED, *READ, *SENT, *OF_STUDIO}


@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_a_function_takes_and_answers_what_its_row_says(route: Route[Any]) -> None:
    hints = get_type_hints(route.function)
    answers = hints.pop("return")
    taken = [hint for name, hint in hints.items() if name != "visit"]
    assert taken == [route.takes]
    kinds = get_args(answers) if get_origin(answers) in (Union, UnionType) else (answers,)
    assert {route.answers, Json[route.answers]} & set(kinds)  # type: ignore[name-defined]
    assert route.function.__name__ == route.name
    assert bool(route.suffix or route.query) == (route.method is Method.GET and route.takes is not Nothing)


def test_a_handler_cannot_take_the_name_of_something_else() -> None:
    with pytest.raises(TypeError, match="something else under the name of the handler heading"):
        with_handlers(ChatXBlock, [replace(ROUTES[0], name="heading")])


@pytest.mark.parametrize("student", ["anonymous", "stranger", "learner", "helper1"])
def test_the_form_of_studio_is_for_authors(site: Site, usage: str, student: str) -> None:
    edits = {"values": {"heading": "Mine now"}, "defaults": []}
    answer = site.post(student, "submit_studio_edits", edits)
    assert (answer.status, answer.value["code"]) == (403, "not-allowed")
    block = WorkbenchRuntime(student).get_block(usage)
    assert block.heading != "Mine now"
    form = block.studio_view({})
    assert "Only the authors of this course" in form.content
    assert form.json_init_args is None


def test_staff_saves_the_form_in_the_workbench_and_authors_in_studio(
    site: Site, usage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = {"values": {"heading": WorkbenchRuntime("staff").get_block(usage).heading}, "defaults": []}
    assert site.post("staff", "submit_studio_edits", edits).value["result"] == "success"
    block = WorkbenchRuntime("learner").get_block(usage)
    monkeypatch.setattr(lms, "is_studio", lambda: True)
    for author, status in ((True, 200), (False, 403)):
        monkeypatch.setattr(lms, "may_author", lambda _key, found=author: found)
        assert (block.studio_view({}).json_init_args is not None) is author
        request = Request.blank("/", method="POST", json=edits, content_type="application/json")
        assert block.submit_studio_edits(request).status_code == status


@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_in_studio_nobody_is_asked_and_nobody_answers(
    site: Site, route: Route[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Studio's preview runs a block's handlers for whoever is logged in there and posts to them by hand."""
    call_id = prepared(site, "helper")
    body = body_for(site, route.name, call_id)
    before = list(CallRow.objects.values())
    block = WorkbenchRuntime("staff").get_block(site.usage)
    monkeypatch.setattr(lms, "is_studio", lambda: True)
    sent: dict[str, Any] = {"json": body, "content_type": "application/json"} if route.method is Method.POST else {}
    if route.method is Method.UPLOAD:
        sent = {"POST": {**body, "file": ("a.txt", b"x")}, "headers": {"X-Requested-With": "XMLHttpRequest"}}
    request = Request.blank("/", method=route.method.value.split()[0], **sent)
    assert getattr(block, route.name)(request, "").status_code == 403
    assert list(CallRow.objects.values()) == before


def test_each_handler_that_is_no_row_of_the_table_asks_for_an_author(site: Site) -> None:
    for name in OF_STUDIO:
        for student in ("anonymous", "stranger", "learner", "helper1"):
            for body in ("{}", '{"values": {}, "defaults": []}'):
                answer = site.post(student, name, body)
                assert (answer.status, answer.value["code"]) == (403, "not-allowed")
            assert site.get(student, name).status_code == 403


def test_the_example_of_a_handler_works(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-handler.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    example = ModuleType("outlook_example")
    monkeypatch.setitem(sys.modules, example.__name__, example)
    for block in blocks:
        exec(block, example.__dict__)
    monkeypatch.setattr(ChatXBlock, example.route.name, handler_of(example.route), raising=False)
    (its_test,) = [value for name, value in vars(example).items() if name.startswith("test_")]
    its_test(site)
