%%% Show no line that the archive does not have.
%%%
%%% mod_mam stores a room's line before the room shows it, and shows it just the same where the database refused
%%% (ejabberd 23.01 to 26.07): people read what no log will ever have. So this module asks the database in its place,
%%% heeds the answer, and sends the line back to whoever wrote it (resource-constraint, after which a program waits and
%%% sends again). So does a node of a cluster that is not sure that it is one (`chatxblock_lease`). What is stored nowhere,
%%% because its room has no archive or because it is a typing sign, passes. The module must not know of calls, helpers or
%%% the LMS, nor of what the guard allows.
%%%
%%% One source for ejabberd 23.01 to 26.07. Compile with Debian's packages as it stands, with ProcessOne's own packages
%%% and images with `erlc -DUPSTREAM`, where the XMPP library has another name.
-module(mod_chatxblock_archive).

-behaviour(gen_mod).

-export([start/2, stop/1, reload/3, depends/2, mod_opt_type/1, mod_options/1, mod_doc/0]).
-export([on_store/7, on_store/8, on_line/3, on_features/5, without_words/2]).

-ifdef(UPSTREAM).
-include_lib("xmpp/include/xmpp.hrl").
-else.
-include_lib("p1_xmpp/include/xmpp.hrl").
-endif.
-include_lib("ejabberd/include/mod_muc_room.hrl").
-include_lib("kernel/include/logger.hrl").

%% By this whoever asks the server what it can do learns that no line is shown unarchived.
-define(FEATURE, <<"urn:chatxblock:archive:1">>).
-define(CALL, <<"urn:chatxblock:call:1">>).
%% mod_mam is at 50 in the one hook and at 100 in the other.
-define(BEFORE_MAM, 90).
-define(AFTER_MAM, 90).

%%% gen_mod

%% A store that answers to no arity known here is refused at the start, not at the first line.
start(Host, _Opts) ->
    _ = store_arity(gen_mod:db_mod(Host, mod_mam)),
    _ = logger:add_primary_filter(?MODULE, {fun ?MODULE:without_words/2, []}),
    ejabberd_hooks:add(store_mam_message, Host, ?MODULE, on_store, ?BEFORE_MAM),
    ejabberd_hooks:add(muc_filter_message, Host, ?MODULE, on_line, ?AFTER_MAM),
    ejabberd_hooks:add(disco_local_features, Host, ?MODULE, on_features, 90),
    _ = spawn(fun() -> connect(Host) end),
    ok.

%% ejabberd connects to its database when it first needs it. In a cluster a node may not need it until another one has died,
%% and then all rooms, and who talks in them, would wait for it.
connect(Host) ->
    try gen_mod:db_mod(Host, mod_mam) =:= mod_mam_sql andalso ejabberd_sql:sql_query(Host, [<<"SELECT 1">>])
    catch
        Class:_ -> ?LOG_WARNING("The archive's database was not reached at the start (~s)", [Class])
    end.

stop(Host) ->
    ejabberd_hooks:delete(disco_local_features, Host, ?MODULE, on_features, 90),
    ejabberd_hooks:delete(muc_filter_message, Host, ?MODULE, on_line, ?AFTER_MAM),
    ejabberd_hooks:delete(store_mam_message, Host, ?MODULE, on_store, ?BEFORE_MAM),
    _ = logger:remove_primary_filter(?MODULE),
    ok.

reload(_Host, _NewOpts, _OldOpts) ->
    ok.

depends(_Host, _Opts) ->
    [{mod_mam, hard}].

mod_opt_type(_Option) -> econf:any().

mod_options(_Host) -> [].

mod_doc() ->
    #{desc => "Send a room's line back where the archive refused it, instead of showing it."}.

%%% What mod_mam asks, by way of this hook, before it asks its store itself and drops the answer. To stop here is to have
%%% the last word: a message says that it is stored, anything else that it is not.

%% 26.07 also says whether the message is in the archive of a room, which for a room's own it is not.
on_store(Line, Room, Host, Peer, Nick, groupchat, Way, false) -> on_store(Line, Room, Host, Peer, Nick, groupchat, Way);
on_store(Message, _User, _Host, _Peer, _Nick, _Type, _Way, _InRoom) -> Message.

on_store(#message{} = Line, Room, Host, Peer, Nick, groupchat, Way) ->
    try chatxblock_lease:open() andalso store(Line, Room, Host, Peer, Nick, Way) of
        false -> {stop, not_stored};
        ok -> stored(Line);
        _Refusal -> not_stored(refused)
    catch
        Class:_ -> not_stored(Class)
    end;
on_store(Message, _User, _Host, _Peer, _Nick, _Type, _Way) ->
    Message.

%% A node that stood still meanwhile may have been given up by the others: who talks now does so elsewhere.
stored(Line) ->
    case chatxblock_lease:open() of
        true -> {stop, Line};
        false -> {stop, not_stored}
    end.

%% Neither the database's words nor the stack: both can hold what somebody wrote.
not_stored(Why) ->
    ?LOG_WARNING("The archive has not taken a line (~s); it is sent back", [Why]),
    {stop, not_stored}.

store(#message{meta = #{stanza_id := Id}} = Line, Room, Host, Peer, Nick, Way) ->
    Served = ejabberd_router:host_of_route(Host),
    Store = gen_mod:db_mod(Served, mod_mam),
    El = xmpp:encode(Line),
    case store_arity(Store) of
        8 -> Store:store(El, Served, {Room, Host}, groupchat, Peer, Nick, Way, Id);
        %% What is said in a room takes nothing out of its archive: no retraction.
        10 -> Store:store(El, Served, {Room, Host}, groupchat, Peer, Nick, Way, Id, integer_to_binary(Id), false)
    end.

%% Ten from 24.02 on.
store_arity(Store) ->
    {module, Store} = code:ensure_loaded(Store),
    [Arity | _] = [Known || Known <- [10, 8], erlang:function_exported(Store, store, Known)],
    Arity.

%%% In the room's own process, when mod_mam has done with a line and before anybody sees it. A room of another ejabberd than
%%% this was compiled for looks as if it had an archive: what bears its mark passes, and nothing else.

on_line(#message{meta = #{mam_archived := true}} = Line, _Room, _Nick) ->
    Line;
on_line(#message{meta = #{mam_ignore := true}} = Line, _Room, _Nick) ->
    Line;
on_line(#message{} = Line, #state{config = #config{mam = false}}, _Nick) ->
    Line;
on_line(#message{} = Line, _Room, _Nick) ->
    try belongs_into_archive(Line) of
        true -> send_back(Line);
        false -> Line
    catch
        _:_ -> send_back(Line)
    end;
on_line(Stanza, _Room, _Nick) ->
    Stanza.

%% As mod_mam has it: words, or the wish to be stored, which reactions come with (XEP-0334).
belongs_into_archive(#message{body = Body, subject = Subject} = Line) ->
    xmpp:get_text(Body) =/= <<>> orelse xmpp:get_text(Subject) =/= <<>>
        orelse xmpp:has_subtag(Line, #hint{type = store}).

send_back(Line) ->
    Error = xmpp:err_resource_constraint(<<"It could not be archived. Send it again in a moment.">>, <<"en">>),
    Why = #xmlel{name = <<"not-archived">>, attrs = [{<<"xmlns">>, ?CALL}]},
    try ejabberd_router:route_error(Line, Error#stanza_error{sub_els = [Why]})
    catch
        Class:_ -> ?LOG_ERROR("A line that was not archived could not be sent back (~s)", [Class])
    end,
    {stop, drop}.

%%% ejabberd logs the query that its database refused, and on SQLite a line's words are part of it. What is left is what
%%% an operator needs: which kind of query, of which table, and why. So it does the one that was under way when the database
%%% went away, and Erlang all that waits for the process that talked to it. A room, a connection or a hook that fails is logged
%%% with the line that it had in its hands, and a room with those before: what is left is who failed, on what, and where.

without_words(#{meta := #{mfa := {ejabberd_sql, check_error, _}}, msg := {_, [Query, Why]}} = Event, _) ->
    Event#{msg := {"SQL query '~ts …' failed: ~0P", [first_words(Query), Why, 20]}};
without_words(#{meta := #{mfa := {ejabberd_sql, sql_query_internal, _}}, msg := {_, [_, Why]}} = Event, _) ->
    Event#{msg := {"An SQL query met an internal error: ~ts", [kind(Why)]}};
without_words(#{meta := #{mfa := {ejabberd_sql, sql_query_internal, _}}, msg := {_, [Why]}} = Event, _) ->
    Event#{msg := {"An SQL query met an internal error: ~ts", [kind(Why)]}};
without_words(#{meta := #{mfa := {ejabberd_hooks, safe_apply, _}}, msg := {_, [Hook, Module, Name, Arity, Why | _]}} = Event, _) ->
    Event#{msg := {"Hook ~p crashed when running ~p:~p/~p: ~ts", [Hook, Module, Name, Arity, kind(Why)]}};
without_words(#{msg := {report, #{label := {proc_lib, crash}, report := [Crasher | Others]} = Report}} = Event, _) when
    is_list(Crasher)
->
    Event#{msg := {report, Report#{report := [outlined(error_info, lists:keydelete(messages, 1, Crasher)) | Others]}}};
without_words(#{msg := {report, #{label := {supervisor, _}, report := Told} = Report}} = Event, _) when is_list(Told) ->
    Event#{msg := {report, Report#{report := outlined(reason, Told)}}};
without_words(#{msg := {report, #{label := {_, terminate}} = Report}} = Event, _) ->
    Event#{msg := {report, maps:map(fun emptied/2, Report)}};
without_words(#{msg := {report, #{label := {error_logger, _}, format := Format, args := Args}}} = Event, Extra) ->
    without_words(Event#{msg := {Format, Args}}, Extra);
without_words(#{msg := {"** " ++ _ = Format, [_ | _] = Args}} = Event, _) ->
    Event#{msg := {"~ts ended: ~0p", [what_ended(Format), outline(lists:last(Args))]}};
without_words(#{msg := {"Error in process " ++ _, [_ | _] = Args}} = Event, _) ->
    Event#{msg := {"A process ended: ~0p", [outline(lists:last(Args))]}};
without_words(Event, _) ->
    Event.

what_ended(Format) ->
    hd(string:split(string:slice(Format, 3), " ~")).

outlined(Key, Told) ->
    [case One of {Key, Why} -> {Key, outline(Why)}; _ -> One end || One <- Told].

emptied(reason, Why) -> outline(Why);
emptied(Key, _) when Key =:= log; Key =:= queue; Key =:= postponed -> [];
emptied(Key, _) when Key =:= last_message; Key =:= state -> '…';
emptied(_, Told) -> Told.

%% Of the reason for an end: its names and numbers, and where it was; of a call's arguments how many there were.
outline({Module, Name, Args, Place}) when is_atom(Module), is_atom(Name), is_list(Args), is_list(Place) ->
    outline({Module, Name, length(Args), Place});
outline({Module, Name, Arity, Place}) when is_atom(Module), is_atom(Name), is_integer(Arity), is_list(Place) ->
    {Module, Name, Arity, [One || {Key, _} = One <- Place, Key =:= file orelse Key =:= line]};
outline(Why) when is_tuple(Why), tuple_size(Why) < 5 -> list_to_tuple([outline(One) || One <- tuple_to_list(Why)]);
outline([{_, _, _, _} | _] = Stack) -> [outline(One) || One <- Stack];
outline(Why) when is_atom(Why); is_number(Why); is_pid(Why); Why =:= [] -> Why;
outline(_) -> '…'.

%% Of an exception as it is written for people, the query and all: which class it has, and the first word of its reason.
kind(Why) ->
    try re:run(unicode:characters_to_binary(Why), "exception [a-z]+: *\\{?[a-z_]+", [{capture, first, binary}]) of
        {match, [Kind]} -> Kind;
        nomatch -> "?"
    catch
        _:_ -> "?"
    end.

first_words(Query) ->
    try lists:join(" ", lists:sublist(string:lexemes(string:slice(Query, 0, 80), " ("), 3))
    catch
        _:_ -> "?"
    end.

%%% What this server can do (XEP-0030).

on_features({error, _} = Error, _From, _To, _Node, _Lang) -> Error;
on_features({result, Known}, _From, _To, <<>>, _Lang) -> {result, [?FEATURE | Known]};
on_features(empty, _From, _To, <<>>, _Lang) -> {result, [?FEATURE]};
on_features(Acc, _From, _To, _Node, _Lang) -> Acc.
