"""What every store has to do about what staff look at. A test class derives from `StaffContract`, with a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chatxblock.domain.calls import staffing
from chatxblock.domain.calls.call import Call, Context, Person, State, Stopped
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Unit
from chatxblock.domain.ports import Helpers, Sought, Waited
from chatxblock.domain.resources.feedback import Helped
from chatxblock.testing import START
from tests.contracts.history_contract import ended, running, said
from tests.contracts.store_contract import COURSE, a_call, lease, person
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

    @pytest.mark.parametrize("most", [1, 2, 50])
    def test_all_questions_are_found_the_last_first(self, store: Store, most: int) -> None:
        calls = [asked(store, f"p{number}", "Why?", minutes=number) for number in range(5)]
        asked(store, "zoe", "Why?", course="another course")
        expected = [call.id for call in reversed(calls)]
        assert found(store, Sought(), most) == expected

    def test_each_filter_finds_what_it_says(self, store: Store) -> None:
        bo = person(store, "bo")
        first = asked(store, "alex", "Why is the MATRIX singular?", unit="unit 1", title="One")
        helped = ended(store, person(store, "cy"), bo, question="And its determinant?")
        left = asked(store, "dee", "Was ist die Größe der Matrix?", unit="unit 2", minutes=60, title="Two")
        store.save(
            left, over := left.changed(state=State.CLOSED, ended_at=START, deferred_at=START, asker_left_at=START)
        )
        store.save_feedback(helped.id, helped.asker, Helped.A_LITTLE, START)
        cases: list[tuple[Sought, list[Call]]] = [
            (Sought(words=("matrix",)), [over, first]),
            (Sought(words=("matrix", "singular")), [first]),
            (Sought(words=("größe",)), [over]),
            (Sought(words=("100%",)), []),
            (Sought(unit="unit 1"), [first]),
            (Sought(state="open"), [first]),
            (Sought(state="left"), [over]),
            (Sought(answered=True), [helped]),
            (Sought(helped="a-little"), [helped]),
            (Sought(helped="no"), []),
            (Sought(asker=first.asker.id), [first]),
            (Sought(since=START + timedelta(minutes=30)), [over]),
            (Sought(until=START + timedelta(minutes=30), words=("determinant",)), [helped]),
            (Sought(state="ended", answered=False), [over]),
        ]
        for sought, expected in cases:
            assert found(store, sought) == [call.id for call in expected], sought

    def test_a_question_comes_with_what_became_of_it(self, store: Store) -> None:
        alex, ada = person(store, "alex"), person(store, "ada")
        over = ended(store, alex, question="Why?", lines=[said(1, "Hello"), said(2, "Look", message_id="m")])
        answer = DeferredAnswer(by=ada, body="So.", at=START)
        store.save_deferred_answer(over.id, answer)
        store.save_feedback(over.id, alex, Helped.NO, START)
        store.save_feedback(over.id, ada, Helped.YES, START)  # who did not ask is not counted here
        (one,) = store.questions(alex.course, Sought(answered=True), None, 10).questions
        assert (one.call.id, one.lines, one.answer, one.helped) == (over.id, 2, answer, "no")

    def test_an_answer_that_was_put_aside_is_none(self, store: Store) -> None:
        alex = person(store, "alex")
        over = ended(store, alex, question="Why?")
        store.save_deferred_answer(over.id, DeferredAnswer(by=alex, body="No.", at=START, dismissed=True))
        assert found(store, Sought(answered=True)) == []
        assert found(store, Sought(answered=False)) == [over.id]

    def test_the_units_are_those_asked_in_by_the_title_that_they_had_last(self, store: Store) -> None:
        asked(store, "alex", "Why?", unit="unit 2", title="Zeros")
        asked(store, "bo", "Why?", unit="unit 1", title="Old")
        asked(store, "cy", "Why?", unit="unit 1", title="Matrices", minutes=5)
        assert store.units_asked_in(person(store, "alex").course, 10) == [("unit 1", "Matrices"), ("unit 2", "Zeros")]
        assert store.units_asked_in("another course", 10) == []


def asked(
    store: Store,
    who: str,
    question: str,
    *,
    minutes: int = 0,
    unit: str = "unit",
    title: str = "",
    course: str = COURSE,
) -> Call:
    """Keep a question that was asked so many minutes after the beginning."""
    asker = person(store, who, course)
    at = START + timedelta(minutes=minutes)
    context = Context(usage_key="block", title=title, url="/unit")
    call = replace(a_call(asker), question=question, unit=unit, asked_at=at, context=context)
    store.add(call, lease())
    return call


def found(store: Store, sought: Sought, most: int = 2) -> list[UUID]:
    """Find all questions, a page at a time."""
    ids: list[UUID] = []
    behind = None
    while True:
        page = store.questions(COURSE, sought, behind, most)
        ids += [one.call.id for one in page.questions]
        behind = page.next
        if behind is None:
            return ids


def wish(store: Store, who: Person, *, on: bool) -> None:
    before = store.helper(who)
    store.save_helper(before, duty.on_duty(before, None) if on else duty.off_duty(before))
