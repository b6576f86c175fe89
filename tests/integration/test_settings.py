"""Settings that are missing or wrong are told with the key and the mend."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from pytest_django import Settings

from chatxblock.conf import problems, read
from chatxblock.errors import ConfigurationError

GOOD: dict[str, Any] = settings.CHATXBLOCK


def video(**options: object) -> dict[str, Any]:
    return {"video": {"BACKEND": "chatxblock.rooms.link.LinkRooms", "OPTIONS": options}}


def told(**changes: Any) -> list[str]:
    return list(problems({**GOOD, **changes}))


def test_good_settings_raise_nothing() -> None:
    assert told() == []
    config = read(GOOD)
    assert config.rooms == "rooms.chat.test"
    assert config.grace_seconds == 60.0


def test_usernames_are_shown_unless_the_operator_says_otherwise() -> None:
    values = {name: value for name, value in GOOD.items() if name != "NAMES"}
    assert read(values).names == "username"


def test_secrets_are_not_shown() -> None:
    assert GOOD["TOKEN_SECRET"] not in repr(read(GOOD))
    assert "hunter2" not in repr(read({**GOOD, "SERVICE_PASSWORD": "hunter2"}))


@pytest.mark.parametrize(
    "key", ["DOMAIN", "WEBSOCKET_URL", "TOKEN_SECRET", "SERVICE_JID", "SERVICE_PASSWORD", "API_URL"]
)
def test_a_missing_key_is_named(key: str) -> None:
    values = {name: value for name, value in GOOD.items() if name != key}
    (problem,) = problems(values)
    assert f"CHATXBLOCK['{key}'] is missing" in problem
    with pytest.raises(ConfigurationError, match=key):
        read(values)


def test_an_unknown_key_comes_with_the_nearest_known_one() -> None:
    assert told(WEBSOCKET_URI="x") == ["CHATXBLOCK['WEBSOCKET_URI'] is not a setting; did you mean 'WEBSOCKET_URL'?"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"DOMAIN": 5}, "a text"),
        ({"DOMAIN": ""}, "empty"),
        ({"SERVICE_PORT": "5222"}, "a whole number"),
        ({"SERVICE_PORT": True}, "a whole number"),
        ({"SERVICE_TLS": "no"}, "True or False"),
        ({"GRACE_SECONDS": "60"}, "a number of seconds"),
        ({"GRACE_SECONDS": -1}, "more than 0"),
        ({"TOKEN_SECRET": "short"}, "at least 32 bytes"),
        ({"SERVICE_JID": "chatxblock"}, "name@domain"),
        ({"SERVICE_JID": "chatxblock@chat.test"}, "another domain"),
        ({"WEBSOCKET_URL": "https://chat.test/ws"}, "ws://"),
        ({"API_URL": "127.0.0.1:5280"}, "http://"),
        ({"PEERINGS": []}, "a dictionary"),
        ({"PEERINGS": {}}, "is empty"),
        ({"PEERINGS": {"x": {}}}, "BACKEND"),
        ({"PEERING": "y"}, "only least-answered"),
        ({"ELIGIBILITY": {"x": {"BACKEND": "a.B"}}}, "needs 'listed'"),
        ({"ROUNDS": "3 peers"}, "cannot read the round"),
        ({"NAMES": "fullname"}, "one of 'username', 'full', 'pseudonym'"),
        ({"NAMES": ""}, "one of 'username', 'full', 'pseudonym'"),
        ({"RETENTION": 365}, "a dictionary"),
        ({"RETENTION": {"log": 365}}, "did you mean 'logs'?"),
        ({"RETENTION": {"everything": 365}}, "logs, questions, drafts, reports, deeds, uploads"),
        ({"RETENTION": {"logs": 0}}, "1 to 36500"),
        ({"RETENTION": {"logs": "365"}}, "whole number of days"),
        ({"RETENTION": {"logs": True}}, "whole number of days"),
        ({"RETENTION": {"logs": 2.5}}, "whole number of days"),
        ({"RETENTION": {"logs": 30, "drafts": 31}}, "longer than 'logs'"),
        ({"NAMES": None}, "a text"),
        ({"ROOM_KINDS": ["video"]}, "a dictionary"),
        ({"ROOM_KINDS": {"video": {}}}, "BACKEND"),
        ({"ROOM_KINDS": {"video": {"BACKEND": "a.B", "OPTIONS": "https://meet.test"}}}, "no dictionary"),
        ({"ROOM_KINDS": {"chat": {"BACKEND": "a.B"}}}, "always there"),
        ({"RESOURCE_SEARCH": {}}, "BACKEND"),
        ({"RESOURCE_SEARCH": "a.B"}, "a dictionary"),
        ({"RESOURCE_SEARCH": {"BACKEND": "a.B", "OPTIONS": 5}}, "no dictionary"),
        ({"RESOURCE_LISTENERS": {"kb": {}}}, "BACKEND"),
        ({"RESOURCE_LISTENERS": {"k" * 21: {"BACKEND": "a.B"}}}, "1 to 20 characters"),
        ({"COURSE_LANGUAGES": {"course-v1:A+B+C": "en"}}, "a list of codes"),
        ({"FINDS_A_MINUTE": 0}, "more than 0"),
    ],
)
def test_a_wrong_value_is_told_with_the_key_and_what_it_has_to_be(change: dict[str, Any], word: str) -> None:
    (problem,) = told(**change)
    assert next(iter(change)) in problem
    assert word in problem


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({}, None),
        ({"DOMAIN": 7}, "chatxblock.E002"),
        ({"NAMES": "nickname"}, "chatxblock.E002"),
        ({"NAMES": "pseudonym"}, None),
        ({"PEERINGS": {"x": {"BACKEND": "nowhere.Nothing"}}}, "chatxblock.E003"),
        ({"PEERINGS": {"x": {"BACKEND": "chatxblock.testing.FixedClock"}}}, "chatxblock.E004"),
        ({"ROOM_KINDS": video(url="https://meet.test/{room}")}, None),
        ({"ROOM_KINDS": video(url="https://meet.test/")}, "chatxblock.E005"),
        ({"ROOM_KINDS": video(url="http://meet.test/{room}")}, "chatxblock.E005"),
        ({"ROOM_KINDS": video()}, "chatxblock.E005"),
        ({"ROOM_KINDS": video(url="https://meet.test/{room}", lable="x")}, "chatxblock.E005"),
        ({"ROOM_KINDS": video(url="https://meet.test/{room}", label=" ")}, "chatxblock.E005"),
        ({"ROOM_KINDS": video(url="https://meet.test/{room}", least_grace=0)}, "chatxblock.E005"),
        ({"ROOM_KINDS": video(url="https://meet.test/{room}", least_grace="90")}, "chatxblock.E005"),
        ({"ROOM_KINDS": {"video": {"BACKEND": "nowhere.Nothing"}}}, "chatxblock.E003"),
        ({"RESOURCE_SEARCH": {"BACKEND": "chatxblock.search.term_search.TermSearch"}}, None),
        ({"RESOURCE_SEARCH": {"BACKEND": "nowhere.Nothing"}}, "chatxblock.E003"),
        ({"RESOURCE_LISTENERS": {"kb": {"BACKEND": "nowhere.Nothing"}}}, "chatxblock.E003"),
        ({"ROOM_KINDS": {"video": {"BACKEND": "chatxblock.testing.FixedClock"}}}, "chatxblock.E004"),
    ],
)
def test_the_system_check_tells_what_is_wrong(settings: Settings, change: dict[str, Any], check: str | None) -> None:
    settings.CHATXBLOCK = {**GOOD, **change}
    found = [message.id for message in run_checks() if (message.id or "").startswith("chatxblock")]
    assert found == ([check] if check else [])
