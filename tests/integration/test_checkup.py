"""`chatxblock_check` as an operator runs it: its lines, its exit code, and what it says of the platform's side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.server import Options
from chatxblock.domain.calls.call import State
from chatxblock.models import CallRow, HeartbeatRow, LineRow, PersonRow
from chatxblock.ops.checkup import platform, talk
from chatxblock.ops.checkup.platform import LATE, SELDOM
from chatxblock.ops.checkup.steps import Outcome, Step, Verdict, findings
from chatxblock.store.numbers import beat
from tests.unit.test_docs import rows, section

pytest_plugins = ("tests.support.servers",)
pytestmark = pytest.mark.django_db


@pytest.fixture
def right(ejabberd: Ejabberd, settings: Settings) -> Iterator[None]:
    """Settings that fit a server, and a sweep that has just been here."""
    settings.CHATXBLOCK = {
        "DOMAIN": ejabberd.domain,
        "WEBSOCKET_URL": ejabberd.websocket_url,
        "TOKEN_SECRET": ejabberd.token_secret,
        "SERVICE_JID": ejabberd.service_jid,
        "SERVICE_PASSWORD": ejabberd.service_password,
        "SERVICE_PORT": ejabberd.c2s_port,
        "SERVICE_TLS": False,
        "API_URL": ejabberd.api_url,
        "BASE_URL": "http://localhost:8000",
    }
    wiring.reset()
    beat("sweep", datetime.now(UTC))
    yield
    wiring.reset()


def check(*arguments: str) -> tuple[int, str]:
    """Run the command; return its exit code and what it said."""
    with closing(StringIO()) as said:
        try:
            call_command("chatxblock_check", *arguments, stdout=said, no_color=True)
        except SystemExit as end:
            return int(str(end.code)), said.getvalue()
        return 0, said.getvalue()


def found_in(said: str) -> dict[str, dict[str, Any]]:
    return {finding["name"]: finding for finding in json.loads(said)["findings"]}


def test_all_is_well_line_by_line(right: None) -> None:
    code, said = check()
    assert code == 0, said
    lines = said.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"OK      {step.name}" for step in (*platform.STEPS, *talk.STEPS)]


def test_what_is_wrong_comes_with_what_to_do_and_a_code_for_monitoring(right: None) -> None:
    HeartbeatRow.objects.all().delete()
    code, said = check()
    assert code == 1
    assert "WRONG   sweep: no sweep has ever run\n        → Start `manage.py chatxblock_sweep" in said


def test_how_much_is_said_is_told_beside_what_sqlite_bears() -> None:
    now = datetime.now(UTC)
    asker = PersonRow.objects.create(course="c", user_id="1", localpart="1" * 32)
    for hours in (0.5, 2):
        asked = now - timedelta(hours=hours)
        call = CallRow.objects.create(
            id=uuid4(),
            course="c",
            asker=asker,
            state=State.CLOSED.value,
            room=uuid4().hex,
            asked_at=asked,
            touched_at=asked,
            context={},
        )
        LineRow.objects.bulk_create(
            LineRow(call=call, position=n, archive_id=str(n), sent_at=asked, author="a", body="b") for n in range(720)
        )
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}
    assert found["lines"].verdict is Verdict.OK
    assert found["lines"].says.startswith("0.2 lines a second in the last hour, in the mean; an archive on SQLite ends")


def test_programs_get_json(right: None) -> None:
    code, said = check("--json", "--origin", "https://elsewhere.example")
    answer = json.loads(said)
    assert (code, answer["ok"]) == (1, False)
    assert found_in(said)["websocket"]["verdict"] == "WRONG"
    assert found_in(said)["websocket"]["mend"]
    assert found_in(said)["isolation"]["verdict"] == "UNTRIED"


def test_secrets_are_not_told(right: None, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "TOKEN_SECRET": "another secret of thirty-two bytes"}
    wiring.reset()
    caplog.set_level("DEBUG")
    said = check()[1] + caplog.text
    for secret in ("TOKEN_SECRET", "SERVICE_PASSWORD"):
        assert settings.CHATXBLOCK[secret] not in said


def test_wrong_settings_are_a_line_and_nothing_is_tried(settings: Settings) -> None:
    settings.CHATXBLOCK = {"DOMAIN": "chat.test", "PEERINGS": {"x": {"BACKEND": "nowhere.Nobody"}}}
    wiring.reset()
    code, said = check("--json")
    found = found_in(said)
    assert code == 1
    assert "CHATXBLOCK['TOKEN_SECRET'] is missing" in found["settings"]["says"]
    assert "nowhere" in found["settings"]["says"]
    assert {found[step.name]["verdict"] for step in talk.STEPS} == {"UNTRIED"}


@pytest.mark.parametrize(
    ("ago", "verdict"), [(0.0, Verdict.OK), (LATE + 5, Verdict.WRONG), (-30, Verdict.OK), (-LATE - 30, Verdict.WRONG)]
)
def test_a_sweep_that_is_late_is_told(ago: float, verdict: Verdict) -> None:
    beat("sweep", datetime.now(UTC) - timedelta(seconds=ago))
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}
    assert found["sweep"].verdict is verdict
    assert bool(found["sweep"].mend) is (verdict is Verdict.WRONG)


@pytest.mark.parametrize(("pause", "verdict"), [(5.0, Verdict.OK), (SELDOM + 5, Verdict.WRONG)])
def test_a_sweep_that_is_run_too_seldom_is_told_right_behind_one_too(pause: float, verdict: Verdict) -> None:
    now = datetime.now(UTC)
    beat("sweep-before", now - timedelta(seconds=pause))
    beat("sweep", now)
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}
    assert found["sweep"].verdict is verdict
    assert bool(found["sweep"].mend) is (verdict is Verdict.WRONG)


@pytest.mark.parametrize(
    ("periods", "says"),
    [
        (
            {},
            "kept are logs for ever, questions for ever, drafts for ever, reports for ever, deeds for ever",
        ),
        (
            {"logs": 1, "drafts": None},
            "reports for ever, deeds for ever, uploads as long as logs;",
        ),
        (
            {"logs": 365, "questions": 180, "drafts": 90, "reports": 30, "uploads": 7},
            "logs 365 days, questions 180 days,",
        ),
    ],
    ids=["nothing set", "one day, and None", "all"],
)
def test_for_how_long_what_is_kept_is_told(settings: Settings, periods: dict[str, int | None], says: str) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "RETENTION": periods}
    conf.reset()
    PersonRow.objects.create(course="course", user_id="-1", localpart="a" * 32, retiring=True)
    PersonRow.objects.create(course="course", user_id="-2", localpart="b" * 32, retired_at=datetime.now(UTC))
    PersonRow.objects.create(course="course", user_id="3", localpart="c" * 32)
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}["retention"]
    assert (found.verdict, found.mend) == (Verdict.OK, "")
    assert says in found.says
    assert all(f"{kind} {days} day" in found.says for kind, days in periods.items() if days)
    assert found.says.endswith("; being retired: 1")


def test_periods_that_make_no_sense_are_told_by_the_settings_and_not_as_if_they_held(settings: Settings) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "RETENTION": {"logs": 0}}
    conf.reset()
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}
    assert "CHATXBLOCK['RETENTION']['logs']" in found["settings"].says
    assert found["retention"].verdict is Verdict.UNTRIED


ROOT = Path(__file__).parents[2]
OPERATORS_READ = ("deploy/systemd/chatxblock-sweep@.service", "docs/reference/commands.md", "README.md")
EVERY = re.compile(r"chatxblock_sweep --every (\d+)")


def test_what_is_shipped_and_shown_sweeps_often_enough_for_what_was_abandoned() -> None:
    """At least every five minutes: the dev server's sweep, and each command line that an operator is shown."""
    assert timedelta(seconds=SELDOM) == timedelta(minutes=5)
    assert Options(data=Path()).sweep_every <= SELDOM
    for page in OPERATORS_READ:
        told = EVERY.findall((ROOT / page).read_text("utf-8"))
        assert told, page
        assert max(map(int, told)) <= SELDOM


@pytest.mark.parametrize("page", ["docs/howto/ejabberd-in-production.md", "docs/reference/commands.md"])
def test_operators_are_told_how_often_it_has_to_be(page: str) -> None:
    assert "at least every five minutes" in " ".join((ROOT / page).read_text("utf-8").split())


def test_a_migration_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "unapplied", lambda: ["0002_heartbeat"])
    found = {finding.name: finding for finding in findings(platform.STEPS, None, set())}
    assert found["tables"].verdict is Verdict.WRONG
    assert "migrate chatxblock" in found["tables"].mend
    assert found["sweep"].verdict is found["character set"].verdict is Verdict.UNTRIED


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_a_step_that_fails_is_wrong_and_others_go_on(error: type[Exception]) -> None:
    def fail(_context: object) -> Outcome:
        raise error("the table is gone\nLINE 1: SELECT")

    steps: list[Step[None]] = [
        Step("one", fail, "Mend it."),
        Step("two", lambda _: Outcome("fine"), "Mend it.", ("one",)),
        Step("three", lambda _: Outcome("fine"), "Mend it."),
    ]
    found = list(findings(steps, None, set()))
    assert [finding.verdict for finding in found] == [Verdict.WRONG, Verdict.UNTRIED, Verdict.OK]
    assert (found[0].says, found[0].mend) == ("the table is gone", "Mend it.")


def test_every_line_is_in_the_reference_and_nothing_else() -> None:
    listed = [
        row[0].strip("`") for row in rows(section("reference/commands.md", "chatxblock_check")) if "--" not in row[0]
    ]
    assert listed == [step.name for step in (*platform.STEPS, *talk.STEPS)]
