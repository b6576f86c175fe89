%%% What a node of a cluster knows of the lease, as Prometheus reads it (`/numbers`, on the listener for the LMS).
%%%
%%% Two numbers, and no name of anybody. The module must not know what follows from them.
-module(chatxblock_lease_numbers).

-export([process/2, text/0]).

process(_Path, _Request) ->
    {200, [{<<"Content-Type">>, <<"text/plain; version=0.0.4; charset=utf-8">>}], text()}.

text() ->
    Open = chatxblock_lease:open(),
    iolist_to_binary([
        number("chatxblock_lease_open", "Whether this node is sure that it may take a line.", Open),
        number("chatxblock_lease_held", "Whether it holds the lease.", Open andalso chatxblock_lease:holds())
    ]).

number(Name, Help, Is) ->
    ["# HELP ", Name, " ", Help, "\n# TYPE ", Name, " gauge\n", Name, " ", case Is of true -> "1"; false -> "0" end, "\n"].
