%%% Judge every stanza that a learner's program sends, before ejabberd routes it.
%%%
%%% Learners may address the rooms, the server and themselves. Of a line in a room only what belongs to a line is
%%% handed on, rebuilt piece by piece: a hint such as no-store (XEP-0334) would be seen live and never archived, a
%%% retraction (XEP-0424) would erase the archive from ejabberd 24.02 on. What the module can't judge, it refuses.
%%% What one person may write, read and open has a budget, which all of that person's connections share. The module
%%% must not know of calls, helpers or the LMS.
%%%
%%% One source for ejabberd 23.01 and 24.12. Compile with Debian's packages as it stands, with ProcessOne's own
%%% packages and images with `erlc -DUPSTREAM`, where the XMPP library has another name.
-module(mod_chatxblock_guard).

-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_opt_type/1, mod_options/1, mod_doc/0]).
-export([on_connect/2, on_receive/3, on_send/1, on_answer/1, on_line/3, on_written/3, prune/0]).
-export([process/2, socket_handoff/3, setopts/2, send/2, close/1]).

-ifdef(UPSTREAM).
-include_lib("xmpp/include/xmpp.hrl").
-else.
-include_lib("p1_xmpp/include/xmpp.hrl").
-endif.
-include_lib("kernel/include/logger.hrl").

-define(CHAT_STATES, <<"http://jabber.org/protocol/chatstates">>).
-define(CORRECTION, <<"urn:xmpp:message-correct:0">>).
-define(CALL, <<"urn:chatxblock:call:1">>).
-define(MARKS, <<"urn:chatxblock:line:1">>).
-define(REACTIONS, <<"urn:xmpp:reactions:0">>).
-define(REPLY, <<"urn:xmpp:reply:0">>).
-define(FALLBACK, <<"urn:xmpp:fallback:0">>).
-define(HINTS, <<"urn:xmpp:hints">>).
%% Thumbs up, check mark, question mark, light bulb.
-define(SIGNS, [<<"\x{1F44D}"/utf8>>, <<"\x{2705}"/utf8>>, <<"\x{2753}"/utf8>>, <<"\x{1F4A1}"/utf8>>]).
-define(TAKEN_BACK, <<"[taken back]">>).
-define(STANZA_IDS, <<"urn:xmpp:sid:0">>).
-define(MAX_DEPTH, 50).
-define(MAX_LUGGAGE, 256).
-define(LOG_DEPTH, 30).
-define(MINUTE, 60000).
%% In milliseconds, and longer than ejabberd waits until a stanza was handed on.
-define(RELEASED, 20000).

%%% gen_mod

start(Host, _Opts) ->
    limit_log_depth(),
    open_accounts(),
    ejabberd_hooks:add(user_send_packet, Host, ?MODULE, on_send, 1),
    ejabberd_hooks:add(user_receive_packet, Host, ?MODULE, on_answer, 1),
    ejabberd_hooks:add(muc_filter_message, Host, ?MODULE, on_line, 1),
    ejabberd_hooks:add(muc_filter_message, Host, ?MODULE, on_written, 95),
    ejabberd_hooks:add(c2s_init, ?MODULE, on_connect, 1),
    [ejabberd_hooks:add(c2s_handle_recv, Any, ?MODULE, on_receive, 1) || Any <- ejabberd_option:hosts()],
    ok.

stop(Host) ->
    [ejabberd_hooks:delete(c2s_handle_recv, Any, ?MODULE, on_receive, 1) || Any <- ejabberd_option:hosts()],
    ejabberd_hooks:delete(c2s_init, ?MODULE, on_connect, 1),
    ejabberd_hooks:delete(muc_filter_message, Host, ?MODULE, on_written, 95),
    ejabberd_hooks:delete(muc_filter_message, Host, ?MODULE, on_line, 1),
    ejabberd_hooks:delete(user_receive_packet, Host, ?MODULE, on_answer, 1),
    ejabberd_hooks:delete(user_send_packet, Host, ?MODULE, on_send, 1),
    close_accounts(),
    ok.

reload(_Host, _NewOpts, _OldOpts) ->
    ok.

depends(_Host, _Opts) ->
    [].

mod_opt_type(rooms) -> econf:list(econf:domain());
mod_opt_type(_Number) -> econf:pos_int().

mod_options(_Host) ->
    [{rooms, []}, {max_line, 16384}, {max_stanza, 131072}, {line_burst, 300}, {line_rate, 10},
     {minute_bytes, 65536}, {room_bytes, 2097152}, {room_reactions, 300}, {minute_reads, 120}, {open_reads, 12},
     {max_page, 100}].

mod_doc() ->
    #{desc => "Let learners do nothing on this server but talk in their rooms.",
      opts => [{rooms, #{value => "[Domain, ...]", desc => "Domains of the rooms."}}
               | [{Name, #{value => "pos_integer()", desc => Desc}} || {Name, Desc} <- numbers()]]}.

numbers() ->
    [{max_line, "Longest body of a line, in bytes of UTF-8."},
     {max_stanza, "Longest stanza of any kind, in bytes; escaping makes a line six times as long."},
     {line_burst, "Lines and chat states that a person may send at once."},
     {line_rate, "Lines and chat states a second that a person may go on with."},
     {minute_bytes, "Bytes that a person may write in a minute, identifiers included."},
     {room_bytes, "Bytes that a person may write in one room, identifiers included."},
     {room_reactions, "Reactions to lines that a person may send into one room, those taken away again included."},
     {minute_reads, "Pages of archives that a person may ask for in a minute."},
     {open_reads, "Pages that may be on their way to a person."},
     {max_page, "Entries of a page; whoever asks for more gets so many."}].

%%% What comes before a stream is open reaches no hook: ejabberd 24.12 logs it, indented by its depth. Some ten thousand
%%% levels cost it a minute and ten gigabytes. An operator's own limit stays.

limit_log_depth() ->
    case application:get_env(kernel, error_logger_format_depth) of
        {ok, Limit} when is_integer(Limit) -> ok;
        _ -> application:set_env(kernel, error_logger_format_depth, ?LOG_DEPTH)
    end.

%%% Before a stream is open ejabberd lets anybody send at full speed, and buffers a WebSocket's frame until it is whole,
%%% however long it says it is. So the pace of those who have not logged in holds from the first byte.

on_connect({ok, #{shaper := Rule, lserver := Host} = State}, _Opts) ->
    {ok, xmpp_stream_in:change_shaper(State, pace(Host, Rule))};
on_connect(Acc, _Opts) ->
    Acc.

pace(Host, Rule) ->
    ejabberd_shaper:new(ejabberd_shaper:match(Host, Rule, #{usr => {<<>>, Host, <<>>}})).

%%% To a WebSocket that comes by way of two processes, while its socket is open wide: on a busy machine hundreds of
%%% megabytes are faster. So the process that is handed the socket finds the pace in its mailbox first, and where
%%% ejabberd_websocket opens the socket wide, this module is the transport and lets it ask for one piece. From then on
%%% each piece is asked for at that pace. What does not come to /api comes to no API, whatever the address and method.

socket_handoff(Path, Request, Opts) ->
    case element(3, Request) of
        [<<"api">> | _] -> process(Path, Request);
        _ -> websocket(Path, Request, Opts)
    end.

websocket(Path, Request, Opts) ->
    Rule = proplists:get_value(shaper, ejabberd_c2s_config:get_c2s_limits(), none),
    case pace(hd(ejabberd_option:hosts()), Rule) of
        none ->
            ejabberd_http_ws:socket_handoff(Path, Request, Opts);
        Pace ->
            self() ! {new_shaper, Pace},
            Info = fun() -> <<"For chat, by WebSocket\n">> end,
            ejabberd_websocket:socket_handoff(Path, by_way_of_here(Request), Opts, ejabberd_http_ws, Info)
    end.

%%% The request's fields stand elsewhere in each version.

by_way_of_here(Request) ->
    list_to_tuple([case Field of gen_tcp -> ?MODULE; _ -> Field end || Field <- tuple_to_list(Request)]).

setopts(Socket, [{packet, 0}, {active, true}]) -> inet:setopts(Socket, [{packet, 0}, {active, once}]);
setopts(Socket, Options) -> inet:setopts(Socket, Options).

send(Socket, Data) -> gen_tcp:send(Socket, Data).

%% ejabberd ends the process of the socket without a look at who waits for it: the process of the WebSocket, which may be
%% handing it a stanza just then, would wait for ever, and her stream 15 s with each stanza that comes for her. So long she
%% would stay in her rooms, in a lively one for good.
close(Socket) ->
    Closed = gen_tcp:close(Socket),
    {monitors, Waits} = process_info(self(), monitors),
    release(Waits),
    Closed.

release([]) ->
    ok;
release(Waits) ->
    receive
        {text_with_reply, _, Who} ->
            Who ! {text_reply, self()},
            release(Waits);
        {'DOWN', _, process, _, _} -> ok
    after ?RELEASED -> ok
    end.

%%% The first hook: whatever comes in, on any domain, before anybody has logged in. ejabberd's XML library writes
%%% elements by recursion in C: one that is some thousand levels deep would end the whole server, even in an error.
%%% And it keeps the door of the service's account: a password can be guessed where a login is answered at all. Where
%%% browsers connect, only the domain with this module is served.

on_receive(State, El, _Packet) ->
    try {too_deep(El, ?MAX_DEPTH), wrong_door(State)} of
        {false, false} -> State;
        {true, _} -> hang_up(State, <<"Too deeply nested">>);
        {false, true} -> hang_up(State, <<"Not served here">>)
    catch
        _:_ -> hang_up(State, <<"Too deeply nested">>)
    end.

wrong_door(#{lserver := Host, socket := Socket}) ->
    lists:member(xmpp_socket:get_transport(Socket), [websocket, http_bind]) andalso not gen_mod:is_loaded(Host, ?MODULE);
wrong_door(_State) ->
    false.

hang_up(State, Why) ->
    try xmpp_stream_in:send(State, xmpp:serr_policy_violation(Why, <<"en">>))
    catch
        %% Nothing less ends a connection whose state is unknown.
        _:_ -> exit(self(), kill)
    end.

too_deep(_El, 0) ->
    true;
too_deep(#xmlel{children = Children}, Left) ->
    lists:any(fun(#xmlel{} = Child) -> too_deep(Child, Left - 1);
                 ({xmlcdata, _}) -> false
              end, Children).

%%% The second hook: hand the stanza on, changed or not, or drop it and tell the sender. ejabberd goes on with it if
%%% a hook crashes, so nothing in here may.

on_send({Stanza, State}) ->
    try answer(judge(Stanza, State), Stanza, State)
    catch
        Class:_ ->
            %% Neither reason nor stack: both can hold what somebody wrote.
            ?LOG_ERROR("The guard refused a stanza that it could not judge (~s)", [Class]),
            refuse(Stanza, not_allowed(), State)
    end.

answer({pass, Allowed}, _Stanza, State) -> {Allowed, State};
answer({pass_line, #message{to = To} = Line}, _Stanza, State) ->
    case is_running(To) of
        true -> afford(pay_line(Line, State), Line, State);
        false -> refuse(Line, not_inside(), State)
    end;
answer({pass_read, Iq}, _Stanza, State) -> afford(pay_read(Iq, State), Iq, State);
answer({reply, Answer}, _Stanza, State) -> reply(Answer, State);
answer({refuse, Error}, Stanza, State) -> refuse(Stanza, Error, State).

afford(ok, Stanza, State) -> {Stanza, State};
afford({error, Text}, Stanza, State) -> refuse(Stanza, xmpp:err_resource_constraint(Text, <<"en">>), State).

%% Nobody has contacts here. Programs that begin with asking for them, as Gajim does, stop at an error.
reply(Answer, State) ->
    ejabberd_router:route(Answer),
    {stop, {drop, State}}.

refuse(Stanza, Error, State) ->
    try tell(xmpp:get_type(Stanza), Stanza, Error)
    catch
        Class:_ -> ?LOG_ERROR("The guard could not tell of a refused stanza (~s)", [Class])
    end,
    {stop, {drop, State}}.

tell(error, _Stanza, _Error) -> ok;
tell(result, _Stanza, _Error) -> ok;
tell(_Type, Stanza, Error) -> ejabberd_router:route_error(Stanza, Error).

%% Not policy-violation and not resource-constraint, after which a program sends the same again.
not_allowed() ->
    xmpp:err_not_allowed(<<"Refused by the policy of this server">>, <<"en">>).

too_big() ->
    xmpp:err_not_allowed(<<"Too big">>, <<"en">>).

too_long() ->
    xmpp:err_not_allowed(<<"An identifier may have 256 bytes">>, <<"en">>).

%% A room that runs nowhere has nobody inside. ejabberd would wake it to say so, and hold the line up meanwhile: where a node
%% has died lines of one person would overtake each other, some in that queue and others past it.
is_running(#jid{luser = Room, lserver = Host}) ->
    mod_muc:find_online_room(Room, Host) =/= error.

not_inside() ->
    xmpp:err_not_acceptable(<<"Only occupants may send messages to the room">>, <<"en">>).

%%% What a person may do, kept for all of that person's connections to this node: a rate of lines, bytes and pages in
%%% a minute that begins with the first of them, and the pages that are on their way.

open_accounts() ->
    case ets:info(?MODULE) of
        undefined ->
            ets:new(?MODULE, [named_table, public, ordered_set, {heir, erlang:group_leader(), none}]),
            {ok, Timer} = timer:apply_interval(?MINUTE, ?MODULE, prune, []),
            ets:insert(?MODULE, {timer, Timer});
        _ -> ok
    end.

close_accounts() ->
    [timer:cancel(Timer) || {timer, Timer} <- ets:lookup(?MODULE, timer)],
    ets:delete(?MODULE).

pay_line(Line, #{jid := Sender} = State) ->
    {Who, Opts} = {person(Sender), options(State)},
    case take_line(Who, Opts) of
        ok ->
            spend({minute_bytes, Who}, weight(Line), Opts,
                  <<"You have written as much as one person may in a minute. Send it again in a minute.">>);
        empty -> {error, <<"Too many lines at once">>}
    end.

pay_read(#iq{id = Id}, #{jid := Sender} = State) ->
    {Who, Opts} = {person(Sender), options(State)},
    Most = gen_mod:get_opt(open_reads, Opts),
    case length(open_reads(Who)) < Most andalso ets:insert_new(?MODULE, {{reading, Who, self(), Id}, now_ms()}) of
        true ->
            case spend({minute_reads, Who}, 1, Opts, <<"Too many reads in a minute">>) of
                ok -> ok;
                Error -> read_done(Who, Id), Error
            end;
        false -> {error, <<"Too many reads at once">>}
    end.

%% A page is on its way until its last stanza goes out. A connection that nobody reads from is held up before that, so
%% that what waits in memory for one person is these pages at most. One without an answer is forgotten after a minute.
open_reads(Who) ->
    Rows = ets:select(?MODULE, [{{{reading, Who, '$1', '$2'}, '$3'}, [], ['$$']}]),
    lists:filter(fun([Pid, Id, Since]) ->
                         Waits = still_waits(erlang:process_info(Pid, message_queue_len), Since),
                         Waits orelse ets:delete(?MODULE, {reading, Who, Pid, Id}),
                         Waits
                 end, Rows).

still_waits(undefined, _Since) -> false;
still_waits({_, 0}, Since) -> now_ms() - Since < ?MINUTE;
still_waits(_Behind, _Since) -> true.

read_done(Who, Id) ->
    ets:delete(?MODULE, {reading, Who, self(), Id}).

%% One number a person: when, in microseconds, all that was sent would have been sent at the steady rate. It is kept
%% with its sign turned, for then one step of ets raises it to now where it is in the past, and adds.
%% ejabberd's own option for this, user_message_shaper, does nothing: it takes the shaper's name for its rate.
take_line(Who, Opts) ->
    Cost = 1000000 div gen_mod:get_opt(line_rate, Opts),
    {Key, Now} = {{lines, Who}, erlang:monotonic_time(microsecond)},
    [_, Turned] = ets:update_counter(?MODULE, Key, [{2, 0, -Now, -Now}, {2, -Cost}], {Key, -Now}),
    case -Turned - Now > Cost * gen_mod:get_opt(line_burst, Opts) of
        true -> ets:update_counter(?MODULE, Key, {2, Cost}), empty;
        false -> ok
    end.

spend({Budget, _Who} = Key, Size, Opts, Refusal) ->
    Now = now_ms(),
    ets:select_delete(?MODULE, [{{Key, '$1', '_'}, [{'=<', '$1', Now}], [true]}]),
    case ets:update_counter(?MODULE, Key, {3, Size}, {Key, Now + ?MINUTE, 0}) > gen_mod:get_opt(Budget, Opts) of
        true -> ets:update_counter(?MODULE, Key, {3, -Size}), {error, Refusal};
        false -> ok
    end.

%% Called every minute: forget what says nothing any more.
prune() ->
    {Ms, Us} = {now_ms(), erlang:monotonic_time(microsecond)},
    ets:select_delete(?MODULE, [{{'_', '$1', '_'}, [{'=<', '$1', Ms}], [true]},
                                {{{lines, '_'}, '$1'}, [{'>=', '$1', -Us}], [true]}]),
    [open_reads(Who) || Who <- lists:usort(ets:select(?MODULE, [{{{reading, '$1', '_', '_'}, '_'}, [], ['$1']}]))],
    ok.

now_ms() ->
    erlang:monotonic_time(millisecond).

options(#{lserver := Host}) ->
    gen_mod:get_module_opts(Host, ?MODULE).

person(#jid{luser = User, lserver = Server}) ->
    {User, Server}.

%% What of a line is its sender's.
weight(#message{id = Id, body = Bodies, sub_els = Els} = Line) ->
    Said = [Text || #text{data = Text} <- Bodies] ++ [id_of(El) || El <- Els, known_child(xmpp:encode(El))],
    lists:sum([byte_size(Part) || Part <- [Id, threaded(Line) | Said]]).

threaded(#message{thread = #message_thread{data = Data}}) -> Data;
threaded(_Line) -> <<>>.

id_of(El) ->
    fxml:get_tag_attr_s(<<"id">>, xmpp:encode(El)).

%%% In the room's own process, before a line is archived and shown. What a person has written there is kept by that
%%% process and ends with it. That is no passing refusal: a program that sends the same again would do so for ever.

on_line(#message{from = From} = Line, _Room, _Nick) ->
    erase({?MODULE, due}),
    try kind(Line) of
        sign -> Line;
        Kind -> written(Line, Kind, From)
    catch
        Class:_ ->
            ?LOG_ERROR("The guard refused a line that it could not weigh (~s)", [Class]),
            {stop, drop}
    end;
on_line(Stanza, _Room, _Nick) ->
    Stanza.

%% Nobody refused it meanwhile: it is written. What comes again since the archive refused it is written once.
on_written(Stanza, _Room, _Nick) ->
    case erase({?MODULE, due}) of
        {Key, Total} -> put(Key, Total);
        undefined -> ok
    end,
    Stanza.

kind(#message{body = [_ | _]}) -> line;
kind(#message{sub_els = Els}) ->
    case lists:any(fun(El) -> xmlns(xmpp:encode(El)) == ?REACTIONS end, Els) of
        true -> reaction;
        false -> sign
    end.

%% A reaction is a few bytes, and an entry of the archive all the same: those have a number of their own.
written(Line, Kind, #jid{lserver = Host} = From) ->
    case gen_mod:is_loaded(Host, ?MODULE) of
        true when Kind == reaction ->
            written(Line, {?MODULE, reactions, person(From)}, 1, gen_mod:get_module_opt(Host, ?MODULE, room_reactions));
        true -> written(Line, {?MODULE, person(From)}, weight(Line), gen_mod:get_module_opt(Host, ?MODULE, room_bytes));
        false -> Line
    end.

written(Line, Key, Weight, Most) ->
    Before = case get(Key) of undefined -> 0; Known -> Known end,
    case Before + Weight of
        Total when Total =< Most -> put({?MODULE, due}, {Key, Total}), Line;
        _ ->
            Text = <<"You have written as much as one person may in this conversation.">>,
            Error = xmpp:err_not_allowed(Text, <<"en">>),
            Why = #xmlel{name = <<"ceiling">>, attrs = [{<<"xmlns">>, ?CALL}]},
            ejabberd_router:route_error(Line, Error#stanza_error{sub_els = [Why]}),
            {stop, drop}
    end.

%%% What comes to a learner: the end of a page that was asked for, and what a room says of itself, without how many are
%%% inside. That is for those inside to see, and of a duty room for nobody.

on_answer({#iq{type = Type, id = Id} = Iq, #{jid := To} = State}) when Type == result; Type == error ->
    try
        read_done(person(To), Id),
        {Iq#iq{sub_els = [uncounted(xmpp:encode(El)) || El <- Iq#iq.sub_els]}, State}
    catch
        Class:_ ->
            ?LOG_ERROR("The guard kept an answer back that it could not judge (~s)", [Class]),
            {stop, {drop, State}}
    end;
on_answer(Acc) ->
    Acc.

uncounted(#xmlel{name = <<"query">>, children = Children} = El) ->
    case xmlns(El) of
        ?NS_DISCO_INFO -> El#xmlel{children = [Child || Child <- Children, not is_form(Child)]};
        _ -> El
    end;
uncounted(El) ->
    El.

is_form(#xmlel{name = <<"x">>} = El) -> xmlns(El) == ?NS_XDATA;
is_form(_Child) -> false.

%%% Where to

judge(Stanza, #{jid := Sender} = State) ->
    {Opts, El} = {options(State), xmpp:encode(Stanza)},
    case byte_size(fxml:element_to_binary(El)) > gen_mod:get_opt(max_stanza, Opts) of
        true -> {refuse, too_big()};
        false ->
            case overloaded(El) of
                true -> {refuse, too_long()};
                false -> judge_place(Stanza, xmpp:get_to(Stanza), Sender, Opts)
            end
    end.

%% Identifiers come back in answers and go into archives: a line of one letter could carry pages in them. What is of no
%% use in a room is stripped anyhow, whatever its length.
overloaded(#xmlel{name = Name, children = Children} = El) ->
    long_attribute(El) orelse lists:any(fun(Child) -> long_child(Name, Child) end, Children).

long_child(<<"message">>, #xmlel{name = <<"thread">>} = El) -> long(El);
long_child(<<"message">>, El) -> known_child(El) andalso long_attribute(El);
long_child(<<"presence">>, #xmlel{name = <<"x">>} = El) -> xmlns(El) == ?NS_MUC andalso long(El);
long_child(<<"iq">>, #xmlel{} = El) -> lists:member(xmlns(El), [?NS_MAM_2, ?NS_DISCO_INFO, ?NS_PING]) andalso long(El);
long_child(_Name, _Child) -> false.

known_child(#xmlel{name = Name}) -> lists:member(Name, [<<"body">>, <<"origin-id">>, <<"replace">>, <<"reply">>, <<"reactions">>]);
known_child(_Text) -> false.

long({xmlcdata, Text}) -> byte_size(Text) > ?MAX_LUGGAGE;
long(#xmlel{children = Children} = El) -> long_attribute(El) orelse lists:any(fun long/1, Children).

long_attribute(#xmlel{attrs = Attrs}) ->
    lists:any(fun({_Name, Value}) -> byte_size(Value) > ?MAX_LUGGAGE end, Attrs).

judge_place(Stanza, undefined, _Sender, _Opts) ->
    to_self(Stanza);
judge_place(Stanza, #jid{lserver = Server, luser = <<>>}, #jid{lserver = Server}, _Opts) ->
    to_self(Stanza);
judge_place(Stanza, #jid{lserver = Server, luser = User}, #jid{lserver = Server, luser = User}, _Opts) ->
    to_self(Stanza);
judge_place(Stanza, #jid{lserver = Server} = To, Sender, Opts) ->
    case lists:member(Server, gen_mod:get_opt(rooms, Opts)) of
        true -> to_room(Stanza, To, Sender, Opts);
        false -> {refuse, not_allowed()}
    end.

to_self(#presence{type = Type} = Presence) when Type == available; Type == unavailable ->
    {pass, bare(Presence, [])};
to_self(#presence{}) ->
    {refuse, not_allowed()};
to_self(#iq{type = get, sub_els = [El]} = Iq) ->
    Raw = xmpp:encode(El),
    case {Raw#xmlel.name, xmlns(Raw)} of
        {<<"query">>, ?NS_ROSTER} -> {reply, xmpp:make_iq_result(Iq, #roster_query{})};
        _ -> {pass, Iq}
    end;
to_self(Stanza) ->
    {pass, Stanza}.

%%% To a room. Whatever nickname somebody's program chooses, the room gets the only one there is: the sender's own
%%% localpart. Refusing others would end the way of programs that ask people for one, such as Converse.

to_room(#message{type = groupchat} = Line, #jid{luser = Room, lresource = <<>>}, _Sender, Opts) when Room =/= <<>> ->
    judge_line(Line, gen_mod:get_opt(max_line, Opts));
to_room(#presence{type = available, sub_els = Els} = Join, #jid{luser = Room, lresource = Nick} = To, Sender, _Opts)
  when Room =/= <<>>, Nick =/= <<>> ->
    {pass, bare(as_oneself(Join, To, Sender), lists:filtermap(fun join_element/1, Els))};
to_room(#presence{type = unavailable} = Leave, To, Sender, _Opts) ->
    {pass, bare(as_oneself(Leave, To, Sender), [])};
to_room(#iq{type = Type, sub_els = [El]} = Iq, To, Sender, Opts) when Type == get; Type == set ->
    #xmlel{name = Name} = Raw = xmpp:encode(El),
    case {may_ask(place(To, Sender), Type, Name, xmlns(Raw)), xmlns(Raw)} of
        {true, ?NS_MAM_2} -> {pass_read, Iq#iq{sub_els = [shorter(Raw, gen_mod:get_opt(max_page, Opts))]}};
        {true, _} -> {pass, Iq};
        {false, _} -> {refuse, not_allowed()}
    end;
to_room(_Stanza, _To, _Sender, _Opts) ->
    {refuse, not_allowed()}.

as_oneself(Presence, #jid{lresource = <<>>}, _Sender) ->
    Presence;
as_oneself(Presence, To, #jid{luser = Nick}) ->
    xmpp:set_to(Presence, jid:replace_resource(To, Nick)).

place(#jid{luser = <<>>}, _Sender) -> service;
place(#jid{lresource = <<>>}, _Sender) -> room;
place(#jid{resource = Nick}, #jid{luser = Nick}) -> myself;
place(_To, _Sender) -> somebody.

may_ask(room, get, <<"query">>, ?NS_DISCO_INFO) -> true;
may_ask(room, _, <<"query">>, ?NS_MAM_2) -> true;
may_ask(room, get, <<"ping">>, ?NS_PING) -> true;
may_ask(myself, get, <<"ping">>, ?NS_PING) -> true;
may_ask(service, get, <<"query">>, ?NS_DISCO_INFO) -> true;
may_ask(service, get, <<"ping">>, ?NS_PING) -> true;
may_ask(_, _, _, _) -> false.

%% A page of an archive (XEP-0059): `<set><max>100</max></set>`. A server may send fewer than were asked for.
shorter(#xmlel{name = <<"max">>, children = Children} = El, Most) ->
    case string:to_integer(fxml:get_cdata(Children)) of
        {Asked, <<>>} when Asked > Most -> El#xmlel{children = [{xmlcdata, integer_to_binary(Most)}]};
        _ -> El
    end;
shorter(#xmlel{name = Name, children = Children} = El, Most) when Name == <<"query">>; Name == <<"set">> ->
    El#xmlel{children = [shorter(Child, Most) || Child <- Children]};
shorter(Other, _Most) ->
    Other.

%%% Presence: a status text would be a line that nobody archives, and so would an identifier be.

bare(#presence{id = Id} = Presence, Els) ->
    Presence#presence{id = wordless(Id), lang = <<>>, show = undefined, status = [], sub_els = Els}.

%% The log keeps no identifier of what is no line. A UUID says nothing; whatever else it is, others do not get it.
wordless(Id) ->
    case matches(Id, <<"^[0-9a-fA-F-]{1,36}$">>) of
        true -> Id;
        false -> <<>>
    end.

matches(Text, Pattern) ->
    re:run(Text, Pattern, [dollar_endonly, {capture, none}]) == match.

join_element(El) ->
    #xmlel{name = Name, children = Children} = Raw = xmpp:encode(El),
    case {Name, xmlns(Raw)} of
        {<<"x">>, ?NS_MUC} ->
            Known = [Child || #xmlel{name = Of} = Child <- Children, Of == <<"history">> orelse Of == <<"password">>],
            {true, element(<<"x">>, ?NS_MUC, [], Known)};
        _ -> false
    end.

%%% A line: one body, a correction of one line, what it answers, a chat state, an origin-id and a thread, each rebuilt from
%%% its known parts. The last two pass as far as they are a program's identifiers, and only with a body, for then they are
%%% archived with it. Whose a line is that is named here no guard can know: rooms and logs tell by the real address.

judge_line(#message{id = Id, body = Bodies, sub_els = Els} = Line, MaxLine) ->
    Raw = [xmpp:encode(El) || El <- Els],
    Body = words(lists:sublist([#text{data = Data} || #text{data = Data} <- Bodies, Data =/= <<>>], 1), Raw),
    Known = lists:filtermap(fun(El) -> line_element(El, Body, Line#message.to) end, Raw),
    Live = lists:any(fun(El) -> xmlns(El) == ?CHAT_STATES end, Known),
    Bare = Line#message{lang = <<>>, subject = [], body = Body, sub_els = fitting(Known)},
    case {Body, max(named(Known, ?CORRECTION), named(Known, ?REPLY)), named(Raw, ?REACTIONS)} of
        {[], _, 1} -> reaction(Bare#message{id = wordless(Id), thread = undefined}, Raw);
        {[], _, _} when not Live -> {refuse, not_allowed()};
        {[], _, _} -> {pass_line, Bare#message{id = wordless(Id), thread = undefined}};
        {[#text{data = Data}], _, _} when byte_size(Data) > MaxLine -> {refuse, too_big()};
        {_, Named, _} when Named > 1 -> {refuse, not_allowed()};
        _ -> {pass_line, Bare#message{thread = identifying(Bare#message.thread)}}
    end.

named(Els, Namespace) ->
    length([El || #xmlel{name = Name} = El <- Els, xmlns(El) == Namespace, Name =/= <<"fallback">>]).

%% What takes a line back carries no words of its own: who sees it corrected to them sees what happened.
words([_ | _] = Body, Raw) ->
    case {named(Raw, ?MARKS), named(Raw, ?CORRECTION)} of
        {1, 1} -> [#text{data = ?TAKEN_BACK}];
        _ -> Body
    end;
words([], _Raw) ->
    [].

%% A mark without what it belongs to says nothing.
fitting(Known) ->
    [El || El <- Known, not ((xmlns(El) == ?FALLBACK andalso named(Known, ?REPLY) == 0)
                             orelse (xmlns(El) == ?MARKS andalso named(Known, ?CORRECTION) =/= 1))].

line_element(#xmlel{name = Name} = El, Body, To) ->
    case xmlns(El) of
        ?CHAT_STATES -> chat_state(Name);
        _ when Body == [] -> false;
        ?CORRECTION when Name == <<"replace">> -> {true, element(Name, ?CORRECTION, id(El), [])};
        ?STANZA_IDS when Name == <<"origin-id">> ->
            is_identifier(id_of(El)) andalso {true, element(Name, ?STANZA_IDS, id(El), [])};
        ?MARKS when Name == <<"taken-back">> -> {true, element(Name, ?MARKS, [], [])};
        ?REPLY when Name == <<"reply">> ->
            is_identifier(id_of(El)) andalso {true, element(Name, ?REPLY, addressed(El, To) ++ id(El), [])};
        ?FALLBACK when Name == <<"fallback">> -> fallback(El);
        _ -> false
    end.

%% Whose line is answered (XEP-0461) is an occupant of this room, or not said.
addressed(El, #jid{luser = Room, lserver = Server}) ->
    To = fxml:get_tag_attr_s(<<"to">>, El),
    try jid:decode(To) of
        #jid{luser = Room, lserver = Server, resource = Nick} when Nick =/= <<>> ->
            [{<<"to">>, To} || is_identifier(Nick)];
        _ -> []
    catch
        _:_ -> []
    end.

%% Which part of the body repeats what is answered, for programs that know no answers (XEP-0428).
fallback(El) ->
    Whole = fxml:get_subtag(El, <<"body">>),
    case fxml:get_tag_attr_s(<<"for">>, El) of
        ?REPLY when Whole =/= false ->
            {Start, End} = {fxml:get_tag_attr_s(<<"start">>, Whole), fxml:get_tag_attr_s(<<"end">>, Whole)},
            matches(<<Start/binary, " ", End/binary>>, <<"^[0-9]{1,5} [0-9]{1,5}$">>) andalso
                {true, element(<<"fallback">>, ?FALLBACK, [{<<"for">>, ?REPLY}],
                               [#xmlel{name = <<"body">>, attrs = [{<<"start">>, Start}, {<<"end">>, End}]}])};
        _ -> false
    end.

%% Signs at a line, all that somebody wants there (XEP-0444); none takes them away. It has no body, so that the archive
%% takes it by a hint alone (XEP-0334), and that hint is ours.
reaction(Line, Raw) ->
    [#xmlel{children = Children} = El] = [One || One <- Raw, xmlns(One) == ?REACTIONS],
    Signs = lists:usort([fxml:get_tag_cdata(Sign) || #xmlel{name = <<"reaction">>} = Sign <- Children]),
    Fits = El#xmlel.name == <<"reactions">> andalso is_identifier(id_of(El))
        andalso length(Children) =< 2 * length(?SIGNS) andalso Signs -- ?SIGNS == [],
    case Fits of
        true ->
            Kept = [#xmlel{name = <<"reaction">>, children = [{xmlcdata, Sign}]} || Sign <- ?SIGNS, lists:member(Sign, Signs)],
            Els = [element(<<"reactions">>, ?REACTIONS, id(El), Kept), element(<<"store">>, ?HINTS, [], [])],
            {pass_line, Line#message{sub_els = Els}};
        false -> {refuse, not_allowed()}
    end.

identifying(#message_thread{data = Data}) ->
    case is_identifier(Data) of
        true -> #message_thread{data = Data};
        false -> undefined
    end;
identifying(undefined) ->
    undefined.

%% As long as a UUID, and no sentence.
is_identifier(Text) ->
    matches(Text, <<"^[0-9a-zA-Z_-]{1,36}$">>).

chat_state(Name) ->
    case lists:member(Name, [<<"active">>, <<"composing">>, <<"paused">>, <<"inactive">>, <<"gone">>]) of
        true -> {true, element(Name, ?CHAT_STATES, [], [])};
        false -> false
    end.

%%% XML

xmlns(El) ->
    fxml:get_tag_attr_s(<<"xmlns">>, El).

id(El) ->
    [{<<"id">>, fxml:get_tag_attr_s(<<"id">>, El)}].

element(Name, Namespace, Attrs, Children) ->
    #xmlel{name = Name, attrs = [{<<"xmlns">>, Namespace} | Attrs], children = Children}.

%%% The door of the HTTP API. Its clients are told by their addresses, and a browser that runs on one of those machines
%%% sends what any page tells it to: by a form, a picture, or a script that need not read the answer. So nothing is taken
%%% but POST, and none that names an origin (RFC 6454, which browsers send with each POST) or Fetch Metadata. A program
%%% sends neither. The query is looked through with the headers, for a request is written otherwise by each version.

process(Path, Request) ->
    case element(2, Request) =:= 'POST' andalso not from_browser(tuple_to_list(Request)) of
        true -> mod_http_api:process(Path, Request);
        false -> {403, [{<<"Content-Type">>, <<"text/plain">>}], <<"Not for browsers\n">>}
    end.

from_browser(Parts) ->
    lists:any(fun browser_header/1, lists:append([Part || Part <- Parts, is_list(Part)])).

browser_header({Name, _}) when is_atom(Name); is_binary(Name) ->
    case string:lowercase(if is_atom(Name) -> atom_to_binary(Name); true -> Name end) of
        <<"origin">> -> true;
        <<"sec-fetch-", _/binary>> -> true;
        _ -> false
    end;
browser_header(_) ->
    false.
