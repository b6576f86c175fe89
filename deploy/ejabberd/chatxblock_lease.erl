%%% Who goes on when nodes lose each other, decided once: by a row in the database that they share.
%%%
%%% One node holds the row and renews it each second. The others ask that node four times a second whether they are in, and
%%% are for as long as it says. Whoever is not sure takes no line (`open`): it goes back to its sender, who sends it again.
%%% Whoever has lost the holder asks the database: it takes the row over, follows who has, or, where the row is renewed by a
%%% node that it does not hear, ends, to come back joined. No clock of a node is compared with another one's. The module must
%%% not know of rooms, nor how a node joins.
-module(chatxblock_lease).

-export([start/0, take/0, serve/0, open/0, holds/0, give_up/2, give_up/3]).

-include_lib("kernel/include/logger.hrl").

%% All in milliseconds.
-define(BEAT, 250).
-define(RENEW, 1000).
-define(RETRY, 100).
-define(PAUSE, 500).
%% How long nobody else can have taken a lease whose renewal began now: half a second less than the database waits.
-define(SURE, 2500).
-define(LASTS, 3000).
%% A renewal can be on its way for so long when its node has gone.
-define(LATE, 500).
-define(TOLD, 1000).
-define(FLUSH, 1000).
-define(WRITE, 100).

-record(state, {
    row,               % process that asks the database
    asked = none,      % {Reference, Question, since}, where an answer is waited for
    ask_at = 0,        % when to ask next
    failed = none,     % why the database could not be asked
    caller = none,     % who waits at the gate
    serves = false,    % whether this node is one of those that serve, or wants to be
    token,             % by which this node holds the lease, or will
    holder = none,     % the node that holds it, where that is known
    life,              % of this node: another one after each start
    in = #{},          % the others that serve: node => {its life, when it was heard}
    out = #{},         % those that were lost: node => {its life, when it was heard}
    doubts = [],       % who is not heard, and may be heard by the holder: {node, life, since}
    no_row_since = none,
    until,             % until when this node is sure
    shut_since = none, % since when it is not
    told = false,      % whether that was logged
    ticked,
    started,
    lenient_until,     % until when nobody is lost by silence, as it was this node that stood still
    patience
}).

%%% For the node.

start() ->
    true = register(?MODULE, spawn(fun init/0)),
    call(hello).

%% Before a node opens alone: held, {held_by, Node}, or {error, Why}.
take() ->
    call(take).

%% Now this node serves: as the holder, or, where it joined one, as soon as the holder says so.
serve() ->
    call(serve).

%% Whether this node holds the lease, as far as it knows: who is not sure (`open`) may have lost it.
holds() ->
    call(holds).

call(What) ->
    Monitor = monitor(process, ?MODULE),
    ?MODULE ! {call, self(), Monitor, What},
    receive
        {Monitor, Answer} -> demonitor(Monitor, [flush]), Answer;
        {'DOWN', Monitor, _, _, Why} -> exit({?MODULE, Why})
    end.

%% Whether this node is sure that it may take a line. A server that is no node of a cluster always is. Two clocks are asked:
%% the one may stand still while a machine is paused, the other is set by people.
open() ->
    case persistent_term:get(?MODULE, none) of
        none -> true;
        Gate -> now_ms() < atomics:get(Gate, 1) andalso os:system_time(millisecond) < atomics:get(Gate, 2)
    end.

%% It ends without a word to anybody, as what it has to say is not true any more; status 3 asks for a fresh start.
give_up(Format, Arguments) ->
    give_up(3, Format, Arguments).

give_up(Status, Format, Arguments) ->
    close(),
    ?LOG_CRITICAL(Format ++ " This node ends.", Arguments),
    %% What is logged is written a moment later, when there would be no node any more.
    {Pid, Monitor} = spawn_monitor(fun() -> [catch logger_std_h:filesync(Id) || Id <- logger:get_handler_ids()] end),
    receive {'DOWN', Monitor, process, Pid, _} -> ok after ?FLUSH -> ok end,
    timer:sleep(?WRITE),  % to halt with a flush would be to wait for whoever does not read
    erlang:halt(Status, [{flush, false}]).

%%% The process

init() ->
    _ = process_flag(priority, high),
    ok = net_kernel:monitor_nodes(true, [{node_type, visible}]),
    persistent_term:put(?MODULE, Gate = atomics:new(2, [{signed, true}])),
    Now = now_ms(),
    atomics:put(Gate, 1, Now),
    {ok, [[Patience]]} = init:get_argument(chatxblock_patience),
    self() ! tick,
    try
        loop(#state{row = chatxblock_lease_row:start_link(), token = chatxblock_lease_row:token(),
                    life = chatxblock_lease_row:token(), until = Now, ticked = Now, started = Now, lenient_until = Now,
                    patience = list_to_integer(Patience)})
    catch
        Class:Why:Stack -> give_up("Lease: ~p", [{Class, Why, Stack}])
    end.

loop(State) ->
    receive
        Message -> loop(ask(handle(Message, awake(State))))
    end.

handle({call, From, Reference, take}, State) ->
    State#state{caller = {From, Reference}, ask_at = 0};
handle({call, From, Reference, holds}, #state{holder = Holder} = State) ->
    From ! {Reference, Holder =:= node()},
    State;
handle({call, From, Reference, What}, State) ->
    From ! {Reference, ok},
    case What of
        hello -> State;
        serve -> beat(State#state{serves = true, started = now_ms()})
    end;
handle(tick, State) ->
    erlang:send_after(?BEAT, self(), tick),
    tick(State);
handle(ask, State) ->
    State;
handle({nodedown, Node, _}, State) ->
    lost(Node, "its connection ended", State);
handle({beat, Node, Life, Sent}, #state{serves = true} = State) ->
    heard(Node, Life, Sent, State);
handle({in, Node, Sent, Left, Lives}, #state{serves = true} = State) ->
    included(Node, Sent, Left, Lives, State);
handle({out, Node}, #state{holder = Node}) ->
    give_up("Lease: ~s holds the lease, and had lost this node.", [Node]);
handle({Reference, Answer}, #state{asked = {Reference, Question, Since}} = State) ->
    answered(Question, Answer, Since, State#state{asked = none});
handle(row_closed, #state{holder = Node} = State) when Node =:= node() ->
    (shut(State))#state{ask_at = 0};
handle(_, State) ->
    State.

%%% The other nodes

tick(State) ->
    Now = now_ms(),
    tell(silent_ones(Now, beat(State#state{ticked = Now}))).

%% The first that a node hears after it stood still may be that another one has left it, and not the beat that was due.
awake(#state{ticked = Ticked, patience = Patience} = State) ->
    Now = now_ms(),
    case Now - Ticked of
        Still when Still > Patience ->
            ?LOG_WARNING("Lease: this node stood still for ~B ms.", [Still]),
            State#state{ticked = Now, lenient_until = Now + Patience};
        Still when Still > 2 * ?BEAT -> State#state{lenient_until = Now + Patience};
        _ -> State
    end.

beat(#state{serves = true, life = Life} = State) ->
    {ok, [Names]} = init:get_argument(chatxblock_nodes),
    [say(list_to_atom(Name), {beat, node(), Life, now_ms()}) || Name <- Names, list_to_atom(Name) =/= node()],
    State;
beat(State) ->
    State.

%% Nobody is connected to for that: who has been lost comes back by joining.
say(Node, Message) ->
    erlang:send({?MODULE, Node}, Message, [noconnect, nosuspend]).

silent_ones(Now, #state{lenient_until = Lenient} = State) when Now < Lenient ->
    State;
silent_ones(Now, #state{in = In, patience = Patience} = State) ->
    Silent = [Node || {Node, {_, Heard}} <- maps:to_list(In), Now - Heard > Patience],
    lists:foldl(fun(Node, Left) -> lost(Node, "it is silent", Left) end, State, Silent).

heard(Node, Life, Sent, #state{in = In, out = Out} = State) ->
    case Out of
        #{Node := {Life, _}} ->
            say(Node, {out, node()}),
            State;
        _ ->
            is_map_key(Node, In) orelse ?LOG_WARNING("Lease: ~s has come.", [Node]),
            include(Node, Sent, State#state{in = In#{Node => {Life, now_ms()}}, out = maps:remove(Node, Out)})
    end.

include(Node, Sent, #state{holder = Holder, until = Until, in = In} = State) when Holder =:= node() ->
    say(Node, {in, node(), Sent, max(0, Until - now_ms()), [{Other, Life} || {Other, {Life, _}} <- maps:to_list(In)]}),
    State;
include(_, _, State) ->
    State.

%% The holder says how long it is sure itself, counted from the moment at which it was asked, and whom it goes on with.
included(Node, Sent, Left, Lives, #state{in = In, holder = Holder} = State)
  when Left > 0, is_map_key(Node, In), Holder =/= node() ->
    case doubts(Sent, Lives, State) of
        [] -> sure(State#state{holder = Node, doubts = []}, Sent + Left);
        Open -> still_counted(Node, Open, State)
    end;
included(_, _, _, _, State) ->
    State.

%% Who was lost and may go on with the holder, and who does and was never heard.
doubts(Sent, Lives, #state{in = In, doubts = Doubts}) ->
    Unheard = [{Other, Life} || {Other, Life} <- Lives, Other =/= node(), not is_heard(Other, Life, In)],
    Old = [Doubt || {Lost, Life, Since} = Doubt <- Doubts,
                    lists:member({Lost, Life}, Unheard) orelse (Since >= Sent andalso not is_heard(Lost, Life, In))],
    Old ++ [{Other, Life, now_ms()} || {Other, Life} <- Unheard, not lists:any(is_of(Other, Life), Old)].

is_heard(Node, Life, In) ->
    case In of
        #{Node := {Life, _}} -> true;
        _ -> false
    end.

is_of(Node, Life) ->
    fun({Other, OtherLife, _}) -> {Other, OtherLife} =:= {Node, Life} end.

%% Of two that do not hear each other and both hear the holder one ends, since their rooms are on both: the later one in
%% the order of all, and the other one too where that does not help. Neither takes a line meanwhile.
still_counted(Holder, Open, State) ->
    [give_up("Lease: ~s is lost, and ~s, which holds the lease, goes on with it.", [Lost, Holder])
     || {Lost, _, Since} <- Open, now_ms() >= Since + how_long(Lost, State)],
    State#state{holder = Holder, doubts = Open}.

how_long(Lost, #state{patience = Patience}) ->
    {ok, [Names]} = init:get_argument(chatxblock_nodes),
    case lists:member(Lost, lists:takewhile(fun(Node) -> Node =/= node() end, [list_to_atom(Name) || Name <- Names])) of
        true -> Patience + ?TOLD;
        false -> 2 * (Patience + ?TOLD)
    end.

lost(Node, Why, #state{in = In, out = Out, doubts = Doubts, holder = Holder} = State) when is_map_key(Node, In) ->
    ?LOG_WARNING("Lease: ~s is lost: ~s.", [Node, Why]),
    _ = erlang:disconnect_node(Node),
    {{Life, _} = Last, Rest} = maps:take(Node, In),
    Left = (shut(State))#state{in = Rest, out = Out#{Node => Last}},
    if
        Holder =:= node() -> Left#state{ask_at = 0};
        Holder =:= Node -> doubt(Left#state{doubts = [{Node, Life, now_ms()} | Doubts]});
        true -> Left#state{doubts = [{Node, Life, now_ms()} | Doubts]}
    end;
lost(_, _, State) ->
    State.

doubt(State) ->
    State#state{holder = none, token = chatxblock_lease_row:token(), no_row_since = none, ask_at = 0}.

%%% The database

ask(#state{asked = none, ask_at = At} = State) ->
    case {question(State), now_ms()} of
        {none, _} -> State;
        {_, Now} when Now < At -> State;
        {Question, Now} -> State#state{asked = {chatxblock_lease_row:ask(State#state.row, Question), Question, Now}}
    end;
ask(State) ->
    State.

question(#state{holder = Holder, token = Token}) when Holder =:= node() -> {renew, Token};
question(#state{holder = none, serves = Serves, caller = Caller} = State) when Serves; Caller =/= none -> wish(State);
question(_) -> none.

%% Where there is no row, somebody may still be sure of it.
wish(#state{no_row_since = Since, token = Token}) ->
    case Since =/= none andalso now_ms() - Since > ?LASTS of
        true -> {restore, Token};
        false -> {take, Token}
    end.

answered(_, {error, Why}, _, State) ->
    again(?PAUSE, reply({error, Why}, State#state{failed = Why}));
answered(Question, Answer, Since, State) ->
    answer(Question, Answer, Since, State#state{failed = none}).

answer({renew, _}, held, Since, State) ->
    sure(State#state{ask_at = Since + ?RENEW}, Since + ?SURE);
answer({renew, _}, {held_by, Node, _}, _, _) ->
    give_up("Lease: ~s has taken the lease.", [Node]);
answer({renew, Token}, no_row, _, #state{until = Until} = State) ->
    now_ms() < Until orelse give_up("Lease: the lease has gone.", []),
    State#state{asked = {chatxblock_lease_row:ask(State#state.row, {restore, Token}), {restore, Token}, now_ms()}};
answer({restore, _}, {held_by, Node, _}, _, #state{holder = Holder}) when Holder =:= node() ->
    give_up("Lease: ~s has taken the lease.", [Node]);
answer(_, held, Since, State) ->
    ?LOG_WARNING("Lease: this node holds it.", []),
    Held = State#state{holder = node(), doubts = [], no_row_since = none, ask_at = Since + ?RENEW},
    sure(reply(held, Held), Since + ?SURE);
answer(_, no_row, Since, #state{no_row_since = none} = State) ->
    again(?PAUSE, State#state{no_row_since = Since});
answer(_, no_row, _, State) ->
    again(?PAUSE, State);
answer(_, {held_by, Node, _}, _, #state{caller = {_, _}} = State) ->
    reply({held_by, Node}, State);
answer(_, {held_by, Node, _}, _, #state{in = In} = State) when is_map_key(Node, In) ->
    State#state{holder = Node};
answer(_, {held_by, Node, Age}, Since, #state{started = Started, out = Out} = State) ->
    {_, Heard} = maps:get(Node, Out, {none, Started}),
    Since - Heard - Age < ?LATE
        orelse give_up("Lease: ~s holds it and is not reached.", [Node]),
    again(?RETRY, State).

again(After, State) ->
    erlang:send_after(After, self(), ask),
    State#state{ask_at = now_ms() + After}.

reply(_, #state{caller = none} = State) ->
    State;
reply(Answer, #state{caller = {From, Reference}} = State) ->
    From ! {Reference, Answer},
    State#state{caller = none}.

%%% What this node is sure of

shut(State) ->
    sure(State, now_ms()).

close() ->
    Gate = persistent_term:get(?MODULE),
    [atomics:put(Gate, Clock, 0) || Clock <- [1, 2]].

sure(State, Until) ->
    Gate = persistent_term:get(?MODULE),
    atomics:put(Gate, 2, os:system_time(millisecond) + Until - now_ms()),
    atomics:put(Gate, 1, Until),
    State#state{until = Until}.

tell(#state{serves = false} = State) ->
    State;
tell(#state{until = Until, shut_since = Since, told = Told} = State) ->
    Now = now_ms(),
    if
        Now < Until andalso Told ->
            ?LOG_WARNING("Lease: lines are taken again, after ~B ms.", [Now - Since]),
            State#state{shut_since = none, told = false};
        Now < Until -> State#state{shut_since = none};
        Since =:= none -> State#state{shut_since = Now};
        Now - Since > ?TOLD andalso not Told ->
            ?LOG_ERROR("Lease: no line is taken: ~s.", [why(State)]),
            State#state{told = true};
        true -> State
    end.

why(#state{failed = none}) -> "it is not known who goes on";
why(#state{failed = Why, holder = none}) -> io_lib:format("the database does not say who goes on (~s)", [Why]);
why(#state{failed = Why}) -> io_lib:format("the database does not answer (~s)", [Why]).

%% Since this node started: Erlang's own clock begins below 0.
now_ms() ->
    erlang:convert_time_unit(erlang:monotonic_time() - erlang:system_info(start_time), native, millisecond).
