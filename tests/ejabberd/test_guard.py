"""The guard module by itself: it refuses what it can't judge, and without it the server does not start."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.devserver.erlang import Erlang, find_erlang
from chatxblock.ejabberd import GUARD
from chatxblock.errors import ConfigurationError

NESTED = "lists:foldl(fun(_, Child) -> {{xmlel, <<97>>, [], [Child]}} end, {{xmlcdata, <<97>>}}, lists:seq(1, {depth}))"
FATE = "{{_, Seen}} = spawn_monitor(fun() -> exit({{went_on, {call}}}) end), receive {{_, Seen, _, _, Why}} -> Why end"


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the compiled module."""
    return find_erlang().compile(tmp_path_factory.mktemp("guard"), GUARD)


def evaluate(folder: Path, expression: str) -> str:
    """Return what Erlang makes of an expression, with the guard loaded and no server around it."""
    erlang = find_erlang()
    code = f'logger:set_primary_config(level, none), io:format("~0p", [begin {expression} end]), halt().'
    command = [erlang.erl, "-noshell", "-pa", str(folder), "-eval", code]
    result = subprocess.run(command, env=erlang.environment(), capture_output=True, text=True, check=True, timeout=60)
    return result.stdout


def fate(folder: Path, call: str) -> str:
    """Return why a connection's process ended that made this call."""
    return evaluate(folder, FATE.format(call=call))


@pytest.mark.parametrize("depth", [1, 49])
def test_ordinary_depth_passes(guard: Path, depth: int) -> None:
    call = f"mod_chatxblock_guard:on_receive(#{{}}, {NESTED.format(depth=depth)}, none)"
    assert fate(guard, call) == "{went_on,#{}}"


@pytest.mark.parametrize("element", ["garbage", "{xmlel}", "{xmlel, <<97>>, [], none}", "{xmlel, <<97>>, [], [none]}"])
def test_a_connection_that_cannot_be_judged_or_told_is_ended(guard: Path, element: str) -> None:
    assert fate(guard, f"mod_chatxblock_guard:on_receive(#{{}}, {element}, none)") == "killed"


def test_a_connection_that_sends_depth_is_ended(guard: Path) -> None:
    call = f"mod_chatxblock_guard:on_receive(#{{}}, {NESTED.format(depth=20_000)}, none)"
    assert fate(guard, call) == "killed"


@pytest.mark.parametrize("state", ["#{}", "#{lserver => <<97>>}", "none"])
@pytest.mark.parametrize("stanza", ["{message, garbage}", "{iq, 1, 2}", "[]"])
def test_a_stanza_that_cannot_be_judged_is_dropped(guard: Path, stanza: str, state: str) -> None:
    assert evaluate(guard, f"mod_chatxblock_guard:on_send({{{stanza}, {state}}})").startswith("{stop,{drop,")


def test_the_server_does_not_start_without_the_guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Erlang.compile

    def without_it(erlang: Erlang, cache: Path, *sources: Path) -> Path:
        return real(erlang, cache, *(source for source in sources if source.stem != "mod_chatxblock_guard"))

    monkeypatch.setattr(Erlang, "compile", without_it)
    server = Ejabberd(tmp_path / "server")
    with pytest.raises(ConfigurationError, match="mod_chatxblock_guard"):
        server.start()
    assert not server.running
    monkeypatch.undo()
    server.start()
    server.stop()


def test_a_guard_that_does_not_compile_is_told(tmp_path: Path) -> None:
    broken = tmp_path / GUARD.name
    broken.write_text(GUARD.read_text(encoding="utf-8").replace("on_receive/3", "on_receive/4", 1))
    with pytest.raises(ConfigurationError, match="on_receive"):
        find_erlang().compile(tmp_path / "cache", broken)


@pytest.mark.parametrize(("before", "after"), [("unlimited", 30), ("12", 12)])
def test_the_log_has_a_limit_of_depth(guard: Path, before: str, after: int) -> None:
    setting = "kernel, error_logger_format_depth"
    load = f"application:set_env({setting}, {before}), catch mod_chatxblock_guard:start(<<97>>, [])"
    assert evaluate(guard, f"{load}, application:get_env({setting})") == f"{{ok,{after}}}"
