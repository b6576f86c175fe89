"""One answer to several questions that were left, and the resource that is made of it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.ports import Message
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import Conflict, StaleResource
from chatxblock.models import CallRow, DeferredAnswerRow
from chatxblock.store.deferred import DeferredStore
from chatxblock.store.outbox import put
from chatxblock.store.repeat import repeated
from chatxblock.store.resources import ResourceStore


class AnsweringStore(DeferredStore, ResourceStore):
    """Keeps answers together with what is made of them."""

    @repeated
    def save_answers(
        self,
        answers: Sequence[tuple[Call, DeferredAnswer, Message]],
        resource: tuple[Resource | None, Resource] | None,
        by: Person,
        told: Sequence[Message] = (),
    ) -> None:
        """Keep answers, what tells of them, and a resource, new or changed. Raises `Conflict`, `StaleResource`."""
        try:
            with transaction.atomic():
                _check_unanswered([call for call, _, _ in answers], by)
                for call, answer, news in answers:
                    self.save_deferred_answer(call.id, answer, [news])
                if resource is not None:
                    self._save_made(*resource, by, told)
        except IntegrityError as exc:  # somebody was first, between looking and writing
            raise StaleResource() from exc

    def _save_made(self, old: Resource | None, new: Resource, by: Person, told: Sequence[Message]) -> None:
        if old is not None:
            self.save_resource(old, new, by, told)
            return
        if self.add_resource(new, by).id != new.id:
            raise StaleResource()
        put(told)


def _check_unanswered(calls: Sequence[Call], by: Person) -> None:
    """Hold the questions, so that of two teachers one is first. Raises `Conflict` where another has answered one."""
    ids = sorted(call.id for call in calls)
    list(CallRow.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk", flat=True))
    others = DeferredAnswerRow.objects.filter(call__in=ids).exclude(by=by.id).select_for_update()
    if list(others.values_list("pk", flat=True)):
        raise Conflict()
