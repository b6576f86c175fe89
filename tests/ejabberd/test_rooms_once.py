"""What a room does that is started although it runs, with a Mnesia of its own and no ejabberd."""

from __future__ import annotations

import subprocess
from pathlib import Path

from chatxblock.devserver.erlang import find_erlang
from chatxblock.ejabberd.template import ROOMS

MODULES = {
    "ejabberd_hooks": "add(start_room, <<104>>, mod_muc_chatxblock, on_start, 1) -> ok.",
    "gen_mod": "set_opt(Name, Value, Options) -> maps:put(Name, Value, Options).",
    "mod_muc_mnesia": """
init(_, #{ram_db_type := mnesia}) ->
    {atomic, ok} = mnesia:create_table(muc_online_room, [{type, ordered_set}, {attributes, [name_host, pid]}]).

find_online_room(_, Room, Host) ->
    case mnesia:dirty_read(muc_online_room, {Room, Host}) of [] -> error; [{_, _, Pid}] -> {ok, Pid} end.
""",
    "mod_muc_room": "get_config(_) -> {ok, known}. set_config(Room, known) -> tester ! {written_again, Room}.",
    "a_room": """
start() -> proc_lib:start(?MODULE, init, []).

init() ->
    process_flag(trap_exit, true),
    try mod_muc_chatxblock:on_start(<<104>>, <<114>>, <<114, 104>>) catch _:_ -> passed_over end,
    proc_lib:init_ack({ok, self()}),
    answer().

answer() -> receive {ask, From, What} -> From ! {self(), What}, answer(); stop -> ok end.
""",
}
CODE = """
    register(tester, self()), ok = mnesia:start(),
    mod_muc_chatxblock:init(<<104>>, #{ram_db_type => chatxblock}),
    Found = fun() -> mod_muc_chatxblock:find_online_room(<<104>>, <<114>>, <<114, 104>>) end,
    Ended = fun(Pid) -> receive {'DOWN', _, process, Pid, Why} -> Why end end,
    {ok, First} = a_room:start(),
    {ok, StandIn} = a_room:start(),
    mod_muc_chatxblock:register_online_room(<<104>>, <<114>>, <<114, 104>>, StandIn),
    [monitor(process, Pid) || Pid <- [First, StandIn]],
    StandIn ! {ask, self(), hello},
    Hello = receive {First, hello} -> true end,
    receive {written_again, First} -> ok end,
    OnlyOne = Found() =:= {ok, First},
    First ! stop,
    Ends = {Ended(First), Ended(StandIn)},
    Gone = Found(),
    {ok, Second} = a_room:start(),
    Again = Found() =:= {ok, Second},
    mnesia:stop(),
    io:format("~w", [[Hello, OnlyOne, Ends, Gone, Again, a_room:start()]]), halt().
"""


def test_a_room_that_runs_is_handed_all_that_comes_to_a_second_one(tmp_path: Path) -> None:
    for name, functions in MODULES.items():
        source = f"-module({name}).\n-compile([export_all, nowarn_export_all]).\n{functions}\n"
        (tmp_path / f"{name}.erl").write_text(source, encoding="utf-8")
    erlang = find_erlang()
    folder = erlang.compile(tmp_path / "compiled", ROOMS, *(tmp_path / f"{name}.erl" for name in MODULES))
    command = [erlang.erl, "-noshell", "-kernel", "logger_level", "none", "-pa", str(folder), "-eval", CODE]
    result = subprocess.run(
        command, env=erlang.environment(), cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.stdout == "[true,true,{normal,normal},error,true,{error,not_claimed}]", result.stderr
