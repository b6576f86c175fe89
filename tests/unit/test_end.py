"""Leaving, vanishing, and the end: the log is kept, then the room is gone."""

import pytest

from chatxblock.domain.calls.call import Answer, Report, State
from chatxblock.errors import CallOver, NotAllowed, RoomNotFound, RoomsUnavailable
from tests.unit.fixtures import Course


def test_the_last_one_who_leaves_ends_the_call_and_the_log_is_kept(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.enter(call, "bo")
    course.say(call, "bo", "Hi!")
    last = course.say(call, "alex", "zero… is that the point?")
    assert course.service.leave(call.id, course.person("bo"), None).state is State.WAITING
    over = course.service.leave(call.id, course.person("alex"), Report(lines=2, last_id=last))
    assert over.state is State.CLOSED
    assert over.complete is True
    assert call.room not in course.rooms.rooms
    assert [line.body for line in course.store.log(call.id)] == ["Hi!", "zero… is that the point?"]
    assert course.told("cy")[-1] == "archiving"


def test_the_helper_may_stay_on_after_the_asker(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    assert course.service.leave(call.id, course.person("alex"), None).state is State.ANSWERED
    assert course.service.open_call(course.person("alex")) is None
    assert course.service.leave(call.id, course.person("bo"), None).state is State.CLOSED


def test_nobody_is_newly_asked_once_the_asker_has_left(course: Course) -> None:
    call = course.ask(helpers="bo cy dee eli")
    course.service.accept(call.id, course.person("bo"))
    course.rooms.available = False
    course.service.invite(call.id, course.person("alex"), course.person("fay"))
    asked = len(course.store.load(call.id).invitations)
    left = course.service.leave(call.id, course.person("alex"), None)
    course.rooms.available = True
    for _ in range(20):
        course.enter(call, "bo")
        course.clock.pass_time(16)
        course.service.sweep()
        course.service.hurry(course.store.load(call.id))
    now = course.store.load(call.id)
    assert now.running
    assert len(now.invitations) == asked
    assert course.told("fay") == []
    assert course.service.offers(course.person("fay")) == []
    with pytest.raises(NotAllowed, match="has left"):
        course.service.invite(call.id, course.person("gus"), course.person("hal"), staff=True)
    assert left.invitation_of(course.person("cy")).answer is Answer.OPEN  # type: ignore[union-attr]


def test_an_offer_already_made_stands_while_somebody_is_there_and_ends_with_the_last(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.service.leave(call.id, course.person("alex"), None)
    [offer] = course.service.offers(course.person("cy"))
    assert (offer.asker_left_at is not None, [i.person.name for i in offer.helpers]) == (True, ["Bo"])
    assert course.service.accept(call.id, course.person("cy")).state is State.ANSWERED
    course.service.leave(call.id, course.person("bo"), None)
    assert course.service.offers(course.person("dee")) != []
    assert course.service.leave(call.id, course.person("cy"), None).state is State.CLOSED
    assert course.service.offers(course.person("dee")) == []
    with pytest.raises(CallOver):
        course.service.accept(call.id, course.person("dee"))


def test_staff_may_take_part_themselves_when_the_asker_has_left(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.service.leave(call.id, course.person("alex"), None)
    gus = course.person("gus")
    assert course.service.invite(call.id, gus, gus, staff=True).can_join(gus)


def test_an_asker_who_leaves_while_nobody_came_withdraws_the_invitations(course: Course) -> None:
    call = course.ask()
    over = course.service.leave(call.id, course.person("alex"), None)
    assert {i.answer for i in over.invitations} == {Answer.WITHDRAWN}
    assert course.service.offers(course.person("bo")) == []


def test_withdrawing_leaves_the_room_to_helpers_who_are_there(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    assert course.service.cancel(call.id, course.person("alex")).state is State.ANSWERED
    with pytest.raises(NotAllowed):
        course.service.cancel(call.id, course.person("bo"))


def test_a_closed_window_is_not_the_end_within_the_grace_time(course: Course) -> None:
    call = course.ask()
    course.service.gone(call.id, course.person("alex"), None)
    course.clock.pass_time(59)
    course.service.sweep()
    assert course.store.load(call.id).running


def test_nobody_inside_past_the_grace_time_is_the_end(course: Course) -> None:
    call = course.ask()
    course.service.gone(call.id, course.person("alex"), None)
    for _ in range(5):
        course.clock.pass_time(15.1)
        course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED


def test_somebody_inside_keeps_the_call_alive_without_a_word(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    for _ in range(20):
        course.clock.pass_time(16)
        course.service.sweep()
    assert course.store.load(call.id).running


def test_a_crash_without_goodbye_gets_nearly_the_whole_grace_time(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    for _ in range(5):
        course.clock.pass_time(16)
        course.service.sweep()
    course.exit(call, "alex")
    course.clock.pass_time(44)
    course.service.sweep()
    assert course.store.load(call.id).running
    course.clock.pass_time(17)
    course.service.sweep()
    assert not course.store.load(call.id).running


def test_a_new_ticket_starts_the_grace_time_again(course: Course) -> None:
    call = course.ask()
    course.clock.pass_time(50)
    course.service.touch(course.person("alex"))
    course.clock.pass_time(50)
    course.service.sweep()
    assert course.store.load(call.id).running


def test_a_helper_who_vanished_counts_as_left_after_the_grace_time(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    course.enter(call, "alex")
    course.clock.pass_time(61)
    course.service.sweep()
    after = course.store.load(call.id)
    assert after.state is State.WAITING
    assert after.invitations[0].answer is Answer.LEFT
    assert course.told("alex")[-1] == "waiting"


def test_a_helper_who_came_by_another_program_counts_as_accepted(course: Course) -> None:
    call = course.ask()
    course.enter(call, "cy")
    course.clock.pass_time(16)
    course.service.sweep()
    after = course.store.load(call.id)
    assert after.state is State.ANSWERED
    assert [i.person.name for i in after.helpers] == ["Cy"]


def test_who_left_and_is_still_seen_inside_for_a_moment_has_not_come_back(course: Course) -> None:
    call = course.ask()
    for name in ("alex", "bo"):
        course.enter(call, name)
    course.service.accept(call.id, course.person("bo"))
    course.service.leave(call.id, course.person("bo"), None)
    course.clock.pass_time(16)
    course.service.sweep()
    assert course.store.load(call.id).state is State.WAITING
    course.clock.pass_time(16)
    course.service.sweep()
    assert [i.person.name for i in course.store.load(call.id).helpers] == ["Bo"]


def test_an_asker_who_left_and_asked_again_is_not_drawn_back_by_an_old_window(course: Course) -> None:
    first = course.ask()
    course.service.accept(first.id, course.person("bo"))
    for name in ("alex", "bo"):
        course.enter(first, name)
    course.service.leave(first.id, course.person("alex"), None)
    second = course.ask()
    course.enter(second, "alex")
    course.clock.pass_time(61)
    course.service.sweep()
    assert course.service.open_call(course.person("alex")) == course.store.load(second.id)
    course.service.leave(first.id, course.person("bo"), None)
    assert course.store.load(first.id).state is State.CLOSED


def test_the_log_can_be_had_at_any_moment(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.say(call, "alex", "Anybody?")
    during = course.service.transcript(call.id, course.person("alex"))
    assert [line.body for line in during.lines] == ["Anybody?"]
    assert during.complete
    course.service.leave(call.id, course.person("alex"), None)
    after = course.service.transcript(call.id, course.person("alex"))
    assert after.lines == during.lines
    assert after.people.keys() == {course.person("alex").localpart}


def test_a_log_of_many_pages_is_kept_to_its_last_line(course: Course) -> None:
    course.rooms.page_size = 10
    call = course.ask()
    course.enter(call, "alex")
    for number in range(95):
        course.say(call, "alex", f"line {number}")
    assert len(course.service.transcript(call.id, course.person("alex")).lines) == 95
    over = course.service.leave(call.id, course.person("alex"), None)
    assert over.complete
    assert [line.body for line in course.store.log(call.id)] == [f"line {number}" for number in range(95)]


def test_a_line_that_a_window_showed_and_the_archive_lost_makes_the_log_incomplete(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.say(call, "alex", "kept")
    lost = course.say(call, "alex", "lost")
    course.rooms.rooms[call.room].log.pop()
    over = course.service.leave(call.id, course.person("alex"), Report(lines=2, last_id=lost))
    assert over.complete is False


CORRECTIONS = [("m-bo", ""), ("m-alex", "m-alex"), ("never-said", ""), ("m-later", "")]


@pytest.mark.parametrize(("replaces", "kept"), CORRECTIONS, ids=["theirs", "own", "nobody's", "later"])
def test_a_line_corrects_only_an_earlier_one_of_its_author(course: Course, replaces: str, kept: str) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    alex, bo = (course.person(name).localpart for name in ("alex", "bo"))
    course.rooms.enter(call.room, alex)
    course.rooms.enter(call.room, bo)
    course.rooms.say(call.room, alex, "teh", message_id="m-alex")
    course.rooms.say(call.room, bo, "yes", message_id="m-bo")
    course.rooms.say(call.room, alex, "the", replaces=replaces)
    course.rooms.say(call.room, alex, "later", message_id="m-later")
    during = course.service.transcript(call.id, course.person("alex"))
    course.service.leave(call.id, course.person("bo"), None)
    course.service.leave(call.id, course.person("alex"), None)
    for transcript in (during, course.service.transcript(call.id, course.person("bo"))):
        assert [line.replaces for line in transcript.lines] == ["", "", kept, ""]
        assert [line.body for line in transcript.lines] == ["teh", "yes", "the", "later"]


FALSE = [Report(lines=999, last_id=""), Report(lines=1, last_id="never said"), Report(lines=100_000, last_id="9" * 16)]


@pytest.mark.parametrize("false", FALSE, ids=["number", "last line", "both"])
@pytest.mark.parametrize("liar", ["alex", "bo"])
def test_nobody_alone_spoils_the_log_of_a_talk(course: Course, liar: str, false: Report) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    for name in ("alex", "bo"):
        course.enter(call, name)
    last = course.say(call, "bo", "Hi!")
    for _ in range(3):
        course.service.gone(call.id, course.person(liar), false)
    assert course.service.transcript(call.id, course.person("alex")).complete is True
    course.service.leave(call.id, course.person("bo"), false if liar == "bo" else None)
    over = course.service.leave(call.id, course.person("alex"), Report(lines=1, last_id=last))
    assert (over.state, over.complete) == (State.CLOSED, True)


def test_what_two_people_saw_and_the_archive_lost_makes_the_log_of_a_talk_incomplete(course: Course) -> None:
    call = course.ask()
    course.service.accept(call.id, course.person("bo"))
    for name in ("alex", "bo"):
        course.enter(call, name)
    course.say(call, "bo", "Hi!")
    shown = Report(lines=2, last_id=course.say(call, "alex", "lost"))
    course.rooms.rooms[call.room].log.pop()
    course.service.leave(call.id, course.person("bo"), shown)
    assert course.service.leave(call.id, course.person("alex"), shown).complete is False


def test_the_end_waits_for_a_chat_server_that_is_down(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.say(call, "alex", "kept")
    course.rooms.available = False
    over = course.service.leave(call.id, course.person("alex"), None)
    assert over.state is State.ARCHIVING
    with pytest.raises(RoomsUnavailable):
        course.service.transcript(call.id, course.person("alex"))
    course.rooms.available = True
    course.clock.pass_time(5)
    course.service.sweep()
    assert course.store.load(call.id).state is State.CLOSED
    assert [line.body for line in course.store.log(call.id)] == ["kept"]


def test_a_room_lost_before_its_log_was_kept_closes_as_incomplete_after_some_tries(course: Course) -> None:
    call = course.ask()
    course.rooms.available = False
    course.service.leave(call.id, course.person("alex"), None)
    course.rooms.available = True
    course.rooms.rooms.clear()
    for _ in range(8):
        course.clock.pass_time(61)
        course.service.sweep()
    closed = course.store.load(call.id)
    assert closed.state is State.CLOSED
    assert closed.complete is False


def test_a_call_that_never_had_a_room_closes_with_a_complete_empty_log(course: Course) -> None:
    course.rooms.available = False
    call = course.ask()
    course.service.cancel(call.id, course.person("alex"))
    course.rooms.available = True
    course.clock.pass_time(61)
    course.service.sweep()
    closed = course.store.load(call.id)
    assert (closed.state, closed.complete) == (State.CLOSED, True)


def test_a_room_lost_in_mid_talk_is_made_again_with_everybody_admitted(course: Course) -> None:
    call = course.ask()
    course.rooms.rooms.clear()
    course.clock.pass_time(16)
    course.service.sweep()
    assert course.person("bo").localpart in course.rooms.rooms[call.room].admitted


def test_everybody_is_put_out_before_the_log_is_read(course: Course) -> None:
    call = course.ask()
    course.enter(call, "alex")
    course.rooms.page_size = 1
    course.say(call, "alex", "first")
    course.say(call, "alex", "second")
    seen = []
    read = course.rooms.read

    def spy(room: str, after: str = "") -> object:
        seen.append(set(course.rooms.rooms[room].admitted))
        return read(room, after)

    course.rooms.read = spy  # type: ignore[assignment, method-assign]
    course.service.leave(call.id, course.person("alex"), None)
    assert seen
    assert all(not admitted for admitted in seen)


def test_nothing_can_be_done_to_a_call_that_is_over(course: Course) -> None:
    call = course.ask()
    alex = course.person("alex")
    course.service.cancel(call.id, alex)
    with pytest.raises(CallOver):
        course.service.solved(call.id, alex)
    with pytest.raises(CallOver):
        course.service.invite(call.id, alex, course.person("eve"))
    with pytest.raises(CallOver):
        course.service.remove(call.id, alex, course.person("bo"))
    assert course.service.leave(call.id, alex, None).state is State.CLOSED
    assert course.service.gone(call.id, alex, None).state is State.CLOSED
    with pytest.raises(RoomNotFound):
        course.rooms.inside(call.room)
