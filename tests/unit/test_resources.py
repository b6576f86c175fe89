"""A resource goes its way from draft to what everybody reads, and who may do what is judged on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.resource import HiddenFor, Resource, Stage, Text
from chatxblock.domain.resources.service import Reader, ResourceService
from chatxblock.errors import NotAllowed, QuotesWithoutConsent, ResourceNotFound, ResourceUnready, StaleResource
from chatxblock.testing import START, FixedClock, MemoryStore
from tests.contracts.resource_contract import TEXT, a_resource, asked
from tests.contracts.store_contract import lease, person

SAID = "Two rows are the same, so the determinant is zero."


@dataclass(frozen=True)
class Fixture:
    store: MemoryStore
    clock: FixedClock
    service: ResourceService
    call: Call
    asker: Person
    helper: Person

    def draft(self, text: Text = TEXT) -> Resource:
        new = replace(a_resource(self.asker, self.helper, sources=(self.call.id,)), text=text)
        return self.store.add_resource(new, self.asker)

    def public(self, text: Text = TEXT) -> Resource:
        found = self.draft(text)
        return self.service.publish(found.id, found.rev, self.staff, review=False)

    def somebody(self, name: str) -> Reader:
        return Reader(person=person(self.store, name))

    @property
    def staff(self) -> Reader:
        return Reader(person=person(self.store, "staff"), staff=True)


@pytest.fixture
def fixture() -> Fixture:
    store, clock = MemoryStore(), FixedClock()
    service = ResourceService(
        resources=store, files=store, consents=store, followers=store, said_in=store.log, clock=clock
    )
    call, helper = asked(store, "alex"), person(store, "bo")
    said = [
        Line(id="1", sent_at=START, author=call.asker.localpart, body="I have tried to invert it for an hour"),
        Line(id="2", sent_at=START, author=helper.localpart, body=SAID),
    ]
    store.keep(call.id, said, 0)
    return Fixture(store, clock, service, call, call.asker, helper)


def told(store: MemoryStore) -> list[str]:
    later = START + timedelta(hours=1)
    taken = [store.take_message(message_id, lease(7200), later) for message_id in store.due_messages(later, 100)]
    return [message.to for message in taken if message]


def test_a_draft_is_for_those_who_took_part_and_for_staff(fixture: Fixture) -> None:
    draft = fixture.draft()
    for reader in (Reader(person=fixture.asker), Reader(person=fixture.helper), fixture.staff):
        assert fixture.service.read(draft.id, reader) == draft
    with pytest.raises(ResourceNotFound):
        fixture.service.read(draft.id, fixture.somebody("cy"))


def test_what_is_published_is_for_everybody_in_the_course(fixture: Fixture) -> None:
    public = fixture.public()
    assert fixture.service.read(public.id, fixture.somebody("cy")).stage is Stage.PUBLISHED
    elsewhere = Reader(person=person(fixture.store, "cy", "course-v1:Org+Other+2026"), staff=True)
    with pytest.raises(ResourceNotFound):
        fixture.service.read(public.id, elsewhere)


def test_where_staff_look_first_it_waits_for_them(fixture: Fixture) -> None:
    draft = fixture.draft()
    waiting = fixture.service.publish(draft.id, 1, Reader(person=fixture.asker), review=True)
    assert waiting.stage is Stage.REVIEW
    with pytest.raises(ResourceNotFound):
        fixture.service.read(draft.id, fixture.somebody("cy"))
    assert fixture.service.publish(draft.id, 1, fixture.staff, review=True).stage is Stage.PUBLISHED


@pytest.mark.parametrize(
    "text", [Text(title=""), Text(title="Why?"), Text(title=" ", body="Because."), Text(title="Why?", body="\n")]
)
def test_what_says_nothing_is_not_published(fixture: Fixture, text: Text) -> None:
    draft = fixture.draft(text)
    with pytest.raises(ResourceUnready):
        fixture.service.publish(draft.id, 1, fixture.staff, review=False)


def test_of_two_editors_the_second_is_told_and_nothing_is_lost(fixture: Fixture) -> None:
    draft = fixture.draft()
    one, other = replace(TEXT, body="one"), replace(TEXT, body="other")
    assert fixture.service.save(draft.id, 1, one, Reader(person=fixture.asker)).rev == 2
    with pytest.raises(StaleResource):
        fixture.service.save(draft.id, 1, other, Reader(person=fixture.helper))
    assert fixture.store.resource(draft.id).text == one


def test_a_save_that_is_sent_again_changes_nothing(fixture: Fixture) -> None:
    draft, text = fixture.draft(), replace(TEXT, body="one")
    for _ in range(2):
        assert fixture.service.save(draft.id, 1, text, Reader(person=fixture.asker)).rev == 2


@pytest.mark.parametrize("change", ["save", "publish", "hide", "revisions"])
def test_who_has_no_part_in_it_changes_nothing(fixture: Fixture, change: str) -> None:
    stranger, public = fixture.somebody("cy"), fixture.public()
    with pytest.raises(NotAllowed):
        _do(fixture.service, change, public, stranger)


@pytest.mark.parametrize("change", ["verify", "restore", "merge"])
def test_some_things_are_for_staff_alone(fixture: Fixture, change: str) -> None:
    with pytest.raises(NotAllowed):
        _do(fixture.service, change, fixture.public(), Reader(person=fixture.asker))


def test_a_teachers_mark_is_for_one_text(fixture: Fixture) -> None:
    public = fixture.public()
    assert fixture.service.verify(public.id, 1, fixture.staff).verified
    edited = fixture.service.save(public.id, 1, replace(TEXT, body="new"), Reader(person=fixture.asker))
    assert not edited.verified
    restored = fixture.service.restore(public.id, 1, fixture.staff)
    assert (restored.text, restored.rev, restored.verified) == (TEXT, 3, False)


def test_two_reports_hide_it_until_staff_have_looked(fixture: Fixture) -> None:
    public = fixture.public()
    assert fixture.service.report(public.id, fixture.somebody("cy"), "wrong").readable
    assert fixture.service.report(public.id, fixture.somebody("cy"), "wrong, I say").readable
    assert fixture.service.report(public.id, fixture.somebody("di"), "wrong").hidden_for is HiddenFor.REPORTS
    assert fixture.service.verify(public.id, 1, fixture.staff).readable
    assert fixture.store.resource(public.id).counts.reported == 0


def test_reports_never_hide_what_is_verified(fixture: Fixture) -> None:
    public = fixture.public()
    fixture.service.verify(public.id, 1, fixture.staff)
    for name in ("cy", "di", "ed"):
        assert fixture.service.report(public.id, fixture.somebody(name), "wrong").readable


def test_what_staff_have_hidden_its_authors_do_not_publish(fixture: Fixture) -> None:
    public = fixture.public()
    fixture.service.hide(public.id, fixture.staff)
    with pytest.raises(NotAllowed):
        fixture.service.publish(public.id, 1, Reader(person=fixture.asker), review=False)


def test_others_are_quoted_only_with_their_yes(fixture: Fixture) -> None:
    quoting = fixture.draft(replace(TEXT, body=f"> {SAID}"))
    asker = Reader(person=fixture.asker)
    with pytest.raises(QuotesWithoutConsent):
        fixture.service.publish(quoting.id, 1, asker, review=False)
    fixture.service.consent(fixture.call.id, fixture.helper, True)
    assert fixture.service.publish(quoting.id, 1, asker, review=False).readable


def test_ones_own_lines_are_ones_own(fixture: Fixture) -> None:
    quoting = fixture.draft(replace(TEXT, body=f"> {SAID}"))
    assert fixture.service.publish(quoting.id, 1, Reader(person=fixture.helper), review=False).readable


def test_who_takes_their_yes_back_hides_it_until_the_words_are_gone(fixture: Fixture) -> None:
    fixture.service.consent(fixture.call.id, fixture.helper, True)
    public = fixture.public(replace(TEXT, body="*two rows are the same*, so the determinant is zero"))
    fixture.service.consent(fixture.call.id, fixture.helper, False)
    assert fixture.store.resource(public.id).hidden_for is HiddenFor.CONSENT
    asker = Reader(person=fixture.asker)
    with pytest.raises(QuotesWithoutConsent):
        fixture.service.publish(public.id, 1, asker, review=False)
    own = fixture.service.save(public.id, 1, TEXT, asker)
    assert fixture.service.publish(public.id, own.rev, asker, review=False).readable


def test_who_says_no_and_is_not_quoted_hides_nothing(fixture: Fixture) -> None:
    public = fixture.public()
    fixture.service.consent(fixture.call.id, fixture.helper, False)
    assert fixture.store.resource(public.id).readable


def test_followers_are_told_once_when_it_can_be_read(fixture: Fixture) -> None:
    followers = [fixture.somebody(name).person for name in ("cy", "di")]
    for follower in followers:
        fixture.store.follow(fixture.call.id, follower, START)
    draft = fixture.draft()
    fixture.service.publish(draft.id, 1, Reader(person=fixture.asker), review=True)
    assert told(fixture.store) == []
    for _ in range(2):
        fixture.service.publish(draft.id, 1, fixture.staff, review=False)
    assert sorted(told(fixture.store)) == sorted(follower.localpart for follower in followers)


def test_a_part_leads_to_the_whole(fixture: Fixture) -> None:
    part = fixture.public()
    other = asked(fixture.store, "ed")
    whole = fixture.store.add_resource(a_resource(other.asker, sources=(other.id,)), other.asker)
    whole = fixture.service.publish(whole.id, 1, fixture.staff, review=False)
    fixture.service.merge(part.id, whole.id, fixture.staff)
    assert fixture.service.read(part.id, fixture.somebody("cy")).id == whole.id
    with pytest.raises(NotAllowed):
        fixture.service.save(part.id, 1, replace(TEXT, body="x"), fixture.staff)
    with pytest.raises(NotAllowed):
        fixture.service.merge(whole.id, whole.id, fixture.staff)


def test_only_others_count_as_having_opened_it(fixture: Fixture) -> None:
    public = fixture.public()
    for reader in (Reader(person=fixture.asker), fixture.somebody("cy")):
        fixture.service.opened(public.id, reader)
    assert fixture.store.resource(public.id).counts.opened == 1


def _do(service: ResourceService, change: str, found: Resource, by: Reader) -> None:
    other: UUID = uuid4()
    does: dict[str, Callable[[], object]] = {
        "save": lambda: service.save(found.id, 1, replace(TEXT, body="x"), by),
        "publish": lambda: service.publish(found.id, 1, by, review=False),
        "hide": lambda: service.hide(found.id, by),
        "revisions": lambda: service.revisions(found.id, by),
        "verify": lambda: service.verify(found.id, 1, by),
        "restore": lambda: service.restore(found.id, 1, by),
        "merge": lambda: service.merge(found.id, other, by),
    }
    does[change]()
