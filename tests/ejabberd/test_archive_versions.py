"""The archive module beside the stores of several versions of ejabberd, as their sources have them; no server runs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from chatxblock.devserver.erlang import find_erlang
from chatxblock.ejabberd import ARCHIVE
from chatxblock.ejabberd.template import LEASE

MODULES = {
    "gen_mod": "db_mod(_, mod_mam) -> a_store.",
    "ejabberd_router": "host_of_route(Host) -> Host.",
    "a_store": "answer() -> case get(answer) of crash -> error(gone); Answer -> Answer end.",
}
"""What the module asks of ejabberd; the store answers what it is told to."""
STORES = {
    "23.01": "store(_, _, {_, _}, groupchat, _, _, recv, 7) -> answer().",
    "24.02": "store(_, _, {_, _}, groupchat, _, _, recv, 7, <<55>>, false) -> answer().",
}
HOOKS = {
    "23.01": "mod_chatxblock_archive:on_store(Line, <<114>>, <<104>>, peer, <<110>>, groupchat, recv)",
    "26.07": "mod_chatxblock_archive:on_store(Line, <<114>>, <<104>>, peer, <<110>>, groupchat, recv, false)",
}
LINE = 'xmpp:put_meta(xmpp:decode({xmlel, <<"message">>, [{<<"xmlns">>, <<"jabber:client">>}], []}), stanza_id, 7)'
ANSWERS = "[ok, {error, full}, crash]"


@pytest.mark.parametrize(("store", "hook"), [("23.01", "23.01"), ("24.02", "23.01"), ("24.02", "26.07")])
def test_a_line_is_stored_as_that_version_wants_it_and_the_answer_is_heeded(
    tmp_path: Path, store: str, hook: str
) -> None:
    for name, functions in MODULES.items():
        asked = STORES[store] if name == "a_store" else ""
        source = f"-module({name}).\n-compile([export_all, nowarn_export_all]).\n{functions}\n{asked}\n"
        (tmp_path / f"{name}.erl").write_text(source, encoding="utf-8")
    erlang = find_erlang()
    folder = erlang.compile(tmp_path / "compiled", ARCHIVE, LEASE, *(tmp_path / f"{name}.erl" for name in MODULES))
    ask = f"fun(Answer) -> put(answer, Answer), {HOOKS[hook]} == {{stop, Line}} end"
    code = f'Line = {LINE}, io:format("~w", [lists:map({ask}, {ANSWERS})]), halt().'
    command = [erlang.erl, "-noshell", "-kernel", "logger_level", "none", "-pa", str(folder), "-eval", code]
    result = subprocess.run(command, env=erlang.environment(), capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout == "[true,false,false]"


def test_a_node_that_is_not_sure_stores_nothing_and_sends_back_what_it_stored_meanwhile(tmp_path: Path) -> None:
    lease = "open() -> [Answer | More] = get(open), put(open, More), Answer."
    modules = {**MODULES, "a_store": STORES["23.01"] + " answer() -> put(stored, true), ok.", "chatxblock_lease": lease}
    for name, functions in modules.items():
        source = f"-module({name}).\n-compile([export_all, nowarn_export_all]).\n{functions}\n"
        (tmp_path / f"{name}.erl").write_text(source, encoding="utf-8")
    erlang = find_erlang()
    folder = erlang.compile(tmp_path / "compiled", ARCHIVE, *(tmp_path / f"{name}.erl" for name in modules))
    ask = f"fun(Sure) -> erase(), put(open, Sure), {{element(2, {HOOKS['23.01']}) == Line, get(stored)}} end"
    code = f'Line = {LINE}, io:format("~w", [lists:map({ask}, [[true, true], [false], [true, false]])]), halt().'
    command = [erlang.erl, "-noshell", "-kernel", "logger_level", "none", "-pa", str(folder), "-eval", code]
    result = subprocess.run(command, env=erlang.environment(), capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout == "[{true,true},{false,undefined},{false,true}]"
