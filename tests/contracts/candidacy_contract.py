"""What every store has to do about candidacies. A test class derives from it and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.helpers.candidacy import BETWEEN, Candidacy, judged
from chatxblock.domain.helpers.duty import Unit
from chatxblock.testing import START
from tests.contracts.store_contract import person
from tests.support.stores import Store

LATER = START + BETWEEN


def a_candidacy(store: Store, name: str = "alex", unit: str = "unit-1", title: str = "Unit 1 🙂") -> Candidacy:
    new = Candidacy(
        person=person(store, name),
        unit=Unit(key=unit, title=title, url=f"/jump_to/{unit}"),
        block=f"{unit}-block",
        section="section-1",
        rule="grade",
        seen_at=START,
        looked_at=START,
    )
    return judged(new, True, START)


class CandidacyContract:
    """Behaviours of a store of candidacies."""

    def test_one_is_kept_a_person_and_unit_and_the_newer_takes_its_place(self, store: Store) -> None:
        first = a_candidacy(store)
        store.keep_candidacy(first)
        other = a_candidacy(store, "bo")
        store.keep_candidacy(other)
        assert store.candidacy(first.person, "unit-1") == first
        newer = replace(first, rule="thanked", since=None, lost_at=LATER, looked_at=LATER)
        store.keep_candidacy(newer)
        assert [store.candidacies(one.person) for one in (newer, other)] == [[newer], [other]]
        assert store.candidacy(first.person, "unit-2") is None

    def test_all_of_somebody_come_by_title(self, store: Store) -> None:
        for unit, title in (("u1", "Zeta"), ("u2", "Alpha")):
            store.keep_candidacy(a_candidacy(store, unit=unit, title=title))
        found = store.candidacies(person(store, "alex"))
        assert [one.unit.title for one in found] == ["Alpha", "Zeta"]

    def test_one_is_open_while_she_is_eligible_and_has_said_neither_yes_nor_no(self, store: Store) -> None:
        kept = a_candidacy(store)
        store.keep_candidacy(kept)
        assert store.open_candidacy(kept.person, "unit-1") == kept
        assert store.open_candidacy(person(store, "bo"), "unit-1") is None
        store.keep_candidacy(judged(kept, False, LATER))
        assert store.open_candidacy(kept.person, "unit-1") is None
        store.keep_candidacy(kept)
        store.save_unit(kept.person, replace(kept.unit, helps=False), wish=True)
        assert store.open_candidacy(kept.person, "unit-1") is None

    def test_those_are_due_whose_time_has_come_longest_waiting_first(self, store: Store) -> None:
        for name, minutes in (("alex", 3), ("bo", 1), ("kim", 2)):
            next_look_at = START + timedelta(minutes=minutes)
            store.keep_candidacy(replace(a_candidacy(store, name), next_look_at=next_look_at))
        store.keep_candidacy(replace(a_candidacy(store, "never"), next_look_at=None))
        due = store.due_candidacies(START + timedelta(minutes=2), 10)
        assert [one.person.user_id for one in due] == ["bo", "kim"]
        assert [one.person.user_id for one in store.due_candidacies(LATER, 1)] == ["bo"]

    def test_what_a_look_finds_is_kept_once_and_what_changed_is_told(self, store: Store) -> None:
        kept = [a_candidacy(store, name) for name in ("alex", "bo", "kim")]
        for one in kept:
            store.keep_candidacy(one)
        found = [judged(one, one.person.user_id != "bo", LATER) for one in kept]
        assert [one.person.user_id for one in store.save_candidacies(kept, found)] == ["bo"]
        assert store.save_candidacies(kept, found) == []
        assert [store.candidacy(one.person, "unit-1") for one in found] == found
        assert store.due_candidacies(LATER, 10) == []

    def test_who_opens_the_unit_meanwhile_is_not_overwritten(self, store: Store) -> None:
        kept = a_candidacy(store)
        store.keep_candidacy(kept)
        visit = judged(kept, True, LATER)
        store.keep_candidacy(visit)
        assert store.save_candidacies([kept], [judged(kept, False, LATER + BETWEEN)]) == []
        assert store.candidacy(kept.person, "unit-1") == visit

    def test_what_nobody_could_judge_waits(self, store: Store) -> None:
        kept = a_candidacy(store)
        store.keep_candidacy(kept)
        store.postpone_candidacies([kept], LATER + BETWEEN)
        assert store.due_candidacies(LATER, 10) == []
        assert store.candidacy(kept.person, "unit-1") == replace(kept, next_look_at=LATER + BETWEEN)
