"""One request: who comes, into which course, by which way. Every handler authorises through it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from chatxblock import conf, wiring, wiring_staff
from chatxblock.conf import Config
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.names import Names
from chatxblock.domain.calls.rounds import Round, parse_plan
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.helpers.service import HelperService
from chatxblock.domain.ports import Addresses, Place
from chatxblock.domain.resources.resource import Spot
from chatxblock.domain.staff.bars import Bar, Doing, bar_from
from chatxblock.domain.staff.deeds import Deed, Kind
from chatxblock.errors import BadPlan, NotEnrolled, NotLoggedIn, UnknownPerson
from chatxblock.openedx import platform
from chatxblock.web import rate_limits
from chatxblock.web.mount import Author, Mount
from chatxblock.web.rate_limits import Rate
from chatxblock.web.schemas.calls import OfPerson
from chatxblock.web.sentences import translated
from chatxblock.web.uploads import Sent

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A logged-in caller at one place, who is enrolled, on the course's staff, or took part in the call in question."""

    mount: Mount
    caller: platform.Caller
    course: str
    person: Person
    service: CallService
    config: Config
    sent: Sent | None = None
    """The file that came with the request."""

    @classmethod
    def of(cls, mount: Mount, rate: Rate | None = None, *, with_picture: bool = False) -> Visit:
        """Return the present request's visit; with a rate, it counts against the caller's limit.

        Raises `NotLoggedIn`, `TooManyRequests`, `NotEnrolled`, and `ConfigurationError` where the chat is not set up.
        With `with_picture`, what the platform knows of the caller's picture is brought up to date.
        """
        who = mount.caller()
        if who is None:
            raise NotLoggedIn()
        if rate:
            rate_limits.count(who.user_id, rate)
        if not who.enrolled:
            raise NotEnrolled()
        course = mount.course()
        service = wiring.service()
        user = platform.user_with_picture(course, who) if with_picture else who.user
        person = service.people(course, [user])[0]
        return cls(mount=mount, caller=who, course=course, person=person, service=service, config=conf.load())

    @classmethod
    def of_former(cls, mount: Mount, call_id: UUID) -> Visit:
        """Return the visit of somebody who is no longer in the course, for a call in which they took part.

        For nobody else a person is made. Raises `NotLoggedIn`, `NotEnrolled`, `CallNotFound`.
        """
        who = mount.caller()
        if who is None:
            raise NotLoggedIn()
        course, service = mount.course(), wiring.service()
        person = service.participant(call_id, course, who.user_id)
        if person is None:
            raise NotEnrolled()
        return cls(mount=mount, caller=who, course=course, person=person, service=service, config=conf.load())

    @cached_property
    def author(self) -> Author:
        """What the author chose."""
        return self.mount.author()

    @property
    def listed(self) -> bool:
        """Whether the author named the caller as a helper."""
        return self.caller.username in self.author.helpers

    @cached_property
    def names(self) -> Names:
        """People as the caller sees them."""
        return replace(wiring.names(), real=self.caller.staff, say=translated)

    @cached_property
    def spot(self) -> Spot:
        """Where in the course the caller is."""
        unit, section = self.mount.unit().key, self.mount.section()
        return Spot(course=self.course, section=section, unit=unit, block=self.mount.usage_key())

    @property
    def addresses(self) -> Addresses:
        """Return how people and rooms are addressed."""
        return wiring.addresses()

    @property
    def duty(self) -> HelperService:
        """Return the service for helpers."""
        return wiring.duty()

    @cached_property
    def may_help(self) -> bool:
        """Whether the author's rule and the staff let the caller help here; asked of the platform once a request."""
        if self.bar_from(Doing.HELPING):
            return False
        if self.eligible is None:
            return self.person.id in self.able([self.person], self._named)
        return self.eligible

    @cached_property
    def eligible(self) -> bool | None:
        """Whether the author's rule lets the caller help here; None where the platform could not say how far she is."""
        found = wiring.eligibility().judged(self.author.who_helps, self.where(self._named), [self.person])
        return None if found is None else self.person.id in found

    @property
    def _named(self) -> set[int]:
        return {self.person.id} if self.listed else set()

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """What the caller is barred from now; nobody who is staff is barred from anything. One query."""
        if self.caller.staff:
            return ()
        return tuple(wiring_staff.bars().bars([self.person], self.service.now()))

    def bar_from(self, doing: Doing) -> Bar | None:
        """Return what keeps the caller from that, if anything does."""
        return bar_from(self.bars, doing)

    @cached_property
    def plan(self) -> tuple[Round, ...]:
        """The author's plan of the rounds, or the operator's where the author's is empty or cannot be read."""
        own = self.author.rounds
        try:
            return parse_plan(own) if own.strip() else parse_plan(self.config.rounds)
        except BadPlan:
            log.warning("the plan of a block cannot be read, the site's own is used")
            return parse_plan(self.config.rounds)

    def able(self, people: Sequence[Person], listed: Collection[int]) -> set[int]:
        """Return the ids of those of a few people whom the author's rule lets help here; `listed` were named."""
        return set(wiring.eligibility().among(self.author.who_helps, self.where(listed), people))

    def where(self, listed: Collection[int] = ()) -> Place:
        """Return where help would be needed; `listed` are those whom the author named."""
        unit, block = self.mount.unit().key, self.mount.usage_key()
        section, named = self.mount.section(), tuple(listed)
        return Place(course=self.course, unit=unit, block=block, section=section, listed=named)

    @property
    def by_invitation(self) -> bool:
        """Whether it takes an invitation for the caller to help here: not for staff and whom the author named."""
        asks = wiring.eligibility().reason(self.author.who_helps)
        return bool(asks) and not self.caller.staff and not self.listed

    @cached_property
    def invited(self) -> bool:
        """Whether the caller has come to be one who may help here, and has not said yet whether she wishes to."""
        if not self.by_invitation or not self.may_help:
            return False
        here = self.mount.unit().key
        return all(unit.key != here for unit in self.duty.units(self.person))

    def refresh_helper(self) -> Helper:
        """Keep what is new about being staff, and return how the caller wishes to be asked."""
        helper = self.duty.helper(self.person)
        if helper.staff != self.caller.staff:
            helper = self.duty.wish(self.person, lambda found: replace(found, staff=self.caller.staff))
        return helper

    def meet_unit(self) -> None:
        """Note that the caller, who helps, was here."""
        self.duty.meet(self.person, self.mount.unit())

    def person_at(self, told: OfPerson) -> Person:
        """Return who has the address that was told. Raises `UnknownPerson`."""
        return self.addressed(told.person)

    def addressed(self, address: str) -> Person:
        """Return who has a chat address. Raises `UnknownPerson`."""
        localpart = self.addresses.person_at(address)
        found = self.service.persons([localpart]).get(localpart) if localpart else None
        if found is None:
            raise UnknownPerson()
        return found

    def note(
        self,
        kind: Kind,
        *,
        call: Call | None = None,
        resource_id: UUID | None = None,
        person: Person | None = None,
        reason: str = "",
        until: datetime | None = None,
    ) -> None:
        """Keep that the caller, who is staff, did something: to a call, a resource or about somebody.

        Of a call it is about its asker where nobody else is named.
        """
        deed = Deed(
            by=self.person,
            kind=kind,
            at=self.service.now(),
            person=person or (call.asker if call else None),
            call_id=call.id if call else None,
            resource_id=resource_id,
            reason=reason,
            until=until,
        )
        wiring_staff.deeds().note_deed(deed)

    def links(self, call_id: UUID) -> dict[str, str]:
        """Return the URLs that belong to one call."""
        return {
            "window_url": self.mount.handler("window", str(call_id)),
            "transcript_url": self.mount.handler("transcript", str(call_id)),
        }
