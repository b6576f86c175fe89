"""Every exception that chatxblock raises, in one tree.

    ChatxblockError
    ├── ConfigurationError
    ├── BadInput
    │   ├── BadPlan
    │   ├── BadQuestion
    │   └── UnknownPerson
    ├── Forbidden
    │   ├── NotLoggedIn
    │   ├── NotEnrolled
    │   ├── NotEligible
    │   ├── NotInCall
    │   └── NotAllowed
    ├── CallNotFound
    ├── CallUnreadable
    ├── MethodNotAllowed
    ├── TooManyRequests
    ├── Conflict
    │   ├── AlreadyInCall
    │   ├── RequestIdTaken
    │   ├── CallOver
    │   ├── CallFull
    │   └── StaleCall
    ├── PeeringFailed
    ├── StoreBusy
    └── RoomsError
        ├── RoomsUnavailable
        ├── RoomNotFound
        └── RoomsRefused

The first line of a docstring is the sentence that people read when nothing better is known, and `code` is the
kebab-case word that programs read. Which HTTP status belongs to which class `chatxblock.web.responses` knows.
This module must not know of Django, XMPP or XBlock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call


class ChatxblockError(Exception):
    """Something went wrong in the chat."""

    code: ClassVar[str] = "chat-error"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or first_line(type(self).__doc__))


class ConfigurationError(ChatxblockError):
    """The chat is not set up yet. The people who run this site have to do that."""

    code = "not-configured"


class BadInput(ChatxblockError):
    """We could not read that request. Reload the page and try again."""

    code = "bad-input"


class BadPlan(BadInput):
    """We cannot read the plan of the rounds. Write one round a line, such as “3 peers 60s”."""

    code = "bad-plan"


class BadQuestion(BadInput):
    """Type your question first."""

    code = "bad-question"


class UnknownPerson(BadInput):
    """We do not know that person in this course. Check the spelling."""

    code = "unknown-person"


class Forbidden(ChatxblockError):
    """You cannot do that here."""

    code = "forbidden"


class NotLoggedIn(Forbidden):
    """Log in to ask or to help."""

    code = "not-logged-in"


class NotEnrolled(Forbidden):
    """Enroll in this course to ask or to help."""

    code = "not-enrolled"


class NotEligible(Forbidden):
    """You cannot be asked for help here."""

    code = "not-eligible"


class NotInCall(Forbidden):
    """You are not part of this question."""

    code = "not-in-call"


class NotAllowed(Forbidden):
    """Only the person who asked, or course staff, can do that."""

    code = "not-allowed"


class CallNotFound(ChatxblockError):
    """We do not have this question."""

    code = "call-not-found"


class CallUnreadable(ChatxblockError):
    """Something is wrong with this question, and we cannot show it. The people who run this site can mend it."""

    code = "call-unreadable"


class MethodNotAllowed(ChatxblockError):
    """This address does not take that kind of request."""

    code = "method-not-allowed"


class TooManyRequests(ChatxblockError):
    """That was too often in a short time. Wait a minute and try again.

    `wait` is after how many seconds it will be taken.
    """

    code = "too-many-requests"

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class Conflict(ChatxblockError):
    """Things changed in the meantime. Reload the page and try again."""

    code = "conflict"


class AlreadyInCall(Conflict):
    """You already have an open question in this course. Go back to it or withdraw it first.

    `call` is that open call.
    """

    code = "already-in-call"

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.call = call


class RequestIdTaken(Conflict):
    """Please ask again: this request was already used."""

    code = "request-id-taken"


class CallOver(Conflict):
    """This question is over."""

    code = "call-over"


class CallFull(Conflict):
    """Enough helpers are already there. Thank you for coming."""

    code = "call-full"


class StaleCall(Conflict):
    """Somebody else changed this question at the same moment. Try again."""

    code = "stale-call"


class PeeringFailed(ChatxblockError):
    """We could not find out whom to ask. Nothing is lost: we try again in a moment."""

    code = "peering-failed"


class StoreBusy(ChatxblockError):
    """Too many people are at it at the same moment. Nothing is lost: try again in a moment."""

    code = "store-busy"


class RoomsError(ChatxblockError):
    """The chat server did not do what it was asked."""

    code = "rooms-error"


class RoomsUnavailable(RoomsError):
    """We can't reach the chat right now. Nothing is lost: try again in a moment."""

    code = "chat-unavailable"


class RoomNotFound(RoomsError):
    """This room is gone."""

    code = "room-not-found"


class RoomsRefused(RoomsError):
    """The chat server refused that request."""

    code = "rooms-refused"


def first_line(doc: str | None) -> str:
    """Return the first line of a docstring, which here is always a whole sentence for people."""
    return (doc or "").strip().partition("\n")[0]
