"""Every alert fires on the numbers of a site that has that fault, and on no other; Prometheus's own program says so."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.models import CallRow
from chatxblock.store.numbers import beat
from chatxblock.testing import MemoryRooms
from chatxblock.web.counters import count_error
from tests.integration.conftest import Site
from tests.support.alerts import NODES, RULES, assert_firing, names, series
from tests.unit.test_docs import ROOT, rows, section

pytestmark = pytest.mark.django_db
TOKEN = "a token for the monitoring"
UP = {"series": 'up{job="chatxblock",instance="lms"}', "values": "1+0x20"}
GROUP = "chatxblock"


@pytest.fixture
def watched(settings: Settings, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A site where all is well, and Prometheus looks at it."""
    monkeypatch.setattr(wiring, "session_state", lambda: "connected")
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "METRICS_TOKEN": TOKEN}
    conf.reset()
    beat("sweep", datetime.now(UTC))
    return monkeypatch


def scrape() -> str:
    answer = Client().get("/chatxblock/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return answer.content.decode()


def late() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=6)


FAULTS: dict[str, Callable[[], object]] = {
    "ChatSweepStopped": lambda: beat("sweep", late()),
    "ChatRoundsLate": lambda: CallRow.objects.update(due_at=late()),
    "ChatCallsSetAside": lambda: CallRow.objects.update(failures=1, set_aside_until=datetime.now(UTC)),
    "ChatArchiveLag": lambda: CallRow.objects.update(state="archiving", ended_at=late(), due_at=None),
    "ChatLogIncomplete": lambda: CallRow.objects.update(complete=False),
    "ChatUnavailable": lambda: count_error("chat-unavailable"),
}


def test_no_alert_fires_where_all_is_well(site: Site, watched: object, tmp_path: Path) -> None:
    site.ask()
    before = scrape()
    count_error("call-full")
    assert_firing([*series(scrape(), before), UP], tmp_path, set(), GROUP)


@pytest.mark.parametrize("alert", FAULTS)
def test_the_alert_fires_on_its_fault_and_no_other_does(
    alert: str, site: Site, watched: object, tmp_path: Path
) -> None:
    site.ask()
    before = scrape()
    FAULTS[alert]()
    assert_firing([*series(scrape(), before), UP], tmp_path, {alert}, GROUP)


def test_a_session_that_is_away_is_told(site: Site, watched: pytest.MonkeyPatch, tmp_path: Path) -> None:
    watched.setattr(wiring, "session_state", lambda: "away")
    numbers = scrape()
    assert_firing([*series(numbers, numbers), UP], tmp_path, {"ChatSessionAway"}, GROUP)


def test_numbers_that_are_missing_are_told(tmp_path: Path) -> None:
    down = {**UP, "values": "0+0x20"}
    assert_firing([down], tmp_path, {"ChatNumbersMissing", "ChatSweepStopped"}, GROUP)


def test_every_alert_has_its_fault_here_and_its_line_in_the_reference() -> None:
    assert set(names(GROUP)) == {*FAULTS, "ChatSessionAway", "ChatNumbersMissing"}
    told = [row[0].strip("`") for row in rows(section("reference/metrics.md", "Alerts"))]
    assert told == [*names(GROUP), *names("chatxblock-cluster")]


def test_the_rules_are_read_by_prometheus_and_ask_for_numbers_that_there_are() -> None:
    checked = subprocess.run(
        ["promtool", "check", "rules", RULES], capture_output=True, text=True, timeout=60, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    listed = {row[0].strip("`") for row in rows(section("reference/metrics.md", "Numbers"))}
    asked = set(re.findall(r"chatxblock_\w+", RULES.read_text(encoding="utf-8"))) - {
        "chatxblock_check",
        "chatxblock_lease_",
    }
    assert asked <= listed | NODES
    assert (ROOT / "deploy" / "prometheus").is_dir()


def test_the_runbook_has_a_row_for_each_alert_and_no_other() -> None:
    page = (ROOT / "docs" / "howto" / "runbook.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(Chat\w+)` \|", page, re.MULTILINE)
    assert told == re.findall(r"alert: (\w+)", RULES.read_text(encoding="utf-8"))
