"""Queries about everything that goes on in a course."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q

from chatxblock.domain.calls.call import State
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.history.spellings import spellings
from chatxblock.domain.ports import Asked, Helpers, OnDuty, OpenCalls, Question, Questions, Sought, Waited
from chatxblock.models import CallRow, DeferredAnswerRow, FeedbackRow, HelperRow, HelperUnitRow, InvitationRow
from chatxblock.store.calls import RUNNING_VALUES, whole_calls
from chatxblock.store.flags import flagged
from chatxblock.store.helpers import counted, to_helper
from chatxblock.store.rows import to_person


class StaffStore(ABC):
    """Finds what goes on in a course."""

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls, who waits longest first; three queries."""
        rows = CallRow.objects.filter(course=course, state__in=RUNNING_VALUES)
        if behind is not None:
            rows = rows.filter(_behind(behind))
        # "waiting" comes behind "answered" in any alphabet.
        found = list(rows.order_by("-state", "asked_at", "pk").values_list("state", "asked_at", "pk")[: most + 1])
        ids = [call_id for _, _, call_id in found[:most]]
        known = {call.id: call for call in whole_calls(ids)} if ids else {}
        calls = tuple(known[call_id] for call_id in ids if call_id in known)
        if len(found) <= most:
            return OpenCalls(calls=calls, next=None)
        state, asked_at, call_id = found[most - 1]
        return OpenCalls(
            calls=calls, next=Waited(helped=state == State.ANSWERED.value, asked_at=asked_at, call_id=call_id)
        )

    def on_duty(self, course: str, behind: int, most: int) -> Helpers:
        """Return a page of those who are ready; three queries."""
        ready = HelperRow.objects.filter(flagged(ready=True), course=course, person__gt=behind).select_related("person")
        rows = list(ready.order_by("person")[: most + 1])
        shown = rows[:most]
        helpers = counted([to_helper(row, to_person(row.person)) for row in shown])
        units = _units([row.person_id for row in shown])
        found = tuple(
            OnDuty(helper=helper, since=row.present_at, units=tuple(units.get(row.person_id, ())))
            for helper, row in zip(helpers, shown, strict=True)
        )
        return Helpers(helpers=found, next=shown[-1].person_id if len(rows) > most else None)

    def questions(self, course: str, sought: Sought, behind: Asked | None, most: int) -> Questions:
        """Return a page of the questions that were sought, the last to be asked first; six queries."""
        rows = CallRow.objects.filter(*_sought(sought), course=course, forgotten_at__isnull=True)
        if behind is not None:
            rows = rows.filter(Q(asked_at__lt=behind.at) | Q(asked_at=behind.at, pk__lt=behind.call_id))
        found = list(rows.order_by("-asked_at", "-pk").values_list("asked_at", "pk")[: most + 1])
        ids = [call_id for _, call_id in found[:most]]
        if not ids:
            return Questions(questions=(), next=None)
        known = {call.id: call for call in whole_calls(ids)}
        lines, answers, helped = self.line_counts(ids), self.answers_to(ids), _helped(ids)
        questions = tuple(
            Question(
                call=known[call_id],
                lines=lines.get(call_id, 0),
                answer=answers.get(call_id),
                helped=helped.get(call_id, ""),
            )
            for call_id in ids
            if call_id in known
        )
        last = Asked(at=found[most - 1][0], call_id=found[most - 1][1]) if len(found) > most else None
        return Questions(questions=questions, next=last)

    def units_asked_in(self, course: str, most: int) -> list[tuple[str, str]]:
        """Return usage key and title of the units in which something was asked, by title; two queries."""
        asked = CallRow.objects.filter(course=course).order_by().values_list("unit").annotate(Max("asked_at"))[:most]
        last = reduce(or_, (Q(unit=unit, asked_at=at) for unit, at in asked), Q(pk__in=()))
        rows = CallRow.objects.filter(last, course=course).values_list("unit", "context")
        titles = {unit: str(context.get("title", "")) for unit, context in rows if isinstance(context, dict)}
        return sorted(titles.items(), key=lambda pair: (pair[1], pair[0]))

    @abstractmethod
    def line_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many lines are kept of these calls, without corrections."""

    @abstractmethod
    def answers_to(self, calls: Sequence[UUID]) -> Mapping[UUID, DeferredAnswer]:
        """Return what teachers said about those of the questions of which one said something."""


def _sought(sought: Sought) -> Iterator[Q]:
    """Yield the conditions that were said."""
    for word in sought.words:
        yield reduce(or_, (Q(question__icontains=spelling) for spelling in spellings(word)))
    told = {"unit": sought.unit, "asker": sought.asker, "asked_at__gte": sought.since, "asked_at__lt": sought.until}
    yield Q(**{name: value for name, value in told.items() if value})
    answer = DeferredAnswerRow.objects.filter(call=OuterRef("pk"))
    running = Q(state__in=RUNNING_VALUES)
    left = Q(~Exists(answer), deferred_at__isnull=False)
    states: dict[str, Q] = {"": Q(), "open": running, "ended": ~running, "left": left}
    yield states[sought.state]
    if sought.answered is not None:
        came = InvitationRow.objects.filter(call=OuterRef("pk"), accepted_at__isnull=False)
        answered = Q(Exists(came)) | Q(Exists(answer.filter(dismissed=False)))
        yield answered if sought.answered else ~answered
    if sought.helped:
        said = FeedbackRow.objects.filter(call=OuterRef("pk"), person=OuterRef("asker"), helped=sought.helped)
        yield Q(Exists(said))


def _helped(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return what the askers of some calls said of them."""
    rows = FeedbackRow.objects.filter(call__in=ids, person=F("call__asker")).exclude(helped="")
    return dict(rows.values_list("call_id", "helped"))


def _units(people: Sequence[int]) -> dict[int, list[str]]:
    """Return the titles of the units in which some people may be asked, by their ids."""
    found: dict[int, list[str]] = {}
    rows = HelperUnitRow.objects.filter(person__in=people, helps=True).order_by("title", "pk") if people else ()
    for row in rows:
        found.setdefault(row.person_id, []).append(row.title)
    return found


def _behind(mark: Waited) -> Q:
    state = State.ANSWERED if mark.helped else State.WAITING
    later = Q(state=state.value) & (Q(asked_at__gt=mark.asked_at) | Q(asked_at=mark.asked_at, pk__gt=mark.call_id))
    return later if mark.helped else later | Q(state=State.ANSWERED.value)
