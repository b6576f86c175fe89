"""What every store has to do about what staff look at. A test class derives from `StaffContract`, with a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chatxblock.domain.calls import staffing
from chatxblock.domain.calls.call import Person, Stopped
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Unit
from chatxblock.domain.ports import Helpers, Waited
from chatxblock.testing import START
from tests.contracts.history_contract import ended, running
from tests.contracts.store_contract import a_call, lease, person
from tests.support.stores import Store


def pages(store: Store, course: str, most: int) -> list[list[UUID]]:
    """Read all open calls of a course, so many at a time."""
    found: list[list[UUID]] = []
    behind: Waited | None = None
    while True:
        page = store.open_calls(course, behind, most)
        found.append([call.id for call in page.calls])
        behind = page.next
        if behind is None:
            return found


class StaffContract:
    """Behaviours of a store that staff look into."""

    @pytest.mark.parametrize("most", [1, 2, 3, 50])
    def test_who_waits_alone_comes_first_and_the_longest_before_others(self, store: Store, most: int) -> None:
        bo = person(store, "bo")
        asked = []
        for number, (name, came) in enumerate([("c", True), ("d", False), ("e", True), ("f", False)]):
            call = running(store, person(store, name), *([bo] if came else []))
            later = call.changed(asked_at=START + timedelta(minutes=number))
            store.save(call, later)
            asked.append(call.id)
        expected = [asked[1], asked[3], asked[0], asked[2]]
        found = pages(store, bo.course, most)
        assert [one for page in found for one in page] == expected
        assert [len(page) for page in found[:-1]] == [most] * (len(found) - 1)

    def test_those_of_one_moment_are_each_there_once(self, store: Store) -> None:
        ids = {running(store, person(store, f"p{number}")).id for number in range(5)}
        found = [one for page in pages(store, person(store, "bo").course, 2) for one in page]
        assert (len(found), set(found)) == (5, ids)

    def test_what_is_over_or_of_another_course_is_not_there(self, store: Store) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        ended(store, alex, bo)
        other = replace(a_call(bo), course="another course")
        store.add(other, lease())
        assert pages(store, alex.course, 10) == [[]]
        assert pages(store, "another course", 10) == [[other.id]]

    def test_who_came_in_as_staff_and_who_ended_a_call_are_kept(self, store: Store) -> None:
        alex, ada = person(store, "alex"), person(store, "ada")
        call = running(store, alex)
        inside = staffing.entered(call, ada, START)
        store.save(call, inside)
        assert store.load(call.id).invitations == inside.invitations
        over = staffing.stopped(inside, ada, "It is in the lecture.", START)
        store.save(inside, over)
        assert store.load(call.id).stopped == Stopped(by=ada, reason="It is in the lecture.")

    def test_who_is_there_and_wishes_to_be_asked_is_on_duty(self, store: Store) -> None:
        names = ("bo", "cy", "dee", "ed", "fay")
        people = [person(store, name) for name in names]
        for one in people[:4]:
            wish(store, one, on=True)
            store.arrive(one, START)
        wish(store, people[1], on=False)
        wish(store, people[4], on=True)  # and is not there
        for title, helps in (("Unit 4", True), ("Unit 3", True), ("Unit 1", False)):
            store.save_unit(people[0], Unit(key=title, title=title, helps=helps), wish=True)
        running(store, person(store, "alex"), people[2])
        first = store.on_duty(people[0].course, 0, 2)
        assert [one.helper.person.name for one in first.helpers] == ["Bo", "Dee"]
        assert first.helpers[0].units == ("Unit 3", "Unit 4")
        assert [(one.since, one.helper.open_calls) for one in first.helpers] == [(START, 0), (START, 1)]
        assert first.next == people[2].id
        rest = store.on_duty(people[0].course, first.next, 2)
        assert ([one.helper.person.name for one in rest.helpers], rest.next) == (["Ed"], None)
        assert store.on_duty("another course", 0, 2) == Helpers(helpers=(), next=None)


def wish(store: Store, who: Person, *, on: bool) -> None:
    before = store.helper(who)
    store.save_helper(before, duty.on_duty(before, None) if on else duty.off_duty(before))
