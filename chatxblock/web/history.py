"""What the handlers do for whoever looks at earlier questions and talks: their own, and staff at those of their course.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.utils.translation import gettext

from chatxblock import wiring_kept
from chatxblock.domain.calls.call import Call, Person, Role
from chatxblock.domain.calls.notices import personal
from chatxblock.domain.clean_names import clean_name
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.history.service import Spoken, Stretch
from chatxblock.domain.history.talks import Session, Talk, group_id
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import NotAllowed, UnknownPerson
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import platform
from chatxblock.web.answers import resource_url
from chatxblock.web.file_links import file_url
from chatxblock.web.pages import page, page_data
from chatxblock.web.responses import Download, Page
from chatxblock.web.schemas.calls import STATES
from chatxblock.web.schemas.history import (
    OUTCOMES,
    ChatCache,
    ChatMessage,
    HistoryAnswer,
    HistoryData,
    HistoryFile,
    HistorySession,
    HistoryTalk,
    HistoryWish,
    OfHistory,
    TalkAnswer,
    TalkResource,
    mark_text,
)
from chatxblock.web.schemas.people import ROLES, Addressed, Me
from chatxblock.web.sentences import translated
from chatxblock.web.visit import Visit


def history(visit: Visit, told: HistoryWish) -> HistoryAnswer:
    """Return a page of somebody's questions and talks, by session, the last one first."""
    person = _whose(visit, told.person)
    found = wiring_kept.history().page(person, before=told.before, query=told.query, staff=visit.caller.staff)
    return _answer(visit, person, found)


def history_file(visit: Visit, told: OfHistory) -> Download:
    """Return all of somebody's talks with what was said, as a file in the shape of a chat cache."""
    person, now = _whose(visit, told.person), visit.service.now()
    found = wiring_kept.history().whole(person, staff=visit.caller.staff)
    sessions = {stamp(session.began_at): _cached(visit, person, spoken) for session, spoken in found}
    return Download(value=HistoryFile(exported_at=now, sessions=sessions), filename=f"talks-{stamp(now)[:10]}.json")


def history_page(visit: Visit, told: OfHistory) -> Page:
    """Return the page with somebody's questions and talks, which begins with the last ones."""
    person = _whose(visit, told.person)
    found, own = wiring_kept.history().page(person, staff=visit.caller.staff), person.id == visit.person.id
    address = visit.addresses.of_person(person.localpart)
    place, handler = visit.mount.place(), visit.mount.handler
    data = HistoryData(
        **page_data(visit),
        me=Me(jid=address, name=visit.names.of_oneself(person), image_url=visit.names.picture(person)),
        own=own,
        history=_answer(visit, person, found),
        file_url=handler("history_file", "" if own else address),
        page_url=handler("history_page"),
        person_url=handler("history_page", "PERSON") if visit.caller.staff else None,
        title=place.title,
        url=personal(place.url, visit.person),
    )
    whose = translated(_("Questions and talks of {name}"), name=data.me.name)
    title = gettext("Your questions and talks") if own else whose
    return page(visit, title, data, script="history", template="history.html")


def _whose(visit: Visit, sought: str) -> Person:
    """Return whose history is read. Raises `NotAllowed` for another's, unless staff read it; `UnknownPerson`."""
    if not sought:
        return visit.person
    if not visit.caller.staff:
        if visit.addresses.person_at(sought) != visit.person.localpart:
            raise NotAllowed()
        return visit.person
    found = _person(visit, sought)
    if found is None or found.course != visit.course:
        raise UnknownPerson()
    return found


def _person(visit: Visit, sought: str) -> Person | None:
    localpart = visit.addresses.person_at(sought)
    if localpart:
        return wiring_kept.history().at(localpart)
    members = platform.members(visit.course, [clean_name(sought)])
    return wiring_kept.history().known(visit.course, members[0].user_id) if members else None


def _answer(visit: Visit, person: Person, found: Stretch) -> HistoryAnswer:
    return HistoryAnswer(
        sessions=[_session(visit, person, session) for session in found.sessions],
        next=mark_text(found.next) if found.next else None,
    )


def _session(visit: Visit, person: Person, session: Session) -> HistorySession:
    return HistorySession(
        began_at=session.began_at,
        ended_at=session.ended_at,
        continued=session.continued,
        talks=[_talk(visit, person, talk) for talk in session.talks],
    )


def _talk(visit: Visit, person: Person, talk: Talk) -> HistoryTalk:
    call = talk.call
    role = call.role_of(person) or Role.STAFF
    return HistoryTalk(
        **_beside(visit, talk),
        call_id=call.id,
        kind="group" if len(talk.company) > 1 else "user",
        question=call.question,
        role="helper" if role is Role.LEFT else ROLES[role],
        state=STATES[call.state],
        outcome=OUTCOMES[talk.outcome],
        asked_at=call.asked_at,
        ended_at=talk.ended_at,
        lines=talk.lines,
        title=call.context.title,
        url=personal(call.context.url, visit.person),
    )


def _beside(visit: Visit, talk: Talk) -> dict[str, Any]:
    """Return who was there, the links, and what there is to be told only of some talks."""
    others = [_addressed(visit, talk.call, other) for other in talk.company]
    made: dict[str, Any] = {"with": others, **visit.links(talk.call.id)}
    made["files_url"] = file_url(visit, talk.call.id, "FILE_ID")
    if talk.resource is not None:
        made["resource"] = TalkResource(
            resource_id=talk.resource.id,
            title=talk.resource.text.title,
            state=talk.resource.stage.value,
            url=resource_url(visit, talk.resource.id),
        )
    if talk.answer is not None:
        made["answer"] = _said_later(visit, talk.answer)
    return made


def _said_later(visit: Visit, answer: DeferredAnswer) -> TalkAnswer:
    return TalkAnswer(name=visit.names.of_teacher(answer.by), answer=answer.body, at=answer.at)


def _addressed(visit: Visit, call: Call, person: Person) -> Addressed:
    return Addressed(
        jid=visit.addresses.of_person(person.localpart),
        name=visit.names.of(call, person),
        image_url=visit.names.picture(person),
    )


def _cached(visit: Visit, person: Person, spoken: Sequence[Spoken]) -> dict[str, ChatCache]:
    """Return the talks of a session by whom they were with, in the order in which they began."""
    found: dict[str, ChatCache] = {}
    for one in sorted(spoken, key=lambda one: one.talk.call.asked_at):
        key, kind = _key(person, one.talk)
        known = found.get(key)
        messages = [*(known.messages if known else ()), *_messages(visit, person, one)]
        found[key] = ChatCache(type=kind, messages=messages)
    return found


def _key(person: Person, talk: Talk) -> tuple[str, Literal["User", "Group"]]:
    """Return whom a talk was with, by ids that tell no more than the chat did; the call itself where nobody came."""
    if len(talk.company) > 1:
        return f"{group_id((person, *talk.company))}_Group", "Group"
    return f"{talk.company[0].localpart if talk.company else talk.call.id}_User", "User"


def _messages(visit: Visit, person: Person, spoken: Spoken) -> Iterator[ChatMessage]:
    """Yield what was said, the question first."""
    call = spoken.talk.call
    yield _message(visit, person, call.asker, call.question)
    for line in spoken.lines:
        yield _message(visit, person, spoken.people.get(line.author), line.body)


def _message(visit: Visit, person: Person, author: Person | None, text: str) -> ChatMessage:
    sent = author is not None and author.id == person.id
    image = visit.names.picture(author) if author else ""
    return ChatMessage(message_text=text, type="sent" if sent else "received", image=image)
