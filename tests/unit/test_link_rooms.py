"""The life of a call whose people meet behind a link, where nobody can tell who is inside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatxblock.domain.calls.call import Answer, Call, State
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.ports import RoomKinds
from chatxblock.errors import NotInCall
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.rooms.link import LEAST_GRACE, LinkRooms
from tests.unit.fixtures import Course

PATTERN = "https://meet.test/{room}"
EVERY = 20.0
HIDDEN = 60.0
"""Seconds between two looks of a window in a hidden tab, whose timers browsers run once a minute."""


class VideoCourse(Course):
    """A course whose author chose the operator's video rooms."""

    known = True

    def kinds(self) -> RoomKinds:
        video = {"video": LinkRooms(PATTERN)} if self.known else {}
        return NamedKinds({CHAT: self.rooms, **video}, CHAT)

    def ask(self, *, helpers: str = "bo cy dee", size: int = 3) -> Call:
        question = replace(
            self.question(helpers=helpers),
            room_kind="video",
            rounds=(Round(size=size, wait=60.0), Round(size=size, wait=60.0)),
        )
        return self.service.ask(self.person("alex"), question)[0]

    def accept(self, call: Call, name: str) -> Call:
        return self.service.accept(call.id, self.person(name))

    def look(self, call: Call, name: str) -> Call:
        """What a window that is open does now and then."""
        return self.service.call(call.id, self.person(name), inside=True)

    def watch(self, call: Call, *names: str, seconds: float, every: float = EVERY) -> Call:
        """Let time pass with these people's windows open."""
        for _ in range(round(seconds / every)):
            self.clock.pass_time(every)
            self.service.sweep()
            for name in names:
                self.look(call, name)
        return self.store.load(call.id)

    def link(self, call: Call, name: str) -> str:
        return self.service.meeting(self.store.load(call.id), self.person(name)).url


@pytest.fixture
def video() -> VideoCourse:
    return VideoCourse()


def test_asker_and_helper_get_the_same_link_and_nobody_else_any(video: VideoCourse) -> None:
    call = video.ask()
    link = f"https://meet.test/{call.room}"
    assert video.link(call, "alex") == link
    assert video.link(call, "bo") == ""
    video.accept(call, "bo")
    assert [video.link(call, name) for name in ("bo", "cy", "stranger")] == [link, "", ""]


def test_a_fellow_gets_the_link_once_somebody_let_her_in(video: VideoCourse) -> None:
    call = video.ask()
    eve = video.person("eve")
    video.service.join(call.id, eve, "unit")
    assert video.link(call, "eve") == ""
    video.service.admit(call.id, video.person("alex"), eve)
    assert video.link(call, "eve") == f"https://meet.test/{call.room}"


def test_who_left_was_removed_or_comes_late_gets_no_link(video: VideoCourse) -> None:
    call = video.ask()
    for name in ("bo", "cy"):
        video.accept(call, name)
    video.service.leave(call.id, video.person("bo"), None)
    assert video.link(call, "bo") == ""
    video.service.remove(call.id, video.person("alex"), video.person("cy"))
    assert video.link(call, "cy") == ""
    video.accept(call, "bo")
    video.service.leave(call.id, video.person("alex"), None)
    assert video.link(call, "alex") == ""
    video.service.leave(call.id, video.person("bo"), None)
    assert video.link(call, "bo") == ""


def test_no_notice_tells_the_rooms_name(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.service.leave(call.id, video.person("bo"), None)
    video.service.leave(call.id, video.person("alex"), None)
    notices = video.rooms.notifier.notices
    assert {notice.to for notice in notices} == {video.person(name).localpart for name in ("alex", "bo", "cy", "dee")}
    assert [n.body.partition("\n")[0] for n in notices if n.body] == [
        "Alex asks: Why is the matrix not invertible here?"
    ] * 3
    assert call.room not in repr([(notice, notice.body) for notice in notices])


def test_asking_helping_and_leaving_go_as_in_the_chat(video: VideoCourse) -> None:
    call = video.ask(size=1)
    assert [i.person.name for i in call.invitations] == ["Bo"]
    later = video.watch(call, "alex", seconds=80)
    assert [i.person.name for i in later.invitations] == ["Bo", "Cy"]
    assert video.accept(call, "cy").state is State.ANSWERED
    assert video.watch(call, "alex", "cy", seconds=600).state is State.ANSWERED
    video.service.solved(call.id, video.person("alex"))
    video.service.leave(call.id, video.person("cy"), None)
    over = video.service.leave(call.id, video.person("alex"), None)
    assert (over.state, over.complete) == (State.CLOSED, True)
    assert call.room not in video.rooms.rooms


def test_the_transcript_holds_what_was_asked_and_who_came_and_that_there_is_no_log(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.service.join(call.id, video.person("eve"), "unit")
    video.service.admit(call.id, video.person("alex"), video.person("eve"))
    during = video.service.transcript(call.id, video.person("bo"))
    for name in ("bo", "alex"):
        video.service.leave(call.id, video.person(name), None)
    after = video.service.transcript(call.id, video.person("alex"))
    for log in (during, after):
        assert (log.lines, log.complete, log.has_log) == ((), True, False)
        assert [person.name for person in log.people.values()] == ["Alex", "Bo", "Eve"]
    assert after.call.question == "Why is the matrix not invertible here?"


def test_the_transcript_still_says_so_when_the_operator_took_the_kind_away(video: VideoCourse) -> None:
    call = video.ask()
    video.service.leave(call.id, video.person("alex"), None)
    video.known = False
    assert video.worker().transcript(call.id, video.person("alex")).has_log is False


def test_a_window_in_a_hidden_tab_keeps_the_call_alive(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    later = video.watch(call, "alex", "bo", seconds=3600, every=HIDDEN)
    assert later.state is State.ANSWERED
    assert [i.person.name for i in later.helpers] == ["Bo"]


def test_one_look_that_fails_of_a_hidden_tab_is_no_farewell(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    for _ in range(2 * 3):
        video.clock.pass_time(HIDDEN)
        video.service.sweep()
        video.clock.pass_time(HIDDEN)
        video.service.sweep()
        for name in ("alex", "bo"):
            video.look(call, name)
    assert video.store.load(call.id).state is State.ANSWERED


def test_a_helper_in_a_hidden_tab_is_there_while_the_asker_looks(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    for _ in range(20):
        video.watch(call, "alex", seconds=HIDDEN)
        video.look(call, "bo")
    assert [i.person.name for i in video.store.load(call.id).helpers] == ["Bo"]


def test_every_window_closed_is_the_end_after_the_grace_time(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.watch(call, "alex", "bo", seconds=300)
    for name in ("alex", "bo"):
        video.service.gone(call.id, video.person(name), None)
    assert video.watch(call, seconds=LEAST_GRACE - 10, every=5).running
    assert video.watch(call, seconds=30, every=5).state is State.CLOSED


def test_a_look_from_elsewhere_keeps_nothing_alive(video: VideoCourse) -> None:
    call = video.ask()
    for _ in range(12):
        video.clock.pass_time(EVERY)
        video.service.sweep()
        video.service.call(call.id, video.person("alex"))
    assert video.store.load(call.id).state is State.CLOSED


def test_who_was_asked_and_did_not_come_and_staff_keep_nothing_alive(video: VideoCourse) -> None:
    call = video.ask()
    for _ in range(12):
        video.clock.pass_time(EVERY)
        video.service.sweep()
        if video.store.load(call.id).running:
            video.look(call, "bo")
            video.service.call(call.id, video.person("tutor"), staff=True, inside=True)
    after = video.store.load(call.id)
    assert after.state is State.CLOSED
    assert after.invitations[0].answer is Answer.WITHDRAWN


def test_a_helper_who_vanished_counts_as_left_and_the_next_round_goes_out(video: VideoCourse) -> None:
    call = video.ask(size=1)
    video.accept(call, "bo")
    later = video.watch(call, "alex", seconds=LEAST_GRACE + 100)
    assert later.state is State.WAITING
    assert [(i.person.name, i.answer) for i in later.invitations[:2]] == [("Bo", Answer.LEFT), ("Cy", Answer.OPEN)]


def test_a_helper_whose_window_slept_is_back_with_its_next_look(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    assert video.watch(call, "alex", seconds=LEAST_GRACE + 60).state is State.WAITING
    assert video.look(call, "bo").state is State.ANSWERED
    assert video.link(call, "bo") == video.link(call, "alex")


def test_a_helper_whose_window_slept_finds_the_room_full(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.watch(call, "alex", seconds=LEAST_GRACE + 60)
    for name in ("cy", "dee"):
        video.accept(call, name)
    assert [i.person.name for i in video.look(call, "bo").helpers] == ["Cy", "Dee"]


def test_who_left_by_the_button_is_not_drawn_back_by_a_look_on_its_way(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.service.leave(call.id, video.person("bo"), None)
    assert video.look(call, "bo").state is State.WAITING


def test_who_was_removed_cannot_look(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.service.remove(call.id, video.person("alex"), video.person("bo"))
    with pytest.raises(NotInCall):
        video.look(call, "bo")


def test_an_asker_who_left_keeps_nothing_alive_beside_a_helper_who_vanished(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.service.leave(call.id, video.person("alex"), None)
    assert video.watch(call, "alex", seconds=LEAST_GRACE + 60).state is State.CLOSED


def test_a_platform_that_was_away_for_long_ends_nothing(video: VideoCourse) -> None:
    call = video.ask()
    video.accept(call, "bo")
    video.clock.pass_time(3600)
    video.service.sweep()
    assert video.watch(call, "alex", "bo", seconds=300).state is State.ANSWERED


@pytest.mark.parametrize("every", [15.0, 60.0, 300.0, 3600.0])
def test_the_last_window_is_noticed_however_rarely_anybody_sweeps(video: VideoCourse, every: float) -> None:
    call = video.ask()
    for _ in range(20):
        video.clock.pass_time(every)
        video.service.sweep()
    assert video.store.load(call.id).state is State.CLOSED


def test_the_link_is_there_while_the_chat_server_is_away(video: VideoCourse) -> None:
    video.rooms.available = False
    call = video.ask()
    assert video.link(call, "alex") == f"https://meet.test/{call.room}"
    video.accept(call, "bo")
    assert video.link(call, "bo") == video.link(call, "alex")
    assert video.watch(call, "alex", "bo", seconds=1200).state is State.ANSWERED


def test_a_longer_grace_time_of_the_operators_holds(video: VideoCourse) -> None:
    question = replace(video.question(), room_kind="video", grace=LEAST_GRACE + 100)
    call = video.service.ask(video.person("alex"), question)[0]
    assert video.watch(call, seconds=LEAST_GRACE + 60).running


def test_a_look_of_a_window_means_nothing_in_a_chat_room(course: Course) -> None:
    call = course.ask()
    for _ in range(5):
        course.clock.pass_time(15.1)
        course.service.call(call.id, course.person("alex"), inside=True)
    assert course.store.load(call.id).state is State.CLOSED


def test_a_kind_that_is_not_there_any_more_is_the_chat(video: VideoCourse) -> None:
    video.known = False
    video.service = video.worker()
    call = video.ask()
    assert call.room in video.rooms.rooms
    meeting = video.service.meeting(call, video.person("alex"))
    assert (meeting.kind, meeting.url, call.grace) == (CHAT, "", 60.0)
