"""Finding keeps its contract in memory and on the database; and of many at once nobody spoils what the search knows."""

from __future__ import annotations

import pytest

from chatxblock.domain.ports import Document, Scope
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.resource import HiddenFor
from chatxblock.search.term_search import TermSearch
from chatxblock.store import DjangoStore
from chatxblock.store.terms import TermStore
from chatxblock.testing import MemorySearch, MemoryStore
from tests.contracts.finding_contract import QUESTION, FindingContract, Site
from tests.contracts.resource_contract import LATER
from tests.contracts.store_contract import COURSE
from tests.faults.mortal import Death, Fate, Mortal
from tests.support.databases import Database, at_once

STEPS = 4
"""More than one look at one question takes."""


class TestMemory(FindingContract):
    @pytest.fixture
    def site(self) -> Site:
        return Site(MemoryStore(), MemorySearch())


class TestDjango(FindingContract):
    @pytest.fixture
    def site(self, database: Database) -> Site:
        return Site(DjangoStore(), TermSearch(TermStore()))


@pytest.mark.usefixtures("database")
def test_many_who_look_at_once_take_each_question_in_once() -> None:
    site = Site(DjangoStore(), TermSearch(TermStore()))
    for number in range(4):
        site.asked(f"asker {number}")
    site.calls()
    at_once(4, lambda _: site.finder.take_in(COURSE))
    assert site.finder.take_in(COURSE) == 0
    assert TermStore().statistics(COURSE, []).documents == 4


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, STEPS + 1))
@pytest.mark.parametrize("over", [False, True], ids=["taken in", "forgotten"])
def test_whoever_dies_while_a_question_is_told_leaves_it_to_the_next(at: int, over: bool, after: bool) -> None:
    site = Site(MemoryStore(), MemorySearch())
    call = site.asked("alex")
    if over:
        assert site.calls() == [call.id]
        site.end(call)
    fate = Fate(at, after=after)
    struck = Site(Mortal(site.store, fate), Mortal(site.search, fate))
    try:
        struck.finder.take_in(COURSE)
    except Death:
        pass
    else:
        assert at > len(fate.steps)
    assert site.calls() == ([] if over else [call.id])
    assert site.finder.take_in(COURSE) == 0


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(1, 16))
def test_whoever_dies_while_publishing_leaves_it_to_be_found_by_the_sweep(at: int, after: bool) -> None:
    site = Site(MemoryStore(), MemorySearch())
    resource = site.learned("A matrix without an inverse")
    site.resources.hide(resource.id, site.staff)
    staff = site.staff
    fate = Fate(at, after=after)
    struck = Site(Mortal(site.store, fate), Mortal(site.search, fate), clock=site.clock)
    try:
        struck.resources.verify(resource.id, 1, staff)
    except Death:
        pass
    else:
        assert at > len(fate.steps)
    site.clock.pass_time(61)
    site.outbox.empty()
    shown = ["A matrix without an inverse"] if site.store.resource(resource.id).readable else []
    assert site.titles() == shown


class Overtaken(MemorySearch):
    """A search during whose work something else happens."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.meanwhile: list[object] = []

    def changed(self, document: Document) -> None:
        self._happen()
        super().changed(document)

    def _happen(self) -> None:
        while self.meanwhile:
            happens = self.meanwhile.pop()
            assert callable(happens)
            happens()


def test_what_is_hidden_while_it_is_told_of_is_not_found() -> None:
    site = Site(MemoryStore(), MemorySearch())
    site.search = search = Overtaken(site)
    draft = site.learned("Vector")
    before, by = site.store.resource(draft.id), site.staff.person
    search.meanwhile = [lambda: site.store.save_resource(before, changes.hidden(before, HiddenFor.STAFF, LATER), by)]
    site.resources.helped(draft.id, site.staff, question="An inverse of a matrix")
    assert search.find("vector", Scope(course=COURSE, languages=("en",)), 3) == []


def test_a_question_that_ends_while_it_is_taken_in_is_forgotten_by_the_next_who_looks() -> None:
    site = Site(MemoryStore(), MemorySearch())
    site.search = search = Overtaken(site)
    call = site.asked("alex")
    search.meanwhile = [lambda: site.end(call)]
    site.finder.take_in(COURSE)
    assert site.calls() == []
    assert search.find(QUESTION, Scope(course=COURSE, languages=("en",)), 3) == []
