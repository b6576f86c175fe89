"""What finding before asking has to do, over every store and search. A test class gives it a `site`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from chatxblock.channels.resources import ResourceChannel
from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.outbox.service import Outbox
from chatxblock.domain.ports import SEARCH, ResourceSearch
from chatxblock.domain.resources.finding import TAKEN_IN, Finder, Findings
from chatxblock.domain.resources.listening import SearchListener
from chatxblock.domain.resources.resource import Resource, Text
from chatxblock.domain.resources.service import Reader, ResourceService
from chatxblock.errors import CallNotFound, CallOver, NotAllowed, NotInCall
from chatxblock.testing import AnybodyMayHelp, FixedClock
from tests.contracts.resource_contract import LATER, SPOT, a_resource
from tests.contracts.store_contract import COURSE, a_call, lease, person
from tests.support.stores import Store

QUESTION = "Why does my matrix have no inverse?"
HERE = replace(SPOT, unit="unit", section="section")


@dataclass
class Site:
    """A store, a search, and what finds by both; another one made of the same is another process."""

    store: Store
    search: ResourceSearch
    joining: bool = True
    clock: FixedClock = field(default_factory=FixedClock)
    eligibility: AnybodyMayHelp = field(default_factory=AnybodyMayHelp)

    @property
    def finder(self) -> Finder:
        return Finder(
            search=self.search,
            resources=self.store,
            calls=self.store,
            findables=self.store,
            followers=self.store,
            eligibility=self.eligibility,
            clock=self.clock,
            languages=lambda _course: ("en",),
            joining=self.joining,
        )

    @property
    def outbox(self) -> Outbox:
        listener = SearchListener(search=self.search, resources=self.store, languages=lambda _course: ("en",))
        return Outbox(store=self.store, channels={SEARCH: ResourceChannel(listener, self.store)}, clock=self.clock)

    @property
    def resources(self) -> ResourceService:
        return ResourceService(
            resources=self.store,
            files=self.store,
            consents=self.store,
            followers=self.store,
            said_in=self.store.log,
            clock=self.clock,
            listeners=(SEARCH,),
            soon=lambda: self.outbox.hurry([SEARCH], 9),
        )

    @property
    def staff(self) -> Reader:
        return Reader(person=person(self.store, "staff"), staff=True)

    def learned(self, title: str, unit: str = "unit", section: str = "section", *, opened: int = 0) -> Resource:
        """A published resource, opened so often."""
        text = Text(title=title, answer="So it is.")
        spot = replace(HERE, unit=unit, section=section)
        new = replace(a_resource(self.staff.person), spot=spot, text=text)
        found = self.store.add_resource(new, self.staff.person)
        after = self.resources.publish(found.id, 1, self.staff, review=False)
        for _ in range(opened):
            self.store.count_resources([after.id], "opened")
        return after

    def asked(self, name: str, question: str = QUESTION, **where: str) -> Call:
        call = replace(a_call(person(self.store, name)), question=question, **where)  # type: ignore[arg-type]
        self.store.add(call, lease())
        return self.store.load(call.id)

    def left(self, name: str, question: str = QUESTION) -> Call:
        call = self.asked(name, question)
        over = events.deferred(call, LATER)
        self.store.save(call, over)
        return over

    def end(self, call: Call) -> None:
        now = self.store.load(call.id)
        self.store.save(now, events.cancelled(now, LATER))

    def find(self, question: str = QUESTION, who: str = "zoe", most: int = 3) -> Findings:
        return self.finder.find(question, HERE, person(self.store, who), most)

    def calls(self, who: str = "zoe") -> list[UUID]:
        return [found.call.id for found in self.find(who=who).calls]

    def titles(self, question: str = QUESTION) -> list[str]:
        return [resource.text.title for resource in self.find(question).resources]

    def answer(self, call: Call) -> None:
        reply = DeferredAnswer(by=self.staff.person, body="Look at its rank.", at=LATER)
        self.store.save_deferred_answer(call.id, reply)


class FindingContract:
    """Behaviours of finding."""

    def test_the_unit_comes_before_the_section_and_that_before_the_course(self, site: Site) -> None:
        for unit, section in (("far", "other"), ("next", "section"), ("unit", "section")):
            site.learned(f"A matrix without an inverse, {unit}", unit, section)
        found = site.find()
        assert [resource.spot.unit for resource in found.resources] == ["unit", "next", "far"]

    def test_of_those_that_are_as_like_the_one_that_helped_comes_first(self, site: Site) -> None:
        plain, good = (site.learned("Matrix inverse", opened=20) for _ in range(2))
        for name in ("a", "b", "c", "d", "e", "f"):
            site.store.mark_helped(plain.id, person(site.store, name), LATER)
        assert [resource.id for resource in site.find().resources] == [plain.id, good.id]
        site.learned("What is a vector?")
        for number in range(12):
            site.store.mark_helped(good.id, person(site.store, f"h{number}"), LATER)
        assert [resource.id for resource in site.find().resources] == [good.id, plain.id]

    def test_what_is_more_like_comes_first_however_much_another_helped(self, site: Site) -> None:
        like, other = site.learned("My matrix has no inverse", opened=20), site.learned("A matrix")
        for number in range(12):
            site.store.mark_helped(other.id, person(site.store, f"h{number}"), LATER)
        assert [resource.id for resource in site.find().resources] == [like.id, other.id]

    def test_something_new_stands_a_little_higher_than_it_has_earned(self, site: Site) -> None:
        known, new = site.learned("Matrix inverse", opened=20), site.learned("Matrix inverse")
        assert [resource.id for resource in site.find().resources] == [new.id, known.id]

    def test_resources_and_questions_share_three_lines(self, site: Site) -> None:
        for number in range(3):
            site.learned(f"A matrix without an inverse {number}")
            site.asked(f"asker {number}", f"My matrix has no inverse {number}")
        found = site.find()
        assert len(found.resources) + len(found.calls) == 3

    def test_open_and_left_questions_are_taken_in_by_whoever_looks(self, site: Site) -> None:
        running, left = site.asked("alex"), site.left("bo")
        assert set(site.calls()) == {running.id, left.id}
        assert site.finder.take_in(COURSE) == 0
        assert {found.call.id: found.left for found in site.find().calls} == {running.id: False, left.id: True}

    def test_one_look_takes_in_so_many_and_the_next_goes_on(self, site: Site) -> None:
        for number in range(TAKEN_IN + 2):
            site.asked(f"asker {number}")
        assert [site.finder.take_in(COURSE) for _ in range(3)] == [TAKEN_IN, 2, 0]
        assert [site.finder.take_in("", 100), site.finder.take_in("another course")] == [0, 0]

    def test_what_is_over_or_answered_is_forgotten(self, site: Site) -> None:
        running, left = site.asked("alex"), site.left("bo")
        assert len(site.calls()) == 2
        site.end(running)
        site.answer(left)
        assert site.calls() == []
        assert site.finder.take_in() == 0

    def test_a_question_that_ends_unseen_is_never_taken_in(self, site: Site) -> None:
        site.end(site.asked("alex"))
        assert site.finder.take_in() == 0

    def test_what_is_left_after_its_end_comes_back(self, site: Site) -> None:
        call = site.asked("alex")
        assert site.calls() == [call.id]
        now = site.store.load(call.id)
        site.store.save(now, events.ended(now, LATER))
        assert site.calls() == []
        now = site.store.load(call.id)
        site.store.save(now, events.deferred(now, LATER))
        assert site.calls() == [call.id]

    def test_nobody_finds_what_is_her_own_or_hidden_from_her(self, site: Site) -> None:
        call, zoe = site.asked("alex"), person(site.store, "zoe")
        assert site.calls("alex") == []
        site.eligibility.blind[zoe.id] = {"unit"}
        assert site.calls("zoe") == []
        with pytest.raises(CallNotFound):
            site.finder.follow(call.id, zoe)
        assert site.calls("bo") == [call.id]

    def test_a_room_can_be_joined_from_its_own_unit(self, site: Site) -> None:
        here, far = site.asked("alex"), site.asked("bo", unit="far", section="other")
        found = {one.call.id: site.finder.may_join(one.call, HERE) for one in site.find().calls}
        assert found == {here.id: True, far.id: False}
        zoe = person(site.store, "zoe")
        assert [call.id for call in site.finder.find_open(QUESTION, HERE, zoe)] == [here.id]
        site.joining = False
        assert site.finder.find_open(QUESTION, HERE, zoe) == []

    def test_followers_are_counted_and_nobody_is_told(self, site: Site) -> None:
        call, zoe = site.left("alex"), person(site.store, "zoe")
        assert [site.finder.follow(call.id, person(site.store, name)) for name in ("zoe", "bo")] == [1, 2]
        (found,) = site.find().calls
        assert (found.followers, found.following) == (2, True)
        assert site.finder.follow(call.id, zoe, undo=True) == 1
        assert site.store.due_messages(LATER, 10) == []

    @pytest.mark.parametrize(("name", "error"), [("alex", NotAllowed), ("helper", NotAllowed), ("out", NotInCall)])
    def test_who_has_a_part_in_it_follows_nothing(self, site: Site, name: str, error: type[Exception]) -> None:
        call = site.asked("alex")
        for who in ("helper", "out"):
            somebody = person(site.store, who)
            after = events.accepted(_invited(site.store.load(call.id), somebody), somebody, LATER)
            site.store.save(site.store.load(call.id), after)
        now = site.store.load(call.id)
        site.store.save(now, events.removed(now, person(site.store, "out"), LATER))
        with pytest.raises(error):
            site.finder.follow(call.id, person(site.store, name))
        assert site.calls("out") == site.calls("helper") == []

    def test_what_is_over_or_elsewhere_is_followed_by_nobody(self, site: Site) -> None:
        over, left, zoe = site.asked("alex"), site.left("bo"), person(site.store, "zoe")
        site.end(over)
        site.answer(left)
        for call in (over, left):
            with pytest.raises(CallOver):
                site.finder.follow(call.id, zoe)
        stranger = person(site.store, "zoe", "course-v1:Org+Other+2026")
        for call_id in (left.id, uuid4()):
            with pytest.raises(CallNotFound):
                site.finder.follow(call_id, stranger)

    def test_what_was_hidden_is_found_no_more_and_can_come_back(self, site: Site) -> None:
        resource = site.learned("A matrix without an inverse")
        assert site.titles() == ["A matrix without an inverse"]
        site.resources.hide(resource.id, site.staff)
        assert site.titles() == []
        site.resources.verify(resource.id, 1, site.staff)
        assert site.titles() == ["A matrix without an inverse"]

    def test_what_the_sweep_has_not_told_yet_is_told_then(self, site: Site) -> None:
        new = replace(a_resource(site.staff.person), text=Text(title="Inverse", answer="No."))
        draft = site.store.add_resource(new, site.staff.person)
        slow = site.resources
        slow._soon = lambda: None
        slow.publish(draft.id, 1, site.staff, review=False)
        assert site.titles() == []
        assert site.outbox.empty() == 1
        assert site.titles() == ["Inverse"]

    def test_what_helped_is_found_by_what_was_asked(self, site: Site) -> None:
        resource, zoe = site.learned("Exercise 4"), Reader(person=person(site.store, "zoe"))
        assert site.titles("what is a singular solver") == []
        asked = "What is a singular solver? I am Zoe, zoe@example.org"
        assert site.resources.helped(resource.id, zoe, question=asked) == 1
        assert site.titles("what is a singular solver") == ["Exercise 4"]
        (kept,) = site.store.helped_questions(resource.id, 9)
        assert "Zoe" not in kept
        assert "example" not in kept
        site.resources.helped(resource.id, zoe, question="")
        assert site.store.helped_questions(resource.id, 9) == [kept]
        assert site.resources.helped(resource.id, zoe, undo=True) == 0
        assert site.titles("what is a singular solver") == []

    def test_titles_are_told_of_what_can_be_read(self, site: Site) -> None:
        one, hidden = site.learned("Matrix"), site.learned("Vector")
        site.resources.hide(hidden.id, site.staff)
        assert site.finder.titles(COURSE, [one.id, hidden.id, uuid4()]) == {one.id: "Matrix"}
        assert site.finder.titles("another", [one.id]) == {}

    def test_messages_of_one_kind_can_be_asked_for(self, site: Site) -> None:
        resource = site.store.add_resource(a_resource(site.staff.person), site.staff.person)
        service = site.resources
        service._soon = lambda: None
        service.publish(resource.id, 1, site.staff, review=False)
        later = LATER + timedelta(days=1)
        assert len(site.store.due_messages(later, 9, ["search"])) == 1
        assert site.store.due_messages(later, 9, ["page"]) == []


def _invited(call: Call, who: Person) -> Call:
    return events.invited(call, who, LATER, reachable=True, of_themselves=False)
