"""Every exception that chatxblock raises, in one tree.

    ChatxblockError
    ├── ConfigurationError
    ├── BadInput
    │   ├── BadFile
    │   ├── BadPlan
    │   ├── BadQuestion
    │   └── UnknownPerson
    ├── Forbidden
    │   ├── NotLoggedIn
    │   ├── NoCourse
    │   ├── SomebodyElse
    │   ├── Masquerading
    │   ├── NotEnrolled
    │   ├── NotEligible
    │   ├── Barred
    │   ├── NotInCall
    │   ├── FilesOff
    │   ├── LinkOver
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
    │   ├── FilesFull
    │   ├── NotReachable
    │   ├── StaleCall
    │   ├── StaleResource
    │   ├── ResourceUnready
    │   └── QuotesWithoutConsent
    ├── ResourceNotFound
    ├── FileNotFound
    ├── FilesUnavailable
    ├── PeeringFailed
    ├── StoreBusy
    └── RoomsError
        ├── RoomsUnavailable
        ├── RoomNotFound
        └── RoomsRefused

`message` is the sentence for people, a literal that translators find; what stands in braces in it is filled in when it
is read, from the `values` that the error brings. `code` is the kebab-case word that programs read. Which HTTP status
belongs to which class `chatxblock.web.responses` knows. Nothing is translated here, as nobody knows yet who will read
it: this module must not know of Django, XMPP or XBlock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatxblock.errors.base import (
    PLACEHOLDER,
    BadInput,
    ChatxblockError,
    Conflict,
    Counted,
    Forbidden,
    ForOperators,
    Message,
    Value,
    filled,
    gettext_noop,
    ngettext_lazy,
)
from chatxblock.errors.of_files import BadFile, FileNotFound, FilesFull, FilesOff, FilesUnavailable, LinkOver

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call

_ = gettext_noop


class ConfigurationError(ForOperators, ChatxblockError):
    """The settings are wrong, or something that they name is."""

    code = "not-configured"
    message = _("The chat is not set up yet. The people who run this site have to do that.")


class BadPlan(BadInput):
    """A plan of the rounds that cannot be read."""

    code = "bad-plan"
    message = _("We cannot read the plan of the rounds. Write one round a line, such as “3 peers 60s”.")


class BadQuestion(BadInput):
    """A question that is none, or too long."""

    code = "bad-question"
    message = _("Type your question first.")


class UnknownPerson(BadInput):
    """Somebody was named who is not in the course."""

    code = "unknown-person"
    message = _("We do not know that person in this course. Check the spelling.")


class NotLoggedIn(Forbidden):
    """Nobody is logged in."""

    code = "not-logged-in"
    message = _("Log in to ask or to help.")


class SomebodyElse(Forbidden):
    """The platform gives two answers to who sends this request; nobody is let in as either of them."""

    code = "somebody-else"
    message = _("We could not tell who you are just now. Nothing is lost: try again in a moment.")


class Masquerading(Forbidden):
    """Course staff who look at the course as somebody else."""

    code = "masquerading"
    message = _("You are viewing as a learner. Go back to your own view to ask or to help.")


class NoCourse(Forbidden):
    """A block in a library, where nobody learns and nobody helps."""

    code = "no-course"
    message = _("Questions can be asked here once this block stands in a course.")


class NotEnrolled(Forbidden):
    """Somebody who is not in the course."""

    code = "not-enrolled"
    message = _("Enroll in this course to ask or to help.")


class NotEligible(Forbidden):
    """Somebody whom the rule of the block does not let help."""

    code = "not-eligible"
    message = _("You cannot be asked for help here.")


class Barred(Forbidden):
    """Somebody whom staff keep from that for a time; the values say until when and in which words."""

    code = "barred"
    message = _("You can't do that in this course for now.")


class NotInCall(Forbidden):
    """Somebody who takes no part in the call, or is let in no more."""

    code = "not-in-call"
    message = _("You are not part of this question.")


class NotAllowed(Forbidden):
    """Something that others of the same call may do."""

    code = "not-allowed"
    message = _("Only the person who asked, or course staff, can do that.")


class CallNotFound(ChatxblockError):
    """There is no such call, or none that the caller may know of."""

    code = "call-not-found"
    message = _("We do not have this question.")


class CallUnreadable(ChatxblockError):
    """What is kept of a call makes no sense; the log names the call."""

    code = "call-unreadable"
    message = _("Something is wrong with this question. The people who run this site can mend it.")


class MethodNotAllowed(ChatxblockError):
    """A GET where a POST is due, or the reverse."""

    code = "method-not-allowed"
    message = _("This address does not take that kind of request.")


class TooManyRequests(ChatxblockError):
    """Somebody sends more than the limits allow.

    `wait` is after how many seconds it will be taken.
    """

    code = "too-many-requests"
    message = _("That was too often in a short time. Wait a minute and try again.")

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class AlreadyInCall(Conflict):
    """Somebody asks who has an open call in the course.

    `call` is that open call.
    """

    code = "already-in-call"
    message = _("You already have an open question in this course. Go back to it or withdraw it first.")

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.call = call


class RequestIdTaken(Conflict):
    """A request id that somebody else used."""

    code = "request-id-taken"
    message = _("Please ask again: this request was already used.")


class CallOver(Conflict):
    """A call that has ended."""

    code = "call-over"
    message = _("This question is over.")


class CallFull(Conflict):
    """A call with as many helpers as it takes."""

    code = "call-full"
    message = _("Enough helpers are already there. Thank you for coming.")


class NotReachable(Conflict):
    """Somebody is called by name who does not wish to be asked, or said no twice."""

    code = "not-reachable"
    message = _("This person does not wish to be asked right now. Invite somebody else.")


class StaleCall(Conflict):
    """A call was changed between reading and writing it."""

    code = "stale-call"
    message = _("Somebody else changed this question at the same moment. Try again.")


class ResourceNotFound(ChatxblockError):
    """There is no such resource, or none that this person may see."""

    code = "resource-not-found"
    message = _("There is no such page any more. It may have been taken back by those who wrote it.")


class StaleResource(Conflict):
    """Somebody else saved a newer text of a resource."""

    code = "stale-resource"
    message = _("Somebody else changed this text meanwhile. Look at both, and choose.")


class ResourceUnready(Conflict):
    """A resource has no question, or nothing that answers it, and cannot be published."""

    code = "resource-unready"
    message = _("Write the question, and an answer to it, before others can read this.")


class QuotesWithoutConsent(Conflict):
    """A text quotes people who have not said that they may be quoted."""

    code = "quotes-without-consent"
    message = _("This has words of people who have not said yes to it. Say it in your own words, or ask them.")


class PeeringFailed(ForOperators, ChatxblockError):
    """A peering chose nobody because it does not work; raised by peerings, with what is wrong as `detail`."""

    code = "peering-failed"
    message = _("We could not find out whom to ask. Nothing is lost: we try again in a moment.")


class StoreBusy(ChatxblockError):
    """The database gave way to others as often as it is asked again, or went away under a request."""

    code = "store-busy"
    message = _("This could not be kept just now. Nothing is lost: try again in a moment.")


class RoomsError(ForOperators, ChatxblockError):
    """The chat server did not do its part."""

    code = "rooms-error"
    message = _("The chat server did not do what it was asked.")


class RoomsUnavailable(RoomsError):
    """The chat server cannot be reached, or does not answer in time."""

    code = "chat-unavailable"
    message = _("We can't reach the chat right now. Nothing is lost: try again in a moment.")


class RoomNotFound(RoomsError):
    """A room that is not there, or not any more."""

    code = "room-not-found"
    message = _("This room is gone.")


class RoomsRefused(RoomsError):
    """The chat server says no, or says what nobody understands."""

    code = "rooms-refused"
    message = _("The chat server refused that request.")


__all__ = [
    "PLACEHOLDER",
    "AlreadyInCall",
    "BadFile",
    "BadInput",
    "BadPlan",
    "BadQuestion",
    "Barred",
    "CallFull",
    "CallNotFound",
    "CallOver",
    "CallUnreadable",
    "ChatxblockError",
    "ConfigurationError",
    "Conflict",
    "Counted",
    "FileNotFound",
    "FilesFull",
    "FilesOff",
    "FilesUnavailable",
    "ForOperators",
    "Forbidden",
    "LinkOver",
    "Masquerading",
    "Message",
    "MethodNotAllowed",
    "NoCourse",
    "NotAllowed",
    "NotEligible",
    "NotEnrolled",
    "NotInCall",
    "NotLoggedIn",
    "NotReachable",
    "PeeringFailed",
    "QuotesWithoutConsent",
    "RequestIdTaken",
    "ResourceNotFound",
    "ResourceUnready",
    "RoomNotFound",
    "RoomsError",
    "RoomsRefused",
    "RoomsUnavailable",
    "SomebodyElse",
    "StaleCall",
    "StaleResource",
    "StoreBusy",
    "TooManyRequests",
    "UnknownPerson",
    "Value",
    "filled",
    "gettext_noop",
    "ngettext_lazy",
]
