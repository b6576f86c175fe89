"""Pictures and files of a talk: who may put them in, who gets them, and what is told of everything that goes wrong."""

from __future__ import annotations

from datetime import timedelta
from errno import ENOSPC
from io import RawIOBase
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings
from webob import Request

from chatxblock import conf, wiring_files
from chatxblock.domain.calls.call import State
from chatxblock.models import CallRow, FileRow
from chatxblock.testing import MemoryRooms, MemoryVault
from chatxblock.web import file_links, uploads
from tests.integration.conftest import Answer, Site
from tests.integration.sending import send
from tests.integration.test_routes import jid
from tests.support.pictures import GPS, exif, jpeg, png

HEADERS = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> MemoryVault:
    vault = MemoryVault()
    monkeypatch.setattr(wiring_files, "vault", lambda: vault)
    return vault


def met(site: Site) -> str:
    """A talk of learner and helper1."""
    call_id = str(site.ask()["id"])
    assert site.post("helper1", "accept", {"call_id": call_id}).status == 200
    return call_id


def link_of(answer: Answer) -> str:
    """The end of the address that stands in the line."""
    address = str(answer.value["file"]["line"].splitlines()[-1])
    return address.split("/file/")[1].split("?")[0].split("#")[0]


@pytest.mark.parametrize("student", ["learner", "helper1"])
def test_who_is_in_the_talk_sends_a_picture_and_the_other_one_sees_it(
    site: Site, vault: MemoryVault, student: str
) -> None:
    call_id = met(site)
    answer = send(site, student, call_id, jpeg(640, 480, exif()), "My <b>matrix.JPG", alt="Two rows\n of numbers")
    assert answer.status == 201
    told = answer.value["file"]
    assert (told["kind"], told["width"], told["height"]) == ("jpeg", 640, 480)
    name, alt, address = told["line"].splitlines()
    assert (name, alt) == ("My _b_matrix.jpg", "Two rows of numbers")
    assert address.startswith("http://lms.test/")
    for reader in ("learner", "helper1", "staff"):
        got = site.get(reader, "file", link_of(answer))
        assert got.status_code == 200
        assert got.content == jpeg(640, 480)
        assert GPS not in got.content
    assert got["Content-Type"] == "image/jpeg"
    assert got["Content-Disposition"].startswith("inline; filename=")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got["Cache-Control"] == "no-store"


def test_text_and_pdf_are_saved_and_never_shown(site: Site, vault: MemoryVault) -> None:
    call_id = met(site)
    for data, name, content_type in (
        (b"%PDF-1.4\n", "مصفوفة.pdf", "application/pdf"),
        (b"print(1)\n", "solve.py", "text/plain; charset=utf-8"),
    ):
        got = site.get("helper1", "file", link_of(send(site, "learner", call_id, data, name)))
        assert got["Content-Type"] == content_type
        assert got["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''solve.py.txt" in got["Content-Disposition"]


@pytest.mark.parametrize("student", ["anonymous", "stranger", "helper2", "helper3"])
def test_others_neither_put_nor_get(site: Site, vault: MemoryVault, student: str) -> None:
    call_id = met(site)
    site.post("helper2", "decline", {"call_id": call_id})
    site.post("helper3", "decline", {"call_id": call_id})
    link = link_of(send(site, "learner", call_id, png()))
    assert send(site, student, call_id, png()).status == 403
    got = site.get(student, "file", link)
    assert got.status_code == 403
    assert got["Content-Type"].startswith("text/html")
    assert len(vault.kept) == 1


def test_who_was_put_out_meanwhile_neither_puts_nor_gets(site: Site, vault: MemoryVault) -> None:
    call_id = met(site)
    link = link_of(send(site, "helper1", call_id, png()))
    site.post("learner", "remove", {"call_id": call_id, "person": jid(site, "helper1")})
    assert send(site, "helper1", call_id, png()).value["code"] == "not-in-call"
    assert site.get("helper1", "file", link).status_code == 403
    assert site.get("learner", "file", link).status_code == 200


def test_who_is_put_out_while_the_file_is_on_its_way_leaves_nothing(
    site: Site, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_id, save = met(site), vault.save

    def slow(key: str, pieces: Any) -> str:
        site.post("learner", "remove", {"call_id": call_id, "person": jid(site, "helper1")})
        return save(key, pieces)

    monkeypatch.setattr(vault, "save", slow)
    assert send(site, "helper1", call_id, png()).status == 403
    assert wiring_files.talk_files().sweep() == 1
    assert (vault.kept, FileRow.objects.count()) == ({}, 0)


@pytest.mark.parametrize("student", ["learner", "helper1"])
def test_who_leaves_while_the_file_is_on_its_way_is_told_that_it_was_not_sent(
    site: Site, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch, student: str
) -> None:
    call_id, save = met(site), vault.save

    def slow(key: str, pieces: Any) -> str:
        assert site.post(student, "leave", {"call_id": call_id}).status == 200
        return save(key, pieces)

    monkeypatch.setattr(vault, "save", slow)
    answer = send(site, student, call_id, png())
    assert (answer.status, answer.value["code"]) == (403, "not-in-call")
    assert answer.value["error"] == "You left the conversation. The file was not sent."


def test_a_talk_that_ends_while_the_file_is_on_its_way_says_so(
    site: Site, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_id, save = met(site), vault.save

    def slow(key: str, pieces: Any) -> str:
        site.post("staff", "staff_close", {"call_id": call_id, "reason": "It is in the lecture."})
        return save(key, pieces)

    monkeypatch.setattr(vault, "save", slow)
    answer = send(site, "learner", call_id, png())
    assert (answer.status, answer.value["code"]) == (409, "call-over")
    assert FileRow.objects.filter(call__isnull=False).count() == 0


def test_what_is_sent_twice_is_kept_once(site: Site, vault: MemoryVault) -> None:
    call_id, token = met(site), str(uuid4())
    first, again = (send(site, "learner", call_id, png(), request_id=token) for _ in range(2))
    assert first.value["file"]["file_id"] == again.value["file"]["file_id"]
    assert len(vault.kept) == 1


@pytest.mark.parametrize("changes", [{"available": False}, {"room": 10}], ids=["away", "full"])
def test_a_storage_in_trouble_keeps_nothing_and_another_try_is_taken(
    site: Site, vault: MemoryVault, changes: dict[str, Any]
) -> None:
    call_id, token = met(site), str(uuid4())
    for name, value in changes.items():
        setattr(vault, name, value)
    answer = send(site, "learner", call_id, png(), request_id=token)
    assert (answer.status, answer.value["code"]) == (503, "files-unavailable")
    assert "Nothing is lost" in answer.value["error"]
    vault.available, vault.room = True, None
    assert send(site, "learner", call_id, png(), request_id=token).status == 201
    assert wiring_files.talk_files().sweep() == 1
    assert len(vault.kept) == FileRow.objects.count() == 1


def test_no_place_for_what_arrives_is_told_as_one_that_may_be_there_again() -> None:
    request = Request.blank("/", POST={"file": ("x", b"x")}, headers=HEADERS)
    assert request.content_type == "multipart/form-data"
    request.body_file = NoSpace()
    response = uploads.post(request, lambda body, sent: pytest.fail("nothing came"))
    assert (response.status_code, response.json["code"]) == (503, "files-unavailable")


class NoSpace(RawIOBase):
    """What arrives, on a system that can put it nowhere."""

    def readinto(self, _buffer: Any) -> int:
        raise OSError(ENOSPC, "No space left on device")


def test_a_talk_takes_so_many_and_says_when_no_more_fit(site: Site, vault: MemoryVault, settings: Settings) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "FILES_A_CALL": 2}
    conf.reset()
    call_id = met(site)
    answers = [send(site, "learner", call_id, png()) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 201, 409]
    assert answers[-1].value["error"] == "No more files fit into this conversation."
    conf.reset()


def test_a_file_that_is_too_large_is_refused_with_both_numbers(
    site: Site, vault: MemoryVault, settings: Settings
) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "FILE_BYTES": 50_000}
    conf.reset()
    answer = send(site, "learner", met(site), png(2, 2, end=b"x" * 60_000))
    assert (answer.status, answer.value["code"]) == (400, "bad-file")
    assert answer.value["error"] == "This file is too large: 61 kB, and 50 kB fit."
    conf.reset()


@pytest.mark.parametrize(
    "data", [b"<svg onload=alert(1)>", b"<script>alert(1)</script>", png(10_000, 10_000), b"PK\3\4\0"]
)
def test_a_script_or_a_bomb_is_refused_with_a_sentence_and_leaves_nothing(
    site: Site, vault: MemoryVault, data: bytes
) -> None:
    answer = send(site, "learner", met(site), data)
    assert (answer.status, answer.value["code"]) == (400, "bad-file")
    assert answer.value["error"].endswith(".")
    assert (vault.kept, FileRow.objects.count()) == ({}, 0)


def test_a_link_is_good_for_some_days_and_for_its_own_talk(
    site: Site, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_id = met(site)
    link = link_of(send(site, "learner", call_id, png()))
    file_id, until, mark = link.split(".")
    for wrong in (f"{file_id}.{int(until) + 1}.{mark}", f"{file_id}.{until}.{'0' * 24}"):
        got = site.get("learner", "file", wrong)
        assert got.status_code == 403
        assert "no longer good" in got.content.decode()
    monkeypatch.setattr(file_links, "timedelta", lambda days: timedelta(days=-1))
    old = link_of(send(site, "learner", call_id, png()))
    assert site.get("learner", "file", old).status_code == 403
    assert site.get("learner", "file", f"{uuid4()}.{until}.{mark}").status_code == 404
    assert site.get("learner", "file", "../../etc/passwd").status_code in (400, 404)


def test_a_post_of_another_site_is_refused(site: Site, vault: MemoryVault) -> None:
    call_id = met(site)
    body = {"call_id": call_id, "request_id": str(uuid4()), "file": SimpleUploadedFile("x.png", png())}
    assert site._client.post(site.url("learner", "file_put"), body).status_code == 400
    assert site._client.get(site.url("learner", "file_put"), headers=HEADERS).status_code == 405
    assert site.post("learner", "file_put", {"call_id": call_id}).status == 400
    for fields in ({}, {"file": "no file"}):
        sent = {"call_id": call_id, "request_id": str(uuid4()), **fields}
        refused = site._client.post(site.url("learner", "file_put"), sent, headers=HEADERS)
        assert (refused.status_code, refused.json()["error"]) == (400, "Choose a file first.")
    cut = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
    half = site._client.post(
        site.url("learner", "file_put"), cut, content_type="multipart/form-data; boundary=x", headers=HEADERS
    )
    assert half.status_code == 400
    assert vault.kept == {}


def test_where_files_are_off_nobody_sends_any(site: Site, vault: MemoryVault, settings: Settings) -> None:
    call_id = met(site)
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "FILES": {}}
    conf.reset()
    assert wiring_files.on() is False
    page = site.get("learner", "window", call_id).content.decode()
    assert '"put_url": null' in page
    conf.reset()


def test_the_authors_switch_is_kept_to(site: Site, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch) -> None:
    call_id = met(site)
    assert '"put_url": "/handler/' in site.get("learner", "window", call_id).content.decode()
    monkeypatch.setattr("chatxblock.block.ChatXBlock.files", False)
    answer = send(site, "learner", call_id, png())
    assert (answer.status, answer.value["code"]) == (403, "files-off")
    assert '"put_url": null' in site.get("learner", "window", call_id).content.decode()


@pytest.mark.parametrize("lost", [False, True])
def test_a_log_is_complete_only_with_its_files(site: Site, rooms: MemoryRooms, vault: MemoryVault, lost: bool) -> None:
    call_id = met(site)
    assert send(site, "learner", call_id, png()).status == 201
    if lost:
        vault.kept.clear()
    for student in ("learner", "helper1"):
        site.post(student, "leave", {"call_id": call_id})
    row = CallRow.objects.get(pk=call_id)
    assert (row.state, row.complete) == (State.CLOSED.value, not lost)


def test_a_storage_that_is_away_holds_up_the_end_until_it_is_back(
    site: Site, rooms: MemoryRooms, vault: MemoryVault
) -> None:
    call_id = met(site)
    assert send(site, "learner", call_id, png()).status == 201
    vault.available = False
    for student in ("learner", "helper1"):
        site.post(student, "leave", {"call_id": call_id})
    row = CallRow.objects.get(pk=call_id)
    assert (row.state, row.archived_at) == (State.ARCHIVING.value, None)
    vault.available = True
    CallRow.objects.update(retry_at=row.ended_at, due_at=row.ended_at)
    site.post("learner", "call", {"call_id": call_id})
    assert CallRow.objects.get(pk=call_id).complete is True
