"""A person goes for good: what is kept of her goes, what others said stays.

The first step is one write that takes name, picture and id. All others follow from the mark that it leaves, each of
them may be repeated, and whoever sweeps next goes on where the last one died. Her talks have to be over before her
words in them are replaced: what is still in a room comes into the log with its end. This module must not know of
tables, signals or commands.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import Clock, RetirementStore, Sessions
from chatxblock.errors import RoomsError, StaleCall, StoreBusy

log = logging.getLogger(__name__)

MOST_PEOPLE = 50
"""People with whom one sweep goes on."""
MOST_CALLS = 20
"""Calls that one look at a person ends or leaves."""
MOST_ROWS = 500
"""Rows of a kind that one look deletes, and lines in which it replaces words."""
MOST_LOOKS = 10_000
"""How often `retire` looks at one person at most."""


class Retirement:
    """Retires people."""

    def __init__(
        self,
        *,
        store: RetirementStore,
        withdraw: Callable[[Call, Person], Call],
        sessions: Sessions,
        listeners: Sequence[str],
        clock: Clock,
    ) -> None:
        """Take the parts; `withdraw` takes somebody out of a call that is not closed, and ends it if it is hers."""
        self._store = store
        self._withdraw = withdraw
        self._sessions = sessions
        self._listeners = listeners
        self._clock = clock

    def begin(self, user_id: str) -> int:
        """Take name, picture and id of a user, and let the sweep do the rest; return in how many courses she was."""
        return self._store.begin_retirement(user_id)

    def sweep(self) -> int:
        """Go on with everybody who is being retired, one step each, and return how many are done.

        What goes wrong with one person does not keep the others waiting.
        """
        return sum(self._tried(person) for person in self._store.retiring(MOST_PEOPLE))

    def retire(self, user_id: str) -> bool:
        """Retire a user as far as that goes now; say whether nothing is left for the sweep."""
        self.begin(user_id)
        for _ in range(MOST_LOOKS):
            before = self._store.retiring(MOST_PEOPLE)
            if not before:
                return True
            if not sum(self._tried(person, onwards=True) for person in before):
                return False
        return False

    def _tried(self, person: Person, *, onwards: bool = False) -> bool:
        try:
            return self._go_on(person, onwards=onwards)
        except (StaleCall, StoreBusy, RoomsError) as error:
            log.warning("person %d: %s, the retirement is gone on with later", person.id, error.code)
        except Exception:
            log.exception("person %d: the retirement failed, and is tried again", person.id)
        return False

    def _go_on(self, person: Person, *, onwards: bool) -> bool:
        """Do the next steps, bounded ones, with `onwards` as far as it goes; say whether that was the last one."""
        while True:
            over = self._leave(person)
            self._end_sessions(person)
            cleared = self._store.clear(person, self._listeners, self._clock.now(), MOST_ROWS)
            erased = over and self._store.erase_words(person, MOST_ROWS)
            if cleared and erased:
                self._store.end_retirement(person, self._clock.now())
                return True
            if not onwards or not over:
                return False

    def _leave(self, person: Person) -> bool:
        """Take her out of what is going on, and say whether all of that is over, log and room."""
        for call in self._store.calls_to_leave(person, MOST_CALLS):
            self._withdraw(call, person)
        return not self._store.has_open_calls(person)

    def _end_sessions(self, person: Person) -> None:
        """End her connections. A server that cannot be asked has put her out of the rooms, and lets her in no more."""
        try:
            self._sessions.end_all(person.localpart)
        except RoomsError as error:
            log.info("person %d: her connections are left to end by themselves (%s)", person.id, error.code)
