"""The invitation to help in a unit, when somebody has come far enough there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock import wiring, wiring_kept
from chatxblock.block import ChatXBlock
from chatxblock.devserver import people
from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.domain.calls.person import User
from chatxblock.domain.staff.bars import Bar, Doing
from chatxblock.models import CandidacyRow, HelperRow, HelperUnitRow
from chatxblock.ops.sweep import sweep
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.integration.test_helpers import come
from tests.support.talks import QUESTION

MOMENTS = ("seen_at", "looked_at")


@pytest.fixture
def page(rooms: MemoryRooms, usage: str, db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Site, str]:
    """A block without a list, in which whoever has most of the points may help."""
    (scenario,) = (page for page in chat_scenarios() if "help each other" in page.title)
    monkeypatch.setattr(ChatXBlock.who_helps, "_default", "grade")
    return Site(scenario.usages[0]), scenario.name


def lobby(page: tuple[Site, str], name: str) -> dict[str, Any]:
    site, scenario = page
    told: dict[str, Any] = json.loads(site.lobby(name, scenario))
    return told


def answer(page: tuple[Site, str], name: str, unit: str, *, yes: bool) -> int:
    change = {"units": {unit: yes}, **({"helps": True} if yes else {})}
    return page[0].post(name, "helper", change).status


def test_who_becomes_eligible_is_invited_until_she_has_answered(
    page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lobby(page, "helper2")["candidacy"] is None
    monkeypatch.setitem(people.SCORES, "helper2", 0.9)
    told = lobby(page, "helper2")
    invited = told["candidacy"]
    assert (invited["reason"], invited["percent"]) == ("points", 90)
    assert told["inbox"] is None  # one question at a time: whether she helps in the course is asked by it, too
    assert answer(page, "helper2", invited["unit"], yes=True) == 200
    told = lobby(page, "helper2")
    assert told["candidacy"] is None
    assert told["inbox"]["duty"]["helps"] is True
    (unit,) = page[0].post("helper2", "helper").value["units"]
    assert (unit["usage_key"], unit["helps"]) == (invited["unit"], True)


def test_who_said_no_is_not_asked_again_by_the_inbox(page: tuple[Site, str]) -> None:
    answer(page, "helper1", lobby(page, "helper1")["candidacy"]["unit"], yes=False)
    told = lobby(page, "helper1")
    assert (told["candidacy"], told["inbox"]) == (None, None)


def test_going_on_duty_is_no_answer_to_an_invitation(page: tuple[Site, str]) -> None:
    site, _ = page
    site.post("helper1", "helper", {"helps": True})
    HelperUnitRow.objects.all().delete()  # as if she had agreed in another unit
    assert lobby(page, "helper1")["inbox"]["duty"]["helps"] is True
    site.post("helper1", "duty", {"on_duty": True})
    assert lobby(page, "helper1")["candidacy"]


@pytest.mark.parametrize(("yes", "asked"), [(True, ["helper1"]), (False, [])])
def test_who_accepts_is_asked_in_a_round_and_who_declines_is_not(
    page: tuple[Site, str], rooms: MemoryRooms, *, yes: bool, asked: list[str]
) -> None:
    site, _ = page
    unit = lobby(page, "helper1")["candidacy"]["unit"]
    answer(page, "helper1", unit, yes=yes)
    site.post("helper1", "helper", {"helps": True})  # who says no here may still help elsewhere in the course
    come(site, rooms, "helper1")
    site.post("learner", "ask", {"request_id": str(uuid4()), "question": QUESTION})
    offered = site.post("helper1", "inbox").value["invitations"]
    assert (["helper1"] if offered else []) == asked
    assert lobby(page, "helper1")["candidacy"] is None


def test_who_is_not_as_far_any_more_is_not_asked_and_cannot_accept(
    page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = page
    unit = lobby(page, "helper1")["candidacy"]["unit"]
    monkeypatch.setitem(people.SCORES, "helper1", 0.5)
    assert lobby(page, "helper1")["candidacy"] is None
    assert site.post("helper1", "helper", {"units": {unit: True}, "helps": True}).value["code"] == "not-eligible"
    assert site.post("helper1", "helper", {"units": {unit: True}}).value["code"] == "not-eligible"
    assert site.post("helper1", "helper").value["units"] == []


def test_nobody_else_is_invited(page: tuple[Site, str]) -> None:
    site, _ = page
    assert lobby(page, "staff")["candidacy"] is None
    assert lobby(page, "learner")["candidacy"] is None
    site.post("helper1", "helper", {"helps": False})  # not at all in this course
    assert lobby(page, "helper1")["candidacy"] is None


def test_where_everybody_may_help_nobody_is_invited(page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChatXBlock.who_helps, "_default", "enrolled")
    told = lobby(page, "helper1")
    assert told["candidacy"] is None
    assert told["inbox"]["duty"]["helps"] is None
    monkeypatch.setattr(ChatXBlock.who_helps, "_default", "grade")
    assert lobby(page, "helper1")["candidacy"]


def test_who_helps_in_the_course_is_asked_in_each_unit(page: tuple[Site, str]) -> None:
    site, _ = page
    site.post("staff", "helper", {"helps": True})
    site.post("helper1", "helper", {"helps": True, "units": {}})
    known = site.post("helper1", "helper").value["units"]
    assert [unit["helps"] for unit in known] == [True]  # who says yes in a unit has said it of that unit
    assert lobby(page, "helper1")["candidacy"] is None


def test_the_invitation_costs_one_query(page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            lobby(page, "helper1")
        return len(captured)

    lobby(page, "helper1")
    invited = queries()
    monkeypatch.setattr(ChatXBlock.who_helps, "_default", "enrolled")
    assert invited == queries() + 2  # whether she has said something, and what is kept of her here


def swept() -> None:
    """Let the time pass until the next look, and sweep."""
    CandidacyRow.objects.update(next_look_at=datetime.now(UTC) - timedelta(seconds=1))
    assert sweep()


def invitation(page: tuple[Site, str], name: str) -> Any:
    """Return the invitation of which an open lobby hears."""
    return page[0].post(name, "lobby", {}).value["candidacy"]


def test_who_becomes_eligible_is_invited_on_the_page_that_she_has_open(
    page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby(page, "helper2")
    assert invitation(page, "helper2") is None
    monkeypatch.setitem(people.SCORES, "helper2", 0.9)
    assert invitation(page, "helper2") is None
    swept()
    told = invitation(page, "helper2")
    assert (told["reason"], told["percent"]) == ("points", 90)
    answer(page, "helper2", told["unit"], yes=False)
    assert invitation(page, "helper2") is None
    swept()
    assert invitation(page, "helper2") is None


def test_who_declined_to_help_in_the_course_or_is_barred_hears_of_no_invitation(page: tuple[Site, str]) -> None:
    lobby(page, "helper1")
    assert invitation(page, "helper1")
    page[0].post("helper1", "helper", {"helps": False})
    assert invitation(page, "helper1") is None
    HelperRow.objects.update(standing="unasked")
    assert invitation(page, "helper1")
    (me,) = DjangoStore().of_user("helper1")
    bar = Bar(person=me, doing=Doing.HELPING, words="Not now.", by=me, at=datetime.now(UTC))
    DjangoStore().set_bar(bar)
    assert invitation(page, "helper1") is None


def test_helping_others_shows_where_she_is_eligible_before_she_has_said_anything(
    page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby(page, "helper1")
    (unit,) = page[0].post("helper1", "helper").value["units"]
    assert (unit["helps"], unit["new"], unit["lost"]) == (False, True, False)
    answer(page, "helper1", unit["usage_key"], yes=True)
    (unit,) = page[0].post("helper1", "helper").value["units"]
    assert (unit["helps"], unit["new"], unit["lost"]) == (True, False, False)
    monkeypatch.setitem(people.SCORES, "helper1", 0.5)
    swept()
    (unit,) = page[0].post("helper1", "helper").value["units"]
    assert (unit["helps"], unit["new"], unit["lost"]) == (True, False, True)


def test_she_can_say_yes_to_a_unit_from_another(page: tuple[Site, str]) -> None:
    lobby(page, "helper1")
    (row,) = CandidacyRow.objects.all()
    CandidacyRow.objects.create(
        person=row.person,
        unit="elsewhere",
        title="Unit 9",
        block="b",
        since=row.since,
        **dict.fromkeys(MOMENTS, row.seen_at),
    )
    assert page[0].post("helper1", "helper", {"units": {"elsewhere": True}}).status == 200
    assert HelperUnitRow.objects.filter(unit="elsewhere", helps=True).exists()
    assert page[0].post("helper1", "helper", {"units": {"nowhere": True}}).status == 400


def test_a_platform_that_fails_takes_nothing_from_anybody(
    page: tuple[Site, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby(page, "helper1")
    monkeypatch.setattr("chatxblock.openedx.workbench.scores", lambda *_: 1 / 0)
    swept()
    told = lobby(page, "helper1")  # nor does a visit
    assert (told["candidacy"], told["state"]) == (None, "ready")
    (row,) = CandidacyRow.objects.all()
    assert (row.since is not None, row.lost_at) == (True, None)


def test_where_nobody_is_due_the_sweep_costs_one_query(page: tuple[Site, str]) -> None:
    lobby(page, "helper1")
    with CaptureQueriesContext(connection) as captured:
        wiring_kept.candidacies().sweep()
    assert len(captured) == 1


def test_a_batch_costs_the_same_for_few_and_for_many(page: tuple[Site, str]) -> None:
    def queries(people_there: int) -> int:
        for number in range(people_there):
            made = wiring.service().people("workbench", [User(user_id=f"p{number}", name="P", username=f"p{number}")])[
                0
            ]
            row = CandidacyRow(
                person_id=made.id, unit="u", block="b", rule="grade", **dict.fromkeys(MOMENTS, datetime.now(UTC))
            )
            row.next_look_at = datetime.now(UTC) - timedelta(seconds=1)
            row.save()
        with CaptureQueriesContext(connection) as captured:
            wiring_kept.candidacies().sweep()
        CandidacyRow.objects.all().delete()
        return len(captured)

    assert queries(2) == queries(20)
