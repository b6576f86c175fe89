"""Telling of resources by the outbox: a channel to no person, and to whatever keeps its own of what is published."""

from __future__ import annotations

from uuid import UUID

from chatxblock.domain.ports import Message, Outcome, ResourceListener, ResourceStore
from chatxblock.domain.resources.listening import tell


class ResourceChannel:
    """Tells one listener of the resource whose `resource_id` is in the body, as it is by then."""

    reaches_closed_pages = False

    def __init__(self, listener: ResourceListener, resources: ResourceStore) -> None:
        self._listener = listener
        self._resources = resources

    def deliver(self, message: Message) -> Outcome:
        """Tell the listener; what it raises is for later."""
        tell(self._listener, self._resources, UUID(message.body["resource_id"]))
        return Outcome.DELIVERED
