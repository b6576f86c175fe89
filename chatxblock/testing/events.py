"""Events in memory."""

from __future__ import annotations

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.reports.report import CallReport
from chatxblock.domain.resources.resource import Resource


class MemoryEvents:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[Call | None, Call]] = []
        self.helpers: list[tuple[Helper, Helper]] = []
        self.resources: list[tuple[Resource | None, Resource]] = []
        self.helped: list[tuple[Resource, Person]] = []
        self.reported: list[tuple[Resource, Person]] = []
        self.talks_reported: list[CallReport] = []

    def call_changed(self, before: Call | None, after: Call) -> None:
        """Remember a change of a call."""
        self.calls.append((before, after))

    def helper_changed(self, before: Helper, after: Helper) -> None:
        """Remember a change of a helper."""
        self.helpers.append((before, after))

    def resource_changed(self, before: Resource | None, after: Resource) -> None:
        """Remember a change of a learning resource."""
        self.resources.append((before, after))

    def resource_helped(self, resource: Resource, person: Person) -> None:
        """Remember whom a learning resource helped."""
        self.helped.append((resource, person))

    def resource_reported(self, resource: Resource, person: Person) -> None:
        """Remember who reported a learning resource."""
        self.reported.append((resource, person))

    def talk_reported(self, report: CallReport) -> None:
        """Remember a report of a talk."""
        self.talks_reported.append(report)
