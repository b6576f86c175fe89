"""After a change of the token key: what browsers know by marks stays good, where the marks have a key of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import jwt
import pytest
from pytest_django import Settings

from chatxblock import conf, wiring, wiring_files
from chatxblock.testing import MemoryRooms, MemoryVault
from chatxblock.web import marks
from tests.integration.conftest import Answer, Site
from tests.integration.sending import send
from tests.integration.test_files import link_of
from tests.support.pictures import jpeg

pytestmark = pytest.mark.django_db
NEXT = "the next secret, which is long enough too"


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryVault]:
    """A place for files."""
    vault = MemoryVault()
    monkeypatch.setattr(wiring_files, "vault", lambda: vault)
    yield vault
    wiring.duty.cache_clear()


def change(settings: Settings, **changes: str) -> None:
    """Set other secrets, as a restart of the workers would."""
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, **changes}
    conf.reset()
    wiring.duty.cache_clear()


def owner(site: Site) -> str:
    """Return by what a browser knows whose it is."""
    return str(json.loads(site.lobby("learner"))["owner"])


def duty_password() -> str:
    return wiring.duty()._password("course", datetime(2026, 11, 1, tzinfo=UTC))


def test_the_token_key_changes_and_nothing_else(
    site: Site, rooms: MemoryRooms, vault: MemoryVault, settings: Settings
) -> None:
    before = conf.load().token_secret
    change(settings, MARK_SECRET=before)
    call_id = str(site.ask()["id"])
    sent: Answer = send(site, "learner", call_id, jpeg(64, 48), "a.jpg")
    assert sent.status == 201
    known, session, password = owner(site), marks.of_session("key", conf.load().marking_secret), duty_password()
    change(settings, TOKEN_SECRET=NEXT)
    assert owner(site) == known
    assert site.get("learner", "csrf", known).status_code == 200
    assert site.get("learner", "file", link_of(sent)).status_code == 200
    assert marks.of_session("key", conf.load().marking_secret) == session
    assert duty_password() == password
    token = site.post("learner", "ticket").value["token"]
    assert jwt.decode(token, NEXT, ["HS256"])
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, before, ["HS256"])


def test_without_a_key_of_their_own_marks_change_with_it(site: Site, settings: Settings) -> None:
    known, password = owner(site), duty_password()
    change(settings, TOKEN_SECRET=NEXT)
    assert owner(site) != known
    assert site.get("learner", "csrf", known).status_code != 200
    assert duty_password() != password


def test_a_short_key_of_marks_is_told() -> None:
    short = [problem for problem in conf.problems({"MARK_SECRET": "short"}) if "MARK_SECRET" in problem]
    assert short == ["CHATXBLOCK['MARK_SECRET'] is too short: it needs at least 32 bytes."]
    assert "MARK_SECRET" not in " ".join(conf.problems({"MARK_SECRET": "x" * 32}))
