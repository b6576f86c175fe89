"""What every store has to do about deeds of staff. A test class derives from `DeedContract` and gives it a `store`."""

from __future__ import annotations

from dataclasses import replace

from chatxblock.domain.staff.deeds import LONGEST_REASON, Deed, Kind
from chatxblock.testing import START
from tests.contracts.resource_contract import LATER, asked, kept
from tests.contracts.store_contract import COURSE, person
from tests.support.stores import Store


class DeedContract:
    """Behaviours of a store of deeds."""

    def test_a_deed_is_read_again_with_all_that_was_said_of_it(self, store: Store) -> None:
        kim, call, resource = person(store, "kim"), asked(store, "alex"), kept(store, "bo")
        closed = Deed(by=kim, kind=Kind.CLOSED, at=START, person=call.asker, call_id=call.id, reason="spam 🥫")
        hid = Deed(by=kim, kind=Kind.HID, at=START, resource_id=resource.id)
        barred = Deed(by=kim, kind=Kind.BARRED_ASKING, at=START, person=call.asker, until=LATER, reason="Calm down.")
        for deed in (closed, hid, barred):
            store.note_deed(deed)
        found = store.deeds(COURSE, None, 10)
        assert [one.deed for one in found] == [barred, hid, closed]
        assert [one.title for one in found] == ["", resource.text.title, call.context.title]

    def test_deeds_come_page_by_page_and_of_one_course_alone(self, store: Store) -> None:
        kim, elsewhere = person(store, "kim"), person(store, "kim", "another")
        deeds = [Deed(by=kim, kind=Kind.ENTERED, at=START, reason=str(number)) for number in range(5)]
        for deed in deeds:
            store.note_deed(deed)
            store.note_deed(replace(deed, by=elsewhere))
        first = store.deeds(COURSE, None, 3)
        rest = store.deeds(COURSE, first[-1].id, 3)
        assert [one.deed.reason for one in (*first, *rest)] == ["4", "3", "2", "1", "0"]
        assert store.deeds(COURSE, rest[-1].id, 3) == []

    def test_a_reason_is_cut_where_it_is_too_long(self, store: Store) -> None:
        store.note_deed(Deed(by=person(store, "kim"), kind=Kind.REMOVED, at=START, reason="x" * (LONGEST_REASON + 1)))
        assert len(store.deeds(COURSE, None, 1)[0].deed.reason) == LONGEST_REASON
