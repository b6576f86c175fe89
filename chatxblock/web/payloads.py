"""JSON in, values out; values in, JSON out. This module must not know who asks or what it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from lxml import etree

from chatxblock.domain.calls.call import RUNNING, Answer, Call, Context, Person, Report, Role
from chatxblock.domain.calls.meeting import Meeting
from chatxblock.domain.calls.notices import personal
from chatxblock.domain.calls.transcript import Line, Transcript, repetitions
from chatxblock.errors import BadInput, BadQuestion, ngettext_lazy
from chatxblock.rooms.kinds import CHAT

EXCERPT_LIMIT = 500
MOST_LINES = 10_000_000
"""In a report; nobody has read so many."""
SCHEMA = "urn:chatxblock:transcript:1"

Body = Mapping[str, Any]


def uuid_in(body: Body, key: str) -> UUID:
    """Return the UUID under that key. Raises `BadInput`."""
    value = body.get(key)
    if not isinstance(value, str):
        raise BadInput()
    return parse_uuid(value)


def parse_uuid(value: str) -> UUID:
    """Return a UUID that was written in the usual form. Raises `BadInput`."""
    try:
        parsed = UUID(value)
    except ValueError as exc:
        raise BadInput() from exc
    if str(parsed) != value.lower():
        raise BadInput()
    return parsed


def text_in(body: Body, key: str, *, most: int = 255) -> str:
    """Return the text under that key, without white space around it. Raises `BadInput`."""
    value = body.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise BadInput()
    return clean(value).strip()


def question_in(body: Body, limit: int) -> str:
    """Return the question, with one kind of line break and nothing that XML cannot carry. Raises `BadQuestion`."""
    value = body.get("question")
    if not isinstance(value, str):
        raise BadQuestion()
    question = clean(value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not question.replace("\ufffd", "").strip():
        raise BadQuestion()
    if len(question) > limit:
        raise BadQuestion(
            ngettext_lazy(
                "Your question is too long: it has {count} character, and {limit} fit. Make it shorter.",
                "Your question is too long: it has {count} characters, and {limit} fit. Make it shorter.",
                "count",
            ),
            count=len(question),
            limit=limit,
        )
    return question


def context_in(body: Body, place: Context) -> Context:
    """Return where the asker is stuck: the block's own place, with the words she marked. Raises `BadInput`."""
    told = body.get("context")
    if told is None:
        return place
    if not isinstance(told, Mapping):
        raise BadInput()
    excerpt = told.get("excerpt", "")
    if not isinstance(excerpt, str):
        raise BadInput()
    return Context(usage_key=place.usage_key, title=place.title, url=place.url, excerpt=clean(excerpt)[:EXCERPT_LIMIT])


def report_in(body: Body) -> Report | None:
    """Return what a closing window had on its screen, if it said so. Raises `BadInput`."""
    lines, last_id = body.get("lines"), body.get("last_id")
    if lines is None and not last_id:
        return None
    if isinstance(lines, bool) or not isinstance(lines, int) or not isinstance(last_id, str | None):
        raise BadInput()
    if not 0 <= lines <= MOST_LINES or not re.fullmatch(r"[!-~]{0,64}", last_id or ""):
        raise BadInput()
    return Report(lines=lines, last_id=last_id or "")


def clean(text: str) -> str:
    """Return the text with a replacement character for each one that XML 1.0 cannot carry (section 2.2)."""
    if _carries(text):
        return text
    return "".join(char if _carries(char) else "\ufffd" for char in text)


def _carries(text: str) -> bool:
    """Tell whether XML can carry a text, by the judgement of the library that would have to."""
    try:
        etree.Element("text").text = text
    except ValueError:
        return False
    return "\ufffe" not in text and "\uffff" not in text


def call_out(
    call: Call,
    viewer: Person,
    meeting: Meeting,
    *,
    window_url: str,
    transcript_url: str,
    rooms_domain: str,
    domain: str,
) -> dict[str, Any]:
    """Return a call as somebody who is part of it may see it."""
    role = call.role_of(viewer) or Role.STAFF
    there = call.running and call.admitted_at is not None
    return {
        "id": str(call.id),
        "rev": call.rev,
        "state": call.state.value,
        "question": call.question,
        "context": context_out(call, viewer),
        "asked_at": call.asked_at,
        "my_role": Role.HELPER.value if role is Role.LEFT else role.value,
        "round": call.round,
        "rounds": len(call.rounds),
        "next_round_at": call.next_widening_at,
        "next_size": call.next_size if call.next_widening_at else None,
        "left_for_staff": call.deferred_at is not None,
        "invited": sum(1 for i in call.invitations if i.asked),
        "seen": sum(1 for i in call.invitations if i.seen_at is not None),
        "declined": sum(1 for i in call.invitations if i.answer is Answer.DECLINED),
        "helpers": [i.person.name for i in call.helpers],
        "helper_limit": call.helper_limit,
        "asker": person_out(call.asker),
        "asker_left": call.asker_left_at is not None,
        "solved": call.solved_at is not None,
        "can_join": call.can_join(viewer),
        "knocking": [{"jid": jid(i.person, domain), **person_out(i.person)} for i in call.joining] if there else [],
        "room": {"jid": f"{call.room}@{rooms_domain}"} if there and meeting.kind == CHAT else None,
        "place": place_out(meeting),
        "window_url": window_url,
        "transcript_url": transcript_url,
    }


def place_out(meeting: Meeting) -> dict[str, str | None]:
    """Return where people meet, with the link if there is one for the viewer."""
    return {"kind": meeting.kind, "label": meeting.label, "url": meeting.url or None}


def farewell_out(call: Call) -> dict[str, Any]:
    """Return what somebody may still see of a call who is no part of it any more."""
    return {"id": str(call.id), "rev": call.rev, "state": call.state.value}


def offer_out(call: Call, helper: Person, *, window_url: str) -> dict[str, Any]:
    """Return a call as an entry of a helper's inbox."""
    return {
        "call_id": str(call.id),
        "rev": call.rev,
        "question": call.question,
        "context": context_out(call, helper),
        "asker": person_out(call.asker),
        "asked_at": call.asked_at,
        "round": call.round,
        "state": call.state.value,
        "helpers": [i.person.name for i in call.helpers],
        "can_join": call.can_join(helper),
        "accepted": call.role_of(helper) in (Role.HELPER, Role.LEFT),
        "window_url": window_url,
    }


def context_out(call: Call, viewer: Person) -> dict[str, str]:
    """Return where the asker is stuck, with a link that is right for the viewer."""
    return asdict(call.context) | {"url": personal(call.context.url, viewer)}


def person_out(person: Person) -> dict[str, str]:
    """Return what others see of somebody."""
    return {"name": person.name, "image_url": person.image_url}


def people_out(call: Call, viewer: Person, domain: str) -> list[dict[str, str]]:
    """Return who takes or took part, asker first; who was asked and did not come stays unnamed to others."""
    people = [(call.asker, Role.ASKER)]
    for invitation in call.invitations:
        role = call.role_of(invitation.person)
        came = invitation.accepted_at is not None or role is Role.FELLOW
        if role is not None and (came or invitation.person.id == viewer.id):
            people.append((invitation.person, role))
    if viewer.id not in {person.id for person, _ in people}:
        people.append((viewer, Role.STAFF))
    return [{"jid": jid(person, domain), **person_out(person), "role": role.value} for person, role in people]


def jid(person: Person, domain: str) -> str:
    """Return somebody's bare chat address (RFC 7622)."""
    return f"{person.localpart}@{domain}"


def transcript_out(log: Transcript, domain: str) -> dict[str, Any]:
    """Return the unedited log in the form of `docs/reference/transcript.schema.json`."""
    call, repeats = log.call, repetitions(log.lines)
    return {
        "schema": SCHEMA,
        "exported_at": log.exported_at,
        "complete": log.complete,
        "log": "kept" if log.has_log else "none",
        "call": {
            "id": str(call.id),
            "course": call.course,
            "state": call.state.value,
            "question": call.question,
            "asked_at": call.asked_at,
            "solved_at": call.solved_at,
            "ended_at": call.ended_at,
            "asker": jid(call.asker, domain),
        },
        "context": asdict(call.context) | {"url": call.context.url.replace("?student={user}", "")},
        "people": [_participant_out(call, person, domain) for person in log.people.values()],
        "lines": [_line_out(line, log.people, domain, repeats.get(line.id)) for line in log.lines],
    }


def _participant_out(call: Call, person: Person, domain: str) -> dict[str, Any]:
    role = call.role_of(person)
    asked = role not in (None, Role.ASKER, Role.FELLOW)
    named = Role.HELPER if asked else role or Role.STAFF
    return {"jid": jid(person, domain), "name": person.name, "role": named.value}


def _line_out(line: Line, people: Mapping[str, Person], domain: str, repeats: str | None) -> dict[str, Any]:
    author = people.get(line.author)
    return {
        "id": line.id,
        "time": line.sent_at,
        "author": {
            "jid": f"{line.author}@{domain}" if line.author else None,
            "name": author.name if author else None,
        },
        "body": line.body,
        "message_id": line.message_id or None,
        "replaces": line.replaces or None,
        "repeats": repeats,
    }


def is_over(call: Call) -> bool:
    """Tell whether nobody may talk in the call any more."""
    return call.state not in RUNNING
