"""What the screens of the gallery show: people, questions and talks, in the shapes that the handlers answer.

Everything happens at one moment, in one zone. This module must not know how a screen looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from chatxblock.web.schemas.bars import Bar
from chatxblock.web.schemas.calls import Call, Mine, Place, Room, Stopped
from chatxblock.web.schemas.deferred import LateAnswer, LeftQuestion, OwnLeft
from chatxblock.web.schemas.helpers import DutyState, InboxAnswer, Invitation
from chatxblock.web.schemas.people import Addressed, Asker, JoinRequest, Me, Person, PersonRole
from chatxblock.web.schemas.places import Stuck
from chatxblock.web.schemas.resources import FoundCall, FoundResource
from chatxblock.web.schemas.tickets import DutyRoomKey, Ticket

NOW = datetime(2026, 11, 27, 20, 6, 20, tzinfo=UTC)
STARTS = NOW - timedelta(minutes=2)
"""When a page opens; what happens then takes it to `NOW`."""
ORIGIN = "https://course.test"
CHAT_HOST = "chat.test"
SERVICE = f"chatxblock@service.{CHAT_HOST}"
ROOM = f"r1@rooms.{CHAT_HOST}"
DUTY_ROOM = f"duty@rooms.{CHAT_HOST}"
CALL = UUID(int=1)

QUESTION = "Why is the matrix not invertible here?"
MARKED_QUESTION = "Why has $A = \\begin{pmatrix}1&2\\\\2&4\\end{pmatrix}$ no inverse, and `inv(A)` fails?"
LONG_QUESTION = (
    "I tried to invert the matrix from part b by putting the identity beside it and clearing one column after the "
    "other, and in the third step a whole row of zeros came up, although I went through it twice and my neighbour has "
    "the same. Does that mean that I made a mistake, or that there is none, and how would I see that before I begin?"
)
LONG_NAME = "Maximiliana Theodora von Hohenberg-Schwarzenfeld zu Donaudampfschifffahrtsgesellschaft".ljust(255, "a")
"""As long as a platform lets a name be."""
SOON = NOW + timedelta(seconds=75)
"""When the next helpers are asked."""


def ago(minutes: float) -> datetime:
    """Return the moment so many minutes before the gallery's."""
    return NOW - timedelta(minutes=minutes)


def number(value: int) -> UUID:
    """Return an id."""
    return UUID(int=value)


def address(localpart: str) -> str:
    """Return somebody's chat address."""
    return f"{localpart}@{CHAT_HOST}"


NAMES = {
    "lina": "Lina Petrova",
    "omar": "Omar Haddad",
    "mei": "Mei Tanaka",
    "long": LONG_NAME,
    "noah": "Noah",
    "teacher": "Dr. Ada Fischer",
}
PICTURED = ("lina", "omar")


def name(localpart: str) -> str:
    """Return what somebody is called."""
    return NAMES[localpart]


def picture(localpart: str) -> str:
    """Return the address of somebody's picture; empty for who has none."""
    return f"{ORIGIN}/picture/{localpart}.svg" if localpart in PICTURED else ""


def asker(localpart: str = "lina") -> Asker:
    """Return what others see of whoever asked."""
    return Asker(name=name(localpart), image_url=picture(localpart))


def me(localpart: str) -> Me:
    """Return the reader."""
    return Me(name=name(localpart), image_url=picture(localpart), jid=address(localpart))


def addressed(localpart: str) -> Addressed:
    """Return somebody with a chat address."""
    return Addressed(name=name(localpart), image_url=picture(localpart), jid=address(localpart))


def knocking(localpart: str) -> JoinRequest:
    """Return somebody who asks to be let in."""
    return JoinRequest(name=name(localpart), image_url=picture(localpart), jid=address(localpart))


def person(localpart: str, role: PersonRole) -> Person:
    """Return somebody who takes part."""
    return Person(name=name(localpart), image_url=picture(localpart), jid=address(localpart), role=role)


EXERCISE = "The rows of the matrix A are (1, 2) and (2, 4).\nWhat is the determinant of A?\n____"


def context(excerpt: str = "", *, exercise: str = "", last_answer: str = "") -> Stuck:
    """Return where a question was asked, with what was sent along."""
    place = {"usage_key": "block@lina", "title": "Unit 3: Matrices", "url": f"{ORIGIN}/unit/3"}
    return Stuck(**place, excerpt=excerpt, exercise=exercise, last_answer=last_answer)


def call(**values: Any) -> Call:
    """Return a call that waits for its first helper; what is given is otherwise."""
    told: dict[str, Any] = {
        "id": CALL,
        "rev": 1,
        "state": "waiting",
        "question": QUESTION,
        "context": context(),
        "asked_at": ago(3),
        "my_role": "asker",
        "round": 1,
        "rounds": 3,
        "next_round_at": None,
        "next_size": None,
        "usual_wait": None,
        "left_for_staff": False,
        "withdrawn": False,
        "exhausted": False,
        "invited": 0,
        "seen": 0,
        "declined": 0,
        "helpers": [],
        "coming": [],
        "helper_limit": 3,
        "asker": asker(),
        "asker_left": False,
        "solved": False,
        "can_join": True,
        "knocking": [],
        "room": Room(jid=ROOM),
        "place": CHAT,
        "window_url": f"{ORIGIN}/window/1",
        "transcript_url": f"{ORIGIN}/handler/transcript/1",
    }
    return Call(**{**told, **values})


CHAT = Place(kind="chat", label="chat room", url=None)


def stopped() -> Stopped:
    """Return that a teacher closed a call."""
    return Stopped(by=name("teacher"), reason="We go through it in today's lecture, at ten.")


def mine(*, helped: Any = None, quote_me: bool | None = None, asked_to_quote: bool = False) -> Mine:
    """Return what the reader has said of a talk."""
    return Mine(helped=helped, quote_me=quote_me, asked_to_quote=asked_to_quote)


def duty(**values: Any) -> DutyState:
    """Return how a helper stands who is on duty; what is given is otherwise."""
    told: dict[str, Any] = {
        "may_help": True,
        "helps": True,
        "on_duty": True,
        "until": NOW + timedelta(minutes=24),
        "paused": False,
        "in_quiet": False,
        "quiet_until": None,
        "sound": True,
        "barred": None,
    }
    return DutyState(**{**told, **values})


def bar(doing: Literal["asking", "helping"], until: datetime | None = None) -> Bar:
    """Return what somebody is kept from."""
    words = "You wrote to others in a way that hurt them. Read the rules of this course, then come back."
    return Bar(doing=doing, until=until, words=words)


OFF_DUTY: dict[str, Any] = {"on_duty": False, "until": None}


def inbox(
    invitations: Sequence[Invitation] = (), left: Sequence[LeftQuestion] = (), state: DutyState | None = None
) -> InboxAnswer:
    """Return what a helper's inbox shows."""
    return InboxAnswer(**dict(state or duty()), invitations=list(invitations), ended=[], left=list(left))


def invitation(value: int, **values: Any) -> Invitation:
    """Return an entry of the inbox."""
    told: dict[str, Any] = {
        "call_id": number(value),
        "rev": 1,
        "question": QUESTION,
        "context": context(),
        "asker": asker(),
        "asked_at": ago(value + 1),
        "round": 1,
        "state": "waiting",
        "helpers": [],
        "asker_left": False,
        "can_join": True,
        "accepted": False,
        "window_url": f"{ORIGIN}/window/{value}",
        "invited_at": ago(value + 1),
        "seen": True,
        "remind_at": None,
    }
    return Invitation(**{**told, **values})


def left(value: int, *, localpart: str = "mei", question: str = QUESTION, learners: int = 1) -> LeftQuestion:
    """Return a question that waits for a teacher."""
    return LeftQuestion(
        call_id=number(value),
        question=question,
        context=context(),
        asker=asker(localpart),
        asked_at=ago(200 + value),
        left_at=ago(190 + value),
        learners=learners,
        window_url=f"{ORIGIN}/window/{value}",
        transcript_url=f"{ORIGIN}/handler/transcript/{value}",
    )


ANSWER = "Its second row is twice the first, so the determinant is zero. Look at the rows before you begin to compute."


def late_answer(value: int = 1) -> LateAnswer:
    """Return what a teacher answered later."""
    return LateAnswer(
        call_id=number(value),
        question=QUESTION,
        answer=ANSWER,
        by=name("teacher"),
        answered_at=ago(50),
        dismissed=False,
    )


def own_left(answer: LateAnswer | None = None) -> OwnLeft:
    """Return a question that the reader left for the teachers."""
    return OwnLeft(call_id=CALL, question=QUESTION, left_at=ago(1500), window_url=f"{ORIGIN}/window/1", answer=answer)


def found(value: int, title: str, *, helped: int = 12, verified: bool = False) -> FoundResource:
    """Return a resource that is like the question."""
    return FoundResource(
        resource_id=number(value),
        title=title,
        answer=ANSWER,
        tags=["matrix"],
        helped=helped,
        verified=verified,
        updated_at=ago(60 * 24 * 12),
        url=f"{ORIGIN}/resource/{value}",
    )


def found_call(value: int, *, left_open: bool = False, can_join: bool = True) -> FoundCall:
    """Return an open or a left question that is like the reader's."""
    return FoundCall(
        call_id=number(value),
        question="How do I see whether a matrix has an inverse?",
        helpers=0 if left_open else 1,
        left=left_open,
        followers=3,
        following=False,
        can_join=can_join,
    )


def ticket(localpart: str, *, on_duty: bool = False) -> Ticket:
    """Return what a browser connects with."""
    told: dict[str, Any] = {
        "jid": address(localpart),
        "nick": localpart,
        "token": "t",
        "expires_at": NOW + timedelta(hours=1),
        "websocket_url": f"wss://{CHAT_HOST}/ws",
        "service_jid": SERVICE,
        "rooms_domain": f"rooms.{CHAT_HOST}",
    }
    if on_duty:
        told["duty_room"] = DutyRoomKey(jid=DUTY_ROOM, password="p", nick=localpart)
    return Ticket(**told)
