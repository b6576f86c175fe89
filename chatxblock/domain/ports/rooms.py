"""A place to meet, of whatever kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from chatxblock.domain.calls.transcript import Page


@runtime_checkable
class Rooms(Protocol):
    """A place to meet: made, opened to people, looked into, read, ended.

    Kinds of places differ, and say so: what a place does not have is not asked of it. Every method ends within the
    adapter's time limit, or within `chatxblock.domain.deadline` where that is shorter. Errors of every method:
    `RoomsUnavailable` if there is no session or no answer in time, `RoomsRefused` if the server said no.
    """

    @property
    def has_log(self) -> bool:
        """Whether what is said there can be read; if not, `read` is never called."""
        ...

    @property
    def knows_inside(self) -> bool:
        """Whether it can be asked who is there; if not, `inside` is never called, and an open window stands for it."""
        ...

    @property
    def guarded(self) -> bool:
        """Whether it keeps out who is not let in; if not, its name is a secret of those who are, and in no notice."""
        ...

    @property
    def least_grace(self) -> float:
        """Seconds for which a call there outlives the last sign of anybody at least, whatever else is configured."""
        ...

    @property
    def label(self) -> str:
        """What people call it, in the middle of a sentence."""
        ...

    def url(self, room: str) -> str:
        """Return the link that leads there; an empty text where the room window itself is the place."""
        ...

    def make(self, room: str, *, occupants: int) -> None:
        """Make a members-only room for that many occupants; harmless if it is there already."""
        ...

    def admit(self, room: str, people: Sequence[str]) -> None:
        """Let people in. Raises `RoomNotFound`."""
        ...

    def remove(self, room: str, people: Sequence[str], *, reason: str = "") -> None:
        """Revoke admission, and put out who is inside; return once no more of their lines can arrive.

        They are told the reason, where the place can.
        Raises `RoomNotFound`.
        """
        ...

    def inside(self, room: str) -> frozenset[str]:
        """Return who is inside, by real address and never by nickname. Raises `RoomNotFound`."""
        ...

    def read(self, room: str, after: str = "") -> Page:
        """Return one page of the log, from its beginning or behind the entry `after`. Raises `RoomNotFound`."""
        ...

    def end(self, room: str) -> None:
        """Destroy the room and with it its archive; harmless if it is gone already."""
        ...


class RoomKinds(Protocol):
    """The kinds of places that there are here, by name."""

    def of(self, kind: str) -> Rooms:
        """Return the places of a kind; those of the usual kind for a name that is not known any more."""
        ...

    def name(self, kind: str) -> str:
        """Return the name of the kind that `of` would take."""
        ...
