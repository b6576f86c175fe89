"""What falls due for a call and is done by whoever looks: a handler, or the sweep.

All of it acts on the chat server under the call's lease, in steps that may be repeated: after a crash the next one who
looks goes on. This module must not know of threads, requests or the platform.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chatxblock.domain.calls import events, sightings
from chatxblock.domain.calls.archiving import Archiving, FilesWhole, all_there
from chatxblock.domain.calls.call import Answer, Call, Invitation, Person, State
from chatxblock.domain.calls.candidates import Candidates, place_of
from chatxblock.domain.calls.changes import Changes, Event
from chatxblock.domain.calls.notices import Notices
from chatxblock.domain.calls.rounds import Round, pools_of, round_of
from chatxblock.domain.deadline import GoesOn, always
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.ports import (
    CallStore,
    Clock,
    Eligibility,
    Lease,
    LogStore,
    Notifier,
    Peering,
    RoomKinds,
    Rooms,
)
from chatxblock.errors import (
    ChatxblockError,
    FilesUnavailable,
    PeeringFailed,
    RoomNotFound,
    RoomsError,
    StaleCall,
    StoreBusy,
)

log = logging.getLogger(__name__)

LEASE_SECONDS = 15.0
OTHERS = 4
"""Places in a room for who is no helper: the asker, somebody with the same question, staff who come in."""
TAKEN_AWAY = "This part of the course was taken away, so the conversation ends here. It is kept."
ENOUGH = "Thank you for coming. There are as many helpers here as this question may have."
"""What a chat program shows to whom the room puts out; its reader's language is not known, for both."""


class DueWork:
    """Does what is due for a call."""

    def __init__(
        self,
        *,
        calls: CallStore,
        logs: LogStore,
        rooms: RoomKinds,
        notifier: Notifier,
        peering: Peering,
        candidates: Candidates,
        eligibility: Eligibility,
        clock: Clock,
        notices: Notices,
        changes: Changes,
        files_whole: FilesWhole = all_there,
    ) -> None:
        self._calls = calls
        self._rooms = rooms
        self._notifier = notifier
        self._peering = peering
        self._candidates = candidates
        self._eligibility = eligibility
        self._clock = clock
        self._notices = notices
        self._changes = changes
        self._archiving = Archiving(
            calls=calls, logs=logs, rooms=rooms, clock=clock, changes=changes, files_whole=files_whole
        )

    def lease(self) -> Lease:
        """Return a new lease, to be taken on one call."""
        return Lease(token=uuid4().hex, until=self._clock.now() + timedelta(seconds=LEASE_SECONDS))

    def look(self, call: Call, *, until: datetime | None = None) -> Call:
        """Do what is due, unless somebody else is at it, and return the call as it is then.

        With `until`, the keeping of a long log stops at that moment and is gone on with by the sweep.
        """
        now = self._clock.now()
        lease = self.lease()
        if call.due_at is None or call.due_at > now or not self._calls.take(call.id, lease, now):
            return call
        return self.run(self._calls.load(call.id), lease, until=until)

    def sweep(self, most: int, goes_on: GoesOn = always) -> list[UUID]:
        """Do what is due for the calls that waited longest, at most `most`, and return which were looked at.

        Of many sweeps at once each takes other calls, one after the other, so that none waits behind what is slow in
        another; before each it is asked whether to go on. What goes wrong with one call does not keep the rest waiting:
        where others were quicker, or a server is away, the next sweep goes on; for whatever else a call fails it is set
        aside for longer each time.
        """
        began = self._clock.now()
        looked_at: list[UUID] = []
        well: set[UUID] = set()
        while len(looked_at) < most and goes_on():
            lease = self.lease()
            call_id = self._calls.take_due(lease, began, looked_at)
            if call_id is None:
                break
            looked_at.append(call_id)
            if self._went_well(call_id, lease):
                well.add(call_id)
        for call_id in self._calls.failing() & well if looked_at else ():
            self._calls.recovered(call_id)
        return looked_at

    def _went_well(self, call_id: UUID, lease: Lease) -> bool:
        """Do what is due for a call under a lease that was taken, and give it back, also where it cannot be read."""
        try:
            try:
                call = self._calls.load(call_id)
            except BaseException:
                self._calls.release(call_id, lease)
                raise
            self.run(call, lease)
        except (StaleCall, StoreBusy, RoomsError) as error:
            log.warning("call %s: %s, left to the next sweep", call_id, error.code)
            return False
        except Exception:
            log.exception("call %s: set aside", call_id)
            self._calls.set_aside(call_id, self._clock.now())
            return False
        return True

    def run(self, call: Call, lease: Lease, *, until: datetime | None = None) -> Call:
        """Do what is due under a lease that was taken, and give it back.

        What the chat server does not take is postponed and tried again; nothing of it reaches the caller, and neither
        does that others were quicker every time.
        """
        try:
            return self._steps(call, until)
        except StaleCall:
            return self._calls.load(call.id)
        except (RoomsError, FilesUnavailable) as error:
            log.warning("call %s: %s, tried again later", call.id, error.code)
            return self._changes.make(self._calls.load(call.id), lambda c: events.postponed(c, self._clock.now()))
        finally:
            self._calls.release(call.id, lease)

    def _steps(self, call: Call, until: datetime | None) -> Call:
        if call.running and call.room_ready_at is not None:
            lost = call.remaking_at is not None
            call = self._remake(call) if lost else self._observe(call)  # first: nobody is asked to an empty room
        if call.running:
            call = self._advance(call)
        told = self._deliver(call) if call.running and call.room_ready_at is not None else call
        if told.state is State.ARCHIVING:
            told = self._archiving.step(told, until)
            self._report(told)
        # With what was delivered it was looked already whom the next round could ask.
        return self._foreseen(told, events.caught_up) if told is call else self._changes.make(told, events.caught_up)

    def _report(self, call: Call) -> None:
        """Tell the peering what became of a call; what it makes of it is no business of the call's."""
        if call.state is not State.CLOSED:
            return
        try:
            self._peering.call_ended(call)
        except Exception:
            log.exception("call %s: peering did not take the outcome", call.id)

    def _advance(self, call: Call) -> Call:
        """Make the room and begin a round where these are due, as one change."""
        now = self._clock.now()
        after = call
        if call.room_ready_at is None:
            lost = now >= call.touched_at + timedelta(seconds=5 * call.grace) and not call.watched_at(now)
            if call.attempts and lost:
                return self._changes.make(call, lambda c: events.ended(c, now))
            self._make(call)
            after = events.opened(after, now)
        if after.widening and after.next_round_at is not None and after.next_round_at <= now:
            after = self._widened(after, now)
        try:
            return self._changes.keep(call, after)
        except StaleCall:
            return self._after_making(call)

    def _widened(self, call: Call, now: datetime) -> Call:
        """Begin the next round; where peering fails, the asker gets her room all the same, and the round comes late."""
        try:
            return events.widened(call, self._choose(call), now)
        except PeeringFailed as error:
            log.warning("call %s: %s, the round is tried again", call.id, error.code)
            return events.put_off(call, now)

    def _choose(self, call: Call) -> list[Person]:
        """Return whom to ask next: of the round's own pool, and where that is too small of those that follow it."""
        planned = round_of(call.rounds, call.round + 1)
        chosen: dict[int, Person] = {}
        for pool in pools_of(call.rounds, call.round + 1, named=bool(call.listed)):
            missing = planned.size - len(chosen)
            if missing <= 0:
                break
            offered = (helper for helper in self._candidates.of(call, pool) if helper.person.id not in chosen)
            picked = self._picked(call, replace(planned, size=missing, pool=pool), offered)
            chosen |= {person.id: person for person in picked}
        return list(chosen.values())[: planned.size]

    def _foreseen(self, call: Call, event: Event) -> Call:
        """Let something happen to a call, and keep with it whom the next round could ask if nobody has looked yet."""
        number, prospects = call.round, self._prospects(event(call))
        return self._changes.make(call, lambda c: events.foreseen(event(c), number, prospects))

    def _prospects(self, call: Call) -> int | None:
        """Return how many people the next round could ask, counted no further than it asks; None where it is known.

        Nobody waits for it: who was asked has been told, and the asker's room is open. Where the chat server cannot say
        who is there, nothing is promised, and the next look tries again.
        """
        if not call.unforeseen:
            return None
        try:
            return self._asked_next(call)
        except RoomsError as error:
            log.info("call %s: nobody is promised (%s)", call.id, error.code)
            return None

    def _asked_next(self, call: Call) -> int:
        if call.short or call.left_of_list == 0:
            return 0
        size = round_of(call.rounds, call.round + 1).size
        found: set[int] = set()
        for pool in pools_of(call.rounds, call.round + 1, named=bool(call.listed)):
            for helper in self._candidates.of(call, pool):
                found.add(helper.person.id)
                if len(found) >= size:
                    return size
        return len(found)

    def _picked(self, call: Call, planned: Round, offered: Iterator[Helper]) -> list[Person]:
        try:
            return [helper.person for helper in self._peering.choose(call, planned, offered)]
        except ChatxblockError:
            raise
        except Exception as exc:
            log.exception("call %s: peering failed", call.id)
            raise PeeringFailed() from exc

    def _deliver(self, call: Call) -> Call:
        """Tell the chat server of everybody it has not heard of: the asker, the invited, those to be put out."""
        if call.admitted_at is not None and not call.undelivered:
            return call
        welcome = [i for i in call.undelivered if i.to_be_admitted]
        unwelcome = [i for i in call.undelivered if not i.to_be_admitted]
        try:
            self._admit(call, welcome)
            if unwelcome:
                self._of(call).remove(call.room, [i.person.localpart for i in unwelcome])
        except RoomNotFound:
            return self._remake(call)
        told, revoked = ({i.person.id for i in some} for some in (welcome, unwelcome))
        return self._foreseen(call, lambda c: events.delivered(c, told, revoked, self._clock.now()))

    def _admit(self, call: Call, welcome: list[Invitation]) -> None:
        rooms = self._of(call)
        people = [i.person.localpart for i in welcome]
        told = [
            i for i in welcome if i.answer not in (Answer.ACCEPTED, Answer.ENTERED)
        ]  # who comes by themselves knows
        notices = self._notices.invitations(call, told, guarded=rooms.guarded)
        if call.admitted_at is None:
            people.insert(0, call.asker.localpart)
            notices += self._notices.changes(call)
        if people:
            rooms.admit(call.room, people)
            self._notifier.tell(notices)

    def _observe(self, call: Call) -> Call:
        now = self._clock.now()
        if call.observe_at is None or call.observe_at > now or not call.running:
            return call
        if not self._eligibility.stands(place_of(call)):
            return self._taken_away(call, now)
        rooms = self._of(call)
        try:
            inside = rooms.inside(call.room) if rooms.knows_inside else frozenset()
            call = self._put_out(call, inside)
        except RoomNotFound:
            return self._remake(call)
        if not rooms.knows_inside:
            return self._changes.make(call, lambda c: sightings.unobserved(c, now) if c.running else c)
        call = self._changes.make(call, lambda c: sightings.observed(c, inside, now) if c.running else c)
        return self._bar(call, inside, now)

    def _taken_away(self, call: Call, now: datetime) -> Call:
        """End a call whose block is gone: none of its pages is answered any more. Those in the room are told why."""
        log.info("call %s: its block is gone, so it ends", call.id)
        people = [call.asker, *(i.person for i in call.invitations if i.welcome)]
        with suppress(RoomNotFound):
            self._of(call).remove(call.room, [person.localpart for person in people], reason=TAKEN_AWAY)
        return self._changes.make(call, lambda c: events.ended(c, now))

    def _bar(self, call: Call, inside: Collection[str], now: datetime) -> Call:
        """Put out who came in though there are helpers enough; whoever was stopped before that is seen there again."""
        if sightings.surplus(call, inside, now):
            call = self._changes.make(call, lambda c: sightings.barred(c, inside, now))
            people = [i.person.localpart for i in call.invitations if i.welcome and i.revoked_at == now]
            self._of(call).remove(call.room, people, reason=ENOUGH)
        return call

    def _put_out(self, call: Call, inside: Collection[str]) -> Call:
        """Let nobody stay who is no longer in the course. Of the asker the room is told at once: no invitation does."""
        involved = [i.person for i in call.invitations if i.welcome or i.answer is Answer.JOINING]
        people = [call.asker, *involved]
        gone = {person.id for person in people}.difference(self._eligibility.in_course(call.course, people))
        if call.asker.id in gone and (call.asker.localpart in inside or call.asker_left_at is None):
            self._of(call).remove(call.room, [call.asker.localpart])
        if not gone:
            return call
        now = self._clock.now()
        return self._changes.make(call, lambda c: sightings.unenrolled(c, gone, now) if c.running else c)

    def _remake(self, call: Call) -> Call:
        """The chat server lost the room of a running call: make it again, with everybody admitted.

        Whoever is stopped in the middle leaves a mark for the next one: the room is there again, and nobody is let in.
        """
        log.warning("call %s: its room was lost, making it again", call.id)
        call = self._changes.make(call, lambda c: events.room_missed(c, self._clock.now()) if c.running else c)
        if not call.running:
            return call
        self._make(call)
        call = self._after_making(call)
        if not call.running:
            return call
        rooms = self._of(call)
        if call.admitted_at is not None and rooms.has_log and rooms.read(call.room).total == 0:
            call = self._changes.make(call, lambda c: events.log_lost(c, self._clock.now()) if c.running else c)
        welcome = [i.person.localpart for i in call.invitations if i.welcome and i.revoked_at is None]
        rooms.admit(call.room, [call.asker.localpart, *welcome])
        return self._changes.make(call, lambda c: events.remade(c) if c.running else c)

    def _make(self, call: Call) -> None:
        self._of(call).make(call.room, occupants=call.helper_limit + OTHERS)

    def _after_making(self, call: Call) -> Call:
        """Return the call as it is now; where others kept its log meanwhile, the room just made must not stay."""
        call = self._calls.load(call.id)
        if call.archived_at is not None:
            self._of(call).end(call.room)
        return call

    def _of(self, call: Call) -> Rooms:
        return self._rooms.of(call.room_kind)
