"""A block whose people meet behind a link: who is told the link, and who is not."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.models import CallRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "transcript.schema.json"
KINDS = {
    "video": {
        "BACKEND": "chatxblock.rooms.link.LinkRooms",
        "OPTIONS": {"url": "https://meet.test/{room}", "label": "video room"},
    }
}


@pytest.fixture
def video(site: Site, rooms: MemoryRooms, settings: Settings) -> Iterator[Site]:
    """The block of the scenario that is solved by video, on a site that has such rooms."""
    use_kinds(settings, KINDS)
    (scenario,) = (page for page in chat_scenarios() if "by video" in page.title)
    yield Site(scenario.usages[0])
    conf.reset()


def use_kinds(settings: Settings, kinds: dict[str, Any]) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "ROOM_KINDS": kinds}
    conf.reset()
    wiring.service.cache_clear()


def place(call: dict[str, Any]) -> tuple[str, str, str | None]:
    return call["place"]["kind"], call["place"]["label"], call["place"]["url"]


def secret(call: dict[str, Any]) -> str:
    return str(CallRow.objects.get(pk=call["id"]).room)


def window_data(site: Site, student: str, call: dict[str, Any]) -> dict[str, Any]:
    page = site.get(student, "window", call["id"]).content.decode()
    found = re.search(r'id="chatxblock-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_asker_gets_the_link_and_no_room_of_the_chats(video: Site, rooms: MemoryRooms) -> None:
    call = video.ask()
    assert place(call) == ("video", "video room", f"https://meet.test/{secret(call)}")
    assert call["room"] is None
    assert rooms.rooms == {}
    data = window_data(video, "learner", call)
    assert data["place"] == data["call"]["place"] == call["place"]


def test_the_window_of_a_link_has_a_script_of_its_own_also_before_the_call_is_there(video: Site, site: Site) -> None:
    nobodys = {"id": str(uuid4())}
    assert window_data(video, "learner", nobodys)["place"] == {"kind": "video", "label": "video room", "url": None}
    assert window_data(site, "learner", nobodys)["place"] == {"kind": "chat", "label": "chat room", "url": None}
    pages = [place.get("learner", "window", nobodys["id"]).content.decode() for place in (video, site)]
    assert ["/link-room.js" in page for page in pages] == [True, False]
    assert ["/room.js" in page for page in pages] == [False, True]


def test_who_is_asked_gets_the_link_by_coming_and_not_before(video: Site, rooms: MemoryRooms) -> None:
    call = video.ask()
    call_id = {"call_id": call["id"]}
    before = [
        video.post("helper1", "inbox").value,
        video.post("helper1", "seen", call_id).value,
        video.post("helper1", "call", {**call_id, "inside": True}).value,
        video.post("helper1", "people", call_id).value,
        window_data(video, "helper1", call),
        video.view("helper1", "chatxblock.3"),
        video.post("staff", "call", {**call_id, "inside": True}).value,
        window_data(video, "staff", call),
        video.get("staff", "transcript", call["id"]).content.decode(),
        *rooms.notifier.notices,
        *(notice.body for notice in rooms.notifier.notices),
    ]
    assert len(rooms.notifier.notices) >= 3
    assert secret(call) not in repr(before)
    accepted = video.post("helper1", "accept", call_id).value["call"]
    assert place(accepted) == place(call)


def test_who_left_or_declined_gets_it_from_nowhere(video: Site) -> None:
    call = video.ask()
    call_id = {"call_id": call["id"]}
    video.post("helper1", "accept", call_id)
    after = [
        video.post("helper1", "leave", call_id).value,
        video.post("helper1", "call", call_id).value,
        video.post("helper2", "decline", call_id).value,
        video.post("learner", "leave", call_id).value,
        window_data(video, "learner", call),
    ]
    assert secret(call) not in repr(after)


def test_the_transcript_says_that_there_is_no_log(video: Site, settings: Settings) -> None:
    call = video.ask()
    video.post("helper1", "accept", {"call_id": call["id"]})
    for student in ("helper1", "learner"):
        video.post(student, "leave", {"call_id": call["id"]})
    log = json.loads(video.get("helper1", "transcript", call["id"]).content)
    jsonschema.validate(log, json.loads(SCHEMA.read_text()))
    assert (log["log"], log["complete"], log["lines"]) == ("none", True, [])
    assert log["call"]["state"] == "closed"
    assert [(person["name"], person["role"]) for person in log["people"]] == [
        ("Lina Petrova", "asker"),
        ("Helper 1", "helper"),
    ]
    use_kinds(settings, {})
    assert json.loads(video.get("learner", "transcript", call["id"]).content)["log"] == "none"


def test_a_look_from_the_room_window_is_noted_and_one_from_elsewhere_is_not(video: Site) -> None:
    call = video.ask()

    def touched() -> object:
        return CallRow.objects.get(pk=call["id"]).touched_at

    before = touched()
    video.post("learner", "call", {"call_id": call["id"]})
    assert touched() == before
    video.post("learner", "call", {"call_id": call["id"], "inside": True})
    assert touched() != before


def test_the_link_is_in_no_log(video: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        call = video.ask()
        video.post("helper1", "accept", {"call_id": call["id"]})
        for student in ("helper1", "learner"):
            video.post(student, "leave", {"call_id": call["id"]})
    ours = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert ours
    assert secret(call) not in "".join(ours)


def test_a_block_whose_kind_is_not_there_any_more_meets_in_the_chat(
    video: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    use_kinds(settings, {})
    call = video.ask()
    assert place(call) == ("chat", "chat room", None)
    assert call["room"]["jid"].endswith("@rooms.chat.test")
    assert "unknown kind of room" in caplog.text
