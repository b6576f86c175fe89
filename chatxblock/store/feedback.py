"""Queries about what people say of a talk afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from chatxblock.domain.calls.call import Answer, Call, Person, State
from chatxblock.domain.ports import Message
from chatxblock.domain.resources.feedback import Ended, Feedback, Helped
from chatxblock.models import CallRow, ConsentRow, FeedbackRow, LineRow
from chatxblock.store.calls import whole_calls
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated

MOST = 20
"""Talks looked at for what is still to be asked; the newest come first."""
CAME = Q(invitations__accepted_at__isnull=False) | Q(invitations__answer=Answer.FELLOW.value)


class FeedbackStore:
    """Keeps whether a talk helped, and who was asked what."""

    def feedback(self, call_id: UUID, person: Person) -> Feedback:
        """Return what somebody has said of a call so far."""
        return _said([call_id], person)[call_id]

    @repeated
    def save_feedback(self, call_id: UUID, person: Person, helped: Helped | None, at: datetime) -> None:
        """Note that somebody has answered, and whether it helped; without that, an earlier word stays."""
        said = {"answered_at": at} | ({"helped": helped.value} if helped else {})
        FeedbackRow.objects.update_or_create(call_id=call_id, person_id=person.id, defaults=said)

    @repeated
    def ask_to_quote(self, call_id: UUID, speaker: Person, at: datetime, told: Sequence[Message] = ()) -> bool:
        """Note that somebody asks for the speaker's yes, and keep what tells it, unless that was done before."""
        with transaction.atomic():
            row, _ = FeedbackRow.objects.get_or_create(call_id=call_id, person_id=speaker.id)
            new = FeedbackRow.objects.filter(pk=row.pk, asked_at__isnull=True).update(asked_at=at) == 1
            if new:
                put(told)
        return new

    def helped(self, call_id: UUID) -> Mapping[str, Helped]:
        """Return what those who had the question say of a call, by localpart."""
        rows = FeedbackRow.objects.filter(call=call_id).exclude(helped="").order_by("pk")
        return {localpart: Helped(helped) for localpart, helped in rows.values_list("person__localpart", "helped")}

    def asked_to_quote(self, calls: Sequence[UUID]) -> set[tuple[UUID, str]]:
        """Return who was asked for a yes in these calls and has not answered, by call and localpart."""
        said = ConsentRow.objects.filter(call=OuterRef("call"), person=OuterRef("person"))
        waiting = Q(answered_at__isnull=True) | Q(answered_at__lt=F("asked_at"))
        rows = FeedbackRow.objects.filter(waiting, ~Exists(said), call__in=calls, asked_at__isnull=False)
        return set(rows.values_list("call_id", "person__localpart"))

    def unspoken(self, person: Person, since: datetime, wished_since: datetime) -> list[Ended]:
        """Return closed calls of somebody's of which she may be asked something, the newest first."""
        ids = _unanswered(person, since, wished_since)
        if not ids:
            return []
        calls = sorted(whole_calls(ids), key=_end, reverse=True)
        said, authors = _said(ids, person), _authors(ids)
        return [Ended(call=call, feedback=said[call.id], authors=authors.get(call.id, set())) for call in calls]


def _end(call: Call) -> str:
    return f"{call.ended_at} {call.id}"


def _unanswered(person: Person, since: datetime, wished_since: datetime) -> list[UUID]:
    """One query in three parts, each of which begins with what the person is in it."""
    closed = CallRow.objects.filter(course=person.course, state=State.CLOSED.value)
    answered = FeedbackRow.objects.filter(call=OuterRef("pk"), person=person.id, answered_at__isnull=False)
    lately = closed.filter(~Exists(answered), ended_at__gte=since)
    waiting = Q(feedback__answered_at__isnull=True) | Q(feedback__answered_at__lt=F("feedback__asked_at"))
    wished = closed.filter(waiting, feedback__person=person.id, feedback__asked_at__gte=wished_since)
    parts = (lately.filter(asker=person.id), lately.filter(CAME, invitations__person=person.id), wished)
    first, *others = (part.order_by().values_list("pk", "ended_at") for part in parts)
    return [pk for pk, _ in first.union(*others).order_by("-ended_at")[:MOST]]


def _said(calls: Iterable[UUID], person: Person) -> dict[UUID, Feedback]:
    consents = dict(ConsentRow.objects.filter(call__in=calls, person=person.id).values_list("call_id", "yes"))
    rows = {row.call_id: row for row in FeedbackRow.objects.filter(call__in=calls, person=person.id)}
    return {call_id: _feedback(rows.get(call_id), consents.get(call_id)) for call_id in calls}


def _feedback(row: FeedbackRow | None, quote_me: bool | None) -> Feedback:
    if row is None:
        return Feedback(quote_me=quote_me)
    helped = Helped(row.helped) if row.helped else None
    return Feedback(helped=helped, quote_me=quote_me, asked_at=row.asked_at, answered_at=row.answered_at)


def _authors(calls: Iterable[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    rows = LineRow.objects.filter(call__in=calls).exclude(author="").exclude(body="")
    for call_id, author in rows.order_by().values_list("call_id", "author").distinct():
        found.setdefault(call_id, set()).add(author)
    return found
