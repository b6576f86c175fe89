"""Telling others of resources: the search, and whatever else is fed with what is published.

They are told of ids, by rows of the outbox that are kept with each change, and are given the newest that there is: so
each row may come twice, late, or after a later one. This module must not know who listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from chatxblock.domain.ports import (
    Document,
    DocumentKind,
    Message,
    OutboxStore,
    ResourceListener,
    ResourceSearch,
    ResourceStore,
)
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import ResourceNotFound

TOPIC = "resource"
NEWS_FOR = timedelta(days=30)
"""For how long a listener may be away without missing anything."""
TRIES = 5
MOST_TOLD = 500
"""Resources that are put into the outbox in one write."""
MOST_QUESTIONS = 20
"""Of what people asked whom a resource helped, so many of the newest lead there."""


class SearchListener:
    """Tells a search of resources, as documents."""

    def __init__(
        self, *, search: ResourceSearch, resources: ResourceStore, languages: Callable[[str], Sequence[str]]
    ) -> None:
        self._search = search
        self._resources = resources
        self._languages = languages

    def changed(self, resource: Resource) -> None:
        """Let a resource be found as it is now."""
        document = Document(
            id=resource.id,
            kind=DocumentKind.RESOURCE,
            course=resource.spot.course,
            section=resource.spot.section,
            unit=resource.spot.unit,
            languages=tuple(self._languages(resource.spot.course)),
            title=resource.text.title,
            answer=resource.text.answer,
            body="\n".join((resource.text.body, *resource.text.tags)),
            questions=tuple(self._resources.helped_questions(resource.id, MOST_QUESTIONS)),
        )
        self._search.changed(document)

    def forgotten(self, resource_id: UUID) -> None:
        """Let a resource be found no more."""
        self._search.forgotten(resource_id)


def tell(listener: ResourceListener, resources: ResourceStore, resource_id: UUID) -> None:
    """Tell a listener how a resource is, again where it changed meanwhile.

    So whoever of several tells last has looked afterwards, and the last word is the newest.
    """
    now = _newest(resources, resource_id)
    for _ in range(TRIES):
        if now is not None and now.readable:
            listener.changed(now)
        else:
            listener.forgotten(resource_id)
        told, now = now, _newest(resources, resource_id)
        if _of_interest(now) == _of_interest(told):
            return


def tell_anew(resources: ResourceStore, outbox: OutboxStore, kinds: Sequence[str], now: datetime) -> int:
    """Let listeners be told of everything that can be read, as when another one listens; return of how much."""
    told, behind = 0, None
    while some := resources.readable_resources(behind, MOST_TOLD):
        outbox.put_messages([news for resource_id in some for news in messages(kinds, resource_id, now)])
        told, behind = told + len(some), some[-1]
    return told


def messages(kinds: Sequence[str], resource_id: UUID, now: datetime) -> list[Message]:
    """Return what lets each kind of listener be told of a resource."""
    body = {"resource_id": str(resource_id)}
    return [Message(kind=kind, to="", topic=TOPIC, body=body, due_at=now, expires_at=now + NEWS_FOR) for kind in kinds]


def _newest(resources: ResourceStore, resource_id: UUID) -> Resource | None:
    try:
        return resources.resource(resource_id)
    except ResourceNotFound:
        return None


def _of_interest(resource: Resource | None) -> object:
    """Return what a listener has to be told anew of; how often it was shown is none of that."""
    return resource and (resource.rev, resource.stage, resource.counts.helped)
