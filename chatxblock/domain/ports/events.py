"""Telling of what changed, for whatever wants to know: tracking, plug-ins, counters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person
    from chatxblock.domain.helpers.duty import Helper
    from chatxblock.domain.reports.report import CallReport
    from chatxblock.domain.resources.resource import Resource


class Events(Protocol):
    """Hears of every change once it is kept for good, each once. It raises nothing, and keeps nobody waiting."""

    def call_changed(self, before: Call | None, after: Call) -> None:
        """Hear that a call is new (`before` is None), or what it was and what it is now, seen by people or not."""
        ...

    def helper_changed(self, before: Helper, after: Helper) -> None:
        """Hear that somebody wishes to be asked otherwise than before."""
        ...

    def resource_changed(self, before: Resource | None, after: Resource) -> None:
        """Hear that a learning resource is begun (`before` is None), or what it was and what it is now."""
        ...

    def resource_helped(self, resource: Resource, person: Person) -> None:
        """Hear that a learning resource, as it was before, helped one person more."""
        ...

    def resource_reported(self, resource: Resource, person: Person) -> None:
        """Hear that one person more reported a learning resource, as it was before."""
        ...

    def talk_reported(self, report: CallReport) -> None:
        """Hear that somebody reported a talk, a line or a person in it; what is reported again is not told again."""
        ...


class Unheard:
    """Tells nobody."""

    def call_changed(self, before: Call | None, after: Call) -> None:
        """Pass over a call."""

    def helper_changed(self, before: Helper, after: Helper) -> None:
        """Pass over a helper."""

    def resource_changed(self, before: Resource | None, after: Resource) -> None:
        """Pass over a learning resource."""

    def resource_helped(self, resource: Resource, person: Person) -> None:
        """Pass over whom it helped."""

    def resource_reported(self, resource: Resource, person: Person) -> None:
        """Pass over a report of it."""

    def talk_reported(self, report: CallReport) -> None:
        """Pass over a report of a talk."""


UNHEARD = Unheard()
