"""What people are called towards others: by what the operator chose, and by real names towards staff."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Answer, Call, Invitation, Person
from chatxblock.domain.calls.names import PSEUDONYMS, Names, Naming
from chatxblock.domain.calls.notices import Notices
from chatxblock.domain.ports import Notice
from chatxblock.errors import NotAllowed, UnknownPerson
from chatxblock.testing import START, a_call, a_person

PSEUDONYM = Names(naming=Naming.PSEUDONYM)
STAFF = Names(naming=Naming.PSEUDONYM, real=True)
CALL_ID = UUID(int=7, version=4)


def somebody(number: int) -> Person:
    return replace(a_person(number), username=f"user_{number}", image_url=f"/{number}.png")


def asked(*numbers: int, call_id: UUID = CALL_ID) -> Call:
    invitations = tuple(Invitation(person=somebody(number), round=1, invited_at=START) for number in numbers)
    return a_call(id=call_id, asker=somebody(0), invitations=invitations)


def names_in(call: Call, names: Names = PSEUDONYM) -> list[str]:
    return [names.of(call, person) for person in (call.asker, *(i.person for i in call.invitations))]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (Names(), ("user_1", "/1.png")),
        (Names(naming=Naming.FULL), ("Person 1", "/1.png")),
        (Names(real=True), ("Person 1", "/1.png")),
        (STAFF, ("Person 1", "/1.png")),
    ],
    ids=["username", "full", "username-staff", "pseudonym-staff"],
)
def test_each_mode_shows_its_own_name(names: Names, shown: tuple[str, str]) -> None:
    call = asked(1)
    assert (names.of(call, somebody(1)), names.picture(somebody(1))) == shown
    assert names.of_newcomer(CALL_ID, somebody(1)) == names.of_teacher(somebody(1)) == shown[0]


def test_a_pseudonym_shows_nothing_of_a_person() -> None:
    assert PSEUDONYM.of(asked(1), somebody(1)) in PSEUDONYMS
    assert PSEUDONYM.picture(somebody(1)) == ""
    assert PSEUDONYM.of_teacher(somebody(1)) == "A teacher"
    assert PSEUDONYM.of(asked(1), somebody(2)) == "Somebody"


def test_nobody_shares_a_pseudonym_in_a_call_however_many_are_asked() -> None:
    names = names_in(asked(*range(1, 300)))
    assert len(set(names)) == 300
    assert set(names[:80]) == set(PSEUDONYMS)
    assert names[80:82] == [f"{names[0]} 2", f"{names[1]} 2"]
    assert names[160] == f"{names[0]} 3"


def test_a_pseudonym_stays_whatever_becomes_of_people() -> None:
    call = replace(asked(1, 2, 3), asker=somebody(0))
    before = names_in(call)
    call = events.delivered(events.declined(call, somebody(1), START), set(), {somebody(1).id}, START)
    call = events.asked_to_join(call, somebody(1), START)
    call = events.admitted(call, somebody(1), START)
    call = events.accepted(call, somebody(2), START)
    call = events.removed(call, somebody(2), START)
    call = events.invited(call, somebody(2), START)
    call = events.invited(call, somebody(4), START)
    call = events.ended(call, START)
    assert {i.answer for i in call.invitations} >= {Answer.FELLOW, Answer.WITHDRAWN}
    assert names_in(call)[:4] == before


def test_another_call_has_other_pseudonyms() -> None:
    calls = [asked(1, call_id=UUID(int=number, version=4)) for number in range(100)]
    assert len({PSEUDONYM.of(call, somebody(1)) for call in calls}) > 40


def test_she_is_called_the_same_before_she_has_asked() -> None:
    assert PSEUDONYM.of_newcomer(CALL_ID, somebody(0)) == PSEUDONYM.of(asked(1), somebody(0))


def test_a_pseudonym_is_said_in_the_readers_language() -> None:
    english = PSEUDONYM.of(asked(1), somebody(1))
    assert replace(PSEUDONYM, say=lambda word: f"le {word}").of(asked(1), somebody(1)) == f"le {english}"


def test_whose_username_is_not_known_yet_is_not_shown_by_more_than_that() -> None:
    old = replace(somebody(1), username="")
    call = asked(1)
    assert Names().of(call, old) == PSEUDONYM.of(call, old)
    assert Names().picture(old) == ""
    assert Names(real=True).of(call, old) == "Person 1"


def test_on_a_page_of_ones_own_stands_ones_own_name() -> None:
    assert [names.of_oneself(somebody(1)) for names in (Names(), PSEUDONYM, STAFF)] == ["user_1", "user_1", "Person 1"]
    assert Names().of_oneself(replace(somebody(1), username="")) == "Person 1"


@pytest.mark.parametrize("sought", ["user_1", "Person 1"])
def test_nobody_is_found_out_by_being_invited(sought: str) -> None:
    for names in (STAFF, Names(naming=Naming.FULL)):
        names.check_named(sought, "user_1")
    with pytest.raises(NotAllowed, match="A teacher may"):
        PSEUDONYM.check_named(sought, "user_1")
    if sought == "user_1":
        Names().check_named(sought, "user_1")
    else:
        with pytest.raises(UnknownPerson):
            Names().check_named(sought, "user_1")


def told(call: Call, *staff: str) -> list[Notice]:
    notices = Notices(names=Names(), staff=lambda course, user_ids: {i for i in user_ids if i in staff})
    return notices.invitations(call, call.invitations)


def test_staff_who_are_invited_are_told_real_names_and_others_are_not() -> None:
    to_staff, to_learner = told(asked(1, 2), "u1")
    assert (to_staff.asker, to_learner.asker) == ("Person 0", "user_0")
    for notice in (to_staff, to_learner):
        assert notice.body.startswith(f"{notice.asker} asks: ")
        assert notice.reason.startswith(f"{notice.asker} asks: ")
