"""What somebody has to be told reaches her page by the sweep, whatever was away meanwhile."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db.models import F

from chatxblock.models import OutboxRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site


def test_the_asker_is_told_once_that_a_teacher_answered_what_she_left(site: Site, rooms: MemoryRooms) -> None:
    asker = site.post("learner", "ticket").value["nick"]
    call = site.ask()
    left = site.post("learner", "leave_question", {"call_id": call["id"]}).value["call"]
    answer = {"call_id": call["id"], "answer": "The rows depend on each other."}
    assert site.post("staff", "answer_left", answer).status == 200
    rooms.notifier.notices.clear()
    rooms.available = False
    call_command("chatxblock_sweep")
    assert OutboxRow.objects.get().attempts == 1
    rooms.available = True
    OutboxRow.objects.update(due_at=F("due_at") - timedelta(minutes=1))
    for _ in range(2):
        call_command("chatxblock_sweep")
    (notice,) = rooms.notifier.notices
    assert (notice.to, str(notice.call_id), notice.rev, notice.state) == (asker, call["id"], left["rev"], "closed")
    assert (notice.body, notice.question) == ("", "")
    assert not OutboxRow.objects.exists()
    assert answer["answer"] in site.view("learner")
