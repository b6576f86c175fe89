"""What every store has to do about the pictures and files that resources show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from chatxblock.domain.files.file import TalkFile
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.files import TakenFile, with_other_files
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import FileNotFound, StaleResource
from chatxblock.testing import START
from tests.contracts.file_contract import a_file, put
from tests.contracts.resource_contract import LATER, kept
from tests.contracts.store_contract import person
from tests.support.stores import Store


def sent(store: Store, resource: Resource) -> TalkFile:
    """A picture in the talk that a resource is of."""
    return put(store, a_file(resource.sources[0], resource.authors[0]))


def taken(file: TalkFile, **words: str) -> TakenFile:
    """A file of a talk, as a resource shows it."""
    return TakenFile(
        id=file.id,
        call_id=file.call_id,
        by=file.by,
        name=words.get("name", file.name),
        alt=words.get("alt", file.alt),
        kind=file.kind,
        size=file.size,
        width=file.width,
        height=file.height,
        key=file.key,
    )


def show(store: Store, found: Resource, *files: TakenFile) -> Resource:
    """Let a resource show these, and return it."""
    store.save_files(found, with_other_files(found, found.authors[0], LATER), files)
    return store.resource(found.id)


class ResourceFileContract:
    """Behaviours of a store of what resources show."""

    def test_what_is_shown_comes_back_in_the_order_in_which_it_was_taken(self, store: Store) -> None:
        found = kept(store)
        one, two = taken(sent(store, found), name="asker.png"), taken(sent(store, found), alt="")
        after = show(store, show(store, found, two), two, one)
        assert store.files_in(found.id) == [two, one]
        assert (after.rev, after.text, after.updated_at) == (found.rev + 2, found.text, LATER)
        show(store, after, replace(two, alt="Two rows"), one)
        assert [file.alt for file in store.files_in(found.id)] == ["Two rows", one.alt]
        assert store.files_in(uuid4()) == []

    def test_the_present_text_goes_along_and_the_earlier_ones_stay(self, store: Store) -> None:
        found = kept(store)
        other = replace(found.text, body="Otherwise.")
        store.save_resource(found, changes.edited(found, 1, other, found.authors[0], LATER), found.authors[0])
        after = show(store, store.resource(found.id), taken(sent(store, found)))
        assert [(r.rev, r.text.body) for r in store.revisions(found.id)] == [(3, "Otherwise."), (1, found.text.body)]
        assert after.rev == 3

    def test_whoever_chose_of_an_earlier_one_is_told_and_nothing_is_changed(self, store: Store) -> None:
        found = kept(store)
        file = taken(sent(store, found))
        show(store, found, file)
        with pytest.raises(StaleResource):
            store.save_files(found, with_other_files(found, found.authors[0], LATER), [])
        assert store.files_in(found.id) == [file]

    def test_what_is_not_in_its_talk_cannot_be_shown(self, store: Store) -> None:
        found, bo = kept(store), person(store, "bo")
        arriving = a_file(found.sources[0], bo)
        store.begin_file(arriving)
        for missing in (arriving, a_file(found.sources[0], bo)):
            with pytest.raises(FileNotFound):
                show(store, found, taken(missing))
        assert (store.files_in(found.id), store.resource(found.id)) == ([], found)

    def test_what_is_shown_outlives_its_talk_and_no_longer_than_it_is_shown(self, store: Store) -> None:
        found = kept(store)
        file, other = sent(store, found), sent(store, found)
        after = show(store, found, taken(file))
        for one in (file, other):
            store.let_go(one.id)
        late = START + timedelta(days=9)
        assert list(store.files_to_delete(late, 9)) == [(other.id, other.key)]
        assert [one.id for one in store.files_in(found.id)] == [file.id]
        show(store, after)
        assert sorted(store.files_to_delete(late, 9)) == sorted([(file.id, file.key), (other.id, other.key)])

    def test_a_part_of_another_one_shows_nothing_any_more(self, store: Store) -> None:
        part, whole = kept(store), kept(store, "bo")
        file = sent(store, part)
        shown = show(store, part, taken(file))
        gone, after = changes.merged(shown, whole, LATER)
        store.save_merged((shown, gone), (whole, after))
        assert store.files_in(part.id) == store.files_in(whole.id) == []
