"""What every store has to do about histories. A test class derives from `HistoryContract` and gives it a `store`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chatxblock.domain.calls.call import Answer, Call, Invitation, Person, State
from chatxblock.domain.calls.transcript import Line
from chatxblock.testing import START
from tests.contracts.resource_contract import a_resource
from tests.contracts.store_contract import a_call, lease, person
from tests.support.stores import Store

CAME = (Answer.ACCEPTED, Answer.LEFT, Answer.FELLOW, Answer.UNENROLLED)


def running(store: Store, asker: Person, *came: Person, answer: Answer = Answer.ACCEPTED, question: str = "") -> Call:
    """Keep a call that goes on, with those people in it."""
    call = a_call(asker)
    call = replace(call, question=question or call.question)
    store.add(call, lease())
    there = tuple(Invitation(person=p, round=1, invited_at=START, answer=answer, accepted_at=START) for p in came)
    if not there:
        return call
    new = call.changed(state=State.ANSWERED, invitations=there)
    store.save(call, new)
    return new


def ended(
    store: Store,
    asker: Person,
    *came: Person,
    minutes: int = 0,
    answer: Answer = Answer.LEFT,
    question: str = "",
    lines: Sequence[Line] = (),
) -> Call:
    """Keep a call that ended so many minutes after the beginning."""
    call = running(store, asker, *came, answer=answer, question=question)
    at = START + timedelta(minutes=minutes)
    over = call.changed(state=State.CLOSED, ended_at=at, archived_at=at, closed_at=at, complete=True, asker_left_at=at)
    store.finish(call, over, lines, 0)
    return store.load(call.id)


def said(number: int, body: str, *, author: str = "", message_id: str = "", replaces: str = "") -> Line:
    at = START + timedelta(seconds=number)
    return Line(id=str(number), sent_at=at, author=author, body=body, message_id=message_id, replaces=replaces)


def all_of(store: Store, who: Person, *words: str, most: int = 2) -> list[UUID]:
    """Read a whole history, few at a time."""
    found: list[UUID] = []
    before = None
    while endings := store.ended_talks(who, before, words, most):
        found += [ending.call_id for ending in endings]
        before = endings[-1]
    return found


class HistoryContract:
    """Behaviours of a store of histories."""

    @pytest.mark.parametrize("answer", CAME)
    def test_who_took_part_finds_the_call(self, store: Store, answer: Answer) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        over = ended(store, alex, bo, answer=answer)
        open_ = running(store, alex, bo, answer=answer)
        for who in (alex, bo):
            assert all_of(store, who) == [over.id]
            assert store.open_talks(who) == [open_.id]

    @pytest.mark.parametrize("answer", [one for one in Answer if one not in CAME])
    def test_who_did_not_take_part_finds_nothing(self, store: Store, answer: Answer) -> None:
        alex, bo, cy = (person(store, name) for name in ("alex", "bo", "cy"))
        ended(store, alex, bo, answer=answer)
        running(store, alex, bo, answer=answer)
        for who in (bo, cy):
            assert all_of(store, who) == []
            assert store.open_talks(who) == []

    def test_the_last_to_end_comes_first_whoever_asked(self, store: Store) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        calls = [ended(store, *((alex, bo) if n % 2 else (bo, alex)), minutes=n) for n in range(5)]
        assert all_of(store, alex) == [call.id for call in reversed(calls)]

    def test_calls_that_ended_in_the_same_moment_are_each_found_once(self, store: Store) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        calls = {ended(store, *((alex, bo) if n % 2 else (bo, alex))).id for n in range(7)}
        found = all_of(store, alex)
        assert (len(found), set(found)) == (7, calls)

    def test_what_ends_meanwhile_changes_no_later_page(self, store: Store) -> None:
        alex = person(store, "alex")
        first, second, third = (ended(store, alex, minutes=n).id for n in range(3))
        (last,) = store.ended_talks(alex, None, (), 1)
        ended(store, alex, minutes=9)
        running(store, alex)
        behind = store.ended_talks(alex, last, (), 9)
        assert [last.call_id, *(ending.call_id for ending in behind)] == [third, second, first]

    def test_words_are_found_in_the_question_and_in_the_lines(self, store: Store) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        rows = ended(store, alex, minutes=1, question="Why is it SINGULAR?", lines=[said(1, "Look at the Rows 🎉")])
        ended(store, alex, minutes=2, question="What is a 100% sure_thing?")
        ended(store, bo, minutes=3, question="Why is it singular?", lines=[said(1, "Look at the rows")])
        assert all_of(store, alex, "singular") == all_of(store, alex, "ROWS") == [rows.id]
        assert all_of(store, alex, "singular", "rows") == [rows.id]
        assert all_of(store, alex, "singular", "columns") == []
        assert all_of(store, alex, "🎉") == [rows.id]
        assert all_of(store, alex, "%") == all_of(store, alex, "e_t")
        assert len(all_of(store, alex, "%")) == 1

    @pytest.mark.parametrize(
        ("written", "sought"),
        [
            ("Γιατί ο ΠΊΝΑΚΑΣ;", "πίνακας"),
            ("Γιατί ο πίνακας;", "ΠΊΝΑΚΑΣ"),
            ("Почему МАТРИЦА?", "матрица"),
            ("Матрица вырождена", "МАТРИЦА"),
            ("DIE GRÖSSE", "größe"),
            ("Größe und Rang", "GRÖßE"),
            ("L'ÉQUATION", "équation"),
            ("İstanbul'da", "İSTANBUL"),
            ("istanbul'da", "İSTANBUL"),
            ("IŞIK hızı", "ışık"),
            ("ışık hızı", "IŞIK"),
            ("为什么矩阵不可逆？", "矩阵"),
            ("なぜ行列は可逆ではない", "行列"),
            ("למה המטריצה", "המטריצה"),
        ],
    )
    def test_words_of_other_scripts_are_found_in_letters_of_any_case(
        self, store: Store, written: str, sought: str
    ) -> None:
        alex = person(store, "alex")
        asked = ended(store, alex, minutes=1, question=written)
        told = ended(store, alex, minutes=2, lines=[said(1, written)])
        ended(store, alex, minutes=3, question="Why is it singular?", lines=[said(1, "Look at the rows.")])
        assert all_of(store, alex, sought) == [told.id, asked.id]

    def test_words_narrow_what_goes_on(self, store: Store) -> None:
        alex = person(store, "alex")
        call = running(store, alex, question="Why is it singular?")
        assert store.open_talks(alex, ["Singular"]) == [call.id]
        assert store.open_talks(alex, ["rows"]) == []

    def test_calls_come_in_the_order_asked_for(self, store: Store) -> None:
        alex, bo = person(store, "alex"), person(store, "bo")
        first, second = ended(store, alex, bo), ended(store, bo, alex)
        assert store.calls_of([second.id, UUID(int=1), first.id]) == [second, first]

    def test_lines_are_counted_without_corrections_and_read_by_call(self, store: Store) -> None:
        alex = person(store, "alex")
        lines = [said(1, "rows", message_id="m"), said(2, "Look at the rows", replaces="m"), said(3, "thanks")]
        lines += [replace(said(4, ""), reacts_to="1", reactions=("👍",))]
        talked, silent = ended(store, alex, lines=lines), ended(store, alex)
        ids = [talked.id, silent.id]
        assert store.line_counts(ids) == {talked.id: 2}
        assert store.logs_of(ids) == {talked.id: lines}

    def test_what_was_made_of_calls_is_found(self, store: Store) -> None:
        alex = person(store, "alex")
        first, second, third = (ended(store, alex) for _ in range(3))
        resource = store.add_resource(a_resource(alex, sources=(first.id, second.id)), alex)
        ids = [first.id, second.id, third.id]
        assert store.made_of(ids) == {first.id: resource.id, second.id: resource.id}
