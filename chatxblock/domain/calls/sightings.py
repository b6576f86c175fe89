"""What is seen of who is there, each as a function from the call before to the call after.

Some places can be looked into; in the others a window that is open stands for its person. This module must not know
what kinds of places there are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from chatxblock.domain.calls.call import Answer, Call, Invitation, Person, Role
from chatxblock.domain.calls.events import COMING_SECONDS, OBSERVE_EVERY, ended, next_look, revised, settled

GHOST_SECONDS = 30.0
"""How long after leaving somebody may still be seen inside without having come back: a lost window resumes for 15."""

LOBBY_SECONDS = 90.0
"""How long a look of her lobby stands for the asker: longer than a minute, which a hidden page may take to the next."""

LOBBY_EVERY = 30.0
"""How often that is written down, in seconds, however often her lobbies look."""

SOUGHT_EVERY = 1.0
"""Seconds between two looks at who is inside, at least, however often somebody wants to know."""


def observed(call: Call, inside: Collection[str], now: datetime) -> Call:
    """These localparts are inside: late comers count as accepted, who vanished as left, and an empty room ends."""
    if call.attempts and call.observe_at is not None and now > call.observe_at + timedelta(seconds=OBSERVE_EVERY):
        call = _reprieved(call, now)
    return _watched(_no_longer_awaited(call, inside, now), inside, now)


def unobserved(call: Call, now: datetime) -> Call:
    """Nobody can be seen inside: who has not looked for the grace time is gone, and with the last one the call ends.

    Where nothing was looked after for so long, windows could not look either: all get the whole grace time, once.
    """
    grace = timedelta(seconds=call.grace)
    if call.observe_at is not None and now > call.observe_at + grace and not call.abandoned_at(call.observe_at):
        return _reprieved(call, now).changed(observe_at=now + grace)
    return _watched(call, (), now)


def sought(call: Call, localpart: str, now: datetime) -> Call:
    """Somebody inside sees this localpart there, and it does not count as there: the next look is made at once.

    That is who was asked and came by another program. Of others a look would find nothing, and none is made.
    """
    may_come = (i for i in call.invitations if i.answer in (Answer.OPEN, Answer.LEFT) and not _is_ghost(i, now))
    return _sooner(call, now) if any(i.person.localpart == localpart for i in may_come) else call


def watched(call: Call, now: datetime) -> Call:
    """A lobby of the asker's is open, which counts as her being there; whoever is on the way is looked for soon."""
    if not call.open_to_asker:
        return call
    if any(invitation.awaited_until is not None for invitation in call.helpers):
        call = _sooner(call, now)
    until = now + timedelta(seconds=LOBBY_SECONDS)
    if call.watched_until is not None and until < call.watched_until + timedelta(seconds=LOBBY_EVERY):
        return call
    return call.changed(watched_until=until)


def unwatched(call: Call, now: datetime) -> Call:
    """A lobby of the asker's closed: the grace time starts, unless another one looks."""
    if not call.open_to_asker or call.watched_until is None:
        return call
    return call.changed(watched_until=None, touched_at=now)


def looked(call: Call, person: Person, now: datetime) -> Call:
    """A room window is open, which is what shows that somebody is there where nobody can be seen inside.

    Who had vanished, and not left by the button a moment ago, is back.
    """
    role = call.role_of(person)
    if not call.running or role not in (Role.ASKER, Role.HELPER, Role.FELLOW, Role.STAFF, Role.LEFT):
        return call
    invitation = call.invitation_of(person)
    if invitation is None:
        return call if call.asker_left_at is not None else call.changed(touched_at=now)
    if not invitation.welcome or (role is Role.LEFT and (call.full or _is_ghost(invitation, now))):
        return call
    return settled(_found_inside(call.changed(touched_at=now), invitation, now), now)


def unenrolled(call: Call, people: Collection[int], now: datetime) -> Call:
    """These people (by id) are no longer in the course: who was there has left, who was only asked may not come."""
    for invitation in call.invitations:
        if invitation.person.id not in people:
            continue
        if invitation.answer is Answer.JOINING:  # the room never heard of it
            out = replace(invitation, answer=Answer.REMOVED, left_at=now, revoked_at=now)
        elif invitation.welcome:
            was_there = invitation.answer is not Answer.OPEN
            out = replace(invitation, answer=Answer.UNENROLLED if was_there else Answer.REMOVED, left_at=now)
        else:
            continue
        call = revised(call.with_invitation(out))
    if call.asker.id in people and call.asker_left_at is None:
        call = revised(call, asker_left_at=now)
    return settled(call, now)


def withdrawn(call: Call, person: Person, now: datetime) -> Call:
    """Somebody is gone for good: she is out, and what she asked ends, whoever came to it."""
    if not call.running:
        return call
    after = unenrolled(call, {person.id}, now)
    return ended(after, now) if call.asker.id == person.id else after


def surplus(call: Call, inside: Collection[str], now: datetime) -> tuple[Invitation, ...]:
    """Return who came in by a program of their own, without accepting, though there are helpers enough."""
    if not (call.running and call.full):
        return ()
    uncounted = (i for i in call.invitations if i.answer in (Answer.OPEN, Answer.LEFT) and not _is_ghost(i, now))
    return tuple(invitation for invitation in uncounted if invitation.person.localpart in inside)


def barred(call: Call, inside: Collection[str], now: datetime) -> Call:
    """Those are put out of the room, and let in again when they accept and there is a place."""
    for invitation in surplus(call, inside, now):
        call = call.with_invitation(replace(invitation, revoked_at=now))
    return call


def _sooner(call: Call, now: datetime) -> Call:
    pause = timedelta(seconds=SOUGHT_EVERY)
    if call.observe_at is None or call.observe_at <= now + pause:
        return call
    last = call.observe_at - (next_look(call, now) - now)
    return call.changed(observe_at=max(now, last + pause))


def _watched(call: Call, inside: Collection[str], now: datetime) -> Call:
    watched = call.changed(observe_at=next_look(call, now), touched_at=now if inside else call.touched_at)
    for invitation in call.invitations:
        if invitation.person.localpart in inside and invitation not in surplus(watched, inside, now):
            watched = _found_inside(watched, invitation, now)
        elif invitation.answer is Answer.ACCEPTED and _overdue(call, invitation, now):
            watched = _gone(watched, invitation, now)
    if not inside and call.abandoned_at(now):
        return ended(watched, now)
    return settled(watched, now)


def _no_longer_awaited(call: Call, inside: Collection[str], now: datetime) -> Call:
    """Who said that they come and was not seen in time does not come: what keeps others waiting has to end.

    No ticket and no open page prolongs this, only being inside.
    """
    for invitation in call.helpers:
        until = invitation.awaited_until
        if until is not None and until <= now and invitation.person.localpart not in inside:
            call = _gone(call, invitation, now)
    return call


def _gone(call: Call, invitation: Invitation, now: datetime) -> Call:
    away = replace(invitation, answer=Answer.LEFT, left_at=now, awaited_until=None)
    return revised(call.with_invitation(away))


def _found_inside(call: Call, invitation: Invitation, now: datetime) -> Call:
    here = replace(invitation, touched_at=now, awaited_until=None)
    if invitation.answer in (Answer.ACCEPTED, Answer.FELLOW, Answer.ENTERED):
        return call.with_invitation(here)
    if not invitation.welcome or _is_ghost(invitation, now):
        return call
    joined = replace(here, answer=Answer.ACCEPTED, accepted_at=invitation.accepted_at or now, left_at=None)
    return revised(call.with_invitation(joined))


def _is_ghost(invitation: Invitation, now: datetime) -> bool:
    return invitation.left_at is not None and now < invitation.left_at + timedelta(seconds=GHOST_SECONDS)


def _overdue(call: Call, invitation: Invitation, now: datetime) -> bool:
    return invitation.touched_at is None or now >= invitation.touched_at + timedelta(seconds=call.grace)


def _reprieved(call: Call, now: datetime) -> Call:
    """The chat server was away for a while, and threw everybody out: all get the whole grace time to come back."""
    coming = now + timedelta(seconds=COMING_SECONDS)
    here = tuple(
        replace(i, touched_at=now, awaited_until=coming if i.awaited_until else None)
        if i.answer is Answer.ACCEPTED
        else i
        for i in call.invitations
    )
    return call.changed(touched_at=now, invitations=here)
