%%% Judge every stanza that a learner's program sends, before ejabberd routes it.
%%%
%%% Learners may address the rooms, the server and themselves. Of a line in a room only what belongs to a line is
%%% handed on, rebuilt piece by piece: a hint such as no-store (XEP-0334) would be seen live and never archived, a
%%% retraction (XEP-0424) would erase the archive from ejabberd 24.02 on. What the module can't judge, it refuses.
%%% It must not know of calls, helpers or the LMS.
%%%
%%% One source for ejabberd 23.01 and 24.12. Compile with Debian's packages as it stands, with ProcessOne's own
%%% packages and images with `erlc -DUPSTREAM`, where the XMPP library has another name.
-module(mod_chatxblock_guard).

-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_opt_type/1, mod_options/1, mod_doc/0]).
-export([on_receive/3, on_send/1]).
-export([process/2]).

-ifdef(UPSTREAM).
-include_lib("xmpp/include/xmpp.hrl").
-else.
-include_lib("p1_xmpp/include/xmpp.hrl").
-endif.
-include_lib("kernel/include/logger.hrl").

-define(CHAT_STATES, <<"http://jabber.org/protocol/chatstates">>).
-define(CORRECTION, <<"urn:xmpp:message-correct:0">>).
-define(STANZA_IDS, <<"urn:xmpp:sid:0">>).
-define(MAX_DEPTH, 50).
-define(LOG_DEPTH, 30).

%%% gen_mod

start(Host, _Opts) ->
    limit_log_depth(),
    ejabberd_hooks:add(user_send_packet, Host, ?MODULE, on_send, 1),
    [ejabberd_hooks:add(c2s_handle_recv, Any, ?MODULE, on_receive, 1) || Any <- ejabberd_option:hosts()],
    ok.

stop(Host) ->
    [ejabberd_hooks:delete(c2s_handle_recv, Any, ?MODULE, on_receive, 1) || Any <- ejabberd_option:hosts()],
    ejabberd_hooks:delete(user_send_packet, Host, ?MODULE, on_send, 1),
    ok.

reload(_Host, _NewOpts, _OldOpts) ->
    ok.

depends(_Host, _Opts) ->
    [].

mod_opt_type(rooms) -> econf:list(econf:domain());
mod_opt_type(max_line) -> econf:pos_int();
mod_opt_type(max_stanza) -> econf:pos_int();
mod_opt_type(line_burst) -> econf:pos_int();
mod_opt_type(line_rate) -> econf:pos_int().

mod_options(_Host) ->
    [{rooms, []}, {max_line, 16384}, {max_stanza, 131072}, {line_burst, 300}, {line_rate, 10}].

mod_doc() ->
    #{desc => "Let learners do nothing on this server but talk in their rooms.",
      opts => [{rooms, #{value => "[Domain, ...]", desc => "Domains of the rooms."}},
               {max_line, #{value => "pos_integer()", desc => "Longest body of a line, in bytes of UTF-8."}},
               {line_burst, #{value => "pos_integer()", desc => "Lines and chat states that a connection may send at once."}},
               {line_rate, #{value => "pos_integer()", desc => "Lines and chat states a second that it may go on with."}},
               {max_stanza, #{value => "pos_integer()", desc => "Longest stanza of any kind, in bytes; escaping makes a line six times as long."}}]}.

%%% What comes before a stream is open reaches no hook: ejabberd 24.12 logs it, indented by its depth. Some ten thousand
%%% levels cost it a minute and ten gigabytes. An operator's own limit stays.

limit_log_depth() ->
    case application:get_env(kernel, error_logger_format_depth) of
        {ok, Limit} when is_integer(Limit) -> ok;
        _ -> application:set_env(kernel, error_logger_format_depth, ?LOG_DEPTH)
    end.

%%% The first hook: whatever comes in, on any domain, before anybody has logged in. ejabberd's XML library writes
%%% elements by recursion in C: one that is some thousand levels deep would end the whole server, even in an error.

on_receive(State, El, _Packet) ->
    try too_deep(El, ?MAX_DEPTH) of
        false -> State;
        true -> hang_up(State)
    catch
        _:_ -> hang_up(State)
    end.

hang_up(State) ->
    try xmpp_stream_in:send(State, xmpp:serr_policy_violation(<<"Too deeply nested">>, <<"en">>))
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
answer({pass_line, Line}, _Stanza, State) -> pass_line(Line, State);
answer({reply, Answer}, _Stanza, State) -> reply(Answer, State);
answer({refuse, Error}, Stanza, State) -> refuse(Stanza, Error, State).

%% Nobody has contacts here. Programs that begin with asking for them, as Gajim does, stop at an error.
reply(Answer, State) ->
    ejabberd_router:route(Answer),
    {stop, {drop, State}}.

pass_line(Line, State) ->
    case take_token(State) of
        {ok, Paid} -> {Line, Paid};
        empty -> refuse(Line, xmpp:err_resource_constraint(<<"Too many lines at once">>, <<"en">>), State)
    end.

%% ejabberd's own option for this, user_message_shaper, does nothing: it takes the shaper's name for its rate.
take_token(#{lserver := Host} = State) ->
    Opts = gen_mod:get_module_opts(Host, ?MODULE),
    {Burst, Rate} = {gen_mod:get_opt(line_burst, Opts), gen_mod:get_opt(line_rate, Opts)},
    Now = erlang:monotonic_time(millisecond),
    {Tokens, Since} = maps:get(?MODULE, State, {Burst, Now}),
    case min(Burst, Tokens + (Now - Since) * Rate / 1000) of
        Left when Left >= 1 -> {ok, State#{?MODULE => {Left - 1, Now}}};
        _ -> empty
    end.

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

%%% Where to

judge(Stanza, #{lserver := Host, jid := Sender}) ->
    Opts = gen_mod:get_module_opts(Host, ?MODULE),
    Size = byte_size(fxml:element_to_binary(xmpp:encode(Stanza))),
    case Size > gen_mod:get_opt(max_stanza, Opts) of
        true -> {refuse, too_big()};
        false -> judge_place(Stanza, xmpp:get_to(Stanza), Sender, Opts)
    end.

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
to_room(#iq{type = Type, sub_els = [El]} = Iq, To, Sender, _Opts) when Type == get; Type == set ->
    #xmlel{name = Name} = Raw = xmpp:encode(El),
    case may_ask(place(To, Sender), Type, Name, xmlns(Raw)) of
        true -> {pass, Iq};
        false -> {refuse, not_allowed()}
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

%%% Presence: a status text would be a line that nobody archives.

bare(Presence, Els) ->
    Presence#presence{show = undefined, status = [], sub_els = Els}.

join_element(El) ->
    #xmlel{name = Name, children = Children} = Raw = xmpp:encode(El),
    case {Name, xmlns(Raw)} of
        {<<"x">>, ?NS_MUC} ->
            Known = [Child || #xmlel{name = Of} = Child <- Children, Of == <<"history">> orelse Of == <<"password">>],
            {true, element(<<"x">>, ?NS_MUC, [], Known)};
        _ -> false
    end.

%%% A line: one body, a correction, a chat state, an origin-id and a thread, each rebuilt from its known parts.

judge_line(#message{body = Bodies, sub_els = Els} = Line, MaxLine) ->
    Body = lists:sublist([Text || #text{data = Data} = Text <- Bodies, Data =/= <<>>], 1),
    Known = lists:filtermap(fun(El) -> line_element(xmpp:encode(El), Body) end, Els),
    Live = lists:any(fun(El) -> xmlns(El) == ?CHAT_STATES end, Known),
    case Body of
        [] when not Live -> {refuse, not_allowed()};
        [#text{data = Data}] when byte_size(Data) > MaxLine -> {refuse, too_big()};
        _ -> {pass_line, Line#message{subject = [], body = Body, sub_els = Known}}
    end.

line_element(#xmlel{name = Name} = El, Body) ->
    case xmlns(El) of
        ?CHAT_STATES -> chat_state(Name);
        ?CORRECTION when Name == <<"replace">>, Body =/= [] -> {true, element(Name, ?CORRECTION, id(El), [])};
        ?STANZA_IDS when Name == <<"origin-id">> -> {true, element(Name, ?STANZA_IDS, id(El), [])};
        _ -> false
    end.

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
