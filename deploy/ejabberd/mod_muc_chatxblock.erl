%%% No room lives twice.
%%%
%%% ejabberd looks whether a room runs, and starts it if not: two who come to a sleeping room at the same moment, by two
%%% nodes or by two ways into one, are each in a room of their own. So a room asks, as the first thing that it does, for its
%%% place in the table of those that run, in one transaction of Mnesia's on all nodes. One gets it. Any other one never
%%% becomes a room: it stands in, and hands all that comes to it on to the one that runs, so that whoever had it started
%%% is there, too. Between nodes that do not see each other the lease decides (`chatxblock_lease`). The module must not
%%% know who talks in a room, nor when one sleeps.
%%%
%%% For mod_muc it is where running rooms are kept (`ram_db_type: chatxblock`), which but for this is Mnesia as it was.
%%% One source for ejabberd 23.01 and 24.12.
-module(mod_muc_chatxblock).

-export([init/2, register_online_room/4, unregister_online_room/4, find_online_room/3, find_online_room_by_pid/2,
         get_online_rooms/3, count_online_rooms/2, rsm_supported/0, register_online_user/4, unregister_online_user/4,
         count_online_rooms_by_user/3, get_online_rooms_by_user/3]).
-export([on_start/3]).

-include_lib("ejabberd/include/mod_muc.hrl").

%% In milliseconds: for another node's answer; until whoever had the room started has come to it; until nobody comes any more.
-define(CALL, 1000).
-define(COMES, 2000).
-define(STAYS, 60000).

%%% What mod_muc asks

init(Host, Opts) ->
    ok = ejabberd_hooks:add(start_room, Host, ?MODULE, on_start, 1),
    mod_muc_mnesia:init(Host, gen_mod:set_opt(ram_db_type, mnesia, Opts)).

%% The room has done it. What stands in for one that runs has no place in the table.
register_online_room(_ServerHost, _Room, _Host, _Pid) ->
    ok.

unregister_online_room(ServerHost, Room, Host, Pid) ->
    mod_muc_mnesia:unregister_online_room(ServerHost, Room, Host, Pid).

%% One that has just ended is still in the table: what was sent to it would be lost.
find_online_room(ServerHost, Room, Host) ->
    case mod_muc_mnesia:find_online_room(ServerHost, Room, Host) of
        {ok, Pid} when node(Pid) =:= node() ->
            case is_process_alive(Pid) of
                true -> {ok, Pid};
                false -> error
            end;
        Found -> Found
    end.

find_online_room_by_pid(ServerHost, Pid) -> mod_muc_mnesia:find_online_room_by_pid(ServerHost, Pid).

get_online_rooms(ServerHost, Host, Page) -> mod_muc_mnesia:get_online_rooms(ServerHost, Host, Page).

count_online_rooms(ServerHost, Host) -> mod_muc_mnesia:count_online_rooms(ServerHost, Host).

rsm_supported() -> mod_muc_mnesia:rsm_supported().

register_online_user(ServerHost, Jid, Room, Host) -> mod_muc_mnesia:register_online_user(ServerHost, Jid, Room, Host).

unregister_online_user(ServerHost, Jid, Room, Host) -> mod_muc_mnesia:unregister_online_user(ServerHost, Jid, Room, Host).

count_online_rooms_by_user(ServerHost, User, Server) -> mod_muc_mnesia:count_online_rooms_by_user(ServerHost, User, Server).

get_online_rooms_by_user(ServerHost, User, Server) -> mod_muc_mnesia:get_online_rooms_by_user(ServerHost, User, Server).

%%% In the room's own process, before it is a room. A hook that crashes is passed over, so what must not go on ends here.

on_start(_ServerHost, Room, Host) ->
    try claim({Room, Host}) of
        mine -> ok;
        {runs, Pid} -> stand_in(Pid)
    catch
        _:_ ->
            proc_lib:init_ack({error, not_claimed}),
            leave()
    end.

claim(Name) ->
    {atomic, Answer} = mnesia:transaction(fun() -> claim(Name, mnesia:read(muc_online_room, Name, write)) end),
    case Answer of
        {runs, Pid} ->
            case lives(Pid) of
                true -> Answer;
                false ->
                    Left = #muc_online_room{name_host = Name, pid = Pid},
                    {atomic, ok} = mnesia:transaction(fun() -> mnesia:delete_object(Left) end),
                    claim(Name)
            end;
        mine -> mine
    end.

claim(Name, []) ->
    ok = mnesia:write(#muc_online_room{name_host = Name, pid = self()}),
    mine;
claim(_Name, [#muc_online_room{pid = Pid}]) when Pid =:= self() -> mine;
claim(_Name, [#muc_online_room{pid = Pid}]) -> {runs, Pid}.

%% A node that is there and does not say is one whose room may run.
lives(Pid) when node(Pid) =:= node() ->
    is_process_alive(Pid);
lives(Pid) ->
    try erpc:call(node(Pid), erlang, is_process_alive, [Pid], ?CALL)
    catch
        error:{erpc, noconnection} -> false;
        _:_ -> true
    end.

%%% In a room's stead

stand_in(Room) ->
    process_flag(trap_exit, false),
    monitor(process, Room),
    proc_lib:init_ack({ok, self()}),
    hand_on(Room, ?COMES).

%% Whoever has it started writes what was read of the room before into the database, over what was changed since; when
%% that is done somebody comes. So the room writes itself again then.
hand_on(Room, Time) ->
    receive
        {'DOWN', _, process, Room, _} -> leave();
        Message ->
            Room ! Message,
            write_again(Room, Time),
            hand_on(Room, ?STAYS)
    after Time ->
        write_again(Room, Time),
        Time =:= ?COMES orelse leave(),
        hand_on(Room, ?STAYS)
    end.

write_again(Room, ?COMES) ->
    spawn(fun() ->
        case mod_muc_room:get_config(Room) of
            {ok, Config} -> mod_muc_room:set_config(Room, Config);
            _ -> ok
        end
    end);
write_again(_Room, _Time) ->
    ok.

%% A signal, since a hook's exception would be caught, and what then came to be is a room.
leave() ->
    process_flag(trap_exit, false),
    exit(self(), normal),
    receive after infinity -> ok end.
