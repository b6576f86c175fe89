"""What the handlers answer staff about the people of their course, and about who of the staff did what.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatxblock import wiring_staff
from chatxblock.domain.staff.bars import Bar
from chatxblock.domain.staff.deeds import KeptDeed
from chatxblock.domain.staff.people import Active, PeopleSought, Sort
from chatxblock.errors import BadInput
from chatxblock.openedx import platform
from chatxblock.web.schemas import bars
from chatxblock.web.schemas.staff_people import (
    KINDS,
    CoursePeopleAnswer,
    CoursePerson,
    DeedsAnswer,
    DeedsWish,
    PeopleWish,
    StaffDeed,
    mark_text,
)
from chatxblock.web.visit import Visit

PAGE = 25


def staff_people(visit: Visit, told: PeopleWish) -> CoursePeopleAnswer:
    """Return a page of those who asked or helped in the course, in the order told."""
    sort = Sort(told.sort)
    if told.after and sort is not Sort.NAME and not (told.after.value.isascii() and told.after.value.isdigit()):
        raise BadInput()
    sought = PeopleSought(sort=sort, query=told.query, behind=told.after)
    found = wiring_staff.people().active(visit.course, sought, PAGE + 1)
    shown = found[:PAGE]
    user_ids = [one.person.user_id for one in shown]
    held = wiring_staff.bars().bars([one.person for one in shown], visit.service.now())
    there = platform.in_course(visit.course, user_ids) if user_ids else set()
    staff = platform.on_staff(visit.course, user_ids) if user_ids else set()
    return CoursePeopleAnswer(
        people=[_person(visit, one, held, there, staff) for one in shown],
        next=mark_text(shown[-1].mark(sort)) if len(found) > PAGE else None,
    )


def staff_deeds(visit: Visit, told: DeedsWish) -> DeedsAnswer:
    """Return a page of what the staff of the course did, the newest first."""
    found = wiring_staff.deeds().deeds(visit.course, told.before, PAGE + 1)
    shown = found[:PAGE]
    return DeedsAnswer(deeds=[_deed(visit, one) for one in shown], next=shown[-1].id if len(found) > PAGE else None)


def _person(
    visit: Visit, one: Active, held: Sequence[Bar], there: Collection[str], staff: Collection[str]
) -> CoursePerson:
    person = one.person
    address = visit.addresses.of_person(person.localpart)
    return CoursePerson(
        jid=address,
        name=visit.names.of_author(person),
        username=person.username,
        image_url=visit.names.picture(person),
        questions=one.questions,
        asked=one.asked,
        answered=one.answered,
        thanked=one.thanked,
        seen_at=one.seen_at,
        on_duty=one.on_duty,
        staff=person.user_id in staff,
        left=person.user_id not in there,
        bars=[bars.Bar.of(bar) for bar in held if bar.person.id == person.id],
        rooms=list(one.rooms),
        history_url=visit.mount.handler("history_page", address),
    )


def _deed(visit: Visit, kept: KeptDeed) -> StaffDeed:
    deed, names = kept.deed, visit.names
    return StaffDeed(
        id=kept.id,
        kind=KINDS[deed.kind],
        by=names.of_author(deed.by),
        person=names.of_author(deed.person) if deed.person else None,
        title=kept.title,
        reason=deed.reason,
        until=deed.until,
        at=deed.at,
    )
