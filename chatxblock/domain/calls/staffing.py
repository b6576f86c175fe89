"""What the staff of a course do with a call, each as a function from the call before to the call after.

They were not asked, and are not kept out where there are helpers enough. This module must not know who is staff.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from chatxblock.domain.calls.call import Answer, Call, Invitation, Person, Role, Stopped
from chatxblock.domain.calls.events import ended, revised
from chatxblock.errors import CallOver, NotAllowed
from chatxblock.errors import gettext_noop as _

THERE = (Answer.ACCEPTED, Answer.FELLOW, Answer.ENTERED)


def entered(call: Call, person: Person, now: datetime) -> Call:
    """Somebody of the staff comes in, whoever asked them, and whatever they answered before.

    Until they say something they are no helper, so others are asked as before. Raises `CallOver`, `NotAllowed`.
    """
    if not call.running:
        raise CallOver()
    if call.role_of(person) is Role.ASKER:
        raise NotAllowed(_("That is your own question."))
    known = call.invitation_of(person)
    if known is not None and known.answer in THERE:
        return call
    known = known or Invitation(person=person, round=0, invited_at=now)
    come = replace(
        known,
        answer=Answer.ENTERED,
        seen_at=known.seen_at or now,
        touched_at=now,
        notified_at=None,
        revoked_at=None,
        left_at=None,
    )
    return revised(call.with_invitation(come), touched_at=now)


def stopped(call: Call, by: Person, reason: str, now: datetime) -> Call:
    """Somebody of the staff ends the call, with a reason that those in it read; its log is kept.

    Again by the same is harmless. Raises `CallOver`.
    """
    if not call.running:
        if call.stopped is not None and call.stopped.by.id == by.id:
            return call
        raise CallOver()
    return ended(replace(call, stopped=Stopped(by=by, reason=reason)), now)
