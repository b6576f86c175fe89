"""Queries about learning resources: their texts, whom they helped, and what was found wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from chatxblock.domain.calls.call import Answer, Person, State
from chatxblock.domain.ports import Message
from chatxblock.domain.reports.report import Settlement
from chatxblock.domain.resources.resource import (
    REVISIONS,
    Counts,
    HiddenFor,
    Resource,
    Revision,
    Spot,
    Stage,
    TalkWithout,
    Text,
)
from chatxblock.domain.resources.worth import standing
from chatxblock.errors import ResourceNotFound, StaleResource
from chatxblock.models import (
    CallRow,
    InvitationRow,
    LineRow,
    ResourceAuthorRow,
    ResourceFileRow,
    ResourceHelpedRow,
    ResourceReportRow,
    ResourceRevisionRow,
    ResourceRow,
    ResourceSourceRow,
)
from chatxblock.store.call_reports import ANEW, settled_columns
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_person
from chatxblock.store.to_tell import begin_telling, pass_on_told

TOOK_PART = [a.value for a in (Answer.ACCEPTED, Answer.LEFT, Answer.FELLOW, Answer.UNENROLLED)]
"""As `Call.took_part` has it."""
COUNTED = frozenset({"shown", "opened", "asked_anyway"})


class ResourceStore:
    """Keeps resources."""

    @repeated
    def add_resource(self, resource: Resource, by: Person, told: Sequence[Message] = ()) -> Resource:
        """Keep a new one with its first text; where one of its calls has one already, return that."""
        try:
            with transaction.atomic():
                new = {"created_at": resource.created_at, "standing": standing(0, 0), **_columns(resource)}
                ResourceRow(id=resource.id, **new).save(force_insert=True)
                _add_sources(resource, resource.sources)
                add_authors(resource, resource.authors)
                _add_revision(resource, by, resource.created_at)
                if resource.readable:
                    begin_telling(resource, resource.updated_at)
                put(told)
        except IntegrityError:
            known = next((found for call_id in resource.sources if (found := self.resource_of(call_id))), None)
            if known is None:
                raise
            return known
        return self.resource(resource.id)

    def resource(self, resource_id: UUID) -> Resource:
        """Return one. Raises `ResourceNotFound`."""
        found = self.resources([resource_id])
        if not found:
            raise ResourceNotFound()
        return found[0]

    def resources(self, ids: Sequence[UUID]) -> list[Resource]:
        """Return those that there are, in the order of `ids`; three queries however many they are."""
        rows = ResourceRow.objects.filter(pk__in=ids).prefetch_related("sources", "authors__person")
        found = {row.pk: _resource(row) for row in rows}
        return [found[resource_id] for resource_id in ids if resource_id in found]

    def resource_of(self, call_id: UUID) -> Resource | None:
        """Return what a call is a source of."""
        source = ResourceSourceRow.objects.filter(call=call_id).first()
        return self.resource(source.resource_id) if source else None

    @repeated
    def save_resource(self, old: Resource, new: Resource, by: Person, told: Sequence[Message] = ()) -> None:
        """Keep a change, if the resource is still as it was in `rev` and stage. Raises `StaleResource`."""
        with transaction.atomic():
            save_row(old, new)
            if new.rev != old.rev:
                _add_revision(new, by, new.updated_at)
                texts = ResourceRevisionRow.objects.filter(resource=new.id).order_by("-rev")
                earlier = list(texts.values_list("pk", flat=True)[REVISIONS:])
                ResourceRevisionRow.objects.filter(pk__in=earlier).delete()
            add_authors(new, [author for author in new.authors if not old.by(author)])
            _add_sources(new, [source for source in new.sources if source not in old.sources])
            if new.readable and (not old.readable or new.sources != old.sources):
                begin_telling(new, new.updated_at)
            put(told)

    @repeated
    def save_merged(
        self, part: tuple[Resource, Resource], into: tuple[Resource, Resource], told: Sequence[Message] = ()
    ) -> None:
        """Keep two resources of which one became a part of the other, as they were and as they are, in one."""
        with transaction.atomic():
            save_row(*part)
            save_row(*into)
            add_authors(into[1], into[1].authors)
            _pass_on(part[0], into[1])
            if into[1].readable:
                begin_telling(into[1], into[1].updated_at)
            put(told)

    def revisions(self, resource_id: UUID) -> list[Revision]:
        """Return the texts that are kept, the newest first."""
        rows = ResourceRevisionRow.objects.filter(resource=resource_id).select_related("by").order_by("-rev")
        return [Revision(rev=row.rev, text=_text(row), by=to_person(row.by), at=row.at) for row in rows[:REVISIONS]]

    def best_resources(self, spot: Spot, most: int) -> list[Resource]:
        """Return the published ones of a unit that helped most."""
        rows = ResourceRow.objects.filter(unit=spot.unit, stage=Stage.PUBLISHED.value, course=spot.course)
        return self.resources(list(rows.order_by("-standing", "pk").values_list("pk", flat=True)[:most]))

    def waiting_resources(self, course: str, most: int) -> list[Resource]:
        """Return what staff have to look at, the oldest first."""
        reported = Q(stage=Stage.HIDDEN.value, hidden_for=HiddenFor.REPORTS.value)
        rows = ResourceRow.objects.filter(Q(stage=Stage.REVIEW.value) | reported, course=course)
        return self.resources(list(rows.order_by("updated_at", "pk").values_list("pk", flat=True)[:most]))

    @repeated
    def count_resources(self, ids: Iterable[UUID], what: str) -> None:
        """Count each once more as `shown`, `opened` or `asked_anyway`."""
        if what not in COUNTED:
            raise ValueError(what)
        some = sorted(set(ids))
        ResourceRow.objects.filter(pk__in=some).update(**{what: F(what) + 1})
        if what == "opened":
            for resource_id in some:
                _restand(resource_id)

    @repeated
    def mark_helped(
        self,
        resource_id: UUID,
        person: Person,
        at: datetime,
        *,
        undo: bool = False,
        question: str = "",
        told: Sequence[Message] = (),
    ) -> int:
        """Note that it helped somebody, or no longer, and return how many it helped."""
        with transaction.atomic():
            rows = ResourceHelpedRow.objects.filter(resource=resource_id)
            if undo:
                rows.filter(person=person.id).delete()
            else:
                first = {"at": at, "question": question}
                row, new = rows.get_or_create(resource_id=resource_id, person_id=person.id, defaults=first)
                if question and not new:
                    ResourceHelpedRow.objects.filter(pk=row.pk).update(question=question)
            many = rows.count()
            ResourceRow.objects.filter(pk=resource_id).update(helped=many)
            _restand(resource_id)
            put(told)
        return many

    def helped_questions(self, resource_id: UUID, most: int) -> list[str]:
        """Return what people had asked whom it helped, each once, the newest first."""
        rows = ResourceHelpedRow.objects.filter(resource=resource_id).exclude(question="").order_by("-at", "-pk")
        return list(dict.fromkeys(rows.values_list("question", flat=True)[: 2 * most]))[:most]

    def readable_resources(self, behind: UUID | None, most: int) -> list[UUID]:
        """Return the ids of what can be read, in an order that stays: the next behind the one named."""
        rows = ResourceRow.objects.filter(stage=Stage.PUBLISHED.value)
        rows = rows.filter(pk__gt=behind) if behind else rows
        return list(rows.order_by("pk").values_list("pk", flat=True)[:most])

    def readable_titles(self, course: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the titles of those that everybody in the course may read."""
        rows = ResourceRow.objects.filter(pk__in=ids, course=course, stage=Stage.PUBLISHED.value)
        return dict(rows.values_list("pk", "title"))

    @repeated
    def report_resource(self, resource_id: UUID, person: Person, reason: str, at: datetime) -> int:
        """Keep a report in place of the person's earlier one, and return how many are open."""
        said = {**ANEW, "reason": reason, "at": at}
        with transaction.atomic():
            ResourceReportRow.objects.update_or_create(resource_id=resource_id, person_id=person.id, defaults=said)
            many = ResourceReportRow.objects.filter(resource=resource_id, settled_at__isnull=True).count()
            ResourceRow.objects.filter(pk=resource_id).update(reported=many)
        return many

    def marks_of(self, resource_id: UUID, person: Person) -> tuple[bool, bool]:
        """Return whether it helped somebody, and whether they have a report of it that is open."""
        open_reports = ResourceReportRow.objects.filter(settled_at__isnull=True)
        return (
            ResourceHelpedRow.objects.filter(resource=resource_id, person=person.id).exists(),
            open_reports.filter(resource=resource_id, person=person.id).exists(),
        )

    def talks_without(self, course: str, person: Person | None, most: int) -> list[TalkWithout]:
        """Return the kept talks without a published resource, the last one first; five queries at most."""
        public = ResourceSourceRow.objects.filter(call=OuterRef("pk"), resource__stage=Stage.PUBLISHED.value)
        rows = _helped_in().filter(~Exists(public), course=course)
        if person is not None:
            came = InvitationRow.objects.filter(call=OuterRef("pk"), person=person.id, answer__in=TOOK_PART)
            rows = rows.filter(Q(asker=person.id) | Exists(came))
        found = list(rows.order_by("-ended_at").values_list("pk", "question", "ended_at")[:most])
        sources = ResourceSourceRow.objects.filter(call__in=[call_id for call_id, _, _ in found])
        begun = dict(sources.values_list("call_id", "resource_id"))
        known = {resource.id: resource for resource in self.resources(list(set(begun.values())))}
        return [
            TalkWithout(
                call_id=pk,
                question=question,
                ended_at=ended,
                resource=known.get(begun[pk]) if pk in begun else None,
            )
            for pk, question, ended in found
            if ended is not None
        ]

    def undrafted(self, since: datetime, most: int) -> list[UUID]:
        """Return the calls that were kept since then, in which somebody helped, and that have no resource at all."""
        any_resource = ResourceSourceRow.objects.filter(call=OuterRef("pk"))
        rows = _helped_in().filter(~Exists(any_resource), ended_at__gte=since)
        return list(rows.order_by("ended_at").values_list("pk", flat=True)[:most])

    def reporters(self, resource_id: UUID) -> list[Person]:
        """Return who has a report of it that is open."""
        rows = ResourceReportRow.objects.filter(resource=resource_id, settled_at__isnull=True)
        return [to_person(row.person) for row in rows.select_related("person").order_by("pk")]

    @repeated
    def settle_reports(self, resource_id: UUID, settlement: Settlement, told: Sequence[Message] = ()) -> None:
        """Keep what came of the reports so far, which are no longer open, and what tells of it."""
        with transaction.atomic():
            waiting = ResourceReportRow.objects.filter(resource=resource_id, settled_at__isnull=True)
            waiting.update(**settled_columns(settlement))
            ResourceRow.objects.filter(pk=resource_id).update(reported=0)
            put(told)


def count_asked_anyway(call_id: UUID) -> None:
    """Count that somebody asked a call who had read something before, in the transaction that is open."""
    course, read = CallRow.objects.values_list("course", "read").get(pk=call_id)
    if read:
        ResourceRow.objects.filter(pk__in=read, course=course).update(asked_anyway=F("asked_anyway") + 1)


def _helped_in() -> QuerySet[CallRow]:
    """Return the calls whose log is kept and has a line of somebody else than the asker."""
    line = (
        LineRow.objects.filter(call=OuterRef("pk"))
        .exclude(author="")
        .exclude(author=OuterRef("asker__localpart"))
        .exclude(body="")
    )
    return CallRow.objects.filter(Exists(line), state=State.CLOSED.value)


def _columns(resource: Resource) -> dict[str, Any]:
    """Return what is written with each change; what is counted is written where it is counted."""
    text = resource.text
    return {
        "course": resource.spot.course,
        "section": resource.spot.section,
        "unit": resource.spot.unit,
        "block": resource.spot.block,
        "stage": resource.stage.value,
        "rev": resource.rev,
        "title": text.title,
        "answer": text.answer,
        "body": text.body,
        "tags": list(text.tags),
        "verified_rev": resource.verified_rev,
        "hidden_for": resource.hidden_for.value if resource.hidden_for else "",
        "merged_into_id": resource.merged_into,
        "updated_at": resource.updated_at,
        "published_at": resource.published_at,
    }


def _resource(row: ResourceRow) -> Resource:
    return Resource(
        id=row.pk,
        spot=Spot(course=row.course, section=row.section, unit=row.unit, block=row.block),
        stage=Stage(row.stage),
        rev=row.rev,
        text=_text(row),
        sources=tuple(source.call_id for source in row.sources.all()),
        logs_gone=sum(source.log_gone for source in row.sources.all()),
        authors=tuple(to_person(author.person) for author in row.authors.all()),
        verified_rev=row.verified_rev,
        hidden_for=HiddenFor(row.hidden_for) if row.hidden_for else None,
        merged_into=row.merged_into_id,
        counts=Counts(
            shown=row.shown,
            opened=row.opened,
            helped=row.helped,
            asked_anyway=row.asked_anyway,
            reported=row.reported,
        ),
        created_at=row.created_at,
        updated_at=row.updated_at,
        published_at=row.published_at,
    )


def _text(row: ResourceRow | ResourceRevisionRow) -> Text:
    return Text(title=row.title, answer=row.answer, body=row.body, tags=tuple(row.tags))


def _add_revision(resource: Resource, by: Person, at: datetime) -> None:
    text = resource.text
    ResourceRevisionRow.objects.create(
        resource_id=resource.id,
        rev=resource.rev,
        title=text.title,
        answer=text.answer,
        body=text.body,
        tags=list(text.tags),
        by_id=by.id,
        at=at,
    )


def add_authors(resource: Resource, people: Iterable[Person]) -> None:
    """Add those that are none yet; two who save at once may both add the same one."""
    known = set(ResourceAuthorRow.objects.filter(resource=resource.id).values_list("person_id", flat=True))
    rows = [ResourceAuthorRow(resource_id=resource.id, person_id=p.id) for p in people if p.id not in known]
    ResourceAuthorRow.objects.bulk_create(rows)


def _add_sources(resource: Resource, calls: Iterable[UUID]) -> None:
    rows = [ResourceSourceRow(resource_id=resource.id, call_id=call_id) for call_id in calls]
    ResourceSourceRow.objects.bulk_create(rows)


def save_row(old: Resource, new: Resource) -> None:
    """Write a resource, if it is still as it was in `rev` and stage. Raises `StaleResource`."""
    rows = ResourceRow.objects.filter(pk=old.id, rev=old.rev, stage=old.stage.value)
    if not rows.update(**_columns(new)):
        raise StaleResource()


def _pass_on(part: Resource, whole: Resource) -> None:
    """Let what people did with a part count for the whole, each person once."""
    ResourceSourceRow.objects.filter(resource=part.id).update(resource_id=whole.id)
    ResourceFileRow.objects.filter(resource=part.id).delete()  # the whole offers them, as it offers the part's words
    pass_on_told(part.id, whole.id)
    there = ResourceHelpedRow.objects.filter(resource=whole.id).values_list("person_id", flat=True)
    ResourceHelpedRow.objects.filter(resource=part.id).exclude(person__in=list(there)).update(resource_id=whole.id)
    many = ResourceHelpedRow.objects.filter(resource=whole.id).count()
    counts = {what: F(what) + getattr(part.counts, what) for what in COUNTED}
    ResourceRow.objects.filter(pk=whole.id).update(helped=many, **counts)
    _restand(whole.id)


def _restand(resource_id: UUID) -> None:
    """Work out anew what a resource is ordered by."""
    row = ResourceRow.objects.filter(pk=resource_id).values_list("helped", "opened").first()
    if row is not None:
        ResourceRow.objects.filter(pk=resource_id).update(standing=standing(*row))
