"""What `config --cluster` writes for each node; the nodes of test_talk.py live on the same files."""

from __future__ import annotations

import shlex
import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from chatxblock.devserver.erlang import find_erlang
from chatxblock.ejabberd.__main__ import main

COMMON = [
    *("config", "--host", "chat.example.org", "--origin", "https://lms.example.org"),
    *("--sql", "pgsql", "--sql-server", "10.0.0.9", "--database", "chatxblock"),
]
NODES = ["--cluster", "a=10.0.0.5", "--cluster", "b=10.0.0.6"]
TIME_LIMIT = 30
COOKIE = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATXBLOCK_COOKIE", COOKIE)
    monkeypatch.setenv("CHATXBLOCK_SQL_PASSWORD", "hush")


@pytest.fixture
def written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Write the files of two nodes."""
    assert main([*COMMON, *NODES, "--into", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "a"), str(tmp_path / "b")]
    return tmp_path


def test_each_node_has_its_address_and_all_else_in_common(written: Path) -> None:
    a, b = (yaml.safe_load((written / name / "ejabberd.yml").read_text()) for name in ("a", "b"))
    assert {listener["ip"] for listener in a["listen"]} == {"10.0.0.5"}
    assert {listener["ip"] for listener in b["listen"]} == {"10.0.0.6"}
    assert {**a, "listen": 0} == {**b, "listen": 0}
    assert a["host_config"]["service.chat.example.org"]["auth_method"] == ["sql"]
    assert (a["net_ticktime"], a["sql_start_interval"], a["sql_password"]) == ("8 s", "1 s", "hush")
    assert a["modules"]["mod_muc"]["preload_rooms"] is False
    assert a["modules"]["mod_muc"]["ram_db_type"] == "chatxblock"


def test_erlang_is_told_who_the_others_are_and_asks_no_name_daemon(written: Path) -> None:
    arguments = shlex.split((written / "b" / "vm.args").read_text(), comments=True)
    line = " ".join(arguments)
    assert "-name b@b.chat.example.org -start_epmd false -erl_epmd_port 5210" in line
    assert "-kernel inet_dist_use_interface {10,0,0,6} -kernel net_ticktime 8" in line
    assert "-chatxblock_nodes a@a.chat.example.org b@b.chat.example.org -chatxblock_patience 1500" in line
    assert line.endswith("-s chatxblock_cluster")
    assert COOKIE not in line
    hosts = (written / "b" / "inetrc").read_text()
    assert '{host, {10,0,0,5}, ["a.chat.example.org"]}.' in hosts
    assert '{host, {10,0,0,6}, ["b.chat.example.org"]}.' in hosts


def test_what_is_asked_of_the_database_goes_out_at_once(written: Path) -> None:
    """Held back, a room took 0.1 to 0.2 s to open, and those of a node that died are opened one after the other."""
    lines = (written / "a" / "vm.args").read_text().splitlines()
    (options,) = [shlex.split(line) for line in lines if "inet_default_connect_options" in line]
    asked = (
        "{ok, Listener} = gen_tcp:listen(0, [{ip, {127,0,0,1}}]), {ok, Port} = inet:port(Listener),"
        '{ok, Socket} = gen_tcp:connect("127.0.0.1", Port, []),'
        'io:format("~p", [inet:getopts(Socket, [nodelay])]), halt().'
    )
    command = [find_erlang().erl, "-noinput", *options, "-eval", asked]
    said = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, check=True).stdout
    assert said == "{ok,[{nodelay,true}]}"


def test_the_lease_is_asked_for_in_the_database_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHATXBLOCK_SQL_PASSWORD", 'x"\\é')
    assert main([*COMMON, *NODES, "--into", str(tmp_path), "--sql-port", "5433", "--patience", "3"]) == 0
    assert (tmp_path / "b" / "database").read_text().splitlines() == [
        '{host, "10\\x{2e}0\\x{2e}0\\x{2e}9"}.',
        '{database, "chatxblock"}.',
        '{user, "ejabberd"}.',
        '{password, "x\\x{22}\\x{5c}\\x{c3}\\x{a9}"}.',
        "{port, 5433}.",
    ]
    assert "-chatxblock_patience 3000\n" in (tmp_path / "b" / "vm.args").read_text()
    capsys.readouterr()
    assert main(["tables"]) == 0
    assert "CREATE TABLE IF NOT EXISTS chatxblock_lease" in capsys.readouterr().out
    assert main(["back"]) == 0
    assert capsys.readouterr().out.endswith("\nDELETE FROM chatxblock_newest;\n")


def test_secrets_are_for_their_owner_alone_and_the_environment_holds_none(written: Path) -> None:
    for folder in (written / "a", written / "b"):
        assert (folder / ".erlang.cookie").read_text() == COOKIE
        assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o400}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        environment = (folder / "environment").read_text()
        assert 'HOME="/etc/chatxblock"' in environment
        assert not any(secret in environment for secret in (COOKIE, "hush"))


def test_it_may_be_written_again(written: Path) -> None:
    assert main([*COMMON, *NODES, "--into", str(written), "--node-port", "5211"]) == 0
    assert "-erl_epmd_port 5211" in (written / "a" / "vm.args").read_text()


WRONG = [
    (["--cluster", "a=10.0.0.5"], "two nodes at least"),
    (["--cluster", "a=10.0.0.5", "--cluster", "a=10.0.0.6"], "a name and an address of its own"),
    (["--cluster", "a=10.0.0.5", "--cluster", "b=10.0.0.5"], "a name and an address of its own"),
    (["--cluster", "A B=10.0.0.5", "--cluster", "b=10.0.0.6"], "'A B' is not the name of a node"),
    (["--cluster", "a=node", "--cluster", "b=10.0.0.6"], "'node'"),
    ([*NODES, "--sql", "sqlite"], "share a PostgreSQL"),
    ([*NODES, "--sql", "mysql"], "share a PostgreSQL"),
    ([*NODES, "--patience", "0.5"], "between 1 and 10 seconds"),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_what_makes_no_cluster_is_said(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*COMMON, *options, "--into", str(tmp_path)])
    assert said in capsys.readouterr().err


def test_a_folder_and_a_cookie_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*COMMON, *NODES])
    assert "--into FOLDER" in capsys.readouterr().err
    monkeypatch.setenv("CHATXBLOCK_COOKIE", "short")
    with pytest.raises(SystemExit):
        main([*COMMON, *NODES, "--into", str(tmp_path)])
    assert "CHATXBLOCK_COOKIE" in capsys.readouterr().err
