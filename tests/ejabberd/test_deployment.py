"""The configuration that operators and the dev server get from one template, and the guard module beside it."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from chatxblock.devserver.erlang import Erlang, find_erlang
from chatxblock.ejabberd import GUARD, MODULES, Deployment, Sql, jwk, render

SQLITE = Sql(type="sqlite", database="/var/lib/ejabberd/chat.db")
MYSQL = Sql(type="mysql", database="chat", server="db.example.org", username="ejabberd", password="p'w\"\\: #")
SECRET = "s" * 40


def deployment(**changes: Any) -> Deployment:
    """Return a deployment with a few values of its own."""
    values: dict[str, Any] = {
        "host": "chat.example.org",
        "jwt_key_path": "/etc/ejabberd/key.jwk",
        "sql": SQLITE,
        "websocket_origins": ("https://lms.example.org",),
    }
    return Deployment(**(values | changes))


def loaded(**changes: Any) -> dict[str, Any]:
    """Return the configuration as ejabberd would read it."""
    configuration: dict[str, Any] = yaml.safe_load(render(deployment(**changes)))
    return configuration


def test_learners_have_tokens_alone_and_the_service_a_password_alone() -> None:
    hosts = loaded()["host_config"]
    assert hosts["chat.example.org"]["auth_method"] == ["jwt", "chatxblock"]
    assert loaded()["modules"]["ejabberd_auth_chatxblock"] == {"keys": []}
    keys = loaded(further_keys=("/etc/ejabberd/next.jwk",))["modules"]["ejabberd_auth_chatxblock"]["keys"]
    assert keys == ["/etc/ejabberd/next.jwk"]
    assert hosts["service.chat.example.org"]["auth_method"] == ["mnesia"]
    assert loaded()["jwt_key"] == "/etc/ejabberd/key.jwk"


def test_the_archive_is_in_the_chosen_database() -> None:
    lite, big = loaded(), loaded(sql=MYSQL)
    assert (lite["sql_type"], lite["sql_database"]) == ("sqlite", "/var/lib/ejabberd/chat.db")
    assert (big["sql_server"], big["sql_password"]) == ("db.example.org", MYSQL.password)
    assert (big["sql_start_interval"], "sql_start_interval" in lite) == ("1 s", False)
    assert {lite["modules"][name]["db_type"] for name in ("mod_mam", "mod_muc")} == {"sql"}


@pytest.mark.parametrize(
    ("version", "option", "value"),
    [
        ("23.01", "allow_private_messages", False),
        ("23.01-1", "allow_private_messages", False),
        ("23.04", "allow_private_messages", False),
        ("23.10", "allowpm", "none"),
        ("24.12-3+deb13u2", "allowpm", "none"),
        ("25.08", "allowpm", "none"),
    ],
)
def test_private_messages_are_off_in_the_spelling_of_the_version(version: str, option: str, value: object) -> None:
    defaults = loaded(version=version)["modules"]["mod_muc"]["default_room_options"]
    assert defaults[option] == value
    assert len({"allowpm", "allow_private_messages"} & set(defaults)) == 1


def test_the_http_api_has_a_listener_and_a_list_of_its_own() -> None:
    configuration = loaded(api_clients=("10.1.0.0/16",), api_listen="10.1.0.5")
    by_handler = {json.dumps(listener.get("request_handlers")): listener for listener in configuration["listen"]}
    assert by_handler['{"/api": "mod_chatxblock_guard"}']["ip"] == "10.1.0.5"
    assert by_handler['{"/ws": "mod_chatxblock_guard"}']["ip"] != "10.1.0.5"
    asked = [
        "get_room_occupants",
        "get_room_occupants_number",
        "get_presence",
        "user_resources",
        "kick_session",
        "kick_user",
    ]
    assert configuration["api_permissions"]["lms"]["what"] == asked
    assert configuration["api_permissions"]["lms"]["who"] == {"ip": ["10.1.0.0/16"]}


def test_what_would_outlive_a_token_is_not_loaded() -> None:
    assert not {"mod_last", "mod_offline", "mod_auth_fast", "mod_register"} & set(loaded()["modules"])


def test_windows_that_vanish_are_missed_in_seconds() -> None:
    configuration = loaded()
    stream = configuration["modules"]["mod_stream_mgmt"]
    assert (configuration["websocket_ping_interval"], configuration["websocket_timeout"]) == ("5 s", "12 s")
    assert (stream["resume_timeout"], stream["max_resume_timeout"]) == ("15 s", "15 s")


def test_a_certificate_makes_tls_required() -> None:
    assert loaded()["listen"][0]["starttls_required"] is False
    secured = loaded(certificates=("/etc/ssl/chat.pem",))
    assert secured["listen"][0]["starttls_required"] is True
    assert secured["certfiles"] == ["/etc/ssl/chat.pem"]


@pytest.mark.parametrize("host", ["", "Chat.example.org", "chat example", "chat.example.org\nhosts: []", "-x", "a..b"])
def test_what_is_no_domain_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match="domain"):
        deployment(host=host)


def test_domains_must_differ() -> None:
    with pytest.raises(ValueError, match="domain each"):
        deployment(service_host="chat.example.org")


def test_the_database_must_be_one_that_ejabberd_knows() -> None:
    with pytest.raises(ValueError, match="oracle"):
        Sql(type="oracle", database="x")
    with pytest.raises(ValueError, match="server"):
        Sql(type="pgsql", database="x")
    assert "p'w" not in repr(MYSQL)


def test_the_key_holds_the_secret() -> None:
    key = json.loads(jwk(SECRET))
    assert (key["kty"], key["alg"]) == ("oct", "HS256")
    assert base64.urlsafe_b64decode(key["k"] + "=" * (-len(key["k"]) % 4)).decode() == SECRET


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator would."""
    root = str(Path(__file__).resolve().parent.parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "chatxblock.ejabberd", *arguments],
        cwd=root,
        env={"PYTHONPATH": root, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_the_command_writes_the_configuration() -> None:
    options = [
        "--host",
        "chat.example.org",
        "--origin",
        "https://lms.example.org",
        "--sql",
        "pgsql",
        "--version",
        "24.12",
    ]
    result = run("config", *options, CHATXBLOCK_SQL_PASSWORD="hush")
    configuration = yaml.safe_load(result.stdout)
    assert configuration["hosts"] == ["chat.example.org", "service.chat.example.org"]
    assert configuration["sql_password"] == "hush"
    assert configuration["websocket_origin"] == ["https://lms.example.org"]


def test_the_command_writes_the_key_and_finds_the_modules() -> None:
    assert json.loads(run("key", CHATXBLOCK_TOKEN_SECRET=SECRET).stdout) == json.loads(jwk(SECRET))
    assert run("modules").stdout.split() == [str(module) for module in MODULES]


def test_the_command_says_what_is_missing() -> None:
    missing = run("key")
    assert missing.returncode == 2
    assert "CHATXBLOCK_TOKEN_SECRET" in missing.stderr
    wrong = run("config", "--host", "No Domain", "--origin", "x")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "'No Domain'" in wrong.stderr
    assert "config" in run("--help").stdout


def test_the_modules_compile_without_a_warning(tmp_path: Path) -> None:
    erlang = find_erlang()
    command = [
        erlang.erlc,
        "-Wall",
        "-Werror",
        "-pa",
        str(erlang.application / "ebin"),
        "-o",
        str(tmp_path),
        *map(str, MODULES),
    ]
    result = subprocess.run(command, env=erlang.environment(), capture_output=True, text=True, check=False, timeout=60)
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


@pytest.mark.parametrize("stanza", ["not_a_stanza", "{message, garbage}", "<<>>"])
def test_the_guard_refuses_what_it_cannot_judge(tmp_path: Path, stanza: str) -> None:
    erlang = find_erlang()
    folder = erlang.compile(tmp_path, GUARD)
    call = f"mod_chatxblock_guard:on_send({{{stanza}, #{{}}}})"
    assert evaluate(erlang, folder, call) == "{stop,{drop,#{}}}"


def evaluate(erlang: Erlang, folder: Path, expression: str) -> str:
    """Return what Erlang makes of an expression, with the guard loaded and no server around it."""
    code = f'logger:set_primary_config(level, none), io:format("~w", [{expression}]), halt().'
    command = [erlang.erl, "-noshell", "-pa", str(folder), "-eval", code]
    result = subprocess.run(command, env=erlang.environment(), capture_output=True, text=True, check=True, timeout=60)
    return result.stdout
