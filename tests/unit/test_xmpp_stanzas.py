"""The wire format, read and written without a server."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Notice
from chatxblock.xmpp import stanzas

DOMAIN = "chat.example.org"
CALL_ID = UUID("6b1c9c1e-0f3f-4d5b-9a55-0d2f5f0a7c11")
COUNT = '<set xmlns="http://jabber.org/protocol/rsm"><count>{}</count></set>'


def entry(archive_id: str, inner: str, *, message: str = 'id="m1"', delay: bool = True) -> ET.Element:
    """Return a message that carries one entry of an archive."""
    stamp = '<delay xmlns="urn:xmpp:delay" stamp="2026-11-22T10:00:00.123456Z"/>' if delay else ""
    return ET.fromstring(
        f'<message xmlns="jabber:client"><result xmlns="urn:xmpp:mam:2" queryid="q1" id="{archive_id}">'
        f'<forwarded xmlns="urn:xmpp:forward:0">{stamp}<message xmlns="jabber:client" {message}>{inner}</message>'
        "</forwarded></result></message>"
    )


def item(jid: str) -> str:
    """Return what the room writes about the author."""
    return f'<x xmlns="http://jabber.org/protocol/muc#user"><item jid="{jid}"/></x>'


def fin(count: int, complete: str = "true") -> ET.Element:
    """Return the answer behind a page."""
    return ET.fromstring(
        f'<iq xmlns="jabber:client" type="result"><fin xmlns="urn:xmpp:mam:2" complete="{complete}">'
        f"{COUNT.format(count)}</fin></iq>"
    )


def test_a_line_has_its_author_time_and_ids() -> None:
    message = entry("1700", "<body>Why?</body>" + item(f"anna@{DOMAIN}/web"))
    page = stanzas.page([message], fin(1), DOMAIN)
    (line,) = page.lines
    assert (line.id, line.author, line.body, line.message_id, line.replaces) == ("1700", "anna", "Why?", "m1", "")
    assert line.sent_at == datetime(2026, 11, 22, 10, 0, 0, 123456, tzinfo=UTC)
    assert (page.last, page.total, page.finished, page.skipped) == ("1700", 1, True, 0)


def test_a_correction_names_what_it_replaces() -> None:
    message = entry("1", '<body>the</body><replace xmlns="urn:xmpp:message-correct:0" id="m0"/>')
    assert stanzas.page([message], fin(1), DOMAIN).lines[0].replaces == "m0"


def read(inner: str) -> Line:
    (line,) = stanzas.page([entry("1", inner)], fin(1), DOMAIN).lines
    return line


BACK = '<taken-back xmlns="urn:chatxblock:line:1"/>'


def test_a_line_is_taken_back_by_a_correction_that_says_so() -> None:
    replaced = '<replace xmlns="urn:xmpp:message-correct:0" id="m0"/>'
    assert read(f"<body>[taken back]</body>{replaced}{BACK}").taken_back is True
    assert read(f"<body>[taken back]</body>{BACK}").taken_back is False


REPLY = '<reply xmlns="urn:xmpp:reply:0" id="7" to="room@rooms/x"/>'
PART = '<fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:{}"><body start="{}" end="{}"/></fallback>'


@pytest.mark.parametrize(
    ("part", "quoted"),
    [
        (PART.format("reply:0", "0", "6"), 6),
        (PART.format("reply:0", "1", "6"), 0),
        (PART.format("reply:0", "0", "-6"), 0),
        (PART.format("reply:0", "0", "9999999"), 0),
        (PART.format("reactions:0", "0", "6"), 0),
        ('<fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0"/>', 0),
        ("", 0),
    ],
)
def test_an_answer_names_a_line_and_what_it_quotes(part: str, quoted: int) -> None:
    line = read(f"<body>&gt; Why?\nSo.</body>{REPLY}{part}")
    assert (line.answers, line.quoted) == ("7", quoted)
    assert read(f"<body>So.</body>{PART.format('reply:0', '0', '6')}").quoted == 0


def test_reactions_are_an_entry_without_body() -> None:
    signs = "<reaction>👍</reaction><reaction>💡</reaction><reaction>👍</reaction><reaction/>"
    line = read(f'<reactions xmlns="urn:xmpp:reactions:0" id="7">{signs}</reactions>')
    assert (line.body, line.reacts_to, line.reactions) == ("", "7", ("👍", "💡"))
    assert read(f'<body>x</body><reactions xmlns="urn:xmpp:reactions:0" id="7">{signs}</reactions>').reacts_to == ""


@pytest.mark.parametrize("inner", ["", "<body/>", '<retracted xmlns="urn:xmpp:message-retract:1"/>'])
def test_an_entry_without_body_is_counted_and_skipped(inner: str) -> None:
    page = stanzas.page([entry("1", "<body>a</body>"), entry("2", inner)], fin(7, "false"), DOMAIN)
    assert (len(page.lines), page.skipped, page.last, page.total, page.finished) == (1, 1, "2", 7, False)


def test_an_entry_without_time_is_skipped() -> None:
    assert stanzas.page([entry("1", "<body>a</body>", delay=False)], fin(1), DOMAIN).skipped == 1


@pytest.mark.parametrize("jid", ["chatxblock@service.chat.example.org/x", "anna@evil.example/x", "anna", ""])
def test_who_is_no_learner_is_no_author(jid: str) -> None:
    assert stanzas.page([entry("1", "<body>a</body>" + item(jid))], fin(1), DOMAIN).lines[0].author == ""


def test_an_entry_without_real_address_has_no_author() -> None:
    message = entry("1", "<body>a</body>", message='id="m1" from="room@rooms.x/anna"')
    assert stanzas.page([message], fin(1), DOMAIN).lines[0].author == ""


def test_an_empty_archive_is_an_empty_page() -> None:
    page = stanzas.page([], fin(0), DOMAIN)
    assert (page.lines, page.last, page.total, page.finished) == ((), "", 0, True)


def test_a_message_tells_which_query_it_answers() -> None:
    assert stanzas.query_id_of(entry("1", "")) == "q1"
    assert stanzas.query_id_of(ET.Element("message")) == ""


def test_the_question_for_a_page_says_behind_what() -> None:
    query = stanzas.archive_query("q9", "1700")
    assert query.get("queryid") == "q9"
    assert query.findtext(".//{http://jabber.org/protocol/rsm}after") == "1700"
    assert query.findtext(".//{http://jabber.org/protocol/rsm}max") == "250"
    assert stanzas.archive_query("q9", "").find(".//{http://jabber.org/protocol/rsm}after") is None


def test_the_form_makes_a_room_for_members_with_a_log() -> None:
    form = stanzas.room_form(5)
    fields = {field.get("var", ""): field[0].text for field in form.iter("{jabber:x:data}field")}
    assert fields["muc#roomconfig_membersonly"] == "1"
    assert fields["muc#roomconfig_persistentroom"] == "1"
    assert fields["muc#roomconfig_publicroom"] == "0"
    assert fields["muc#roomconfig_whois"] == "anyone"
    assert fields["muc#roomconfig_maxusers"] == "5"
    assert fields["mam"] == "1"
    assert not [name for name in fields if "pm" in name or "private" in name or "logging" in name]


def test_a_silent_notice_has_our_element_alone() -> None:
    notice = Notice(to="anna", call_id=CALL_ID, rev=4, state="answered")
    (call,) = stanzas.notice_content(notice, "")
    assert stanzas.notice_type(notice) == "headline"
    assert call.tag == "{urn:chatxblock:call:1}call"
    assert call.attrib == {"id": str(CALL_ID), "rev": "4", "state": "answered"}
    assert list(call) == []


def test_an_invitation_is_a_message_that_any_program_understands() -> None:
    notice = Notice(to="anna", call_id=CALL_ID, rev=1, state="waiting", room="r1", body="Come", asker="Alex")
    body, invitation, call = stanzas.notice_content(notice, "r1@rooms.x")
    assert stanzas.notice_type(notice) == "normal"
    assert body.text == "Come"
    assert (invitation.tag, invitation.get("jid")) == ("{jabber:x:conference}x", "r1@rooms.x")
    assert invitation.get("reason") is None
    assert [child.attrib for child in call] == [{"name": "Alex"}]


def test_an_invitation_says_why_to_programs_that_drop_its_body() -> None:
    notice = Notice(to="anna", call_id=CALL_ID, rev=1, state="waiting", room="r1", body="Why?", reason="Why\x00?")
    _, invitation, _ = stanzas.notice_content(notice, "r1@rooms.x")
    assert invitation.attrib == {"jid": "r1@rooms.x", "reason": "Why\ufffd?"}
    assert [element.get("reason") for element in stanzas.notice_content(notice, "")] == [None, None]


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_carry_is_replaced(bad: str) -> None:
    assert stanzas.clean(f"a{bad}b") == "a\ufffdb"


def test_what_xml_can_carry_stays() -> None:
    text = "a\t\n\r\x85\u2028 <&>\"' \N{HEBREW LETTER ALEF}\N{WAVING HAND SIGN}\U0010fffd"
    assert stanzas.clean(text) == text


def test_times_of_other_zones_are_read_as_utc() -> None:
    assert stanzas.read_time("2026-11-22T11:00:00+01:00") == datetime(2026, 11, 22, 10, tzinfo=UTC)
