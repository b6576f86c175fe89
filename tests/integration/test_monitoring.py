"""Health and numbers: who may see them, and what they say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import User as Account
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InterfaceError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.errors import StoreBusy
from chatxblock.models import CallRow, HeartbeatRow, InvitationRow
from chatxblock.ops import metrics, views
from chatxblock.store.numbers import beat, heartbeats, numbers
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.support.alerts import NODES
from tests.unit.test_docs import ROOT, rows, section

TOKEN = "a token for the monitoring"
pytestmark = pytest.mark.django_db


@pytest.fixture
def token(settings: Settings, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch) -> str:
    """The token of the monitoring system, which the settings know."""
    monkeypatch.setattr(wiring, "session_state", lambda: "connected")
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "METRICS_TOKEN": TOKEN}
    conf.reset()
    return TOKEN


def scrape(token: str) -> dict[tuple[str, str], float]:
    """Every number by its name and the value of its label."""
    answer = Client().get("/chatxblock/metrics", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("text/plain")
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_health_is_good_with_settings_and_a_database() -> None:
    answer = Client().get("/chatxblock/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["xmpp_session"] == "unused"
    assert answer.json()["sweep_seconds"] is None
    assert "no-store" in answer["Cache-Control"]


def test_health_tells_when_the_sweep_was_last_well(rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "session_state", lambda: "away")
    call_command("chatxblock_sweep")
    answer = Client().get("/chatxblock/health").json()
    assert (answer["status"], answer["xmpp_session"]) == ("ok", "away")
    assert 0 <= answer["sweep_seconds"] < 30


def test_health_is_bad_without_settings(settings: Settings) -> None:
    settings.CHATXBLOCK = {}
    wiring.reset()
    answer = Client().get("/chatxblock/health")
    assert (answer.status_code, answer.json()["settings"]) == (503, "wrong")
    assert Client().get("/chatxblock/metrics").status_code == 503


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError], ids=["fails", "is gone"])
def test_health_is_bad_without_a_database(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def away() -> dict[str, datetime]:
        raise error

    monkeypatch.setattr(views, "heartbeats", away)
    answer = Client().get("/chatxblock/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "wrong")


def test_nothing_is_posted_to_either() -> None:
    assert [Client().post(f"/chatxblock/{name}").status_code for name in ("health", "metrics")] == [405, 405]


def test_a_failing_sweep_does_not_beat(rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_more: object) -> None:
        raise StoreBusy

    monkeypatch.setattr(wiring.service(), "sweep", fail, raising=False)
    with pytest.raises(CommandError):
        call_command("chatxblock_sweep")
    assert heartbeats() == {}


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer ключ"]
)
def test_numbers_are_not_for_everybody(token: str, header: str) -> None:
    answer = Client().get("/chatxblock/metrics", headers={"Authorization": header})
    assert answer.status_code == 403
    assert b"chatxblock_" not in answer.content


def test_an_empty_token_opens_nothing() -> None:
    wiring.reset()
    assert Client().get("/chatxblock/metrics", headers={"Authorization": "Bearer "}).status_code == 403


@pytest.mark.parametrize(("staff", "status"), [(True, 200), (False, 403)])
def test_numbers_are_for_staff(staff: bool, status: int) -> None:
    client = Client()
    client.force_login(Account.objects.create(username="somebody", is_staff=staff))
    assert client.get("/chatxblock/metrics").status_code == status


def test_numbers_tell_how_the_calls_are_doing(site: Site, token: str) -> None:
    now = datetime.now(UTC)
    calls = [site.ask(student) for student in ("learner", "helper2")]
    answered = CallRow.objects.get(pk=calls[0]["id"])
    InvitationRow.objects.filter(call=answered).update(accepted_at=answered.asked_at + timedelta(seconds=42))
    over = CallRow.objects.get(pk=calls[1]["id"])
    CallRow.objects.filter(pk=over.pk).update(state="archiving", ended_at=now - timedelta(seconds=90), complete=False)
    CallRow.objects.filter(pk=answered.pk).update(due_at=now - timedelta(seconds=70))
    found = scrape(token)
    assert found["chatxblock_calls", "waiting"] == 1
    assert found["chatxblock_calls", "archiving"] == 1
    assert found["chatxblock_calls", "closed"] == 0
    assert found["chatxblock_first_helper_seconds", "0.5"] == 42
    assert found["chatxblock_recent_calls", "yes"] == 1
    assert found["chatxblock_recent_calls", "no"] == 1
    assert found["chatxblock_recent_rounds", "1"] == 2
    assert found["chatxblock_recent_incomplete_logs", ""] == 1
    assert 90 <= found["chatxblock_archive_lag_seconds", ""] < 120
    assert 70 <= found["chatxblock_due_lag_seconds", ""] < 100
    assert found["chatxblock_xmpp_session", "connected"] == 1
    assert found["chatxblock_xmpp_session", "away"] == 0


def test_the_sweep_beats(token: str) -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    beat("sweep", then)
    assert scrape(token)["chatxblock_heartbeat_timestamp_seconds", "sweep"] == then.timestamp()
    call_command("chatxblock_sweep")
    assert scrape(token)["chatxblock_heartbeat_timestamp_seconds", "sweep"] > then.timestamp()
    assert sorted(HeartbeatRow.objects.values_list("name", flat=True)) == ["sweep", "sweep-before"]
    assert ("chatxblock_heartbeat_timestamp_seconds", "sweep-before") not in scrape(token)


def test_an_error_is_counted_by_its_code(site: Site, token: str) -> None:
    before = scrape(token).get(("chatxblock_errors_total", "call-not-found"), 0)
    assert site.post("learner", "call", {"call_id": str(uuid4())}).status == 404
    assert scrape(token)["chatxblock_errors_total", "call-not-found"] == before + 1


def test_numbers_take_a_few_queries_whatever_the_number_of_calls(
    site: Site, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    site.ask()
    with django_assert_num_queries(5):  # type: ignore[operator]
        numbers(datetime.now(UTC))
    site.ask("helper2")
    with django_assert_num_queries(5):  # type: ignore[operator]
        numbers(datetime.now(UTC))


def test_numbers_are_found_by_an_index(site: Site) -> None:
    with CaptureQueriesContext(connection) as asked:
        numbers(datetime.now(UTC))
    plans = []
    for query in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans += [str(row[-1]) for row in cursor.fetchall()]
    reads = [plan for plan in plans if plan.startswith(("SCAN", "SEARCH"))]
    assert len(reads) >= 4
    assert [plan for plan in reads if "INDEX" not in plan] == []


def test_workers_count_errors_together(tmp_path: Path) -> None:
    count = "from chatxblock.web.counters import count_error; count_error('call-full')"
    show = "from chatxblock.ops.metrics import Errors; print([s.value for m in Errors().collect() for s in m.samples])"
    said = [
        subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env={
                "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PATH": "",
                "PYTHONPATH": str(ROOT),
            },
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()
        for code in (count, count, show)
    ]
    assert said == ["", "", "[2.0]"]


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert [metrics.quantile((1.0, 2.0, 3.0, 40.0), part) for part in (0.0, 0.5, 0.75, 0.95)] == [1, 2, 3, 40]


def test_every_number_is_in_the_reference_and_nothing_else(site: Site, token: str) -> None:
    site.ask()
    beat("sweep", datetime.now(UTC))
    site.post("learner", "call", {"call_id": str(uuid4())})
    InvitationRow.objects.update(accepted_at=datetime.now(UTC))
    listed = {row[0].strip("`") for row in rows(section("reference/metrics.md", "Numbers"))}
    assert {name for name, _ in scrape(token)} - {"chatxblock_errors_created"} == listed


def test_the_board_asks_for_numbers_that_there_are() -> None:
    listed = {row[0].strip("`") for row in rows(section("reference/metrics.md", "Numbers"))}
    board = json.loads((ROOT / "deploy" / "grafana" / "chatxblock.json").read_text(encoding="utf-8"))
    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    assert set(re.findall(r"chatxblock_\w+", asked)) == listed | NODES


def test_the_platform_finds_the_addresses_by_the_plugins_settings() -> None:
    config: Any = apps.get_app_config("chatxblock")
    found = config.plugin_app["url_config"]["lms.djangoapp"]
    module = import_module(f"{config.name}.{found['relative_path']}")
    assert (found["namespace"], found["regex"]) == (module.app_name, "^chatxblock/")
    assert {pattern.name for pattern in module.urlpatterns} == {"alive", "ready", "health", "metrics", "course"}
    assert reverse("chatxblock:health") == "/chatxblock/health"
