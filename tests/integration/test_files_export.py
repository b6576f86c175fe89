"""Pictures and files in what is taken along of a talk: in the page, in the zip, and what is missing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import b64decode
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest

from chatxblock import wiring_files
from chatxblock.domain.calls.call import Call
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms, MemoryVault
from tests.integration.conftest import Site
from tests.integration.sending import send
from tests.support.pictures import png

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/reference/transcript-2.schema.json").read_text("utf-8"))
NOTES = b"Row two is twice row one.\n"


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> MemoryVault:
    vault = MemoryVault()
    monkeypatch.setattr(wiring_files, "vault", lambda: vault)
    return vault


@pytest.fixture
def talk(site: Site, rooms: MemoryRooms, vault: MemoryVault) -> Call:
    """A talk that goes on."""
    call_id = str(site.ask()["id"])
    site.post("helper1", "accept", {"call_id": call_id})
    call = DjangoStore().load(UUID(call_id))
    rooms.enter(call.room, call.asker.localpart)
    return call


def ended(site: Site, talk: Call) -> str:
    """Let everybody leave, and return the talk's id."""
    for student in ("learner", "helper1"):
        site.post(student, "leave", {"call_id": str(talk.id)})
    return str(talk.id)


@pytest.fixture
def call_id(site: Site, rooms: MemoryRooms, talk: Call) -> str:
    """A talk that is over, in which a picture and a text were sent."""
    picture = send(site, "learner", str(talk.id), png(31, 7), "<b>matrix.png", alt="Two <i>rows</i>")
    notes = send(site, "learner", str(talk.id), NOTES, "notes.txt")
    for answer in (picture, picture, notes):
        rooms.say(talk.room, talk.asker.localpart, answer.value["file"]["line"])
    return ended(site, talk)


def taken(site: Site, call_id: str, form: str) -> bytes:
    got = site.get("learner", "transcript", call_id, format=form)
    assert got.status_code == 200
    return b"".join(got)


def test_the_page_has_the_picture_in_itself_once_and_loads_nothing(site: Site, call_id: str) -> None:
    page = taken(site, call_id, "html").decode()
    (picture,) = re.findall(r'<img alt="([^"]*)" src="data:image/png;base64,([^"]*)">', page)
    assert picture[0] == "Two &lt;i&gt;rows&lt;/i&gt;"
    assert b64decode(picture[1], validate=True) == png(31, 7)
    assert "notes.txt" in page
    assert "<b>matrix" not in page
    assert "img-src data:;" in page
    assert "complete" not in page or "yes" in page


def test_a_large_picture_stands_there_byte_by_byte(
    site: Site, call_id: str, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bytes(range(256)) * 1000
    key = next(key for key, data in vault.kept.items() if data == png(31, 7))
    vault.kept[key] = whole
    parts = [whole[place : place + 1001] for place in range(0, len(whole), 1001)]
    monkeypatch.setattr(vault, "read", lambda found: iter(parts if found == key else [NOTES]))
    (found,) = re.findall(r"base64,([^\"]*)\">", taken(site, call_id, "html").decode())
    assert b64decode(found, validate=True) == whole


def test_the_zip_has_the_log_in_both_forms_and_every_file(site: Site, call_id: str) -> None:
    with zipfile.ZipFile(io.BytesIO(taken(site, call_id, "zip"))) as packed:
        assert packed.testzip() is None
        names = ["talk.json", "talk.html", "files/01-b_matrix.png", "files/02-notes.txt"]
        assert packed.namelist() == names
        assert packed.read(names[2]) == png(31, 7)
        assert packed.read(names[3]) == NOTES
        log = json.loads(packed.read("talk.json"))
        assert b"data:image/png" in packed.read("talk.html")
    jsonschema.validate(log, SCHEMA)
    assert log["complete"] is True
    assert [(file["name"], file["kept"]) for file in log["files"]] == [("b_matrix.png", True), ("notes.txt", True)]


def test_what_is_to_be_seen_is_told_as_its_sender_said_it_last(site: Site, rooms: MemoryRooms, talk: Call) -> None:
    sent = send(site, "learner", str(talk.id), png(31, 7), "matrix.png", alt="Two rows").value["file"]["line"]
    asker, helper = talk.asker.localpart, talk.invitations[0].person.localpart
    rooms.enter(talk.room, helper)
    told = [sent, sent.replace("Two rows", "Three <i>rows</i>"), sent.replace("Two rows\n", "")]
    rooms.say(talk.room, asker, told[0], message_id="m1")
    rooms.say(talk.room, asker, told[1], message_id="m2", replaces="m1")
    rooms.say(talk.room, helper, sent.replace("Two", "No"), message_id="m3", replaces="m1")
    rooms.say(talk.room, asker, told[2], message_id="m4")
    call_id = ended(site, talk)
    log = json.loads(taken(site, call_id, "json"))
    assert [file["alt"] for file in log["files"]] == ["Three <i>rows</i>"]
    assert [line["body"] for line in log["lines"]][:2] == told[:2]
    page = taken(site, call_id, "html").decode()
    assert page.count("<img ") == page.count('alt="Two rows"') == 1
    assert '<small><a href="#l' in page
    assert '</header><p dir="auto">Three &lt;i&gt;rows&lt;/i&gt;</p></li>' in page


@pytest.mark.parametrize("change", ["lost", "away"])
def test_what_is_not_there_is_left_out_and_makes_the_log_incomplete(
    site: Site, call_id: str, vault: MemoryVault, change: str
) -> None:
    if change == "lost":
        vault.kept = {key: data for key, data in vault.kept.items() if data == NOTES}
    else:
        vault.available = False
    log: dict[str, Any] = json.loads(taken(site, call_id, "json"))
    jsonschema.validate(log, SCHEMA)
    assert log["complete"] is False
    assert [file["kept"] for file in log["files"]] == [False, change == "lost"]
    assert "not kept" in taken(site, call_id, "html").decode()
    with zipfile.ZipFile(io.BytesIO(taken(site, call_id, "zip"))) as packed:
        assert "files/01-b_matrix.png" not in packed.namelist()


@pytest.mark.parametrize("student", ["helper2", "stranger", "anonymous"])
def test_nobody_else_gets_the_zip(site: Site, call_id: str, student: str) -> None:
    site.post("helper2", "decline", {"call_id": call_id})
    assert site.get(student, "transcript", call_id, format="zip").status_code == 403
