"""What is written about telling people of a resource together with what gives them something to hear of.

All of it belongs into a transaction that is open already.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from chatxblock.domain.resources.resource import Resource, Stage
from chatxblock.models import ResourceSourceRow, TellingRow, ToldRow


def begin_telling(resource: Resource, at: datetime) -> None:
    """Note that people have to be told of a resource, from the beginning, in the transaction that is open."""
    fresh = {"since": at, "due_at": at, "after_at": None, "after_id": None, "looked": 0}
    TellingRow.objects.update_or_create(resource_id=resource.id, defaults=fresh)


def tell_again(call_id: UUID, at: datetime) -> None:
    """Somebody follows a question from now on: where it has an answer already, let them be told of it."""
    sources = ResourceSourceRow.objects.filter(call=call_id, resource__stage=Stage.PUBLISHED.value)
    for resource_id in sources.values_list("resource_id", flat=True):
        TellingRow.objects.get_or_create(resource_id=resource_id, defaults={"since": at, "due_at": at})


def pass_on_told(part: UUID, whole: UUID) -> None:
    """Let who was told of a part know the whole, each person once."""
    there = ToldRow.objects.filter(resource=whole).values_list("person_id", flat=True)
    ToldRow.objects.filter(resource=part).exclude(person__in=list(there)).update(resource_id=whole)
