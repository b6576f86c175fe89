"""The store in the database keeps the contract, on each database that a platform may have."""

from datetime import timedelta

import pytest

from chatxblock.domain.calls import events
from chatxblock.errors import CallUnreadable
from chatxblock.models import CallRow
from chatxblock.store import DjangoStore
from chatxblock.testing import START
from tests.contracts.store_contract import COURSE, StoreContract, a_call, lease, person
from tests.support.databases import Database


class TestDjangoStore(StoreContract):
    @pytest.fixture
    def store(self, database: Database) -> DjangoStore:
        return DjangoStore()

    @pytest.mark.parametrize("broken", [{"plan": {}}, {"state": "nowhere"}, {"reports": [1]}, {"context": {"x": 1}}])
    def test_a_row_that_cannot_be_read_hides_no_other(
        self, store: DjangoStore, broken: dict[str, object], caplog: pytest.LogCaptureFixture
    ) -> None:
        bad, good = (a_call(person(store, name)) for name in ("alex", "bo"))
        helper = person(store, "cy")
        for call in (bad, good):
            store.add(call, lease())
            store.save(call, events.widened(call, [helper], START))
        CallRow.objects.filter(pk=bad.id).update(**broken)
        with pytest.raises(CallUnreadable):
            store.load(bad.id)
        shown = (store.offers(helper), store.running("unit"), store.waiting(COURSE))
        assert [[call.id for call in calls] for calls in shown] == [[good.id]] * 3
        assert str(bad.id) in caplog.text
        deferred = events.deferred(store.load(good.id), START)
        store.save(store.load(good.id), deferred)
        CallRow.objects.filter(pk=bad.id).update(ended_at=START, deferred_at=START, open_key=None)
        assert [call.id for call in store.deferred_questions(COURSE)] == [good.id]
        assert [call.id for call in store.ended(helper, START - timedelta(seconds=1))] == [good.id]
