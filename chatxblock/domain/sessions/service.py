"""Logging out: what one browser has open on the chat server ends, and what others have open stays.

A ticket that was given out before lets somebody in until its token is over, and nothing can take it back. So the
same is done again, and for the last time when no token of before can open anything. This module must not know how a
browser is recognised, nor how a connection is ended.
"""

from __future__ import annotations

from datetime import timedelta

from chatxblock.domain.ports import LOGOUT, Clock, Message, OutboxStore, PeopleStore

AGAIN = timedelta(seconds=10)
"""After so long a window that was just connecting while somebody logged out is connected."""
SPARE = timedelta(hours=1)
"""For so long a chat server may be away, and is told all the same."""


class LoggingOut:
    """Keeps that somebody logged out, in the transaction that is open, for the outbox to carry out."""

    def __init__(self, *, people: PeopleStore, outbox: OutboxStore, clock: Clock, token_seconds: float) -> None:
        self._people = people
        self._outbox = outbox
        self._clock = clock
        self._token = timedelta(seconds=token_seconds)

    def logged_out(self, user_id: str, mark: str) -> int:
        """Have the sessions of the browser with that mark ended, in every course; return in how many courses."""
        now = self._clock.now()
        people = self._people.of_user(user_id) if mark else []
        self._outbox.put_messages(
            [
                Message(
                    kind=LOGOUT,
                    to=person.localpart,
                    topic=mark,
                    body={},
                    due_at=now + after,
                    expires_at=now + after + SPARE,
                )
                for after in (timedelta(), AGAIN, self._token + AGAIN)
                for person in people
            ]
        )
        return len(people)
