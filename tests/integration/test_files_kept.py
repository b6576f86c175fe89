"""For how long pictures and files are kept: with their talk, or shorter, and nothing of them stays in the storage."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from pytest_django import Settings

from chatxblock import conf, wiring_files
from chatxblock.models import CallReportRow, CallRow, FileRow
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms, MemoryVault
from tests.integration.conftest import Site
from tests.integration.sending import send
from tests.support.pictures import png


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> MemoryVault:
    vault = MemoryVault()
    monkeypatch.setattr(wiring_files, "vault", lambda: vault)
    return vault


@pytest.fixture
def call_id(site: Site, rooms: MemoryRooms, vault: MemoryVault) -> str:
    """A talk that is over, in which a picture was sent."""
    call_id = str(site.ask()["id"])
    site.post("helper1", "accept", {"call_id": call_id})
    call = DjangoStore().load(UUID(call_id))
    rooms.enter(call.room, call.asker.localpart)
    answer = send(site, "learner", call_id, png())
    rooms.say(call.room, call.asker.localpart, answer.value["file"]["line"])
    for student in ("learner", "helper1"):
        site.post(student, "leave", {"call_id": call_id})
    return call_id


def keep(settings: Settings, **days: int) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "RETENTION": days}
    conf.reset()


def age(days: float) -> None:
    older = timedelta(days=days)
    for row in CallRow.objects.all():
        CallRow.objects.filter(pk=row.pk).update(ended_at=row.ended_at and row.ended_at - older)
    for file in FileRow.objects.all():
        FileRow.objects.filter(pk=file.pk).update(kept_at=file.kept_at and file.kept_at - older)


def sweeps(many: int = 3) -> None:
    for _ in range(many):
        call_command("chatxblock_sweep")


def test_files_go_with_their_talk(call_id: str, vault: MemoryVault, settings: Settings) -> None:
    keep(settings, logs=7)
    age(6)
    sweeps()
    assert len(vault.kept) == FileRow.objects.count() == 1
    age(2)
    sweeps()
    assert (vault.kept, FileRow.objects.count(), CallRow.objects.count()) == ({}, 0, 0)


def test_files_may_go_before_their_talk_whose_log_stays(
    site: Site, call_id: str, vault: MemoryVault, settings: Settings
) -> None:
    keep(settings, uploads=7)
    age(8)
    sweeps()
    assert (vault.kept, FileRow.objects.count()) == ({}, 0)
    log = site.get("learner", "transcript", call_id, format="json").content.decode()
    assert "photo.png" in log


def test_what_is_under_report_stays(site: Site, call_id: str, vault: MemoryVault, settings: Settings) -> None:
    keep(settings, uploads=7)
    site.post("helper1", "report", {"call_id": call_id, "reason": "The picture is rude."})
    assert CallReportRow.objects.count() == 1
    age(8)
    sweeps()
    assert len(vault.kept) == 1


def test_what_the_storage_does_not_delete_now_it_deletes_later(
    call_id: str, vault: MemoryVault, settings: Settings
) -> None:
    keep(settings, uploads=7)
    age(8)
    vault.available = False
    sweeps()
    assert FileRow.objects.count() == 1
    vault.available = True
    sweeps()
    assert (vault.kept, FileRow.objects.count()) == ({}, 0)


def test_an_operators_zip_has_the_files_of_each_talk(call_id: str, tmp_path: Path) -> None:
    course, output = CallRow.objects.get(pk=call_id).course, tmp_path / "talks.zip"
    call_command("chatxblock_export", course=course, output=output, format="zip")
    with zipfile.ZipFile(output) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith("/files/01-photo.png")]
        assert name.startswith("talks/")
        assert packed.read(name) == png()
