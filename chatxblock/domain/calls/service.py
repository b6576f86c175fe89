"""What people do with a call, one verb each. Handlers, commands and tests come in here.

This module must not know of requests, tables or how anything travels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chatxblock.domain.calls import events, sightings, staffing
from chatxblock.domain.calls.archiving import FilesWhole, all_there
from chatxblock.domain.calls.call import Call, Person, Report, Role, User
from chatxblock.domain.calls.candidates import Candidates, place_of
from chatxblock.domain.calls.changes import Changes, Event
from chatxblock.domain.calls.due import DueWork
from chatxblock.domain.calls.meeting import Meeting, meeting_in, meeting_of
from chatxblock.domain.calls.names import USUAL_NAMES, Names, StaffOf, nobody
from chatxblock.domain.calls.notices import Notices
from chatxblock.domain.calls.question import Question
from chatxblock.domain.calls.reading import LogReader
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.calls.waiting import Waiting
from chatxblock.domain.deadline import GoesOn, always
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.ports import (
    CallStore,
    Clock,
    Eligibility,
    Events,
    HelperStore,
    LogStore,
    Notifier,
    Peering,
    PeopleStore,
    Presence,
    RoomKinds,
)
from chatxblock.errors import (
    CallNotFound,
    NotAllowed,
    NotInCall,
    NotReachable,
)
from chatxblock.errors import gettext_noop as _

INLINE_SECONDS = 2.0
"""How long the keeping of a log may hold up the answer to the last one who leaves."""


class CallService:
    """Asks, answers, leaves and keeps."""

    def __init__(
        self,
        *,
        calls: CallStore,
        people: PeopleStore,
        helpers: HelperStore,
        logs: LogStore,
        rooms: RoomKinds,
        notifier: Notifier,
        presence: Presence,
        peering: Peering,
        eligibility: Eligibility,
        events: Events,
        clock: Clock,
        base_url: str = "",
        names: Names = USUAL_NAMES,
        staff: StaffOf = nobody,
        files_whole: FilesWhole = all_there,
    ) -> None:
        """Take the parts; `names` is what people are called in notices, and `staff` says who reads real ones.

        `files_whole` tells whether all files of a call are where they are kept.
        """
        self._calls = calls
        self._people = people
        self._helpers = helpers
        self._reader = LogReader(logs=logs, rooms=rooms)
        self._rooms = rooms
        self._eligibility = eligibility
        self._clock = clock
        notices = Notices(base_url=base_url, names=names, staff=staff)
        self._changes = Changes(calls=calls, notifier=notifier, notices=notices, events=events)
        candidates = Candidates(helpers=helpers, presence=presence, eligibility=eligibility, clock=clock)
        self._waiting = Waiting(calls=calls, candidates=candidates, clock=clock)
        self._due = DueWork(
            calls=calls,
            logs=logs,
            rooms=rooms,
            notifier=notifier,
            peering=peering,
            candidates=candidates,
            eligibility=eligibility,
            clock=clock,
            notices=notices,
            changes=self._changes,
            files_whole=files_whole,
        )

    def now(self) -> datetime:
        """Return the server's time, UTC."""
        return self._clock.now()

    def people(self, course: str, users: Sequence[User]) -> list[Person]:
        """Return the course's person for each user."""
        return self._people.people(course, users)

    def participant(self, call_id: UUID, course: str, user_id: str) -> Person | None:
        """Return who that user was in a call, if they took part in it. Raises `CallNotFound`."""
        person = self._people.known(course, user_id)
        return person if person is not None and self._calls.load(call_id).took_part(person) else None

    def persons(self, localparts: Sequence[str]) -> dict[str, Person]:
        """Return who is behind those localparts; unknown ones are missing."""
        return self._people.persons(localparts)

    def ask(self, asker: Person, question: Question) -> tuple[Call, bool]:
        """Keep a question, make its room and ask the first round; say whether the call is new.

        The question is kept before anything else happens. Where the chat server is away the call comes back without
        a room, and whoever looks later makes it. Raises `AlreadyInCall`, `RequestIdTaken`.
        """
        now = self._clock.now()
        listed = self._people.people(asker.course, question.listed)
        rooms = self._rooms.of(question.room_kind)
        call = Call(
            id=question.id,
            course=asker.course,
            unit=question.unit,
            block=question.block,
            section=question.section,
            read=question.read,
            asker=asker,
            question=question.text,
            context=question.context,
            room=uuid4().hex,
            window_url=question.window_url,
            asked_at=now,
            touched_at=now,
            rounds=question.rounds,
            helper_limit=question.helper_limit,
            grace=max(question.grace, rooms.least_grace),
            listed=tuple(person.id for person in listed),
            eligibility=question.eligibility,
            peering=question.peering,
            room_kind=question.room_kind,
            has_log=rooms.has_log,
            offers_cap=question.caps.offers,
            calls_cap=question.caps.calls,
            next_round_at=now,
        )
        lease = self._due.lease()
        call, new = self._changes.add(call, lease)
        return (self._due.run(call, lease), True) if new else (call, False)

    def open_call(self, asker: Person) -> Call | None:
        """Return the call that this person asked and that is still open to her."""
        return self._calls.open_call(asker)

    def attend(self, asker: Person, call_id: UUID | None = None, *, leaving: bool = False) -> Call | None:
        """Return the asker's open call to a lobby of hers, which stands for her until it is `leaving`.

        Where none is open: the one that the lobby shows, as it ended, if it is hers.
        """
        call = self._calls.open_call(asker)
        if call is None:
            return self._own(call_id, asker) if call_id else None
        noted = sightings.unwatched if leaving else sightings.watched
        call = self._changes.make(call, lambda c: noted(c, self._clock.now()))
        return self._due.look(call, until=self._inline())

    def offers(self, helper: Person) -> list[Call]:
        """Return the running calls that this person was asked to and may see, oldest first."""
        return [call for call in self._calls.offers(helper) if self._sees(helper, call)]

    def ended(self, helper: Person, seconds: float) -> list[Call]:
        """Return the calls that ended so many seconds ago at most, and to which this person could still have come."""
        calls = self._calls.ended(helper, self._clock.now() - timedelta(seconds=seconds))
        return [call for call in calls if self._sees(helper, call)]

    def call(self, call_id: UUID, person: Person, *, staff: bool = False, inside: bool = False) -> Call:
        """Return a call to somebody who is part of it, doing what is due. Raises `CallNotFound`, `NotInCall`.

        `inside` says that a room window asks: it stands for the person where nobody can tell who is inside.
        """
        call = self._part(call_id, person, staff=staff)
        if inside and not self._rooms.of(call.room_kind).knows_inside:
            call = self._changes.make(call, lambda c: sightings.looked(c, person, self._clock.now()))
        return self._due.look(call, until=self._inline())

    def people_of(self, call_id: UUID, person: Person, *, staff: bool = False, seen: str = "") -> Call:
        """Return a call for the sake of who takes part, like `call`.

        `seen` is a localpart that the caller sees inside and cannot name: where nobody noticed yet that it came, that
        is looked for now.
        """
        call = self._part(call_id, person, staff=staff)
        if seen and self._rooms.of(call.room_kind).knows_inside:
            call = self._changes.make(call, lambda c: sightings.sought(c, seen, self._clock.now()))
        return self._due.look(call, until=self._inline())

    def meeting(self, call: Call, viewer: Person) -> Meeting:
        """Return where the people of a call meet, as this viewer may know it."""
        return meeting_of(call, viewer, self._rooms)

    def meeting_in(self, kind: str) -> Meeting:
        """Return where people will meet whose block has that kind of room."""
        return meeting_in(kind, self._rooms)

    def accept(self, call_id: UUID, helper: Person) -> Call:
        """Let a helper come. Raises `CallOver`, `CallFull`, `NotInCall`."""
        return self._happen(self._seen_by(call_id, helper), lambda c: events.accepted(c, helper, self._clock.now()))

    def decline(self, call_id: UUID, helper: Person) -> Call:
        """Take a helper's no; the room refuses them from now on. Raises `NotInCall`."""
        return self._happen(self._calls.load(call_id), lambda c: events.declined(c, helper, self._clock.now()))

    def seen(self, call_id: UUID, helper: Person) -> Call:
        """Note that a helper has the question on the screen. Raises `NotInCall`."""
        return self._happen(self._seen_by(call_id, helper), lambda c: events.seen(c, helper, self._clock.now()))

    def invite(self, call_id: UUID, by: Person, guest: Person, *, staff: bool = False) -> Call:
        """Ask one more person in, by name, who wishes to be asked now and may see the unit.

        Nobody but oneself once the asker has left. Raises `CallOver`, `NotAllowed`, `NotInCall`, `NotReachable`.
        """
        call, oneself = self._led(call_id, by, staff=staff), by.id == guest.id
        reachable = oneself or self._helpers.helper(guest).reachable(self._clock.now())
        if not self._sees(guest, call):
            raise NotReachable(_("This person cannot be asked here. Invite somebody else."))
        return self._happen(
            call,
            lambda c: events.invited(c, guest, self._clock.now(), reachable=reachable, of_themselves=oneself),
        )

    def join(self, call_id: UUID, fellow: Person, unit: str) -> Call:
        """Ask those in a room of that unit to let somebody in who has a similar question.

        Raises `CallNotFound`, `CallOver`, `NotAllowed`, `NotInCall`.
        """
        call = self._calls.load(call_id)
        if call.course != fellow.course or call.unit != unit or not self._sees(fellow, call):
            raise CallNotFound()
        return self._happen(call, lambda c: events.asked_to_join(c, fellow, self._clock.now()))

    def admit(self, call_id: UUID, by: Person, fellow: Person) -> Call:
        """Let in somebody who asked to join; whoever is there may. Raises `CallOver`, `NotAllowed`, `NotInCall`."""
        call = self._part(call_id, by)
        if call.role_of(by) not in (Role.ASKER, Role.HELPER):
            raise NotAllowed()
        return self._happen(call, lambda c: events.admitted(c, fellow, self._clock.now()))

    def remove(self, call_id: UUID, by: Person, guest: Person, *, staff: bool = False) -> Call:
        """Put somebody out for good. Raises `CallOver`, `NotAllowed`, `NotInCall`."""
        call = self._led(call_id, by, staff=staff)
        return self._happen(call, lambda c: events.removed(c, guest, self._clock.now()))

    def solved(self, call_id: UUID, asker: Person) -> Call:
        """Note that the asker got it. Raises `CallOver`, `NotAllowed`, `NotInCall`."""
        call = self._led(call_id, asker)
        return self._happen(call, lambda c: events.solved(c, self._clock.now()))

    def thank(self, call_id: UUID, asker: Person, helper: Person) -> Call:
        """Say thank you to a helper, once; also after the end. Raises `NotAllowed`, `NotInCall`."""
        call = self._led(call_id, asker)
        return self._changes.make(call, lambda c: events.thanked(c, helper, self._clock.now()))

    def cancel(self, call_id: UUID, asker: Person) -> Call:
        """Withdraw the question. Raises `NotAllowed`, `NotInCall`."""
        call = self._led(call_id, asker)
        return self._happen(call, lambda c: events.cancelled(c, self._clock.now()))

    def defer(self, call_id: UUID, asker: Person) -> Call:
        """Leave the question for the teachers, and end the call. Raises `CallOver`, `NotAllowed`, `NotInCall`."""
        call = self._led(call_id, asker)
        return self._happen(call, lambda c: events.deferred(c, self._clock.now()))

    def hurry(self, call: Call) -> Call:
        """Ask whoever came on duty for a call whose last round found too few."""
        return self._happen(call, lambda c: events.hurried(c, self._clock.now()))

    def hurry_for(self, helper: Helper, units: Mapping[str, bool]) -> None:
        """Hurry those calls that may ask a helper who has come; `units` says by key where they wish to be asked."""
        for call in self._waiting.of(helper, units):
            self.hurry(call)

    def usual_wait(self, course: str) -> float | None:
        """Return the seconds that the course's recent askers waited for a helper, None where too few are known."""
        return self._calls.usual_wait(course)

    def leave(self, call_id: UUID, person: Person, report: Report | None) -> Call:
        """Leave for good; with the last one the call ends and its log is kept. Raises `NotInCall`."""
        call = self._part(call_id, person)
        return self._happen(call, lambda c: events.left(c, person, report, self._clock.now()))

    def gone(self, call_id: UUID, person: Person, report: Report | None) -> Call:
        """Note that a window closed, so that the grace time runs from now. Raises `NotInCall`."""
        call = self._part(call_id, person)
        return self._changes.make(call, lambda c: events.gone(c, person, report, self._clock.now()))

    def withdraw(self, call: Call, person: Person) -> Call:
        """Take somebody who is gone for good out of a call, and end it if she asked it; then do what is due."""
        return self._happen(call, lambda c: sightings.withdrawn(c, person, self._clock.now()))

    def enter(self, call_id: UUID, person: Person) -> Call:
        """Let somebody of the staff in. Raises `CallNotFound`, `CallOver`, `NotAllowed`, `NotInCall`."""
        call = self._part(call_id, person, staff=True)
        return self._happen(call, lambda c: staffing.entered(c, person, self._clock.now()))

    def stop(self, call_id: UUID, by: Person, reason: str) -> Call:
        """Let somebody of the staff end a call. Raises `CallNotFound`, `CallOver`, `NotInCall`."""
        call = self._part(call_id, by, staff=True)
        return self._happen(call, lambda c: staffing.stopped(c, by, reason, self._clock.now()))

    def touch(self, person: Person) -> None:
        """Note that somebody is about to enter the rooms she takes part in."""
        self._calls.touch(person, self._clock.now())

    def transcript(self, call_id: UUID, person: Person, *, staff: bool = False) -> Transcript:
        """Return the unedited log as it stands. Raises `CallNotFound`, `NotInCall`, `RoomsUnavailable`."""
        return self.transcript_of(self._part(call_id, person, staff=staff))

    def part(self, call_id: UUID, person: Person, *, staff: bool = False) -> Call:
        """Return a call whose log somebody may read, as it stands. Raises `CallNotFound`, `NotInCall`."""
        return self._part(call_id, person, staff=staff)

    def transcript_of(self, call: Call) -> Transcript:
        """Return the log for somebody who may read it: kept, or read from the room. Raises `RoomsUnavailable`."""
        return self._reader.transcript(call, self._people, self._clock.now())

    def said_in(self, call_id: UUID) -> Sequence[Line]:
        """Return the lines of a talk, kept or still in its room. Raises `CallNotFound`, `RoomsUnavailable`."""
        return self._reader.lines(self._calls.load(call_id))[0]

    def sweep(self, most: int = 100, goes_on: GoesOn = always) -> list[UUID]:
        """Do what is due for the calls that waited longest, at most `most`, and return which were looked at."""
        return self._due.sweep(most, goes_on)

    def _happen(self, call: Call, event: Event) -> Call:
        return self._due.look(self._changes.make(call, event), until=self._inline())

    def _inline(self) -> datetime:
        return self._clock.now() + timedelta(seconds=INLINE_SECONDS)

    def _part(self, call_id: UUID, person: Person, *, staff: bool = False) -> Call:
        call = self._calls.load(call_id)
        role = call.role_of(person)
        if staff and call.course == person.course:
            return call
        out = role is None or role is Role.REMOVED or call.course != person.course
        if out or not self._sees(person, call):
            raise NotInCall()
        return call

    def _seen_by(self, call_id: UUID, person: Person) -> Call:
        call = self._calls.load(call_id)
        if not self._sees(person, call):
            raise NotInCall()
        return call

    def _sees(self, person: Person, call: Call) -> bool:
        """Tell whether somebody may read of a call: who took part, and to whom the platform shows the unit."""
        return call.took_part(person) or any(self._eligibility.seeing(place_of(call), [person]))

    def _led(self, call_id: UUID, person: Person, *, staff: bool = False) -> Call:
        call = self._part(call_id, person, staff=staff)
        if call.role_of(person) is not Role.ASKER and not staff:
            raise NotAllowed()
        return call

    def _own(self, call_id: UUID, asker: Person) -> Call | None:
        with suppress(CallNotFound):
            call = self._calls.load(call_id)
            return call if call.role_of(asker) is Role.ASKER else None
        return None
