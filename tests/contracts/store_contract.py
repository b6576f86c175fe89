"""What every store has to do. A test class derives from `StoreContract` and gives it a fixture `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Answer, Call, Context, Person, Report, State, User
from chatxblock.domain.calls.rounds import Pool, Round
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Lease
from chatxblock.errors import AlreadyInCall, CallNotFound, RequestIdTaken, StaleCall
from chatxblock.testing import START
from tests.support.stores import Store

COURSE = "course-v1:Org+Algebra+2026"


def lease(seconds: float = 10.0) -> Lease:
    return Lease(token=uuid4().hex, until=START + timedelta(seconds=seconds))


def due(store: Store, now: datetime) -> list[UUID]:
    """The calls that are due, longest waiting first, as they are found by taking one after the other."""
    found: list[UUID] = []
    while (call_id := store.take_due(held := lease(), now, found)) is not None:
        store.release(call_id, held)
        found.append(call_id)
    return found


def person(store: Store, name: str, course: str = COURSE) -> Person:
    return store.people(course, [User(user_id=name, name=name.title())])[0]


def drawn(store: Store, call: Call) -> list[Person]:
    """Those of the author's list who are left, drawn one by one."""
    some = store.draw(call, Pool.LISTED, None, 1)
    found = list(some.helpers)
    while some.behind is not None:
        some = store.draw(call, Pool.LISTED, some.behind, 1)
        found += some.helpers
    return [helper.person for helper in found]


def a_call(asker: Person, *, call_id: UUID | None = None, listed: tuple[int, ...] = ()) -> Call:
    return Call(
        id=call_id or uuid4(),
        course=asker.course,
        unit="unit",
        block="block",
        asker=asker,
        question="Why is the matrix not invertible here? 🤔 שלום",
        context=Context(usage_key="block", title="Unit 3", url="/unit/3"),
        room=uuid4().hex,
        window_url="/window/CALL_ID",
        asked_at=START,
        touched_at=START,
        rounds=(Round(size=2, wait=60.0),),
        listed=listed,
        next_round_at=START,
    )


def a_line(number: int) -> Line:
    return Line(
        id=str(1000 + number), sent_at=START + timedelta(seconds=number), author="abc", body=f"line {number} 🎉"
    )


class StoreContract:
    """Behaviours of a store."""

    def test_a_user_is_the_same_person_every_time(self, store: Store) -> None:
        first, again = person(store, "alex"), person(store, "alex")
        assert first == again
        assert first.localpart != "alex"
        assert first.name == "Alex"

    def test_a_user_is_somebody_else_in_another_course(self, store: Store) -> None:
        assert person(store, "alex").localpart != person(store, "alex", "other").localpart

    def test_people_come_in_the_order_asked_for_and_take_new_names(self, store: Store) -> None:
        person(store, "bo")
        names = ("cy", "bo", "al")
        users = [User(user_id=n, name=f"New {n}", username=f"{n}_1", image_url=f"/{n}.png") for n in names]
        found = store.people(COURSE, users)
        assert [(p.name, p.username) for p in found] == [("New cy", "cy_1"), ("New bo", "bo_1"), ("New al", "al_1")]
        assert store.people(COURSE, users) == found

    def test_what_nobody_looked_up_stays_as_it_was(self, store: Store) -> None:
        store.people(COURSE, [User(user_id="bo", name="Bo", username="bo_1", image_url="/bo.png")])
        bo = person(store, "bo")
        assert (bo.username, bo.image_url) == ("bo_1", "/bo.png")
        assert store.persons([bo.localpart]) == {bo.localpart: bo}

    def test_localparts_lead_back_to_people(self, store: Store) -> None:
        alex = person(store, "alex")
        assert store.persons([alex.localpart, "nobody"]) == {alex.localpart: alex}

    def test_who_was_there_before_is_known_and_nobody_else_is_made(self, store: Store) -> None:
        alex = person(store, "alex")
        assert store.known(COURSE, "alex") == alex
        assert store.known(COURSE, "bo") is None
        assert store.known("other", "alex") is None

    def test_a_call_comes_back_as_it_was_kept(self, store: Store) -> None:
        call = a_call(person(store, "alex"), listed=(person(store, "bo").id,))
        assert store.add(call, lease()) == (call, True)
        assert store.load(call.id) == call

    def test_the_same_request_finds_the_call_that_is_there(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        assert store.add(replace(call, room="other"), lease()) == (call, False)

    def test_somebody_elses_request_id_is_refused(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        with pytest.raises(RequestIdTaken):
            store.add(a_call(person(store, "bo"), call_id=call.id), lease())

    def test_second_question_of_an_asker_meets_the_open_call(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        with pytest.raises(AlreadyInCall) as caught:
            store.add(a_call(call.asker), lease())
        assert caught.value.call == call
        assert store.open_call(call.asker) == call

    def test_the_end_of_a_call_lets_its_asker_ask_again(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        store.save(call, events.ended(call, START))
        assert store.open_call(call.asker) is None
        assert store.add(a_call(call.asker), lease())[1]

    def test_an_unknown_call_is_not_found(self, store: Store) -> None:
        with pytest.raises(CallNotFound):
            store.load(uuid4())

    def test_of_two_changes_to_the_same_revision_one_wins(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        store.save(call, events.solved(call, START))
        with pytest.raises(StaleCall):
            store.save(call, events.ended(call, START))
        assert store.load(call.id).state is State.WAITING

    def test_of_two_reports_to_the_same_revision_none_is_lost(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        reports = [Report(lines=number, last_id="é") for number in (1, 2)]
        first, second = (events.gone(call, call.asker, report, START) for report in reports)
        store.save(call, first)
        with pytest.raises(StaleCall):
            store.save(call, second)
        again = store.load(call.id)
        store.save(again, events.gone(again, call.asker, reports[1], START))
        assert list(store.load(call.id).reports) == reports

    def test_a_quiet_change_to_an_invitation_does_not_overwrite_a_newer_revision(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        asked = events.widened(events.opened(call, START), [person(store, "bo")], START)
        store.save(call, asked)
        helper = asked.invitations[0].person
        store.save(asked, events.accepted(asked, helper, START))
        quiet = events.delivered(replace(asked, admitted_at=START), {helper.id}, set(), START)
        with pytest.raises(StaleCall):
            store.save(replace(asked, admitted_at=START), quiet)
        assert store.load(call.id).invitations[0].answer is Answer.ACCEPTED

    def test_invitations_are_kept_in_the_order_they_were_made(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        helpers = [person(store, name) for name in ("cy", "bo", "al")]
        store.add(call, lease())
        asked = events.widened(call, helpers[:2], START)
        store.save(call, asked)
        more = events.invited(events.accepted(asked, helpers[1], START), helpers[2], START)
        store.save(asked, more)
        assert store.load(call.id) == more
        assert [i.person for i in store.load(call.id).invitations] == helpers

    def test_offers_are_the_running_calls_one_may_come_to(self, store: Store) -> None:
        helper, other = person(store, "bo"), person(store, "cy")
        first, second = (replace(a_call(person(store, name)), asked_at=START) for name in ("alex", "dee"))
        for call in (first, second):
            store.add(call, lease())
            store.save(call, events.widened(call, [helper, other], START))
        declined = events.declined(store.load(second.id), other, START)
        store.save(store.load(second.id), declined)
        assert {call.id for call in store.offers(helper)} == {first.id, second.id}
        assert [call.id for call in store.offers(other)] == [first.id]
        store.save(store.load(first.id), events.ended(store.load(first.id), START))
        assert [call.id for call in store.offers(helper)] == [second.id]

    def test_candidates_are_the_listed_who_were_not_asked(self, store: Store) -> None:
        asker, *helpers = (person(store, name) for name in ("alex", "bo", "cy", "dee"))
        call = a_call(asker, listed=(asker.id, *(helper.id for helper in reversed(helpers))))
        store.add(call, lease())
        assert drawn(store, call) == helpers[::-1]
        assert drawn(store, events.widened(call, [helpers[1]], START)) == [helpers[2], helpers[0]]

    def test_a_touch_is_noted_in_the_calls_one_takes_part_in(self, store: Store) -> None:
        later = START + timedelta(seconds=30)
        helper, bystander = person(store, "bo"), person(store, "cy")
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        asked = events.widened(call, [helper, bystander], START)
        store.save(call, asked)
        store.save(asked, events.accepted(asked, helper, START))
        store.touch(bystander, later)
        assert store.load(call.id).touched_at == START
        store.touch(helper, later)
        touched = store.load(call.id)
        assert touched.touched_at == later
        assert [i.touched_at for i in touched.invitations] == [later, None]

    def test_a_leased_call_is_not_due_until_the_lease_is_over(self, store: Store) -> None:
        call, held = a_call(person(store, "alex")), lease(10)
        store.add(call, held)
        assert due(store, START) == []
        assert not store.take(call.id, lease(), START)
        store.release(call.id, held)
        assert due(store, START) == [call.id]
        assert store.take(call.id, lease(), START)
        assert due(store, START) == []
        assert due(store, START + timedelta(seconds=11)) == [call.id]

    def test_the_due_call_that_waited_longest_is_taken_and_each_by_one(self, store: Store) -> None:
        first, second, third = (
            replace(a_call(person(store, name)), asked_at=START + timedelta(seconds=seconds))
            for seconds, name in enumerate(("alex", "bo", "cy"), start=1)
        )
        for call in (third, first, second):
            held = lease(0)
            store.add(call, held)
            store.release(call.id, held)
        mine, then = lease(), START + timedelta(seconds=3)
        assert store.take_due(lease(), START) is None
        assert store.take_due(mine, then, [second.id]) == first.id
        assert store.take_due(lease(), then, [second.id]) == third.id
        assert store.take_due(lease(), then, [second.id]) is None
        store.release(first.id, mine)
        assert not store.take(third.id, lease(), then)
        assert [store.take_due(lease(), then) for _ in range(3)] == [first.id, second.id, None]

    def test_a_foreign_lease_cannot_be_released(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        store.release(call.id, lease())
        assert not store.take(call.id, lease(), START)

    def test_a_closed_call_is_never_due(self, store: Store) -> None:
        call, held = a_call(person(store, "alex")), lease()
        store.add(call, held)
        store.release(call.id, held)
        over = events.closed(events.archived(events.ended(call, START), True, START), START)
        store.save(call, over)
        assert due(store, START + timedelta(days=1)) == []

    def test_lines_are_kept_once_and_in_order(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        lines = [a_line(number) for number in range(5)]
        store.keep(call.id, lines[2:], 2)
        store.keep(call.id, lines[:3], 0)
        assert store.log(call.id) == lines

    def test_what_lines_say_of_others_comes_back(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        lines = [
            a_line(0),
            replace(a_line(1), replaces="m0", taken_back=True),
            replace(a_line(2), answers="1000", quoted=12),
            replace(a_line(3), body="", reacts_to="1000", reactions=("👍", "💡")),
            replace(a_line(4), body="", reacts_to="1000"),
        ]
        store.keep(call.id, lines, 0)
        assert store.log(call.id) == lines

    def test_a_log_comes_page_by_page_as_it_comes_whole(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        lines = [a_line(number) for number in range(7)]
        store.keep(call.id, lines[:4], 0)
        store.keep(call.id, lines[4:], 3)  # the fifth at the place of the fourth: pages overlap when a worker dies
        found, after, pages = store.log_page(call.id, "", 3), "", []
        while found[0]:
            pages.append(len(found[0]))
            lines, after = lines[len(found[0]) :], found[1]
            if not after:
                break
            found = store.log_page(call.id, after, 3)
        assert pages == [3, 3, 1]
        assert lines == []
        assert store.log_page(call.id, "", 7) == (store.log(call.id), "")

    def test_the_last_lines_and_the_end_are_kept_together_or_not_at_all(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        over = events.ended(call, START)
        store.save(call, over)
        with pytest.raises(StaleCall):
            store.finish(call, events.archived(over, True, START), [a_line(1)], 0)
        assert store.log(call.id) == []
        store.finish(over, events.archived(over, True, START), [a_line(1)], 0)
        assert store.log(call.id) == [a_line(1)]
        assert store.load(call.id).complete is True

    def test_reports_of_windows_come_back(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        told = events.gone(call, call.asker, Report(lines=3, last_id="1002"), START)
        store.save(call, told)
        assert store.load(call.id).reports == (Report(lines=3, last_id="1002"),)

    def test_of_two_quiet_changes_none_leaves_the_call_late(self, store: Store) -> None:
        """Somebody comes on duty while an offer is delivered: neither change is news, and both say when to look."""
        call = replace(a_call(person(store, "alex")), rounds=(Round(size=2, wait=600.0),))
        store.add(call, lease())
        short = events.widened(events.opened(call, START), [person(store, "bo")], START)
        store.save(call, short)
        helper, soon = short.invitations[0].person, START + timedelta(seconds=1)
        hurried, delivered = events.hurried(short, soon), events.delivered(short, {helper.id}, set(), soon)
        store.save(short, delivered)
        with pytest.raises(StaleCall):
            store.save(short, hurried)
        again = store.load(call.id)
        store.save(again, events.hurried(again, soon))
        kept = store.load(call.id)
        assert (kept.next_round_at, kept.invitations[0].notified_at, kept.due_at) == (soon, soon, soon)

    def test_a_touch_is_not_lost_by_a_change_that_began_before_it(self, store: Store) -> None:
        call, later = a_call(person(store, "alex")), START + timedelta(seconds=30)
        store.add(call, lease())
        asked = events.widened(call, [person(store, "bo")], START)
        store.save(call, asked)
        there = events.accepted(asked, asked.invitations[0].person, START)
        store.save(asked, there)
        store.touch(there.invitations[0].person, later)
        store.save(there, events.solved(there, START))
        kept = store.load(call.id)
        assert (kept.solved_at, kept.touched_at, kept.invitations[0].touched_at) == (START, later, later)

    def test_a_change_that_raises_no_version_is_refused(self, store: Store) -> None:
        call = a_call(person(store, "alex"))
        store.add(call, lease())
        with pytest.raises(ValueError, match="version"):
            store.save(call, replace(call, attempts=1))

    def test_a_call_that_fails_is_set_aside_for_longer_each_time(self, store: Store) -> None:
        bad, good, held = a_call(person(store, "alex")), a_call(person(store, "bo")), lease(0)
        for call in (bad, good):
            store.add(call, held)
        for seconds in (30, 60, 120):
            store.set_aside(bad.id, START)
            just_before, then = (START + timedelta(seconds=seconds + more) for more in (-1, 0))
            assert due(store, just_before) == [good.id]
            assert not store.take(bad.id, lease(), just_before)
            assert set(due(store, then)) == {bad.id, good.id}
        for _ in range(20):
            store.set_aside(bad.id, START)
        assert set(due(store, START + timedelta(hours=1))) == {bad.id, good.id}
        assert store.failing() == {bad.id}
        store.recovered(bad.id)
        assert store.failing() == frozenset()
        assert set(due(store, START)) == {bad.id, good.id}
