"""The notification tray is fed by the outbox: the same news as the page, once, and nothing at all where it is off."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import F
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.domain.ports import Outcome
from chatxblock.models import OutboxRow
from chatxblock.openedx import lms, tray
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site

ANSWER = "The rows depend on each other."


class FarTray:
    """Keeps what it is given, unless it is away."""

    def __init__(self) -> None:
        self.items: list[tray.Item] = []
        self.away = False

    def put(self, item: tray.Item) -> Outcome:
        if self.away:
            return Outcome.LATER
        self.items.append(item)
        return Outcome.DELIVERED


@pytest.fixture
def far(site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> FarTray:
    """A tray, switched on."""
    far = FarTray()
    monkeypatch.setattr(tray, "put", far.put)
    switch(settings, on=True)
    return far


def switch(settings: Settings, *, on: bool) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "TRAY": on}
    wiring.outbox.cache_clear()
    conf.reset()


def answered(site: Site) -> str:
    """Leave a question for the teachers, let one of them answer it, and return its id."""
    call_id = str(site.ask()["id"])
    site.post("learner", "leave_question", {"call_id": call_id})
    assert site.post("staff", "answer_left", {"call_id": call_id, "answer": ANSWER}).status == 200
    return call_id


def sweep(times: int = 1) -> None:
    for _ in range(times):
        OutboxRow.objects.update(due_at=F("due_at") - timedelta(hours=1))
        call_command("chatxblock_sweep")


def said_badly(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_late_answer_is_in_the_tray_once_and_without_its_words(far: FarTray, site: Site) -> None:
    answered(site)
    sweep(3)
    (item,) = far.items
    assert (item.topic, item.url) == ("deferred-answer", "http://lms.test/scenario/chatxblock.0/?student=learner")
    assert ANSWER not in repr(item)
    assert "matrix" not in repr(item)
    assert not OutboxRow.objects.exists()


def test_the_tray_is_told_also_while_the_chat_is_away(far: FarTray, site: Site, rooms: MemoryRooms) -> None:
    answered(site)
    rooms.available = False
    sweep(3)
    assert len(far.items) == 1
    assert [row.kind for row in OutboxRow.objects.all()] == ["page"]


def test_a_tray_that_is_away_is_told_later_and_the_page_at_once(far: FarTray, site: Site, rooms: MemoryRooms) -> None:
    answered(site)
    rooms.notifier.notices.clear()
    far.away = True
    sweep(2)
    assert len(rooms.notifier.notices) == 1
    far.away = False
    sweep(2)
    assert (len(far.items), len(rooms.notifier.notices)) == (1, 1)


def test_a_tray_that_is_off_keeps_nothing_waiting(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    answered(site)
    with caplog.at_level(logging.WARNING):
        call_command("chatxblock_sweep")
    assert not OutboxRow.objects.exists()
    assert said_badly(caplog) == []


def test_what_waits_for_a_tray_that_is_switched_off_goes_without_a_failure(
    far: FarTray, site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    far.away = True
    answered(site)
    sweep()
    assert [row.kind for row in OutboxRow.objects.all()] == ["tray"]
    switch(settings, on=False)
    with caplog.at_level(logging.WARNING):
        sweep()
    assert not OutboxRow.objects.exists()
    assert far.items == []
    assert said_badly(caplog) == []


def test_the_workbench_has_no_tray_and_fails_at_nothing(
    site: Site, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    switch(settings, on=True)
    answered(site)
    with caplog.at_level(logging.WARNING):
        call_command("chatxblock_sweep")
        call_command("chatxblock_sweep")
    assert not OutboxRow.objects.exists()
    assert said_badly(caplog) == []


def test_the_kinds_are_made_known_where_the_tray_is_on_and_nowhere_else(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: tuple[dict[str, object], dict[str, object]] = {}, {}
    renewed: list[int] = []
    monkeypatch.setattr(lms, "is_there", lambda: True)
    monkeypatch.setattr(lms, "retirement_signal", lambda: None)
    monkeypatch.setattr(lms, "notification_kinds", lambda: known)
    monkeypatch.setattr(lms, "renew_notification_preferences", renewed.append)
    config = apps.get_app_config("chatxblock")
    config.ready()
    assert known == ({}, {})
    settings.CHATXBLOCK = {"TRAY": True}  # image builds cannot know the rest
    config.ready()
    config.ready()
    assert list(known[0]) == [tray.APP]
    assert set(known[1]) == set(tray.NAMES.values())
    assert len(renewed) == 1


def test_a_platform_without_a_tray_is_said_and_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(lms, "is_there", lambda: True)
    monkeypatch.setattr(lms, "notification_kinds", lambda: None)
    tray.register()
    assert "has no notification tray" in caplog.text


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "{user.password}", "A & B", 'say "it\'s"\n'])
def test_nothing_in_a_context_means_anything_to_html_or_a_template(words: str) -> None:
    shown = tray.harmless(words)
    assert not set("<>&{}\"'\n") & set(shown)
    assert tray.TEMPLATES["resource"].format(p="p", strong="strong", place=shown).count("<") == 4
