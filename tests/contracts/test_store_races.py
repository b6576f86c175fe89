"""Two and eight threads do the same thing to the same call at the same moment: one of them does it.

On each database, each with real connections and real transactions, since that is what decides such races; each three
times, since who wins differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Answer, Call, User
from chatxblock.errors import AlreadyInCall, ChatxblockError, StaleCall
from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from tests.contracts.store_contract import COURSE, a_call, a_line, due, lease, person
from tests.support.databases import Database, at_once

pytestmark = [
    pytest.mark.usefixtures("turn"),
    pytest.mark.parametrize("many", [2, 8]),
    pytest.mark.parametrize("turn", [1, *(pytest.param(turn, marks=pytest.mark.soak) for turn in (2, 3))]),
]


@pytest.fixture
def turn() -> int:
    """Which of several times this is; a test does the same each time."""
    return 0


@pytest.fixture
def store(database: Database) -> DjangoStore:
    return DjangoStore()


def outcome(job: Callable[[], object]) -> str:
    """What became of it, as a word: what it returned, or the code of the error it raised."""
    try:
        return str(job())
    except ChatxblockError as error:
        return error.code


def kept(store: DjangoStore, *helpers: str) -> Call:
    """A call, with these people asked to help."""
    call = replace(a_call(person(store, "alex")), helper_limit=max(len(helpers), 1))
    store.add(call, lease())
    asked = events.widened(call, [person(store, name) for name in helpers], START)
    store.save(call, asked)
    return asked


def test_the_same_request_makes_one_call(store: DjangoStore, many: int) -> None:
    call = a_call(person(store, "alex"))
    made = at_once(many, lambda _: store.add(call, lease()))
    assert [there for there, _ in made] == [call] * many
    assert Counter(new for _, new in made) == {True: 1, False: many - 1}


def test_one_asker_has_one_open_call(store: DjangoStore, many: int) -> None:
    asker = person(store, "alex")
    said = at_once(many, lambda _: outcome(lambda: store.add(a_call(asker), lease())[1]))
    assert Counter(said) == {"True": 1, AlreadyInCall.code: many - 1}


def test_of_changes_to_the_same_revision_one_is_saved(store: DjangoStore, many: int) -> None:
    call = kept(store, *(f"helper {number}" for number in range(many)))
    comings = [events.accepted(call, invitation.person, START) for invitation in call.invitations]
    said = at_once(many, lambda which: outcome(lambda: store.save(call, comings[which])))
    assert Counter(said) == {"None": 1, StaleCall.code: many - 1}
    assert store.load(call.id) == comings[said.index("None")]


def test_of_rounds_sent_at_the_same_moment_one_is_kept(store: DjangoStore, many: int) -> None:
    helpers = [person(store, name) for name in ("bo", "cy", "dee")]
    call = kept(store)
    rounds = [events.widened(call, helpers[n % 3 :] + helpers[: n % 3], START) for n in range(many)]
    said = at_once(many, lambda which: outcome(lambda: store.save(call, rounds[which])))
    assert Counter(said) == {"None": 1, StaleCall.code: many - 1}
    assert store.load(call.id) == rounds[said.index("None")]


def test_one_takes_the_lease(store: DjangoStore, many: int) -> None:
    call, first = a_call(person(store, "alex")), lease()
    store.add(call, first)
    store.release(call.id, first)
    leases = [lease() for _ in range(many)]
    taken = at_once(many, lambda which: store.take(call.id, leases[which], START))
    assert Counter(taken) == {True: 1, False: many - 1}
    store.release(call.id, leases[taken.index(False)])
    assert due(store, START) == []
    store.release(call.id, leases[taken.index(True)])
    assert due(store, START) == [call.id]


def test_of_many_sweeps_each_is_given_other_calls(store: DjangoStore, many: int) -> None:
    waiting = []
    for number in range(2 * many):
        call, first = a_call(person(store, f"asker {number}")), lease()
        store.add(call, first)
        store.release(call.id, first)
        waiting.append(call.id)
    taken = at_once(many, lambda _: [store.take_due(lease(), START) for _ in range(2)])
    assert Counter(one for ones in taken for one in ones) == dict.fromkeys(waiting, 1)
    assert store.take_due(lease(), START) is None


def test_the_same_lines_are_kept_once(store: DjangoStore, many: int) -> None:
    call, lines = kept(store), [a_line(number) for number in range(60)]
    at_once(many, lambda which: store.keep(call.id, lines[which:], which))
    assert store.log(call.id) == lines


def test_one_ends_a_call_with_its_log(store: DjangoStore, many: int) -> None:
    call, lines = kept(store), [a_line(number) for number in range(20)]
    over = events.ended(call, START)
    store.save(call, over)
    archived = events.archived(over, True, START)
    said = at_once(many, lambda _: outcome(lambda: store.finish(over, archived, lines, 0)))
    assert Counter(said) == {"None": 1, StaleCall.code: many - 1}
    assert store.log(call.id) == lines


def test_a_user_who_comes_many_times_at_once_is_one_person(store: DjangoStore, many: int) -> None:
    users = [User(user_id=name, name=f"{name} 🦊") for name in ("alex", "bo")]
    found = at_once(many, lambda which: store.people(COURSE, users[:: 1 if which % 2 else -1]))
    assert len({person for people in found for person in people}) == 2


def test_people_enter_while_the_call_changes(store: DjangoStore, many: int) -> None:
    call = kept(store, *(f"helper {number}" for number in range(many)))

    def come(which: int) -> str:
        helper = call.invitations[which].person
        for _ in range(many):
            before = store.load(call.id)
            if outcome(partial(store.save, before, events.accepted(before, helper, START))) == "None":
                store.touch(helper, START)
                return "came"
        return "others were quicker every time"

    assert set(at_once(many, come)) == {"came"}
    there = store.load(call.id).invitations
    assert {(i.answer, i.touched_at) for i in there} == {(Answer.ACCEPTED, START)}


def test_quiet_changes_at_once_are_all_kept(store: DjangoStore, many: int) -> None:
    call = kept(store, *(f"helper {number}" for number in range(many)))

    def deliver(which: int) -> int:
        helper = call.invitations[which].person
        for tries in range(1, 10 * many):
            before = store.load(call.id)
            after = events.delivered(before, {helper.id}, set(), START)
            if outcome(partial(store.save, before, after)) == "None":
                return tries
        return 0

    assert all(at_once(many, deliver))
    there = store.load(call.id)
    assert {invitation.notified_at for invitation in there.invitations} == {START}
    assert there.version > call.version + many


def test_failures_at_once_are_all_counted(store: DjangoStore, many: int) -> None:
    call = kept(store)
    at_once(many, lambda _: store.set_aside(call.id, START))
    assert CallRow.objects.get(pk=call.id).failures == many
