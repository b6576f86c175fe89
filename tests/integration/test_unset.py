"""Without the setting everything builds and starts, and people read that there is no chat; a wrong one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as current
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.errors import ConfigurationError
from tests.integration.conftest import Site

GOOD: dict[str, Any] = current.CHATXBLOCK
SENTENCE = "The chat is not set up yet"


def found() -> list[tuple[str | None, bool]]:
    """Ids of what the checks say about the chat, and whether each of them ends a command."""
    ours = [message for message in run_checks() if (message.id or "").startswith("chatxblock")]
    return [(message.id, message.level >= ERROR) for message in ours]


@pytest.fixture(params=["absent", None, {}])
def unset(request: pytest.FixtureRequest, settings: Settings) -> None:
    """The ways in which there is no setting."""
    if request.param == "absent":
        del settings.CHATXBLOCK
    else:
        settings.CHATXBLOCK = request.param
    wiring.reset()


@pytest.mark.usefixtures("unset")
def test_a_missing_setting_is_a_warning_with_the_mend() -> None:
    assert found() == [("chatxblock.W001", False)]
    (warning,) = [message for message in run_checks() if message.id == "chatxblock.W001"]
    assert "settings.md" in (warning.hint or "")


@pytest.mark.django_db
@pytest.mark.usefixtures("unset")
@pytest.mark.parametrize(
    "line",
    ["check", "migrate --no-input", "makemigrations chatxblock --check", "collectstatic --no-input"],
)
def test_what_builds_an_image_runs_without_the_setting(settings: Settings, tmp_path: Path, line: str) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    command, *options = line.split()
    checked = {} if command == "check" else {"skip_checks": False}
    call_command(command, *options, verbosity=0, **checked)


@pytest.mark.parametrize("wrong", [{"DOMAIN": 7}, {"DOMAIN": ""}, {"DOMAINS": "x"}])
def test_a_wrong_setting_is_an_error(settings: Settings, wrong: dict[str, Any]) -> None:
    settings.CHATXBLOCK = {**GOOD, **wrong}
    assert ("chatxblock.E002", True) in found()
    with pytest.raises(SystemCheckError):
        call_command("check")


@pytest.mark.parametrize("wrong", ["chat.test", ["DOMAIN"], 7, False, ""])
def test_a_setting_that_is_no_dictionary_is_an_error(settings: Settings, wrong: object) -> None:
    settings.CHATXBLOCK = wrong
    wiring.reset()
    assert found() == [("chatxblock.E001", True)]
    with pytest.raises(ConfigurationError, match="dictionary"):
        conf.load()


@pytest.mark.usefixtures("unset")
def test_whatever_needs_the_setting_says_that_it_is_missing() -> None:
    for wanted in (wiring.service, wiring.duty, wiring.outbox, wiring.eligibility, wiring.addresses, wiring.room_kinds):
        with pytest.raises(ConfigurationError, match="CHATXBLOCK is missing"):
            wanted()


@pytest.mark.parametrize("backend", ["nowhere.Nothing", "chatxblock.testing.Nothing"])
@pytest.mark.parametrize("key", ["PEERINGS", "ELIGIBILITY", "ROOM_KINDS"])
def test_a_class_that_cannot_be_made_is_named(settings: Settings, key: str, backend: str) -> None:
    settings.CHATXBLOCK = {**GOOD, key: {"listed": {"BACKEND": backend}}}
    wiring.reset()
    with pytest.raises(ConfigurationError, match=backend):
        wiring.service()


def test_options_that_a_class_does_not_take_are_told(settings: Settings) -> None:
    taken = {"BACKEND": "chatxblock.peering.least_answered.LeastAnswered", "OPTIONS": {"colour": "red"}}
    settings.CHATXBLOCK = {**GOOD, "PEERINGS": {"x": taken}}
    wiring.reset()
    with pytest.raises(ConfigurationError, match="LeastAnswered cannot be made"):
        wiring.service()


@pytest.mark.django_db
@pytest.mark.usefixtures("unset")
def test_people_read_a_sentence_and_handlers_say_which_kind_of_no_it_is(usage: str) -> None:
    site = Site(usage)
    assert SENTENCE in site.view("learner")
    answer = site.post("learner", "inbox")
    assert (answer.status, answer.value["code"]) == (503, "not-configured")
    assert SENTENCE in site.get("learner", "inbox_window").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("unset")
def test_monitoring_says_so_too() -> None:
    answer = Client().get("/chatxblock/health")
    assert (answer.status_code, answer.json()["settings"]) == (503, "wrong")
    assert Client().get("/chatxblock/metrics").status_code == 503
