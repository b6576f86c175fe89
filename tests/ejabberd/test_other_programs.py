"""What other people's programs ask before they show anything, and what they are answered."""

from __future__ import annotations

import pytest

from tests.ejabberd.fixtures import NOT_ALLOWED, TalkFixture
from tests.support.learner import Learner, error_of

pytest_plugins = ("tests.support.servers",)

ROSTER = "{jabber:iq:roster}query"
ASKED = '<query xmlns="jabber:iq:roster"/>'


def of(talk: TalkFixture, whose: str) -> str:
    """Return an address by what it is."""
    learner: Learner = talk.asker
    return {"nobody": "", "oneself": learner.bare, "server": learner.domain}[whose]


@pytest.mark.parametrize("whose", ["nobody", "oneself"])
@pytest.mark.parametrize("asked", [ASKED, '<query xmlns="jabber:iq:roster" ver=""/>'])
def test_the_list_of_contacts_is_empty(talk: TalkFixture, whose: str, asked: str) -> None:
    answer = talk.asker.ask("get", of(talk, whose), asked)
    assert answer.get("type") == "result"
    assert answer.get("from") in (None, talk.asker.bare)
    assert [list(child) for child in answer.findall(ROSTER)] == [[]]


def test_nobody_gets_a_contact(talk: TalkFixture) -> None:
    wish = f'<query xmlns="jabber:iq:roster"><item jid="{talk.helper.bare}"/></query>'
    assert error_of(talk.asker.ask("set", "", wish))
    answer = talk.asker.ask("get", "", ASKED)
    assert [list(child) for child in answer.findall(ROSTER)] == [[]]


def test_the_contacts_of_others_are_not_to_be_asked_for(talk: TalkFixture) -> None:
    for target in (talk.helper.bare, talk.address, f"{talk.address}/{talk.helper.localpart}"):
        assert error_of(talk.asker.ask("get", target, ASKED)) == NOT_ALLOWED


@pytest.mark.parametrize("payload", ['<query xmlns="jabber:iq:private"/>', '<vCard xmlns="vcard-temp"/>'])
def test_what_is_not_there_is_said_not_to_be_there(talk: TalkFixture, payload: str) -> None:
    assert error_of(talk.asker.ask("get", "", payload)) == "service-unavailable"
    assert error_of(talk.asker.ask("get", talk.address, payload)) == NOT_ALLOWED
