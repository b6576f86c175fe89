%%% Let learners in by tokens of further keys, while the key is being changed.
%%%
%%% ejabberd's `jwt_key` is one key, and a set of several is refused. While the workers of a platform go over from one
%%% secret to the next one after the other, tokens of both have to be good, or people would be refused. This is a method
%%% of authentication of ejabberd's, asked after its own `jwt`; without further keys it lets nobody in. The module must
%%% not know of rooms or calls.
%%%
%%% One source for ejabberd 23.01 to 26.07.
-module(ejabberd_auth_chatxblock).

-behaviour(gen_mod).

%% It is an ejabberd_auth too; said here, the compiler would warn that stop/1 is of both.
-export([start/2, stop/1, reload/3, depends/2, mod_options/1, mod_opt_type/1, mod_doc/0]).
-export([start/1, check_password/4, store_type/1, plain_password_required/1, user_exists/2, use_cache/1]).

%%% gen_mod

start(_Host, _Opts) -> ok.

stop(_Host) -> ok.

reload(_Host, _NewOpts, _OldOpts) -> ok.

depends(_Host, _Opts) -> [].

mod_options(_Host) -> [{keys, []}].

mod_opt_type(keys) -> econf:list(econf:and_then(econf:path(), fun key/1)).

mod_doc() -> #{desc => <<"Lets learners in by tokens of further keys.">>}.

%% A key that cannot be read is refused with the configuration, and what was before goes on.
key(File) ->
    case file:read_file(File) of
        {ok, Text} ->
            try jose_jwk:from_binary(Text) of
                Key when element(1, Key) == jose_jwk -> Key;
                _ -> econf:fail({bad_jwt_key, File})
            catch
                _:_ -> econf:fail({bad_jwt_key, File})
            end;
        {error, Reason} -> econf:fail({read_file, Reason, File})
    end.

%%% ejabberd_auth

start(_Host) -> ok.

plain_password_required(_Host) -> true.

store_type(_Host) -> external.

use_cache(_Host) -> false.

%% As with ejabberd's own: whoever is connected by such a token is there.
user_exists(User, Host) ->
    Connections = ejabberd_sm:get_user_info(User, Host),
    {nocache, lists:any(fun({_, Info}) -> proplists:get_value(auth_module, Info) == ?MODULE end, Connections)}.

check_password(_User, _As, _Host, <<>>) -> {nocache, false};
check_password(User, As, _Host, _Token) when As /= <<>>, As /= User -> {nocache, false};
check_password(User, _As, Host, Token) ->
    Keys = gen_mod:get_module_opt(Host, ?MODULE, keys),
    {nocache, lists:any(fun(Key) -> opens(Key, User, Host, Token) end, Keys)}.

%% HS256 alone (RFC 7518, 3.2): no token says by what it is judged. Whatever is no token makes the library fail. The hook
%% is that of ejabberd's own method, so that what refuses a token there refuses it here.
opens(Key, User, Host, Token) ->
    try jose_jwt:verify_strict(Key, [<<"HS256">>], Token) of
        {true, {jose_jwt, #{<<"exp">> := Until} = Claims}, Signature} when is_integer(Until) ->
            Until > erlang:system_time(second) andalso is_of(Claims, User, Host) andalso
                ejabberd_hooks:run_fold(check_decoded_jwt, Host, true, [Claims, Signature, Host, User]) == true;
        _ -> false
    catch
        _:_ -> false
    end.

is_of(#{<<"jid">> := Address}, User, Host) ->
    case jid:tolower(jid:decode(Address)) of
        {User, Host, _} -> true;
        _ -> false
    end;
is_of(_Claims, _User, _Host) -> false.
