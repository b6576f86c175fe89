"""What every store has to find for staff who go through the resources. A test class derives from `LibraryContract`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.ports import Shelf, SoughtResources
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.resource import HiddenFor, Resource
from tests.contracts.resource_contract import LATER, SPOT, TEXT, a_resource, kept
from tests.contracts.store_contract import COURSE, person
from tests.support.stores import Store

OTHER = "course-v1:Org+Other+2026"


def ids(store: Store, shelf: Shelf = Shelf.ALL, *, course: str = COURSE, unit: str = "", words: str = "") -> set[str]:
    page = store.library(SoughtResources(course=course, shelf=shelf, unit=unit, words=words), 50)
    assert page.next is None
    return {str(found.id) for found in page.resources}


def of(*resources: Resource) -> set[str]:
    return {str(resource.id) for resource in resources}


class LibraryContract:
    """Behaviours of a store in which staff go through the resources of their course."""

    def test_each_stands_on_its_shelves(self, store: Store) -> None:
        draft, review, public = kept(store), kept(store, "bo"), kept(store, "cy", public=True)
        hidden, right = kept(store, "di", public=True), kept(store, "ed", public=True)
        part, whole = kept(store, "fy", public=True), kept(store, "gus", public=True)
        store.save_resource(review, changes.published(review, 1, LATER, review=True), review.authors[0])
        store.save_resource(hidden, changes.hidden(hidden, HiddenFor.STAFF, LATER), hidden.authors[0])
        store.save_resource(right, changes.verified(right, right.rev), right.authors[0])
        gone, one = changes.merged(part, whole, LATER)
        store.save_merged((part, gone), (whole, one), ())
        for reported in (public, part):
            store.report_resource(reported.id, person(store, "hal"), "wrong", LATER)
        assert ids(store) == of(draft, review, public, hidden, right, whole)
        assert (ids(store, Shelf.DRAFT), ids(store, Shelf.REVIEW)) == (of(draft), of(review))
        assert (ids(store, Shelf.PUBLISHED), ids(store, Shelf.HIDDEN)) == (of(public, right, whole), of(hidden))
        assert (ids(store, Shelf.MERGED), ids(store, Shelf.REPORTED)) == (of(part), of(public))
        assert ids(store, Shelf.UNVERIFIED) == of(public, whole)
        assert ids(store, course=OTHER) == set()

    def test_what_was_changed_since_a_teacher_looked_is_not_verified(self, store: Store) -> None:
        found = kept(store, public=True)
        by = found.authors[0]
        store.save_resource(found, right := changes.verified(found, found.rev), by)
        after = changes.edited(right, right.rev, replace(TEXT, body="Otherwise."), by, LATER)
        store.save_resource(right, after, by)
        assert ids(store, Shelf.UNVERIFIED) == of(found)

    def test_words_and_unit_narrow_it_down(self, store: Store) -> None:
        alex = person(store, "alex")
        here = store.add_resource(replace(a_resource(alex), text=replace(TEXT, body="Use the RANK of it.")), alex)
        there = store.add_resource(replace(a_resource(alex), spot=replace(SPOT, unit="another")), alex)
        assert (ids(store, words="rank of"), ids(store, words="determinant is")) == (of(here), of(here, there))
        assert (ids(store, unit="another"), ids(store, unit="another", words="rank")) == (of(there), set())
        assert ids(store, words="100%") == ids(store, words="_ank") == set()

    def test_pages_have_each_once_the_last_changed_first(self, store: Store) -> None:
        alex = person(store, "alex")
        moments = [LATER + timedelta(minutes=number // 2) for number in range(7)]  # some at the same moment
        made = [store.add_resource(replace(a_resource(alex), updated_at=at), alex) for at in moments]
        sought, read = SoughtResources(course=COURSE), list[Resource]()
        while True:
            page = store.library(sought, 3)
            read += page.resources
            if page.next is None:
                break
            sought = replace(sought, behind=page.next)
        assert {one.id for one in read} == {one.id for one in made}
        assert [one.updated_at for one in read] == sorted(moments, reverse=True)

    def test_units_are_those_of_which_there_is_something(self, store: Store) -> None:
        alex = person(store, "alex")
        for unit in ("b", "a", "", "b"):
            store.add_resource(replace(a_resource(alex), spot=replace(SPOT, unit=unit)), alex)
        assert dict(store.library_units(COURSE, 9)) == {"a": "", "b": ""}
        assert list(store.library_units(COURSE, 1)) == ["a"]
        assert not store.library_units(OTHER, 9)
