"""The sweep: what falls due is done by whoever looks."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from chatxblock.errors import RoomsRefused
from chatxblock.models import CallRow, HelperRow, LineRow
from chatxblock.ops import sweep
from chatxblock.ops.checkup.platform import STEPS
from chatxblock.ops.checkup.steps import Verdict, findings
from chatxblock.store.numbers import heartbeats, numbers
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site


def due_now() -> None:
    row = CallRow.objects.get()
    CallRow.objects.update(due_at=row.asked_at, retry_at=row.asked_at, observe_at=row.asked_at)


def test_one_sweep_opens_the_room_of_a_question_that_waited(site: Site, rooms: MemoryRooms) -> None:
    rooms.available = False
    site.ask()
    rooms.available = True
    due_now()
    call_command("chatxblock_sweep")
    assert len(rooms.rooms) == 1
    assert CallRow.objects.get().admitted_at is not None


def test_one_sweep_keeps_the_log_of_a_call_whose_end_waited(site: Site, rooms: MemoryRooms) -> None:
    call = site.ask()
    room = call["room"]["jid"].partition("@")[0]
    nick = site.post("learner", "ticket").value["nick"]
    rooms.enter(room, nick)
    rooms.say(room, nick, "kept")
    rooms.available = False
    assert site.post("learner", "leave", {"call_id": call["id"]}).value["call"]["state"] == "archiving"
    rooms.available = True
    due_now()
    call_command("chatxblock_sweep")
    assert CallRow.objects.get().state == "closed"
    assert [row.body for row in LineRow.objects.all()] == ["kept"]


def test_a_call_that_cannot_be_helped_does_not_keep_the_others_waiting(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rooms.available = False
    first, second = site.ask(), site.ask("helper3")
    rooms.available = True
    broken = CallRow.objects.get(pk=first["id"]).room
    make = rooms.make

    def refuse(room: str, *, occupants: int) -> None:
        if room == broken:
            raise RoomsRefused()
        make(room, occupants=occupants)

    monkeypatch.setattr(rooms, "make", refuse)
    for row in CallRow.objects.all():
        CallRow.objects.filter(pk=row.pk).update(due_at=row.asked_at, retry_at=row.asked_at)
    with caplog.at_level(logging.WARNING):
        call_command("chatxblock_sweep")
    assert CallRow.objects.get(pk=second["id"]).admitted_at is not None
    assert CallRow.objects.get(pk=first["id"]).retry_at is not None
    assert "rooms-refused" in caplog.text
    assert first["question"] not in caplog.text


def test_a_poisoned_call_stops_neither_the_others_nor_presence_nor_the_heartbeat(
    site: Site, rooms: MemoryRooms, caplog: pytest.LogCaptureFixture
) -> None:
    rooms.available = False
    bad, good = site.ask(), site.ask("helper3")
    rooms.available = True
    for row in CallRow.objects.all():
        CallRow.objects.filter(pk=row.pk).update(due_at=row.asked_at, retry_at=row.asked_at)
    CallRow.objects.filter(pk=bad["id"]).update(plan={})
    site.post("helper1", "duty", {"on_duty": True})
    site.post("helper1", "ticket", {"duty": True})
    HelperRow.objects.update(present_at=CallRow.objects.get(pk=bad["id"]).asked_at - timedelta(hours=1))
    for failures in (1, 2):
        CallRow.objects.update(set_aside_until=None)
        call_command("chatxblock_sweep")
        row = CallRow.objects.get(pk=bad["id"])
        assert (row.failures, row.set_aside_until is not None) == (failures, True)
    assert CallRow.objects.get(pk=good["id"]).admitted_at is not None
    assert not HelperRow.objects.filter(present=True).exists()  # nobody was in the duty room
    assert "sweep" in heartbeats()
    assert f"call {bad['id']}: set aside" in caplog.text
    assert numbers(datetime.now(UTC)).set_aside == 1
    found = {finding.name: finding for finding in findings(STEPS, None, set())}
    assert found["calls"].verdict is Verdict.WRONG


def test_a_call_that_was_set_aside_recovers(site: Site, rooms: MemoryRooms) -> None:
    rooms.available = False
    call = site.ask()
    rooms.available = True
    plan = CallRow.objects.get().plan
    due_now()
    CallRow.objects.update(plan={})
    call_command("chatxblock_sweep")
    CallRow.objects.update(plan=plan)
    assert site.post("learner", "call", {"call_id": call["id"]}).value["call"]["room"] is None  # not its time yet
    CallRow.objects.update(set_aside_until=CallRow.objects.get().asked_at)
    call_command("chatxblock_sweep")
    row = CallRow.objects.get()
    assert (row.failures, row.set_aside_until, row.admitted_at is not None) == (0, None, True)


def test_one_task_that_fails_keeps_the_others_from_nothing(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms.available = False
    site.ask()
    rooms.available = True
    due_now()
    done: list[str] = []

    def fail(_goes_on: object) -> None:
        done.append("fail")
        raise ZeroDivisionError

    monkeypatch.setattr(sweep, "TASKS", {"broken": fail, **sweep.TASKS})
    with pytest.raises(CommandError):
        call_command("chatxblock_sweep")
    assert done == ["fail"]
    assert CallRow.objects.get().admitted_at is not None
