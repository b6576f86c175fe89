"""What a line says of another one: corrections, lines taken back, answers and reactions, as the guard lets them by."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tests.ejabberd.fixtures import NOT_ALLOWED, TalkFixture
from tests.support.learner import error_of

pytest_plugins = ("tests.support.servers",)

REACTIONS = "urn:xmpp:reactions:0"
REPLY = "urn:xmpp:reply:0"
FALLBACK = "urn:xmpp:fallback:0"
LINE = "urn:chatxblock:line:1"
BODY = "{jabber:client}body"


def first_line(talk: TalkFixture, body: str = "What is zero?") -> tuple[str, str]:
    """Say something, and return its message id and the archive's id of it."""
    sent = talk.asker.say(talk.address, body)
    talk.asker.echo(sent)
    return sent, talk.log().lines[-1].id


def react(talk: TalkFixture, to: str, *signs: str, inner: str = "") -> ET.Element:
    given = "".join(f"<reaction>{sign}</reaction>" for sign in signs)
    sent = talk.asker.say(
        talk.address, "", inner=f'<reactions xmlns="{REACTIONS}" id="{to}">{given}</reactions>{inner}'
    )
    return talk.asker.echo(sent)


def test_a_reaction_is_archived_by_the_guards_own_hint(talk: TalkFixture) -> None:
    _, line = first_line(talk)
    echo = react(
        talk,
        line,
        "💡",
        "👍",
        "👍",
        inner='<no-store xmlns="urn:xmpp:hints"/><active xmlns="http://jabber.org/protocol/chatstates"/>',
    )
    assert [sign.text for sign in echo.iter(f"{{{REACTIONS}}}reaction")] == ["👍", "💡"]
    assert [hint.tag for hint in echo if "hints" in hint.tag] == ["{urn:xmpp:hints}store"]
    assert echo.find("{urn:xmpp:sid:0}stanza-id") is not None
    assert react(talk, line).find(f"{{{REACTIONS}}}reactions") is not None
    page = talk.log()
    assert [(one.body, one.reacts_to, one.reactions) for one in page.lines] == [
        ("What is zero?", "", ()),
        ("", line, ("👍", "💡")),
        ("", line, ()),
    ]
    assert (page.total, page.skipped) == (3, 0)
    assert {one.author for one in page.lines} == {talk.asker.localpart}


@pytest.mark.parametrize("sign", ["🍕", "👍👍", "👍🏽", "words", "<b>x</b>", "x" * 9000, "meet me at five"])
def test_other_signs_are_refused(talk: TalkFixture, sign: str) -> None:
    _, line = first_line(talk)
    assert error_of(react(talk, line, "👍", sign)) == NOT_ALLOWED
    assert talk.said() == ["What is zero?"]


def test_a_reaction_to_what_is_no_identifier_or_to_two_lines_is_refused(talk: TalkFixture) -> None:
    first_line(talk)
    for target in ("", "meet me at five", "i" * 37):
        assert error_of(react(talk, target, "👍")) == NOT_ALLOWED
    assert error_of(react(talk, "1", "👍", inner=f'<reactions xmlns="{REACTIONS}" id="2"/>')) == NOT_ALLOWED
    assert error_of(react(talk, "1", *["👍"] * 9)) == NOT_ALLOWED
    assert talk.said() == ["What is zero?"]


def test_reactions_beside_words_are_words(talk: TalkFixture) -> None:
    _, line = first_line(talk)
    inner = f'<reactions xmlns="{REACTIONS}" id="{line}"><reaction>👍</reaction></reactions>'
    echo = talk.asker.echo(talk.asker.say(talk.address, "👍", inner=inner))
    assert echo.find(f"{{{REACTIONS}}}reactions") is None
    assert talk.said() == ["What is zero?", "👍"]


def test_what_takes_a_line_back_says_that_and_nothing_else(talk: TalkFixture) -> None:
    sent, _ = first_line(talk)
    mark = f'<taken-back xmlns="{LINE}" id="secret">secret</taken-back>'
    inner = f'<replace xmlns="urn:xmpp:message-correct:0" id="{sent}"/>{mark}'
    echo = talk.asker.echo(talk.asker.say(talk.address, "words for some", inner=inner))
    marks = echo.findall(f"{{{LINE}}}taken-back")
    assert [(ET.tostring(mark).count(b"secret"), mark.text) for mark in marks] == [(0, None)]
    assert echo.findtext(BODY) == "[taken back]"
    kept = talk.log().lines
    assert [(one.body, one.replaces, one.taken_back) for one in kept] == [
        ("What is zero?", "", False),
        ("[taken back]", sent, True),
    ]


def test_what_takes_nothing_back_is_a_line(talk: TalkFixture) -> None:
    echo = talk.asker.echo(talk.asker.say(talk.address, "a line", inner=f'<taken-back xmlns="{LINE}"/>'))
    assert echo.find(f"{{{LINE}}}taken-back") is None
    assert talk.said() == ["a line"]


@pytest.mark.parametrize(
    "mark", ['<replace xmlns="urn:xmpp:message-correct:0" id="{}"/>', '<reply xmlns="urn:xmpp:reply:0" id="{}"/>']
)
def test_one_line_corrects_or_answers_one(talk: TalkFixture, mark: str) -> None:
    sent, _ = first_line(talk)
    inner = mark.format(sent) + mark.format("another")
    assert error_of(talk.asker.echo(talk.asker.say(talk.address, "both", inner=inner))) == NOT_ALLOWED
    assert talk.said() == ["What is zero?"]


def test_an_answer_passes_with_the_place_of_what_it_quotes(talk: TalkFixture) -> None:
    _, line = first_line(talk)
    to = f"{talk.address}/{talk.asker.localpart}"
    body = "> What is zero?\nNothing."
    inner = (
        f'<reply xmlns="{REPLY}" id="{line}" to="{to}"><x/></reply><fallback xmlns="{FALLBACK}" for="{REPLY}">'
        '<body start="0" end="16" more="secret"/></fallback>'
    )
    echo = talk.asker.echo(talk.asker.say(talk.address, body, inner=inner))
    reply, fallback = echo.find(f"{{{REPLY}}}reply"), echo.find(f"{{{FALLBACK}}}fallback")
    assert reply is not None
    assert fallback is not None
    assert (dict(reply.attrib), len(reply)) == ({"id": line, "to": to}, 0)
    assert b"secret" not in ET.tostring(fallback)
    kept = talk.log().lines[-1]
    assert (kept.body, kept.answers, kept.quoted) == (body, line, 16)


@pytest.mark.parametrize(
    "where", ["someone@elsewhere.example/x", "{room}/meet me at five", "{room}", "not an address@@", "x" * 256]
)
def test_an_answer_names_nobody_but_an_occupant(talk: TalkFixture, where: str) -> None:
    inner = f'<reply xmlns="{REPLY}" id="1" to="{where.format(room=talk.address)}"/>'
    echo = talk.asker.echo(talk.asker.say(talk.address, "a line", inner=inner))
    reply = echo.find(f"{{{REPLY}}}reply")
    assert reply is not None
    assert dict(reply.attrib) == {"id": "1"}


@pytest.mark.parametrize(
    "part", ['<body start="0"/>', '<body start="a" end="3"/>', '<body start="0" end="123456"/>', ""]
)
def test_a_part_that_is_none_is_stripped(talk: TalkFixture, part: str) -> None:
    marks = f'<reply xmlns="{REPLY}" id="1"/><fallback xmlns="{FALLBACK}" for="{REPLY}">{part}</fallback>'
    echo = talk.asker.echo(talk.asker.say(talk.address, "a line", inner=marks))
    assert echo.find(f"{{{FALLBACK}}}fallback") is None
    alone = f'<fallback xmlns="{FALLBACK}" for="{REPLY}"><body start="0" end="6"/></fallback>'
    echo = talk.asker.echo(talk.asker.say(talk.address, "a line", inner=alone))
    assert echo.find(f"{{{FALLBACK}}}fallback") is None
    assert [(one.answers, one.quoted) for one in talk.log().lines] == [("1", 0), ("", 0)]
