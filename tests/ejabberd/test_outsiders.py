"""Whoever was part of a call and is no longer: removed, declined, withdrawn, or there when it ended.

A person's own program knows the room's name for ever; what it must not have is a way in, the log, or a voice. Calls are
kept in memory, the room is ejabberd's.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.calls.call import Call, Context, Person, State, User
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.service import CallService
from chatxblock.errors import CallOver, NotInCall, RoomNotFound
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.testing import AnybodyMayHelp, FirstCome, FixedClock, MemoryEvents, MemoryStore
from tests.support.chat import MakeLearner, Service
from tests.support.learner import Learner, error_of

pytest_plugins = ("tests.support.servers",)

ITEM = "{http://jabber.org/protocol/muc#user}x/{http://jabber.org/protocol/muc#user}item"


@dataclass
class Course:
    """One question to two helpers, with a window each."""

    service: CallService
    rooms: Service
    call: Call
    room: str
    asker: Learner
    helper: Learner
    other: Learner

    def person(self, name: str) -> Person:
        return self.service.people("course", [User(user_id=name, name=name)])[0]

    def shut_out(self, window: Learner) -> bool:
        """Nothing is left to this window: no way in, no log, no voice."""
        assert error_of(window.join(self.room))
        assert window.history(self.room) is None
        return bool(error_of(window.echo(window.say(self.room, "still here?"))))

    def welcome(self, window: Learner) -> bool:
        """Everything is open to this window."""
        assert window.join(self.room).get("type") is None
        window.echo(window.say(self.room, "hello"))
        return "hello" in (window.history(self.room) or [])


@pytest.fixture
def course(service: Service, ejabberd: Ejabberd, learner: MakeLearner) -> Course:
    store = MemoryStore()
    calls = CallService(
        calls=store,
        people=store,
        helpers=store,
        logs=store,
        rooms=NamedKinds({CHAT: service}, CHAT),
        notifier=service.notifier,
        presence=service.presence,
        events=MemoryEvents(),
        peering=FirstCome(),
        eligibility=AnybodyMayHelp(),
        clock=FixedClock(),
    )
    listed = tuple(User(user_id=name, name=name) for name in ("bo", "cy"))
    alex, bo, cy = calls.people("course", [User(user_id="alex", name="alex"), *listed])
    question = Question(
        id=uuid4(),
        text="Why?",
        context=Context(),
        unit="unit",
        block="block",
        window_url="",
        rounds=(Round(size=2, wait=60.0),),
        helper_limit=2,
        grace=60.0,
        listed=listed,
    )
    call, _ = calls.ask(alex, question)
    windows = [learner(person.localpart) for person in (alex, bo, cy)]
    room = f"{call.room}@{ejabberd.rooms_domain}"
    course = Course(calls, service, call, room, *windows)
    assert course.welcome(course.asker)
    return course


def test_somebody_who_was_removed_does_not_come_back(course: Course) -> None:
    bo, alex = course.person("bo"), course.person("alex")
    course.service.accept(course.call.id, bo)
    assert course.welcome(course.helper)
    course.service.remove(course.call.id, alex, bo)
    me = f"{course.room}/{bo.localpart}"
    put_out = course.helper.expect(lambda stanza: stanza.get("type") == "unavailable" and stanza.get("from") == me)
    item = put_out.find(ITEM)
    assert item is not None
    assert item.get("affiliation") == "none"
    assert course.shut_out(course.helper)
    with pytest.raises(NotInCall):
        course.service.accept(course.call.id, bo)
    course.service.invite(course.call.id, alex, bo)
    assert course.welcome(course.helper)


def test_somebody_who_declined_does_not_read_on(course: Course) -> None:
    cy = course.person("cy")
    assert course.other.history(course.room) == ["hello"]
    course.service.decline(course.call.id, cy)
    assert course.shut_out(course.other)
    course.asker.echo(course.asker.say(course.room, "not for cy"))
    course.asker.history(course.room)  # answered when the line has gone to everybody whom the room knows
    course.other.settle()
    assert not [stanza for stanza in course.other.seen if "not for cy" in "".join(stanza.itertext())]
    with pytest.raises(NotInCall):
        course.service.accept(course.call.id, cy)
    course.service.invite(course.call.id, course.person("alex"), cy)
    assert course.welcome(course.other)


def test_somebody_who_was_inside_at_the_end_is_put_out(course: Course) -> None:
    bo = course.person("bo")
    course.service.accept(course.call.id, bo)
    assert course.welcome(course.helper)
    course.service.leave(course.call.id, bo, None)
    ended = course.service.leave(course.call.id, course.person("alex"), None)
    assert ended.state is State.CLOSED
    for window in (course.helper, course.asker):
        assert course.shut_out(window)
    with pytest.raises(RoomNotFound):
        course.rooms.read(course.call.room)


def test_an_invitation_that_was_withdrawn_opens_nothing(course: Course) -> None:
    alex, cy = course.person("alex"), course.person("cy")
    assert course.other.join(course.room).get("type") is None
    course.other.leave(course.room)
    course.service.leave(course.call.id, alex, None)
    assert course.shut_out(course.other)
    with pytest.raises(CallOver):
        course.service.accept(course.call.id, cy)
    with pytest.raises(NotInCall):
        course.service.call(course.call.id, cy)
    with pytest.raises(RoomNotFound):
        course.rooms.read(course.call.room)


def test_the_room_of_a_call_that_is_over_is_nobodys_to_make_again(course: Course) -> None:
    course.service.leave(course.call.id, course.person("alex"), None)
    form = '<query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit"/></query>'
    assert error_of(course.asker.ask("set", course.room, form))
    assert course.shut_out(course.asker)
    with pytest.raises(RoomNotFound):
        course.rooms.read(course.call.room)
