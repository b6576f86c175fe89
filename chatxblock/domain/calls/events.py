"""What can happen to a call, each as a function from the call before to the call after.

A function that finds nothing to change returns the very call it was given, so that whoever asks twice gets the same
answer and nothing is written. This module must not know who keeps calls or who carries messages.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chatxblock.domain.calls.call import TRANSITIONS, Answer, Call, Invitation, Person, Report, Role, State
from chatxblock.domain.calls.rounds import round_of
from chatxblock.errors import CallFull, CallOver, NotAllowed, NotInCall, NotReachable, RoomsUnavailable
from chatxblock.errors import gettext_noop as _

OBSERVE_EVERY = 15.0
"""Seconds between two looks at who is inside, at most; a short grace time is looked at more often."""

COMING_SECONDS = 90.0
"""How long somebody who said that they come is waited for, where it can be seen who is inside."""

MOST_REPORTS = 50
LEAST_SILENCE = 120.0
"""Seconds before which nothing said is no silence yet, however soon the next round goes out."""

PUT_OFF_SECONDS = 10.0
"""How long a round waits whose peering failed."""


def revised(call: Call, state: State | None = None, **changes: Any) -> Call:
    """Return the next revision of a call; a change of state has to be in the table."""
    if state is not None and state is not call.state:
        if state not in TRANSITIONS[call.state]:
            raise CallOver()
        changes["state"] = state
    return call.changed(rev=call.rev + 1, **changes)


def opened(call: Call, now: datetime) -> Call:
    """The room is made: the first round may go out."""
    return revised(call, room_ready_at=now, retry_at=None, attempts=0, observe_at=next_look(call, now))


def widened(call: Call, people: Sequence[Person], now: datetime) -> Call:
    """A round goes out to these people, who may be none; the next one is due after the round's wait."""
    planned = round_of(call.rounds, call.round + 1)
    next_round_at = now + timedelta(seconds=planned.wait)
    call = _lapsed(call, now)
    if not people and call.round >= len(call.rounds) and call.short:
        return call.changed(next_round_at=next_round_at)  # again nobody: no news
    number = call.round + 1
    asked = tuple(Invitation(person=person, round=number, invited_at=now) for person in people)
    everybody = (*call.invitations, *asked)
    return revised(call, round=number, next_round_at=next_round_at, invitations=everybody, prospects=None)


def foreseen(call: Call, number: int, prospects: int | None) -> Call:
    """After the round with that number the next one could ask so many people; None where that is known already."""
    if prospects is None or call.round != number or not call.unforeseen:
        return call
    known = call.changed(prospects=prospects)
    return revised(known) if known.next_widening_at else known  # that nobody is left was promised to nobody


def put_off(call: Call, now: datetime) -> Call:
    """The round could not go out, for nobody could say whom to ask."""
    return revised(call, next_round_at=now + timedelta(seconds=PUT_OFF_SECONDS))


def hurried(call: Call, now: datetime) -> Call:
    """Somebody came on duty: where the last round found too few, the next one does not wait."""
    if not call.widening or not call.short or call.next_round_at is None or call.next_round_at <= now:
        return call
    return call.changed(next_round_at=now)  # promised to nobody, so no news


def delivered(call: Call, told: Collection[int], revoked: Collection[int], now: datetime) -> Call:
    """The chat server admitted and told, or put out, these people (by id), and knows the asker.

    The revision stays, for nobody but the asker sees it, and she is told in the same flight.
    """
    done = call.changed(admitted_at=call.admitted_at or now, retry_at=None, attempts=0)
    for invitation in call.undelivered:
        if invitation.person.id in told and invitation.to_be_admitted:
            done = done.with_invitation(replace(invitation, notified_at=now))
        elif invitation.person.id in revoked and not invitation.to_be_admitted:
            done = done.with_invitation(replace(invitation, revoked_at=now))
    return done


def postponed(call: Call, now: datetime) -> Call:
    """The chat server did not take it: try again, later each time, at most a minute apart."""
    if call.state is State.CLOSED:
        return call
    delay = min(2.0 * 2 ** min(call.attempts, 5), 60.0)
    return call.changed(attempts=call.attempts + 1, retry_at=now + timedelta(seconds=delay))


def seen(call: Call, person: Person, now: datetime) -> Call:
    """Somebody who was asked has the question on the screen. Raises `CallOver`, `NotInCall`."""
    invitation = _standing(call, person)
    if invitation.seen_at is not None or not call.running:
        return call
    return revised(call.with_invitation(replace(invitation, seen_at=now)))


def accepted(call: Call, person: Person, now: datetime) -> Call:
    """A helper comes, or comes back.

    Raises `CallOver`, `CallFull`, and `NotInCall` for somebody who declined, was removed or never asked.
    """
    invitation = _standing(call, person)
    if not call.running:
        raise CallOver()
    if invitation.answer in (Answer.ACCEPTED, Answer.FELLOW):
        return call
    if call.full and invitation.answer is not Answer.ENTERED:
        raise CallFull()
    coming = replace(
        invitation,
        answer=Answer.ACCEPTED,
        accepted_at=invitation.accepted_at or now,
        seen_at=invitation.seen_at or now,
        touched_at=now,
        left_at=None,
        awaited_until=now + timedelta(seconds=COMING_SECONDS),
        notified_at=None if invitation.revoked_at else invitation.notified_at,
        revoked_at=None,
    )
    return revised(call.with_invitation(coming), State.ANSWERED, touched_at=now)


def declined(call: Call, person: Person, now: datetime) -> Call:
    """Somebody who was asked says not now. Whoever is there already does not decline but leave."""
    invitation = _invitation(call, person)
    if invitation.answer is Answer.REMOVED:
        raise NotInCall()
    if not call.running or invitation.answer is not Answer.OPEN:
        return call
    said_no = replace(invitation, answer=Answer.DECLINED, seen_at=invitation.seen_at or now)
    after = call.with_invitation(said_no)
    nobody_left = after.widening and not any(i.answer is Answer.OPEN for i in after.invitations)
    return revised(after, next_round_at=now if nobody_left else after.next_round_at)


def invited(call: Call, person: Person, now: datetime, *, reachable: bool = True, of_themselves: bool = False) -> Call:
    """The asker names somebody she wants to have there; who had declined or was removed is asked once more.

    `reachable` is whether they wish to be asked now; whoever asked to join does. `of_themselves`: staff who wish to
    take part themselves, also once the asker has left, when nobody else is asked. Raises `CallOver`, `NotAllowed`,
    `NotReachable`.
    """
    if not call.running:
        raise CallOver()
    if call.role_of(person) is Role.ASKER:
        raise NotAllowed(_("That is the person who asked."))
    known = call.invitation_of(person)
    if known is not None and known.welcome:
        return call
    if call.asker_left_at is not None and not of_themselves:
        raise NotAllowed(_("The person who asked has left. Nobody else is asked any more."))
    refused = known is not None and known.answer in (Answer.DECLINED, Answer.REMOVED)
    if refused and known is not None and known.asked_again:
        raise NotReachable(_("This person was asked twice here and will not come. Invite somebody else."))
    if not reachable and (known is None or refused):
        raise NotReachable()
    asked = Invitation(person=person, round=max(call.round, 1), invited_at=now, asked_again=refused)
    return revised(call.with_invitation(asked))


def asked_to_join(call: Call, person: Person, now: datetime) -> Call:
    """Somebody with a similar question asks to be let in.

    Raises `CallOver`, `NotAllowed`, `NotInCall`, and `RoomsUnavailable` while the room has not heard of an earlier no.
    """
    if not call.running:
        raise CallOver()
    if call.role_of(person) is Role.ASKER:
        raise NotAllowed(_("That is your own question."))
    known = call.invitation_of(person)
    if known is not None and known.answer is Answer.REMOVED:
        raise NotInCall()
    if known is not None and known.answer is not Answer.DECLINED:
        return call
    if known is not None and known.undelivered:
        raise RoomsUnavailable()  # the room has not heard of the no yet, and would be open without being asked
    request = Invitation(person=person, round=0, invited_at=now, answer=Answer.JOINING)
    return revised(call.with_invitation(request))


def admitted(call: Call, person: Person, now: datetime) -> Call:
    """Those in the room let in somebody with a similar question. Raises `CallOver`, `NotInCall`."""
    if not call.running:
        raise CallOver()
    invitation = _invitation(call, person)
    if invitation.answer is not Answer.JOINING:
        return call
    return revised(call.with_invitation(replace(invitation, answer=Answer.FELLOW, touched_at=now)))


def removed(call: Call, person: Person, now: datetime) -> Call:
    """Somebody is put out, and not let in again unless invited again."""
    if not call.running:
        raise CallOver()
    if call.role_of(person) is Role.ASKER:
        raise NotAllowed(_("The person who asked cannot be removed."))
    invitation = _invitation(call, person)
    if invitation.answer is Answer.JOINING:
        return revised(call.with_invitation(replace(invitation, answer=Answer.REMOVED, revoked_at=now)))
    if not invitation.welcome:
        return call
    put_out = replace(invitation, answer=Answer.REMOVED, left_at=now)
    return settled(revised(call.with_invitation(put_out)), now)


def left(call: Call, person: Person, report: Report | None, now: datetime) -> Call:
    """Somebody leaves by the button. With the last one the call ends."""
    told = _reported(call, person, report)
    if not call.running:
        return told
    if call.role_of(person) is Role.ASKER:
        if call.asker_left_at is not None:
            return told
        return settled(revised(_asking_nobody(told), asker_left_at=now), now)
    invitation = _invitation(call, person)
    if invitation.answer is not Answer.ACCEPTED:
        return told
    gone_now = replace(invitation, answer=Answer.LEFT, left_at=now)
    return settled(revised(told.with_invitation(gone_now)), now)


def gone(call: Call, person: Person, report: Report | None, now: datetime) -> Call:
    """A window closed or is being reloaded: the grace time starts, and nobody needs to notice."""
    told = _reported(call, person, report)
    if not call.running or call.role_of(person) not in (Role.ASKER, Role.HELPER):
        return told  # who was only asked, or left for good, does not keep a call alive
    invitation = call.invitation_of(person)
    if invitation is not None:
        told = told.with_invitation(replace(invitation, touched_at=now))
    return told.changed(touched_at=now)


def solved(call: Call, now: datetime) -> Call:
    """The asker says that she got it. Nobody else is asked from now on; the talk goes on."""
    if not call.running:
        raise CallOver()
    return call if call.solved_at else revised(call, solved_at=now)


def thanked(call: Call, person: Person, now: datetime) -> Call:
    """The asker says thank you to somebody who came; also when the call is over. Raises `NotInCall`."""
    invitation = _invitation(call, person)
    if invitation.accepted_at is None:
        raise NotInCall()
    return call if invitation.thanked_at else revised(call.with_invitation(replace(invitation, thanked_at=now)))


def cancelled(call: Call, now: datetime) -> Call:
    """The asker withdraws the question; where helpers are there already she leaves them the room."""
    if not call.running or call.asker_left_at is not None:
        return call
    return left(call.changed(withdrawn_at=now), call.asker, None, now)


def deferred(call: Call, now: datetime) -> Call:
    """The asker leaves the question for the teachers, and goes; also one that ended without her. Raises `CallOver`."""
    if not call.running:
        if call.deferred_at is None and call.asker_left_at is None and call.solved_at is None:
            return revised(call, deferred_at=now)
        raise CallOver()
    return left(call if call.deferred_at else revised(call, deferred_at=now), call.asker, None, now)


def caught_up(call: Call) -> Call:
    """All that was due is done: nothing is left to be tried again."""
    return call if call.retry_at is None or not call.running else call.changed(retry_at=None, attempts=0)


def room_missed(call: Call, now: datetime) -> Call:
    """The room is missing, and about to be made again; whoever finds this mark later goes on with that."""
    return call if call.remaking_at else call.changed(remaking_at=now)


def remade(call: Call) -> Call:
    """The room is there again, with everybody let in."""
    return call.changed(remaking_at=None) if call.remaking_at else call


def log_lost(call: Call, now: datetime) -> Call:
    """The chat server lost the room, and what had been said in it: the log cannot become complete any more."""
    return call if call.log_lost_at else call.changed(log_lost_at=now)


def ended(call: Call, now: datetime) -> Call:
    """Nobody is left: open invitations are withdrawn, and the log is to be kept."""
    if not call.running:
        return call
    pending = (Answer.OPEN, Answer.JOINING)
    withdrawn = tuple(replace(i, answer=Answer.WITHDRAWN) if i.answer in pending else i for i in call.invitations)
    return revised(
        call,
        State.ARCHIVING,
        ended_at=now,
        invitations=withdrawn,
        next_round_at=None,
        observe_at=None,
        retry_at=None,
        attempts=0,
    )


def archived(call: Call, complete: bool, now: datetime) -> Call:
    """The log is kept, by whoever was first. From here on the room may be destroyed."""
    if call.archived_at is not None:
        return call
    return revised(call, archived_at=now, complete=complete, retry_at=None, attempts=0)


def closed(call: Call, now: datetime) -> Call:
    """The room is gone."""
    if call.state is State.CLOSED:
        return call
    return revised(call, State.CLOSED, closed_at=now, retry_at=None, complete=bool(call.complete))


def _invitation(call: Call, person: Person) -> Invitation:
    invitation = call.invitation_of(person)
    if invitation is None:
        raise NotInCall()
    return invitation


def _asking_nobody(call: Call) -> Call:
    """Withdraw the offers of which nobody was told yet: who reads them now would come to somebody who has left.

    Of who had said no before, and was asked once more, that no stands: the room may not have heard of it either.
    """
    kept = (
        replace(i, answer=Answer.DECLINED if i.asked_again else Answer.WITHDRAWN)
        if i.answer is Answer.OPEN and i.notified_at is None
        else i
        for i in call.invitations
    )
    return replace(call, invitations=tuple(kept))


def _lapsed(call: Call, now: datetime) -> Call:
    """Mark the offers whose time is over without a word: nobody came, and the circle has to grow."""
    for invitation in call.invitations:
        if invitation.answer is Answer.OPEN and invitation.lapsed_at is None and invitation.notified_at is not None:
            wait = max(round_of(call.rounds, invitation.round).wait, LEAST_SILENCE)
            if invitation.invited_at + timedelta(seconds=wait) <= now:
                call = call.with_invitation(replace(invitation, lapsed_at=now))
    return call


def next_look(call: Call, now: datetime) -> datetime:
    """Return when to look again who is inside."""
    return now + timedelta(seconds=min(OBSERVE_EVERY, call.grace / 4))


def _standing(call: Call, person: Person) -> Invitation:
    """Return the invitation of somebody who may still come. Raises `CallOver`, `NotInCall`."""
    invitation = _invitation(call, person)
    if invitation.answer is Answer.WITHDRAWN:
        raise CallOver()
    if not invitation.welcome:
        raise NotInCall()
    return invitation


def _reported(call: Call, person: Person, report: Report | None) -> Call:
    if report is None or call.archived_at is not None:
        return call
    invitation = call.invitation_of(person)
    if person.id != call.asker.id and (invitation is None or invitation.accepted_at is None):
        return call  # who never came had nothing on a screen
    report = replace(report, by=person.id)
    if any(known == report and known.by == report.by for known in call.reports):
        return call
    return call.changed(reports=(*call.reports, report)[-MOST_REPORTS:])


def settled(call: Call, now: datetime) -> Call:
    """Bring the state in line with who is there; whoever changed that has raised the revision already."""
    if call.helpers:
        return call.changed(state=State.ANSWERED)
    if call.asker_left_at is not None:
        return ended(call, now)
    if call.state is State.ANSWERED:
        return call.changed(state=State.WAITING)
    return call
