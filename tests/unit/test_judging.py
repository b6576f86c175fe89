"""Corrections are judged by who said what they name, and a log is gone through page by page."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from uuid import UUID
from weakref import WeakSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatxblock.domain.calls.call import Call, Report
from chatxblock.domain.calls.judging import Claim, Judge, Judged
from chatxblock.domain.calls.reading import PAGE, LogReader
from chatxblock.domain.calls.transcript import Line, Page, repetitions
from chatxblock.domain.resources.exporting import Checksum, ExportedTalk, Exports
from chatxblock.domain.resources.feedback import Helped
from chatxblock.domain.resources.resource import Stage
from chatxblock.domain.resources.service import Reader
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import RoomsUnavailable
from chatxblock.testing import START
from tests.contracts.resource_contract import a_resource
from tests.unit.fixtures import Course


def said(number: int, author: str, message_id: str, replaces: str = "", body: str = "") -> Line:
    return Line(
        id=str(number),
        sent_at=START,
        author=author,
        body=body or f"line {number}",
        message_id=message_id,
        replaces=replaces,
    )


def judged(*lines: Line) -> list[Judged]:
    judge = Judge()
    return [judge.judge(line) for line in lines]


def test_a_correction_of_ones_own_corrects_the_line() -> None:
    first, second = judged(said(1, "anna", "a"), said(2, "anna", "b", "a"))
    assert (first.claim, first.corrects) == (None, "")
    assert (second.claim, second.corrects) == (Claim.OWN, "1")


@pytest.mark.parametrize("named", ["a", "b"], ids=["the first again", "the correction"])
def test_a_correction_of_a_correction_corrects_what_was_said_first(named: str) -> None:
    found = judged(said(1, "anna", "a"), said(2, "anna", "b", "a"), said(3, "anna", "c", named))
    assert [one.corrects for one in found] == ["", "1", "1"]
    deep = judged(said(0, "anna", "m0"), *(said(n, "anna", f"m{n}", f"m{n - 1}") for n in range(1, 500)))
    assert {one.corrects for one in deep[1:]} == {"0"}


CLAIMS = [
    ("ben", "a", Claim.NOT_OWN),
    ("ben", "never-said", Claim.UNKNOWN),
    ("", "a", Claim.NOT_OWN),
    ("anna", "z", Claim.UNKNOWN),
]


@pytest.mark.parametrize(("author", "named", "claim"), CLAIMS, ids=["theirs", "nobody's", "the room's", "its own"])
def test_what_is_not_the_authors_is_marked_and_corrects_nothing(author: str, named: str, claim: Claim) -> None:
    (_, false) = judged(said(1, "anna", "a"), said(2, author, "z", named))
    assert (false.claim, false.corrects, false.line.replaces) == (claim, "", named)


def test_a_false_correction_is_not_a_step_to_a_true_one() -> None:
    found = judged(said(1, "anna", "a"), said(2, "ben", "b", "a"), said(3, "ben", "c", "b"))
    assert [one.corrects for one in found] == ["", "", "2"]


def test_two_authors_under_one_id_are_told_apart() -> None:
    found = judged(said(1, "anna", "1"), said(2, "ben", "1"), said(3, "anna", "2", "1"), said(4, "ben", "3", "1"))
    assert [one.corrects for one in found] == ["", "", "1", "2"]


words = st.sampled_from(["", "a", "b", "c"])
lines = st.lists(st.builds(said, st.just(0), words, words, words, words), max_size=30)


@given(lines)
def test_what_repeats_is_what_the_whole_log_says(log: list[Line]) -> None:
    numbered = [replace(line, id=str(number)) for number, line in enumerate(log)]
    found = {one.line.id: one.repeats for one in judged(*numbered) if one.repeats}
    assert found == repetitions(numbered)


@given(lines)
def test_only_an_earlier_line_of_the_same_author_is_ever_corrected(log: list[Line]) -> None:
    numbered = [replace(line, id=str(number)) for number, line in enumerate(log)]
    for one in judged(*numbered):
        assert bool(one.corrects) == (one.claim is Claim.OWN)
        if one.corrects:
            first = numbered[int(one.corrects)]
            assert int(first.id) < int(one.line.id)
            assert first.author == one.line.author != ""


def exports(course: Course) -> Exports:
    store = course.store
    reader = LogReader(logs=store, rooms=course.kinds())
    return Exports(calls=store, people=store, reader=reader, resources=store, feedback=store, clock=course.clock)


def a_talk(course: Course, count: int) -> Call:
    call = course.ask()
    course.enter(call, "alex")
    for number in range(count):
        course.say(call, "alex", f"line {number}")
    return course.store.load(call.id)


def bodies(talk: ExportedTalk) -> list[str]:
    return [one.line.body for one in talk.lines()]


@pytest.fixture
def course() -> Course:
    return Course()


class Endless:
    """A log whose lines are made when they are asked for, as a database makes them, and those of them that are held."""

    def __init__(self, author: str, many: int) -> None:
        self.author = author
        self.many = many
        self.held: WeakSet[Line] = WeakSet()
        self.most = 0

    def lines(self, start: int, most: int) -> list[Line]:
        made = [said(number, self.author, f"m{number}") for number in range(start, min(start + most, self.many))]
        self.held.update(made)
        self.most = max(self.most, len(self.held))
        return made

    def kept(self, _call_id: UUID, after: str, most: int) -> tuple[list[Line], str]:
        start = int(after or 0)
        return self.lines(start, most), str(start + most) if start + most < self.many else ""

    def room(self, _room: str, after: str = "") -> Page:
        start = int(after or -1) + 1
        found = self.lines(start, PAGE)
        return Page(lines=tuple(found), last=found[-1].id, total=self.many, finished=start + len(found) == self.many)


@pytest.mark.parametrize("many", [10_000, 100_000])
@pytest.mark.parametrize("kept", [False, True], ids=["from the room", "kept"])
def test_of_a_long_log_no_more_than_a_page_is_held(
    course: Course, kept: bool, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = a_talk(course, 0)
    log = Endless(call.asker.localpart, many)
    monkeypatch.setattr(course.store, "log_page", log.kept)
    monkeypatch.setattr(course.rooms, "read", log.room)
    talk = exports(course).talk(replace(call, archived_at=START, complete=True) if kept else call)
    read = sum(1 for _ in talk.lines())
    assert (read, talk.count, talk.complete) == (many, many, True)
    assert PAGE <= log.most <= PAGE + 2


def test_a_talk_that_ends_while_it_is_read_has_no_hole_and_no_double(course: Course) -> None:
    course.rooms.page_size = 10
    call = a_talk(course, 95)
    talk = exports(course).talk(call)
    read = talk.lines()
    first = [next(read).line.body for _ in range(15)]
    course.service.leave(call.id, course.person("alex"), None)
    assert course.rooms.rooms == {}
    assert first + [one.line.body for one in read] == [f"line {number}" for number in range(95)]
    assert talk.complete
    assert not talk.whole, "it was begun before the end, and says so from its head on"
    over = exports(course).talk(course.store.load(call.id))
    assert (len(bodies(over)), over.whole) == (95, True)


def test_a_room_that_is_lost_while_it_is_read_leaves_the_log_incomplete(course: Course) -> None:
    course.rooms.page_size = 10
    call = a_talk(course, 95)
    talk = exports(course).talk(call)
    read = talk.lines()
    next(read)
    course.rooms.rooms.clear()
    assert len(list(read)) == 9
    assert not talk.complete


def test_an_outage_is_told_before_anything_is_written(course: Course) -> None:
    call = a_talk(course, 3)
    course.rooms.available = False
    with pytest.raises(RoomsUnavailable):
        exports(course).talk(call)


REPORTS = [(Report(lines=3, last_id="", by=1), True), (Report(lines=9, last_id="", by=1), False)]


@pytest.mark.parametrize(("report", "whole"), REPORTS, ids=["less than there is", "more than there is"])
def test_what_windows_showed_counts_as_it_does_for_the_whole_log(course: Course, report: Report, whole: bool) -> None:
    call = replace(a_talk(course, 5), reports=(report,))
    talk = exports(course).talk(call)
    assert len(bodies(talk)) == 5
    assert talk.complete is whole
    reader = LogReader(logs=course.store, rooms=course.kinds())
    assert reader.lines(call)[1] is whole


def test_somebody_who_wrote_and_was_not_invited_is_among_the_people(course: Course) -> None:
    call, staff = a_talk(course, 1), course.person("staff")
    course.rooms.admit(call.room, [staff.localpart])
    course.rooms.enter(call.room, staff.localpart)
    course.rooms.say(call.room, staff.localpart, "Hello")
    talk = exports(course).talk(call)
    assert list(talk.people) == [call.asker.localpart]
    assert bodies(talk) == ["line 0", "Hello"]
    assert list(talk.people) == [call.asker.localpart, staff.localpart]


def test_what_was_made_of_it_is_told_to_whoever_may_read_it(course: Course) -> None:
    call = a_talk(course, 1)
    draft = a_resource(call.asker, sources=(call.id,))
    draft = replace(draft, spot=replace(draft.spot, course=call.course))
    course.store.add_resource(draft, call.asker)
    asker, bo = Reader(person=call.asker), Reader(person=course.person("bo"))

    def told(reader: Reader | None) -> list[Stage]:
        return [resource.stage for resource in exports(course).talk(call, reader).resources]

    assert told(asker) == told(None) == told(replace(bo, staff=True)) == [Stage.DRAFT]
    assert told(bo) == []


def test_whether_it_helped_is_told_to_oneself_and_to_staff(course: Course) -> None:
    call, bo = a_talk(course, 1), course.person("bo")
    course.store.save_feedback(call.id, call.asker, Helped.YES, START)

    def told(reader: Reader | None) -> list[Helped]:
        return list(exports(course).talk(call, reader).helped.values())

    assert told(Reader(person=call.asker)) == told(None) == told(Reader(person=bo, staff=True)) == [Helped.YES]
    assert told(Reader(person=bo)) == []


def test_the_checksum_is_of_what_anybody_can_write_down_again() -> None:
    checksum = Checksum(lambda localpart: f"{localpart}@chat.test")
    line = said(1, "anna", "a", "", 'Say "yes" \\ \n\t\x07\x7f é 🤔 \u2028')
    for one in (line, replace(line, id="2", author="", message_id="", replaces="x")):
        checksum.add(one)
    at = stamp(START)
    body = 'Say \\"yes\\" \\\\ \\n\\t\\u0007\x7f é 🤔 \u2028'
    written = f'["1","{at}","anna@chat.test","{body}","a",null]\n["2","{at}",null,"{body}",null,"x"]\n'
    assert checksum.hexdigest() == sha256(written.encode()).hexdigest()
