"""What the handlers of a call do, one function a handler: what was taken in, a verb of the service, an answer out.

Authorisation by role is the service's; that the caller is logged in and enrolled was settled by the visit. This module
must not know of stanzas or tables.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext

from chatxblock import wiring
from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.meeting import Meeting
from chatxblock.domain.calls.question import Question
from chatxblock.domain.clean_names import clean_name
from chatxblock.domain.resources.feedback import Helped, had_question
from chatxblock.domain.staff.deeds import Kind
from chatxblock.errors import AlreadyInCall, CallNotFound, ChatxblockError, UnknownPerson
from chatxblock.openedx import platform
from chatxblock.rooms.kinds import CHAT
from chatxblock.web.answers import call_answer, own_call_answer, shown, shown_later
from chatxblock.web.file_links import files_place
from chatxblock.web.pages import issue_ticket, page, page_data
from chatxblock.web.responses import Json, Page, sentence
from chatxblock.web.schemas.base import Nothing
from chatxblock.web.schemas.calls import (
    AlreadyInCallProblem,
    Ask,
    Call,
    CallAnswer,
    DeclineAnswer,
    Departure,
    Farewell,
    Invite,
    Look,
    OfCall,
    OfPerson,
    Place,
    Sought,
)
from chatxblock.web.schemas.exercises import ExercisesAnswer, ShownExercise
from chatxblock.web.schemas.leaving import Leave
from chatxblock.web.schemas.pages import PageOfQuestion, RoomData
from chatxblock.web.schemas.people import Me, PeopleAnswer, Role
from chatxblock.web.schemas.places import Context
from chatxblock.web.visit import Visit

log = logging.getLogger(__name__)


def ask(visit: Visit, told: Ask) -> Json[CallAnswer] | Json[AlreadyInCallProblem]:
    """Keep a question and ask the first round: 201, 200 for an id seen before, 409 with the call she is in already."""
    author = visit.author
    question = Question(
        id=told.request_id,
        text=told.question,
        context=_context(visit, told),
        unit=visit.mount.unit().key,
        block=visit.mount.usage_key(),
        section=visit.mount.section(),
        read=told.read_before(),
        window_url=visit.mount.window_url(),
        rounds=visit.plan,
        helper_limit=author.helper_limit,
        grace=visit.config.grace_seconds,
        listed=tuple(platform.user_of(member) for member in platform.members(visit.course, author.helpers)),
        eligibility=author.who_helps,
        peering=author.peering,
        room_kind=kind_of(visit),
        caps=author.caps,
    )
    try:
        call, new = visit.service.ask(visit.person, question)
    except AlreadyInCall as error:
        problem = AlreadyInCallProblem(error=sentence(error), code=error.code, call=shown(visit, error.call))
        return Json(value=problem, status=409)
    return Json(value=call_answer(visit, call), status=201 if new else 200)


def exercises(visit: Visit, _told: Nothing) -> ExercisesAnswer:
    """Return what the asker may send along: what she reads in this unit, and what she answered, for her alone."""
    return ExercisesAnswer(exercises=[ShownExercise.of(exercise) for exercise in visit.mount.exercises()])


def call(visit: Visit, told: Look) -> CallAnswer:
    """Return a call, after doing what is due; `inside` says that a room window asks."""
    inside = bool(told.inside)
    found = visit.service.call(told.call_id, visit.person, staff=visit.caller.staff, inside=inside)
    return CallAnswer(call=shown_later(visit, found))


def cancel(visit: Visit, told: OfCall) -> CallAnswer:
    """Withdraw the caller's question."""
    return call_answer(visit, visit.service.cancel(told.call_id, visit.person))


def solved(visit: Visit, told: OfCall) -> CallAnswer:
    """Note that the asker got it."""
    return call_answer(visit, visit.service.solved(told.call_id, visit.person))


def accept(visit: Visit, told: OfCall) -> CallAnswer:
    """Let the caller come as a helper."""
    return call_answer(visit, visit.service.accept(told.call_id, visit.person))


def is_there(visit: Visit, told: OfCall) -> bool:
    """Tell whether the caller is in the room as a helper, and only comes back to what she has begun."""
    try:
        return visit.service.part(told.call_id, visit.person).role_of(visit.person) is domain.Role.HELPER
    except ChatxblockError:
        return False


def decline(visit: Visit, told: OfCall) -> DeclineAnswer:
    """Take the caller's no."""
    declined = visit.service.decline(told.call_id, visit.person)
    out = declined.role_of(visit.person) is None
    return DeclineAnswer(
        call=Farewell.of(declined, visit.person, visit.service.now()) if out else shown(visit, declined)
    )


def seen(visit: Visit, told: OfCall) -> CallAnswer:
    """Note that the caller has the question on the screen."""
    return call_answer(visit, visit.service.seen(told.call_id, visit.person))


def leave(visit: Visit, told: Leave) -> CallAnswer:
    """Let the caller leave for good, and keep what they say with it; nothing of that keeps anybody from leaving."""
    found = visit.service.leave(told.call_id, visit.person, told.report())
    if not told.asked or not found.took_part(visit.person):
        return call_answer(visit, found)
    helped = Helped(told.helped) if told.helped and had_question(found, visit.person) else None
    wiring.feedback().say(found, visit.person, helped=helped, quote_me=told.quote_me)
    return own_call_answer(visit, found)


def gone(visit: Visit, told: Departure) -> CallAnswer:
    """Note that a window of the caller's closed."""
    return call_answer(visit, visit.service.gone(told.call_id, visit.person, told.report()))


def invite(visit: Visit, told: Invite) -> CallAnswer:
    """Ask one more person in, by username or exact name."""
    sought = clean_name(told.person)  # what was copied from somewhere may have something hidden in it
    found = platform.members(visit.course, [sought])
    visit.names.check_named(sought, found[0].username if found else "")
    if not found:
        raise UnknownPerson()
    guest = visit.service.people(visit.course, [platform.user_of(found[0])])[0]
    return call_answer(visit, visit.service.invite(told.call_id, visit.person, guest, staff=visit.caller.staff))


def remove(visit: Visit, told: OfPerson) -> CallAnswer:
    """Put somebody out, given by the address that `people` returned."""
    guest = visit.person_at(told)
    call = visit.service.remove(told.call_id, visit.person, guest, staff=visit.caller.staff)
    if visit.person.id != call.asker.id:
        visit.note(Kind.REMOVED, call=call, person=guest)
    return call_answer(visit, call)


def thank(visit: Visit, told: OfPerson) -> CallAnswer:
    """Say thank you to a helper, given by the address that `people` returned."""
    return call_answer(visit, visit.service.thank(told.call_id, visit.person, visit.person_at(told)))


def people(visit: Visit, told: Sought) -> PeopleAnswer:
    """Return who takes part in a call; whom the caller sees there and cannot name is looked for."""
    seen = visit.addresses.person_at(told.person) if told.person else ""
    found = visit.service.people_of(told.call_id, visit.person, staff=visit.caller.staff, seen=seen)
    return PeopleAnswer.of(found, visit.person, visit.names, visit.addresses)


def window(visit: Visit, told: OfCall) -> Page:
    """Return the room window, also before its call exists."""
    try:
        found = visit.service.call(told.call_id, visit.person, staff=visit.caller.staff, inside=True)
    except CallNotFound:
        found = None
    meeting = _meeting_of(visit, found)
    script = "room" if meeting.kind == CHAT else "link-room"
    data = _room_data(visit, told.call_id, found, meeting)
    return page(visit, gettext("Ask a helper"), data, script=script, template="room.html")


def kind_of(visit: Visit) -> str:
    """Return where the author lets people meet; in the chat where the operator has no such place any more."""
    kind = visit.author.room_kind
    if kind and kind not in visit.config.room_kinds:
        log.warning("a block has an unknown kind of room, its people meet in the chat")
        return ""
    return kind


def _meeting_of(visit: Visit, found: domain.Call | None) -> Meeting:
    """Return where people meet, or will where there is no call yet."""
    return visit.service.meeting(found, visit.person) if found else visit.service.meeting_in(kind_of(visit))


def _room_data(visit: Visit, call_id: UUID, found: domain.Call | None, meeting: Meeting) -> RoomData:
    call: Call | None = shown_later(visit, found) if found else None
    context = found.context if found else visit.mount.place()
    place = Context.at(context, visit.person)
    return RoomData(
        **page_data(visit),
        call_id=call_id,
        call=call,
        ticket=issue_ticket(visit) if visit.caller.enrolled and (found is None or found.running) else None,
        me=_me(visit, call_id, found),
        role=_window_role(call),
        page=PageOfQuestion(title=place.title, url=place.url),
        place=Place.of(meeting),
        may_name=visit.names.may_name,
        files=files_place(visit, call_id, kind=meeting.kind),
    )


def _me(visit: Visit, call_id: UUID, found: domain.Call | None) -> Me:
    """Return the reader as the others in the call see her."""
    names, person = visit.names, visit.person
    name = names.of(found, person) if found else names.of_newcomer(call_id, person)
    address = visit.addresses.of_person(person.localpart)
    return Me(jid=address, name=name, image_url=names.picture(person))


def _window_role(call: Call | None) -> Role:
    """Return what the reader is in the window; who asks has one before there is a call."""
    if call is None:
        return "asker"
    return "staff" if call.my_role == "removed" else call.my_role


def _context(visit: Visit, told: Ask) -> domain.Context:
    """Return where the asker is stuck, and how far she is there, which only a peering is told."""
    unit = visit.mount.unit().key
    attempts, score = platform.progress(visit.course, unit, visit.caller.user_id)
    return replace(told.at(visit.mount.place()), attempts=attempts, score=score)
