"""What the handlers of the staff do about somebody who shall not ask or help for a time.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from datetime import timedelta

from chatxblock import wiring_staff
from chatxblock.domain.calls.call import Person, Role
from chatxblock.domain.staff.bars import Bar, Doing
from chatxblock.domain.staff.deeds import Kind
from chatxblock.errors import BadInput, ChatxblockError, UnknownPerson
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import platform
from chatxblock.web import schemas
from chatxblock.web.schemas.bars import StaffBar, StaffBarAnswer
from chatxblock.web.visit import Visit

BARRED = {Doing.ASKING: Kind.BARRED_ASKING, Doing.HELPING: Kind.BARRED_HELPING}
UNBARRED = {Doing.ASKING: Kind.UNBARRED_ASKING, Doing.HELPING: Kind.UNBARRED_HELPING}


def staff_bar(visit: Visit, told: StaffBar) -> StaffBarAnswer:
    """Keep somebody from asking or helping for a time, or let them again; return what they are barred from now."""
    person = visit.addressed(told.person)
    if person.course != visit.course:
        raise UnknownPerson()
    removed = 0
    for doing in told.doings:
        if told.undo:
            _lift(visit, person, doing)
        else:
            _check(visit, person)
            _bar(visit, person, doing, told)
    if told.remove and not told.undo and Doing.HELPING in told.doings:
        removed = _put_out(visit, person)
    bars = wiring_staff.bars().bars([person], visit.service.now())
    return StaffBarAnswer(bars=[schemas.bars.Bar.of(bar) for bar in bars], removed=removed)


def _check(visit: Visit, person: Person) -> None:
    if person.id == visit.person.id:
        raise BadInput(_("You can't bar yourself."))
    if platform.on_staff(visit.course, [person.user_id]):
        raise BadInput(_("Staff of the course can't be barred."))


def _bar(visit: Visit, person: Person, doing: Doing, told: StaffBar) -> None:
    now = visit.service.now()
    until = None if told.hours is None else now + timedelta(hours=told.hours)
    bar = Bar(person=person, doing=doing, words=told.words, by=visit.person, at=now, until=until)
    wiring_staff.bars().set_bar(bar)
    if doing is Doing.HELPING:
        visit.duty.go(person)
    visit.note(BARRED[doing], person=person, until=until, reason=told.words)


def _lift(visit: Visit, person: Person, doing: Doing) -> None:
    if wiring_staff.bars().lift_bar(person, doing, visit.service.now()):
        visit.note(UNBARRED[doing], person=person)


def _put_out(visit: Visit, person: Person) -> int:
    """Put somebody out of the rooms in which they help; one that is just ending keeps nobody from the others."""
    helping = [call for call in visit.service.offers(person) if call.role_of(person) is Role.HELPER]
    removed = 0
    for call in helping:
        try:
            visit.service.remove(call.id, visit.person, person, staff=True)
        except ChatxblockError:
            continue
        visit.note(Kind.REMOVED, call=call, person=person)
        removed += 1
    return removed
