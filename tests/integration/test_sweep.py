"""The sweep: what falls due is done by whoever looks."""

from __future__ import annotations

import logging

import pytest
from django.core.management import call_command

from chatxblock.errors import RoomsRefused
from chatxblock.models import CallRow, LineRow
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
