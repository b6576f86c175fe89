"""What operators are told of the place where files are kept, and of what lets them through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from chatxblock import conf, wiring, wiring_files
from chatxblock.checks import check_files
from chatxblock.ops.checkup import platform
from chatxblock.ops.checkup.steps import Finding, Verdict, findings
from chatxblock.testing import MemoryVault

DISK = "django.core.files.storage.FileSystemStorage"
pytestmark = pytest.mark.django_db


def look(settings: Settings, **changes: Any) -> Finding:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, **changes}
    wiring.reset()
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}
    return found["files"]


def test_a_place_is_tried_and_nothing_stays_in_it(settings: Settings, tmp_path: Path) -> None:
    found = look(settings, FILES={"BACKEND": DISK, "OPTIONS": {"location": str(tmp_path)}})
    assert (found.verdict, found.mend) == (Verdict.OK, "")
    assert "3500000 bytes each" in found.says
    assert "4 MB" in found.says
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_a_place_files_are_off(settings: Settings) -> None:
    assert look(settings, FILES={}).says == "switched off: nobody can send pictures or files"


def test_more_than_the_lms_takes_is_told(settings: Settings) -> None:
    found = look(settings, FILE_BYTES=4_000_000)
    assert found.verdict is Verdict.WRONG
    assert "STUDENT_FILEUPLOAD_MAX_SIZE" in found.mend
    settings.STUDENT_FILEUPLOAD_MAX_SIZE = 8_000_000
    assert look(settings).verdict is Verdict.OK


@pytest.mark.parametrize("gives", [b"something else", None], ids=["other bytes", "nothing"])
def test_a_place_that_does_not_keep_what_it_is_given_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, gives: bytes | None
) -> None:
    vault = MemoryVault()
    if gives is None:
        vault.available = False
    else:
        monkeypatch.setattr(vault, "read", lambda _key: iter([gives]))
    monkeypatch.setattr(wiring_files, "vault", lambda: vault)
    assert look(settings).verdict is Verdict.WRONG


class Unkind:
    """No storage."""


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"BACKEND": "nowhere.Storage"}, "chatxblock.E003"),
        ({"BACKEND": f"{__name__}.Unkind"}, "chatxblock.E004"),
        ({"BACKEND": DISK, "OPTIONS": {"locaton": "/tmp"}}, "chatxblock.E005"),
        ({"BACKEND": DISK}, "chatxblock.E008"),
        ({"BACKEND": DISK, "OPTIONS": {"location": "{media}/below"}}, "chatxblock.E008"),
        ({"BACKEND": DISK, "OPTIONS": {"location": "{media}-beside"}}, None),
    ],
)
def test_the_system_check_tells_what_is_wrong_with_the_place(
    settings: Settings, tmp_path: Path, chosen: dict[str, Any], code: str | None
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    options = {key: str(value).format(media=settings.MEDIA_ROOT) for key, value in chosen.get("OPTIONS", {}).items()}
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "FILES": {**chosen, "OPTIONS": options}}
    conf.reset()
    assert [message.id for message in check_files()] == ([code] if code else [])
