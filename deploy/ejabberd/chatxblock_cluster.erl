%%% Start one node of a cluster: joined to those that are there, before its listeners open.
%%%
%%% What Mnesia holds is who is connected and which room lives where, which a node that comes back must not bring along:
%%% it starts with none of its own, and takes what the others have. Rooms, archive and the service's account are in SQL.
%%% The nodes are listed in one order everywhere: of several that start at once the first one goes alone, and the others
%%% wait for it. Nobody opens alone who has not got the lease (`chatxblock_lease`), nor at all who is older than an ejabberd
%%% that has served from the same database. The module must not know what is talked about, nor how a node that is lost is
%%% judged.
%%%
%%% erl … -chatxblock_nodes a@a.example.org b@b.example.org -s chatxblock_cluster
-module(chatxblock_cluster).

-export([start/0]).

-include_lib("kernel/include/logger.hrl").

-define(WAIT, 30000).
-define(PAUSE, 100).
-define(CALL, 2000).
-define(SAID_AGAIN, 30000).

start() ->
    chatxblock_lease:start(),
    Decision = choose(others(), deadline(), never),
    not_older(version(), never),
    case Decision of
        alone -> mnesia:delete_schema([node()]);
        {join, Node} -> join(Node)
    end,
    chatxblock_lease:serve(),
    ejabberd:start().

%% Who is older ends for good, status 4: to be started again helps only when somebody has done what the page says.
not_older(Own, Said) ->
    case chatxblock_lease_row:newest(Own) of
        {ok, Newest} when Newest > Own ->
            chatxblock_lease:give_up(
                4, "ejabberd ~s has served from this database, and ~s may not open the rooms that it wrote.",
                [named(Newest), named(Own)]);
        {ok, _} -> ok;
        {error, _} = Failed ->
            timer:sleep(?PAUSE),
            not_older(Own, say(Failed, Said))
    end.

%% 2412 of "24.12-3", "24.12.17" or "24.12".
version() ->
    {ok, [{application, ejabberd, About}]} = file:consult(code:where_is_file("ejabberd.app")),
    {match, [Year, Month]} =
        re:run(proplists:get_value(vsn, About), "^(\\d+)\\.(\\d+)", [{capture, all_but_first, list}]),
    100 * list_to_integer(Year) + list_to_integer(Month).

named(Version) ->
    io_lib:format("~2..0B.~2..0B", [Version div 100, Version rem 100]).

%% The answer says nothing: it is an error each time, as the applications are not started yet. A node that started without
%% the others would have their rooms a second time.
join(Node) ->
    _ = ejabberd_cluster_mnesia:join(Node),
    lists:member(Node, mnesia:system_info(running_db_nodes))
        orelse chatxblock_lease:give_up("~p can't be joined.", [[Node]]).

others() ->
    {ok, [Names]} = init:get_argument(chatxblock_nodes),
    {Before, [_ | After]} = lists:splitwith(fun(Name) -> Name =/= node() end, [list_to_atom(Name) || Name <- Names]),
    {Before, After}.

%% Of two that look at each other only one decides at a time; what it decided the other one sees. Of two that do not see each
%% other one gets the lease; the other one waits until they do.
choose({Before, After} = Others, Deadline, Said) ->
    Seen = [{Node, state(Node)} || Node <- Before ++ After],
    Here = [Node || {Node, State} <- Seen, State =/= away],
    case global:trans({?MODULE, self()}, fun() -> decide(Before, Here) end, [node() | Here]) of
        {join, Node} -> {join, Node};
        alone -> alone;
        {starts, Nodes} ->
            erlang:monotonic_time(millisecond) < Deadline
                orelse chatxblock_lease:give_up("~p can't be joined.", [Nodes]),
            choose_again(Others, Deadline, Said);
        Kept -> choose_again(Others, deadline(), say(Kept, Said))
    end.

choose_again(Others, Deadline, Said) ->
    timer:sleep(?PAUSE),
    choose(Others, Deadline, Said).

deadline() ->
    erlang:monotonic_time(millisecond) + ?WAIT.

%% What keeps this node from opening; again only after a while.
say(Kept, Said) ->
    Now = erlang:monotonic_time(millisecond),
    case Said of
        {Kept, At} when Now - At < ?SAID_AGAIN -> Said;
        _ -> said(Kept), {Kept, Now}
    end.

said(looks) -> ok;
said({unseen, Nodes, Node}) ->
    ?LOG_WARNING("Lease: ~s goes on with ~p, not seen from here. This node waits.", [Node, Nodes]);
said({held_by, Node}) -> ?LOG_WARNING("Lease: ~s holds it and can't be joined. This node waits.", [Node]);
said({error, Why}) -> ?LOG_WARNING("Lease: the database does not say who goes on (~s). This node waits.", [Why]).

decide(Before, Here) ->
    Seen = [{Node, state(Node)} || Node <- Here],
    Starting = [Node || {Node, starts} <- Seen],
    Looks = lists:any(fun({Node, State}) -> State =:= looks andalso lists:member(Node, Before) end, Seen),
    case lists:keyfind(ready, 2, Seen) of
        {Node, ready} -> join_all(Node, Here);
        false when Starting =/= [] -> {starts, Starting};
        false when Looks -> looks;
        false -> alone()
    end.

%% Who joins one without seeing those that are joined to it would have rooms that they have, too.
join_all(Node, Here) ->
    case erpc:call(Node, mnesia, system_info, [running_db_nodes], ?CALL) -- [node() | Here] of
        [] -> mark({join, Node});
        Unseen -> {unseen, Unseen, Node}
    end.

alone() ->
    case chatxblock_lease:take() of
        held -> mark(alone);
        Kept -> Kept
    end.

mark(Decision) ->
    application:set_env(kernel, ?MODULE, decided),
    Decision.

%% away: it does not answer. looks: it has not decided yet. starts: it has. ready: it can be joined.
state(Node) ->
    try net_kernel:connect_node(Node) andalso net_adm:ping(Node) =:= pong andalso
            {erpc:call(Node, application, which_applications, [], ?CALL),
             erpc:call(Node, application, get_env, [kernel, ?MODULE], ?CALL)} of
        false -> away;
        {Applications, Decided} ->
            case lists:keymember(ejabberd, 1, Applications) of
                true -> ready;
                false when Decided =:= undefined -> looks;
                false -> starts
            end
    catch
        _:_ -> away
    end.
