%%% The row that says who goes on, asked by a connection of its own: the nodes' other queries do not stand before it.
%%%
%%% A process asks the database, one question at a time, so that whoever waits for the answer can hear the other nodes
%%% meanwhile. Each question may be asked again when its answer did not come. Time is the database's. The module must not
%%% know what follows from an answer.
-module(chatxblock_lease_row).

-export([start_link/0, ask/2, token/0, newest/1]).

%% After so many seconds a lease that nobody renewed may be taken.
-define(LASTS, "3").
-define(ANSWER, 1000).
%% How to connect, in the node's home.
-define(FILE_NAME, "database").

%% What may be asked: {renew, Token}, {take, Token}, or {restore, Token} where there is no row.
%% What is answered: held, {held_by, Node, Age} with the milliseconds since it was renewed, no_row, or {error, Why}.
%% The owner is told `row_closed` when the connection has gone that the database may take for the holder's life.
start_link() ->
    Owner = self(),
    spawn_link(fun() ->
        process_flag(trap_exit, true),
        loop(Owner, none)
    end).

ask(Pid, Question) ->
    Reference = make_ref(),
    Pid ! {ask, Reference, Question},
    Reference.

%% Of one time that the lease is held.
token() ->
    binary_to_list(base64:encode(crypto:strong_rand_bytes(12))).

%% Note that this ejabberd serves from the database; return the newest one that has, or {error, Why}. It is asked once in a
%% node's life, by whoever starts it.
newest(Version) ->
    case connect() of
        {ok, Connection} ->
            try pgsql:squery(Connection, note(integer_to_list(Version)), ?ANSWER) of
                {ok, [_, {_, _, [[Newest]]}]} -> {ok, list_to_integer(Newest)};
                {ok, Refused} -> {error, refusal(Refused)}
            catch
                _:_ -> {error, no_answer}
            after
                exit(Connection, kill)
            end;
        Failed -> Failed
    end.

loop(Owner, Connection) ->
    receive
        {ask, Reference, Question} ->
            {Answer, Left} = answer(Connection, Question),
            Owner ! {Reference, Answer},
            loop(Owner, Left);
        {'DOWN', _, process, Connection, _} ->
            Owner ! row_closed,
            loop(Owner, none);
        {'EXIT', Owner, _} ->
            erlang:halt(3);  % a node without its lease would serve on for nobody
        _ ->
            loop(Owner, Connection)
    end.

answer(none, Question) ->
    case connect() of
        {ok, Connection} -> answer(Connection, Question);
        {error, Why} -> {{error, Why}, none}
    end;
answer(Connection, Question) ->
    try pgsql:squery(Connection, [statement(Question), ";", look()], ?ANSWER) of
        {ok, [_, {_, _, []}]} -> {no_row, Connection};
        {ok, [Done, {_, _, [Row]}]} -> {judged(Done, Row), Connection};
        {ok, Refused} -> {{error, refusal(Refused)}, Connection}
    catch
        _:_ ->
            %% Whether it was done nobody knows. The driver itself would wait for an answer for ever.
            exit(Connection, kill),
            {{error, no_answer}, none}
    end.

judged("UPDATE 1", _) -> held;
judged("INSERT 0 1", _) -> held;
judged(_, [Holder, Age]) -> {held_by, list_to_atom(Holder), list_to_integer(Age)}.

%% The database's code, such as 42P01 where there is no table.
refusal(Answers) ->
    case lists:keyfind(error, 1, Answers) of
        {error, Fields} -> proplists:get_value(code, Fields, refused);
        false -> refused
    end.

%% The driver would log each failure on a page of its own, so the port is knocked at first.
connect() ->
    {ok, Options} = file:consult(filename:join(os:getenv("HOME"), ?FILE_NAME)),
    case gen_tcp:connect(proplists:get_value(host, Options), proplists:get_value(port, Options), [], ?ANSWER) of
        {ok, Socket} ->
            gen_tcp:close(Socket),
            log_in(Options);
        {error, Why} -> {error, Why}
    end.

%% The driver needs stringprep for the password. Debian has another name for it.
log_in(Options) ->
    [application:ensure_all_started(Name) || Name <- [p1_stringprep, stringprep]],
    try pgsql:connect([{connect_timeout, ?ANSWER} | Options]) of
        {ok, Connection} ->
            _ = monitor(process, Connection),
            _ = pgsql:squery(Connection, "SET statement_timeout = 1000; SET application_name = 'chatxblock lease'", ?ANSWER),
            {ok, Connection};
        _ -> {error, no_login}
    catch
        _:_ -> {error, no_login}
    end.

statement({renew, Token}) ->
    ["UPDATE chatxblock_lease SET renewed = clock_timestamp(), backend = pg_backend_pid() WHERE token = '", Token, "'"];
%% A lease out of the future was given by another clock. Whose connection the database has seen end is dead, or will not
%% take a line before it has asked.
statement({take, Token}) ->
    ["UPDATE chatxblock_lease SET ", ours(Token), " WHERE token = '", Token, "'"
     " OR abs(extract(epoch FROM clock_timestamp() - renewed)) > " ?LASTS
     " OR NOT EXISTS (SELECT FROM pg_stat_activity s WHERE s.pid = backend)"];
statement({restore, Token}) ->
    ["INSERT INTO chatxblock_lease (holder, token, taken, renewed, backend) VALUES ('", atom_to_list(node()), "', '", Token,
     "', clock_timestamp(), clock_timestamp(), pg_backend_pid()) ON CONFLICT DO NOTHING"].

ours(Token) ->
    ["holder = '", atom_to_list(node()), "', token = '", Token, "', taken = clock_timestamp(), renewed = clock_timestamp(), "
     "backend = pg_backend_pid()"].

note(Version) ->
    ["INSERT INTO chatxblock_newest (ejabberd) VALUES (", Version, ") ON CONFLICT (one)"
     " DO UPDATE SET ejabberd = greatest(chatxblock_newest.ejabberd, excluded.ejabberd); SELECT ejabberd FROM chatxblock_newest"].

look() ->
    "SELECT holder, (1000 * extract(epoch FROM clock_timestamp() - renewed))::bigint FROM chatxblock_lease".
