"""What helpers do about being asked: come on duty, go off it, say when and how much.

This module must not know of requests, tables or how anything travels.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chatxblock.domain.calls.call import Person, Role
from chatxblock.domain.calls.candidates import duty_room
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.helpers import duty
from chatxblock.domain.helpers.duty import Helper, Unit
from chatxblock.domain.ports import CallStore, Clock, Events, HelperStore, Presence
from chatxblock.errors import ChatxblockError, RoomsError

log = logging.getLogger(__name__)

PASSWORD_SECONDS = 3600
"""How long a duty room's password is good; who may not help any more is out of it after that."""
ARRIVAL_SECONDS = 20.0
"""How long somebody may take from the ticket into the duty room."""

CROWD = 100
"""People in a duty room above which it is not read at every look, but where their number changes, and now and then."""
CROWD_SECONDS = 15.0
"""How old what is known of a crowd may be."""

Wish = Callable[[Helper], Helper]


@dataclass(frozen=True, kw_only=True)
class Door:
    """The way into a course's duty room."""

    room: str
    password: str


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """What is known of a duty room with many people in it."""

    number: int
    """How many were there."""
    until: datetime
    """When they are looked up again, even if they are as many."""


class HelperService:
    """Keeps who wishes to be asked, and who is there."""

    def __init__(
        self,
        *,
        service: CallService,
        calls: CallStore,
        helpers: HelperStore,
        presence: Presence,
        events: Events,
        clock: Clock,
        secret: str,
    ) -> None:
        """Take the parts; `secret` is what nobody else knows, of which the rooms' passwords are made."""
        self._service = service
        self._calls = calls
        self._helpers = helpers
        self._presence = presence
        self._events = events
        self._clock = clock
        self._crowds: dict[str, Crowd] = {}
        self._secret = secret
        self._settled: set[str] = set()

    def helper(self, person: Person) -> Helper:
        """Return how somebody wishes to be asked."""
        return self._helpers.helper(person)

    def come(self, person: Person, minutes: int | None = None) -> Helper:
        """Put somebody on duty, for so many minutes or until told otherwise; a pause is over with it."""
        until = None if minutes is None else self._clock.now() + timedelta(minutes=minutes)
        return self._change(person, lambda helper: duty.on_duty(helper, until))

    def go(self, person: Person) -> Helper:
        """Take somebody off duty; what was offered to them is declined, so that nobody waits for them."""
        helper = self._change(person, duty.off_duty)
        self._decline_all(person)
        return helper

    def wish(self, person: Person, wish: Wish) -> Helper:
        """Change how somebody wishes to be asked."""
        helper = self._change(person, wish)
        if helper.standing is duty.Standing.DECLINED:
            self._decline_all(person)
        return helper

    def units(self, person: Person) -> list[Unit]:
        """Return the units in which somebody may be asked, by title."""
        return self._helpers.units(person)

    def meet(self, person: Person, unit: Unit) -> None:
        """Note that somebody who helps was in a unit; whether they wished to be asked there stays as it is."""
        self._helpers.save_unit(person, unit)

    def choose_unit(self, person: Person, unit: Unit) -> None:
        """Note whether somebody wishes to be asked in a unit."""
        self._helpers.save_unit(person, unit, wish=True)

    def arrive(self, person: Person) -> Door:
        """Open the duty room for somebody, and look whether calls wait for them. Raises `RoomsError`."""
        now = self._clock.now()
        room, password = duty_room(person.course), self._password(person.course, now)
        self._presence.make_duty_room(room, password=password)
        self._helpers.arrive(person, now)
        return Door(room=room, password=password)

    def recheck_waiting(self, person: Person) -> None:
        """Let the calls that found too few people look again, now that somebody has come who may be new to them."""
        units = {unit.key: unit.helps for unit in self._helpers.units(person)}
        self._service.hurry_for(self._helpers.helper(person), units)

    def settle(self, block: str, unit: str) -> None:
        """Note in which unit a block stands: what was kept under its own key, before units were known, moves there.

        The database is asked once a process: nothing is kept under a block's key any more.
        """
        if block not in self._settled:
            self._helpers.move_unit(block, unit)
            self._settled.add(block)

    def around(self, unit: str, besides: Person, most: int) -> int:
        """Return how many helpers of a unit are ready besides somebody, counted no further than `most`."""
        return len(self.ready_in(unit, besides, most))

    def ready_in(self, unit: str, besides: Person, most: int) -> list[Helper]:
        """Return the helpers of a unit, no more than `most`, who are ready besides somebody and in no quiet hours."""
        now = self._clock.now()
        return [helper for helper in self._helpers.ready_in(unit, besides, most) if helper.quiet_until(now) is None]

    def watch(self) -> None:
        """Bring who is believed to be on duty in line with who is in the duty rooms.

        Of a crowd whose number is what it was the list is not read each time: a look costs the same for one helper on
        duty as for ten thousand. Who went in the moment in which another one came is found some seconds later, and
        whoever is about to be asked is looked up anyway.
        """
        for course in self._helpers.watched():
            try:
                self._watch(course)
            except RoomsError as error:
                log.info("who is on duty was not looked up: %s", error.code)
                return

    def _watch(self, course: str) -> None:
        room, now = duty_room(course), self._clock.now()
        crowd = self._crowds.get(course)
        number = self._presence.number(room) if crowd else None
        if crowd and number == crowd.number and now < crowd.until:
            return
        present = self._presence.present(room)
        self._helpers.watch(course, present, now, ARRIVAL_SECONDS)
        if len(present) > CROWD:
            found = len(present) if number is None else number
            self._crowds[course] = Crowd(number=found, until=now + timedelta(seconds=CROWD_SECONDS))
        else:
            self._crowds.pop(course, None)

    def _change(self, person: Person, wish: Wish) -> Helper:
        before = self._helpers.helper(person)
        after = wish(before)
        if after != before:
            self._helpers.save_helper(before, after)
            self._events.helper_changed(before, after)
        return after

    def _decline_all(self, person: Person) -> None:
        for call in self._calls.offers(person):
            if call.role_of(person) is Role.INVITED:
                try:
                    self._service.decline(call.id, person)
                except ChatxblockError as error:
                    log.info("call %s: not declined for who went off duty (%s)", call.id, error.code)

    def _password(self, course: str, now: datetime) -> str:
        hour = int(now.timestamp()) // PASSWORD_SECONDS
        return hmac.new(self._secret.encode(), f"duty-room:{course}:{hour}".encode(), "sha256").hexdigest()[:32]
