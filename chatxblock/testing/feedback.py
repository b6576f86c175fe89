"""What people say of a talk afterwards, in memory: a part of the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person, State
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Message
from chatxblock.domain.resources.feedback import Ended, Feedback, Helped


class MemoryFeedback(ABC):
    """Keeps whether a talk helped, and who was asked what. What it needs of the rest of the store, the store has."""

    def __init__(self) -> None:
        super().__init__()
        self._feedback: dict[tuple[UUID, int], Feedback] = {}

    def feedback(self, call_id: UUID, person: Person) -> Feedback:
        """Return what somebody has said of a call so far."""
        yes = self.consents([call_id]).get((call_id, person.id))
        return replace(self._feedback.get((call_id, person.id), Feedback()), quote_me=yes)

    def save_feedback(self, call_id: UUID, person: Person, helped: Helped | None, at: datetime) -> None:
        """Note that somebody has answered, and whether it helped."""
        known = self._feedback.get((call_id, person.id), Feedback())
        self._feedback[call_id, person.id] = replace(known, helped=helped or known.helped, answered_at=at)

    def ask_to_quote(self, call_id: UUID, speaker: Person, at: datetime, told: Sequence[Message] = ()) -> bool:
        """Note that somebody asks for the speaker's yes, and keep what tells it, unless that was done before."""
        known = self._feedback.get((call_id, speaker.id), Feedback())
        if known.asked_at is not None:
            return False
        self._feedback[call_id, speaker.id] = replace(known, asked_at=at)
        self.put_messages(told)
        return True

    def helped(self, call_id: UUID) -> Mapping[str, Helped]:
        """Return what those who had the question say of a call, by localpart."""
        said = ((self._person_of(who), known.helped) for (one, who), known in self._feedback.items() if one == call_id)
        return {person.localpart: helped for person, helped in said if person is not None and helped is not None}

    def asked_to_quote(self, calls: Sequence[UUID]) -> set[tuple[UUID, str]]:
        """Return who was asked for a yes in these calls and has not answered, by call and localpart."""
        known = ((call_id, self._person_of(person_id)) for call_id, person_id in self._feedback if call_id in calls)
        people = [(call_id, person) for call_id, person in known if person is not None]
        return {(call_id, who.localpart) for call_id, who in people if self.feedback(call_id, who).asked_to_quote}

    def unspoken(self, person: Person, since: datetime, wished_since: datetime) -> list[Ended]:
        """Return closed calls of somebody's of which she may be asked something, the newest first."""
        closed = [c for c in self._all() if c.course == person.course and c.state is State.CLOSED and c.ended_at]
        found = []
        for call in sorted(closed, key=lambda call: call.ended_at or since, reverse=True):
            said = self.feedback(call.id, person)
            lately = call.took_part(person) and (call.ended_at or since) >= since and said.answered_at is None
            if lately or _wished(said, wished_since):
                authors = {line.author for line in self.log(call.id) if line.author and line.body}
                found.append(Ended(call=call, feedback=said, authors=authors))
        return found

    @abstractmethod
    def consents(self, calls: Sequence[UUID]) -> Mapping[tuple[UUID, int], bool]:
        """Return what people said, by call and person's id."""

    @abstractmethod
    def log(self, call_id: UUID) -> list[Line]:
        """Return the kept lines in the archive's order."""

    @abstractmethod
    def put_messages(self, messages: Sequence[Message]) -> None:
        """Keep messages to be delivered."""

    @abstractmethod
    def _person_of(self, person_id: int) -> Person | None:
        """Return somebody by id."""

    @abstractmethod
    def _all(self) -> Iterable[Call]:
        """Return all calls."""


def _wished(said: Feedback, since: datetime) -> bool:
    if said.asked_at is None or said.asked_at < since:
        return False
    return said.answered_at is None or said.answered_at < said.asked_at
