"""What ends with a line in its hands, a room, a connection or somebody's hook, is logged without what the line says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatxblock.devserver import ejabberd as devserver
from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.ejabberd import MODULES, Deployment, render
from tests.ejabberd.fixtures import TalkFixture, make_talk
from tests.support.chat import Service, log_in_at, new_name, settings_for
from tests.support.devsite import eventually

WORDS = "a determinant of nought"
MODULE = """
-module(mod_wrong).
-behaviour(gen_mod).
-export([start/2, stop/1, depends/2, mod_options/1, mod_doc/0, on_line/3, on_send/1]).

start(Host, _) ->
    ejabberd_hooks:add(muc_filter_message, Host, ?MODULE, on_line, 95),
    ejabberd_hooks:add(user_send_packet, Host, ?MODULE, on_send, 95).
stop(_) -> ok.
depends(_, _) -> [].
mod_options(_) -> [].
mod_doc() -> #{}.

on_line(Line, _, _) ->
    case said(Line) of
        <<"room ", _/binary>> -> {Line, <<"is no line">>};
        <<"hook ", _/binary>> -> binary_to_atom(Line, utf8);
        _ -> Line
    end.

on_send({Line, State}) ->
    case said(Line) of
        <<"connection ", _/binary>> -> {Line, [Line | State]};
        _ -> {Line, State}
    end.

said(Stanza) -> fxml:get_subtag_cdata(xmpp:encode(Stanza), <<"body">>).
"""
"""A module of somebody's that goes wrong with what it is given."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ejabberd]:
    """Run a server with that module."""
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "mod_wrong.erl").write_text(MODULE, encoding="utf-8")

    def with_it(deployment: Deployment) -> str:
        return f"{render(deployment).rstrip()}\n  mod_wrong: {{}}\n"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(devserver, "MODULES", (*MODULES, folder / "mod_wrong.erl"))
        patch.setattr(devserver, "render", with_it)
        server = Ejabberd(folder / "ejabberd")
        server.start()
    yield server
    server.stop()


@pytest.fixture
def talk(server: Ejabberd) -> Iterator[TalkFixture]:
    """Have two people in a room, who have said something before."""
    service = Service(settings_for(server))
    talk = make_talk(service, server.rooms_domain, lambda: log_in_at(server, new_name()))
    talk.asker.echo(talk.asker.say(talk.address, f"before: {WORDS}"))
    yield talk
    service.close()


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("room", "State machine ended: "),
        ("connection", "Generic server ended: "),
        ("hook", "Hook muc_filter_message crashed when running mod_wrong:on_line/3"),
    ],
)
def test_what_ends_on_a_line_says_so_and_not_the_line(
    what: str, told: str, server: Ejabberd, talk: TalkFixture
) -> None:
    log: Path = server.folder / "log" / "ejabberd.log"
    before = len(log.read_text(encoding="utf-8"))
    talk.asker.say(talk.address, f"{what} of {WORDS}")
    assert eventually(lambda: told in log.read_text(encoding="utf-8")[before:])
    said = log.read_text(encoding="utf-8")[before:]
    assert WORDS not in said
