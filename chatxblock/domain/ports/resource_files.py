"""Keeping which pictures and files of talks a resource shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chatxblock.domain.resources.files import TakenFile
    from chatxblock.domain.resources.resource import Resource


class ResourceFileStore(Protocol):
    """Keeps what resources show of the files of their talks. A file that one shows is kept as long as that is."""

    def files_in(self, resource_id: UUID) -> list[TakenFile]:
        """Return what a resource shows, in the order in which it was taken. One query."""
        ...

    def save_files(self, old: Resource, new: Resource, files: Sequence[TakenFile]) -> None:
        """Keep what a resource shows from now on, if it is still as it was in `rev` and stage; one transaction.

        The present text goes along with the new `rev`: it is no further one. Raises `StaleResource`, and `FileNotFound`
        where one that it did not show before is no longer in its talk.
        """
        ...
