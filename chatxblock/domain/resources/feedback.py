"""What people say of a talk afterwards: whether it helped, and whether others may read what they said.

Nobody has to say anything: silence is no. Who closed the window is asked once more, in her next lobby. This module must
not know of requests or tables.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Transcript
from chatxblock.domain.ports import PAGE, Clock, ConsentStore, FeedbackStore, Message
from chatxblock.errors import Conflict, NotAllowed, NotInCall, NotReachable
from chatxblock.errors import gettext_noop as _

if TYPE_CHECKING:
    from chatxblock.domain.resources.service import ResourceService

TOPIC = "quote-wish"
ASKED_AFTER = timedelta(days=1)
"""For how long after the end of a talk she is asked once more what it was to her."""
WISHED_FOR = timedelta(days=14)
"""For how long somebody is asked for a yes to being quoted."""


class Helped(StrEnum):
    """Whether a talk helped whoever had the question."""

    YES = "yes"
    A_LITTLE = "a-little"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What one person has said of one talk so far."""

    helped: Helped | None = None
    quote_me: bool | None = None
    """Whether others may read her words without her name; None where she has said neither."""
    asked_at: datetime | None = None
    """When somebody who writes asked for her yes."""
    answered_at: datetime | None = None
    """When she last said something, or that she does not want to."""

    @property
    def asked_to_quote(self) -> bool:
        """Whether somebody waits for her yes."""
        if self.asked_at is None or self.quote_me is not None:
            return False
        return self.answered_at is None or self.answered_at < self.asked_at


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A talk that is over, of which somebody may still be asked something."""

    call: Call
    feedback: Feedback
    authors: Collection[str]
    """Localparts of all who wrote a line."""


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """What somebody is asked once more, about which talk."""

    call: Call
    helped_wanted: bool
    quote_wanted: bool
    asked_to_quote: bool
    """Whether somebody who writes a resource asks for her yes."""


class FeedbackService:
    """Keeps what people say of a talk, and knows what to ask whom."""

    def __init__(
        self, *, feedback: FeedbackStore, consents: ConsentStore, resources: ResourceService, clock: Clock
    ) -> None:
        self._feedback = feedback
        self._consents = consents
        self._resources = resources
        self._clock = clock

    def mine(self, call: Call, person: Person) -> Feedback:
        """Return what somebody has said of a call so far."""
        return self._feedback.feedback(call.id, person)

    def say(self, call: Call, person: Person, *, helped: Helped | None = None, quote_me: bool | None = None) -> None:
        """Keep what somebody says who took part; what they do not say stays as it was, and to say nothing is an answer.

        Raises `NotInCall`, and `NotAllowed` where somebody says that it helped who did not have the question.
        """
        if not call.took_part(person):
            raise NotInCall()
        if helped is not None and not had_question(call, person):
            raise NotAllowed(_("Only those who had the question can say whether it helped."))
        if quote_me is not None:
            self._resources.consent(call.id, person, quote_me)
        self._feedback.save_feedback(call.id, person, helped, self._clock.now())

    def wish(self, talk: Transcript, line: str, by: Person, *, staff: bool) -> None:
        """Ask whoever said a line, by the archive's id, for a yes; once for each talk, and not who has answered.

        Raises `Conflict` for what nobody said, `NotInCall`, and `NotReachable` where they cannot be asked any more.
        """
        call = talk.call
        if not staff and not call.took_part(by):
            raise NotInCall()
        said = next((one for one in talk.lines if one.id == line), None)
        speaker = talk.people.get(said.author) if said else None
        if speaker is None:
            raise Conflict(_("Nobody said this line in that talk. Reload the page and try again."))
        if not call.took_part(speaker):
            raise NotReachable(_("Whoever said this cannot be asked any more."))
        if speaker.id != by.id and (call.id, speaker.id) not in self._consents.consents([call.id]):
            now = self._clock.now()
            self._feedback.ask_to_quote(call.id, speaker, now, [_news_of(call, speaker, now)])

    def asked(self, calls: Sequence[UUID]) -> Collection[tuple[UUID, str]]:
        """Return who was asked for a yes in these calls and has not answered, by call and localpart."""
        return self._feedback.asked_to_quote(calls)

    def unfinished(self, person: Person) -> list[Unfinished]:
        """Return the newest talk of which somebody is still asked something; one at most.

        A talk that ended lately and to which she has given no answer yet, in which a helper said something; or one of
        which somebody would like to quote her.
        """
        now = self._clock.now()
        ended = self._feedback.unspoken(person, now - ASKED_AFTER, now - WISHED_FOR)
        return [open_ for talk in ended if (open_ := _unfinished(talk, person))][:1]


def had_question(call: Call, person: Person) -> bool:
    """Tell whether somebody who took part had the question, and did not come to help."""
    invitation = call.invitation_of(person)
    return invitation is None or invitation.accepted_at is None


def _unfinished(talk: Ended, person: Person) -> Unfinished | None:
    helpers = {i.person.localpart for i in talk.call.invitations if i.accepted_at is not None}
    said = talk.feedback
    if not talk.call.took_part(person) or helpers.isdisjoint(talk.authors):
        return None
    helped_wanted = said.answered_at is None and said.helped is None and had_question(talk.call, person)
    quote_wanted = said.quote_me is None and person.localpart in talk.authors
    if not helped_wanted and not quote_wanted:
        return None
    return Unfinished(
        call=talk.call,
        helped_wanted=helped_wanted,
        quote_wanted=quote_wanted,
        asked_to_quote=said.asked_to_quote and quote_wanted,
    )


def _news_of(call: Call, speaker: Person, now: datetime) -> Message:
    """Return what tells a speaker's page that something is asked, not what."""
    return Message(
        kind=PAGE,
        to=speaker.localpart,
        topic=TOPIC,
        body={"call_id": str(call.id), "rev": call.rev, "state": call.state.value},
        due_at=now,
        expires_at=now + WISHED_FOR,
    )
