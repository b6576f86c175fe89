"""Queries that take a person out of everything that is kept, in steps of which each may be repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from chatxblock.domain.calls.call import Call, Person, State
from chatxblock.domain.forgetting.words import GONE, without_words
from chatxblock.domain.resources.listening import messages
from chatxblock.domain.resources.resource import HiddenFor, Stage
from chatxblock.models import (
    BarRow,
    CallReportRow,
    CallRow,
    CandidacyRow,
    ConsentRow,
    DeferredAnswerRow,
    ExperienceRow,
    FeedbackRow,
    FileRow,
    FollowerRow,
    HelperRow,
    HelperUnitRow,
    LineRow,
    OutboxRow,
    PersonRow,
    ResourceAuthorRow,
    ResourceFileRow,
    ResourceHelpedRow,
    ResourceReportRow,
    ResourceRevisionRow,
    ResourceRow,
    StaffActionRow,
    ToldRow,
)
from chatxblock.store.calls import whole_calls
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.retention import delete_some
from chatxblock.store.rows import to_person

OF_A_PERSON: tuple[type[Model], ...] = (
    HelperRow,
    HelperUnitRow,
    CandidacyRow,
    ExperienceRow,
    FeedbackRow,
    FollowerRow,
    ToldRow,
    ResourceAuthorRow,
    BarRow,
)
"""What is deleted with a person; each has a `person`."""
AGREED = Q(stage__in=[Stage.PUBLISHED.value, Stage.REVIEW.value]) | (
    Q(stage=Stage.HIDDEN.value) & ~Q(hidden_for=HiddenFor.CONSENT.value)
)
"""Resources whose present text quotes nobody who had not agreed: it stays."""
WORDS_OF_CONTEXT = ("excerpt", "exercise", "last_answer")
"""What an asker sent along of the page."""
MOST_CALLS = 20
"""Calls in which one step replaces words."""


class RetirementStore:
    """Takes people out."""

    @repeated
    def begin_retirement(self, user_id: str) -> int:
        """Take name, picture and id of a user from every course, and note that the rest is to be done.

        The id becomes the row's own number, below 0: no user of any platform has such a one.
        """
        anybody = Concat(Value("-"), Cast("pk", CharField()), output_field=CharField())
        rows = PersonRow.objects.filter(user_id=user_id, retired_at__isnull=True, retiring=False)
        return rows.update(name="", username="", image_url="", user_id=anybody, retiring=True)

    def retiring(self, most: int) -> list[Person]:
        """Return people of whom the rest is still to be done."""
        return [to_person(row) for row in PersonRow.objects.filter(retiring=True).order_by("pk")[:most]]

    def calls_to_leave(self, person: Person, most: int) -> list[Call]:
        """Return the calls that are not closed and in which somebody has a part."""
        ids = _calls_of(person).exclude(state=State.CLOSED.value).values_list("pk", flat=True)
        return whole_calls(list(ids[:most]))

    def has_open_calls(self, person: Person) -> bool:
        """Tell whether a call in which somebody has a part is not closed, readable or not."""
        return _calls_of(person).exclude(state=State.CLOSED.value).exists()

    @repeated
    def clear(self, person: Person, listeners: Sequence[str], now: datetime, most: int) -> bool:
        """Delete what is kept of somebody beside talks; say whether all of it is gone."""
        with transaction.atomic():
            _unlist(person)
            _blank(DeferredAnswerRow.objects.filter(by=person.id), body=GONE)
            for reports in (CallReportRow.objects.all(), ResourceReportRow.objects.all()):
                _blank(reports.filter(person=person.id, settled_at__isnull=True).exclude(reason=""), reason=GONE)
                _blank(reports.filter(settled_by=person.id).exclude(told=""), told=GONE)
            _blank(CallReportRow.objects.filter(author=person.localpart).exclude(said=""), said=GONE)
            _blank(BarRow.objects.filter(by=person.id), words=GONE)
            deeds = StaffActionRow.objects.exclude(reason="")
            for column in ("by", "person"):
                _blank(deeds.filter(**{column: person.id}), reason=GONE)
            _blank(CallRow.objects.filter(stopped_by=person.id).exclude(stop_reason=""), stop_reason=GONE)
            _forget_questions(person, listeners, now)
            settled = (model.objects.filter(person=person.id, settled_at__isnull=False) for model in SETTLED)
            own: Iterable[QuerySet[Any]] = (
                *(model._base_manager.filter(person=person.id) for model in OF_A_PERSON),
                *settled,
                OutboxRow.objects.filter(to=person.localpart),
            )
            more = [rows for rows in own if delete_some(rows, most) == most]
            return not more

    @repeated
    def erase_words(self, person: Person, most: int) -> bool:
        """Replace what somebody said in logs, questions and drafts; say whether all of it is."""
        with transaction.atomic():
            rows = _calls_of(person).filter(state=State.CLOSED.value).order_by("pk")
            walked = PersonRow.objects.filter(pk=person.id).values_list("walked", flat=True).first()
            some = list((rows.filter(pk__gt=walked) if walked else rows).values_list("pk", flat=True)[:MOST_CALLS])
            for call_id in some:
                replaced = _erase(call_id, person, most)
                most -= replaced
                if most <= 0:
                    return False
                PersonRow.objects.filter(pk=person.id).update(walked=call_id)
            return len(some) < MOST_CALLS

    @repeated
    def end_retirement(self, person: Person, now: datetime) -> None:
        """Delete somebody's consents, which were needed until now, and note that nothing is left to do."""
        with transaction.atomic():
            _erase_files(FileRow.objects.filter(person=person.id))
            ConsentRow.objects.filter(person=person.id).delete()
            PersonRow.objects.filter(pk=person.id).update(retiring=False, walked=None, retired_at=now)


SETTLED: tuple[type[CallReportRow] | type[ResourceReportRow], ...] = (CallReportRow, ResourceReportRow)


def _calls_of(person: Person) -> QuerySet[CallRow]:
    """Return the calls in which somebody has a part, each once; two lists, for no index has both."""
    asked = CallRow.objects.filter(asker=person.id).values("pk")
    invited = CallRow.objects.filter(invitations__person=person.id).values("pk")
    return CallRow.objects.filter(Q(pk__in=asked) | Q(pk__in=invited))


def _blank(rows: QuerySet[Any], **words: str) -> None:
    rows.update(**words)


def _unlist(person: Person) -> None:
    """Ask somebody no more who was named as a helper of a question that is still open."""
    rows = CallRow.objects.filter(course=person.course, state__in=[s.value for s in State if s is not State.CLOSED])
    for pk, version, plan in rows.values_list("pk", "version", "plan"):
        if isinstance(plan, dict) and person.id in plan.get("listed", ()):
            rest = [one for one in plan["listed"] if one != person.id]
            CallRow.objects.filter(pk=pk, version=version).update(plan={**plan, "listed": rest})


def _forget_questions(person: Person, listeners: Sequence[str], now: datetime) -> None:
    """Let no resource be found any more by what somebody typed; that it helped her stays counted."""
    rows = ResourceHelpedRow.objects.filter(person=person.id).exclude(question="")
    resources = list(rows.values_list("resource_id", flat=True))
    rows.update(question="")
    put([message for resource_id in resources for message in messages(listeners, resource_id, now)])


def _erase(call_id: UUID, person: Person, most: int) -> int:
    """Replace somebody's words in one call, its drafts first: these are found by what the log still says."""
    call = CallRow.objects.get(pk=call_id)
    hers = LineRow.objects.filter(call=call_id, author=person.localpart)
    hers.filter(body="").delete()  # signs at what others said: nothing of the talk is missing without them
    lines = hers.exclude(body=GONE)
    asked = [call.question] if call.asker_id == person.id and call.question not in ("", GONE) else []
    found = list(lines.order_by("pk").values_list("pk", "body"))
    said = [*asked, *(body for _, body in found)]
    if said:
        _erase_from_resource(call_id, said)
    some = [pk for pk, _ in found[:most]]
    LineRow.objects.filter(pk__in=some).update(body=GONE)
    _erase_from_call(call, person)
    _erase_files(FileRow.objects.filter(call=call_id, person=person.id))
    return len(some)


def _erase_files(files: QuerySet[FileRow]) -> None:
    """Let files go; those stay in resources whose present text stays, and nobody is asked for a yes any more."""
    shown = ResourceFileRow.objects.filter(file__in=list(files.values_list("pk", flat=True)))
    agreed = list(ResourceRow.objects.filter(AGREED, files__in=shown).values_list("pk", flat=True))
    shown.exclude(resource__in=agreed).delete()
    shown.update(call=None)
    files.update(call=None, name="", alt="")


def _erase_from_call(call: CallRow, person: Person) -> None:
    changes: dict[str, Any] = {
        "reports": [
            {**report, "by": 0} if isinstance(report, dict) and report.get("by") == person.id else report
            for report in call.reports
        ]
    }
    if isinstance(call.plan, dict) and person.id in call.plan.get("listed", ()):
        changes["plan"] = {**call.plan, "listed": [one for one in call.plan["listed"] if one != person.id]}
    if call.asker_id == person.id:
        question = GONE if call.question else ""
        known = isinstance(call.context, dict) and call.context
        context = {**call.context, **dict.fromkeys(WORDS_OF_CONTEXT, "")} if known else {}
        changes |= {"question": question, "context": context, "read": [], "findable": False}
        changes |= {"stop_reason": GONE} if call.stop_reason else {}
    CallRow.objects.filter(pk=call.pk).update(**changes)


def _erase_from_resource(call_id: UUID, said: Sequence[str]) -> None:
    """Replace words in what was made of a call: in drafts, and in all earlier texts; who edits meanwhile is stale."""
    for row in ResourceRow.objects.filter(sources__call=call_id):
        _erase_from_revisions(row, said)
        if not ResourceRow.objects.filter(AGREED, pk=row.pk).exists() and (changes := _without(row, said)):
            newest = ResourceRevisionRow.objects.filter(resource=row.pk, rev=row.rev)
            newest.update(rev=F("rev") + 1, **changes)
            ResourceRow.objects.filter(pk=row.pk, rev=row.rev).update(rev=F("rev") + 1, **changes)


def _erase_from_revisions(row: ResourceRow, said: Sequence[str]) -> None:
    for revision in ResourceRevisionRow.objects.filter(resource=row.pk).exclude(rev=row.rev):
        if changes := _without(revision, said):
            ResourceRevisionRow.objects.filter(pk=revision.pk).update(**changes)


def _without(row: ResourceRow | ResourceRevisionRow, said: Sequence[str]) -> dict[str, Any]:
    """Return which of a text's parts are others without those words."""
    parts = {name: getattr(row, name) for name in ("title", "answer", "body")}
    after = {name: without_words(text, said) for name, text in parts.items()}
    return {name: text for name, text in after.items() if text != parts[name]}
