"""Drafts of talks: once for all, without anybody's name, as long as a text may be, and made before anybody asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from chatxblock.domain.calls.call import Answer, Call, Invitation, Person, State, User
from chatxblock.domain.calls.names import Names, Naming
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.resources.draft import Wording
from chatxblock.domain.resources.drafts import Drafts
from chatxblock.domain.resources.resource import MOST_BODY, Spot, Stage
from chatxblock.domain.resources.service import Reader, ResourceService
from chatxblock.errors import Conflict, ResourceNotFound, RoomsUnavailable
from chatxblock.testing import START, FixedClock, MemoryEvents, MemoryStore
from tests.contracts.store_contract import COURSE, a_call, lease

WORDING = Wording()


@dataclass
class Talks:
    """A store with calls, and what makes drafts of them."""

    store: MemoryStore = field(default_factory=MemoryStore)
    events: MemoryEvents = field(default_factory=MemoryEvents)
    naming: Naming = Naming.USERNAME
    away: set[str] = field(default_factory=set)

    @property
    def drafts(self) -> Drafts:
        clock = FixedClock(START + timedelta(hours=1))
        service = ResourceService(
            resources=self.store,
            files=self.store,
            consents=self.store,
            followers=self.store,
            said_in=self.store.log,
            clock=clock,
            events=self.events,
        )
        return Drafts(
            service=service,
            resources=self.store,
            consents=self.store,
            calls=self.store,
            read=self.read,
            names=Names(naming=self.naming, say=lambda said: f"«{said}»"),
            clock=clock,
            events=self.events,
        )

    def person(self, name: str) -> Person:
        return self.store.people(COURSE, [User(user_id=name, name=f"{name.title()} Mark", username=f"u-{name}")])[0]

    def ended(self, *said: tuple[str, str], asker: str = "alex", answer: Answer = Answer.LEFT, **changes: Any) -> Call:
        helper = Invitation(person=self.person("bo"), round=1, invited_at=START, accepted_at=START, answer=answer)
        call = a_call(self.person(asker))
        self.store.add(call, lease())
        over = {"state": State.CLOSED, "ended_at": START, "archived_at": START, "closed_at": START, "complete": True}
        self.store.save(call, call.changed(invitations=(helper,), **{**over, **changes}))
        lines = [
            Line(id=str(place), sent_at=START, author=self.person(who).localpart, body=body)
            for place, (who, body) in enumerate(said, 1)
        ]
        self.store.keep(call.id, lines, 0)
        return self.store.load(call.id)

    def read(self, call: Call) -> Transcript:
        if call.asker.name in self.away:
            raise RoomsUnavailable()
        lines = tuple(self.store.log(call.id))
        known = {p.localpart: p for p in (call.asker, *(i.person for i in call.invitations))}
        people = known | self.store.persons({line.author for line in lines})
        return Transcript(call=call, lines=lines, people=people, complete=True, exported_at=START)


@pytest.fixture
def talks() -> Talks:
    return Talks()


def reader(talks: Talks, name: str, **more: Any) -> Reader:
    return Reader(person=talks.person(name), **more)


def test_one_draft_is_made_and_told_of_once(talks: Talks) -> None:
    call = talks.ended(("bo", "Look at the determinant of the matrix."), section="section")
    first = talks.drafts.of_call(call.id, reader(talks, "alex"), WORDING)
    assert first.spot == Spot(course=COURSE, section="section", unit="unit", block="block")
    again = talks.drafts.of_call(call.id, reader(talks, "bo"), Wording(helper="ayudante"))
    assert again == first
    assert [(before, after.id, after.stage) for before, after in talks.events.resources] == [
        (None, first.id, Stage.DRAFT)
    ]


@pytest.mark.parametrize("naming", [Naming.USERNAME, Naming.FULL, Naming.PSEUDONYM])
def test_nothing_that_somebody_is_called_stays_in_it(naming: Naming) -> None:
    talks = Talks(naming=naming)
    call = talks.ended()
    pseudonym = Names(naming=Naming.PSEUDONYM).of(call, talks.person("bo"))
    said = f"Ask Bo Mark or u-bo about it, {pseudonym} knows that the determinant is zero."
    talks.store.keep(call.id, [Line(id="9", sent_at=START, author=call.asker.localpart, body=said)], 0)
    body = talks.drafts.of_call(call.id, reader(talks, "alex"), WORDING).text.body
    assert "the determinant is zero" in body
    assert not [name for name in ("Bo", "Mark", "u-bo") if name in body]
    assert (pseudonym in body) is (naming is not Naming.PSEUDONYM)


def test_a_long_talk_ends_where_a_text_may_not_be_longer(talks: Talks) -> None:
    line = "The determinant is the product of the diagonal after elimination, number {}. " * 4
    said = [("bo", line.replace("{}", str(number))) for number in range(200)]
    call = talks.ended(*said)
    body = talks.drafts.of_call(call.id, reader(talks, "alex"), WORDING).text.body
    assert MOST_BODY - 1000 < len(body) <= MOST_BODY
    assert body.rpartition("\n\n")[2] in {text.strip() for _, text in said}


def test_its_authors_are_those_who_were_there(talks: Talks) -> None:
    call = talks.ended(("bo", "Look at the determinant."), ("staff", "And at the rank of it."), ("alex", "Thanks!"))
    made = talks.drafts.of_call(call.id, reader(talks, "staff", staff=True), WORDING)
    assert {author.user_id for author in made.authors} == {"alex", "bo", "staff"}


def test_who_was_put_out_is_no_author_and_learns_nothing(talks: Talks) -> None:
    call = talks.ended(("bo", "You are stupid, all of you."), answer=Answer.REMOVED)
    made = talks.drafts.of_call(call.id, reader(talks, "alex"), WORDING)
    assert [author.user_id for author in made.authors] == ["alex"]
    for who in (reader(talks, "bo"), reader(talks, "bo", writes_at=call.block)):
        with pytest.raises(ResourceNotFound):
            talks.drafts.of_call(call.id, who, WORDING)
        with pytest.raises(ResourceNotFound):
            talks.drafts.seen_by(made, who, WORDING)


def test_what_goes_on_has_no_draft(talks: Talks) -> None:
    call = talks.ended(state=State.ANSWERED, ended_at=None, archived_at=None, closed_at=None)
    with pytest.raises(Conflict):
        talks.drafts.of_call(call.id, reader(talks, "alex"), WORDING)
    with pytest.raises(ResourceNotFound):
        talks.drafts.of_call(call.id, reader(talks, "cy", writes_at=call.block), WORDING)


def test_the_sweep_passes_over_a_log_that_cannot_be_read(talks: Talks) -> None:
    lost = talks.ended(("bo", "Look at the determinant."), asker="lost")
    found = talks.ended(("bo", "Look at the determinant."), asker="found")
    talks.away = {lost.asker.name}
    assert talks.drafts.sweep(WORDING) == 1
    assert talks.store.resource_of(lost.id) is None
    assert talks.store.resource_of(found.id) is not None
    talks.away = set()
    assert [talks.drafts.sweep(WORDING) for _ in range(2)] == [1, 0]


def test_a_pass_of_the_sweep_is_bounded(talks: Talks) -> None:
    for number in range(3):
        talks.ended(("bo", "Look at the determinant."), asker=f"asker{number}")
    assert [talks.drafts.sweep(WORDING, most=2) for _ in range(3)] == [2, 1, 0]


def test_each_change_is_told_with_what_was_before(talks: Talks) -> None:
    call = talks.ended()
    made = talks.drafts.of_call(call.id, reader(talks, "alex"), WORDING)
    service = talks.drafts._service
    steps: list[Callable[[], Any]] = [
        lambda: service.save(made.id, 1, replace(made.text, body="Because."), reader(talks, "alex")),
        lambda: service.publish(made.id, 2, reader(talks, "alex"), review=False),
        lambda: service.hide(made.id, reader(talks, "alex")),
    ]
    for step in steps:
        step()
    assert [after.stage for _, after in talks.events.resources] == [
        Stage.DRAFT,
        Stage.DRAFT,
        Stage.PUBLISHED,
        Stage.HIDDEN,
    ]
    assert [before and before.rev for before, _ in talks.events.resources] == [None, 1, 2, 2]
