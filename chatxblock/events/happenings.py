"""Tells of what happened by name, for tracking and for other apps: a listener of `chatxblock.events.committed`."""

from __future__ import annotations

from collections.abc import Iterable

from chatxblock.domain import happenings
from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.happenings import Happening, Tell
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.reports.report import CallReport
from chatxblock.domain.resources.resource import Resource


class HappeningEvents:
    """Tells one who is interested of each thing that happened."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def call_changed(self, before: Call | None, after: Call) -> None:
        """Tell what happened to a call."""
        self._all(happenings.of_call(before, after))

    def helper_changed(self, before: Helper, after: Helper) -> None:
        """Tell who may be asked from now on, or not."""
        self._all(happenings.of_helper(before, after))

    def resource_changed(self, before: Resource | None, after: Resource) -> None:
        """Tell what happened to a learning resource."""
        self._all(happenings.of_resource(before, after))

    def resource_helped(self, resource: Resource, person: Person) -> None:
        """Tell that a learning resource helped somebody."""
        self._all(happenings.of_help(resource, person))

    def resource_reported(self, resource: Resource, person: Person) -> None:
        """Tell that somebody reported a learning resource."""
        self._all(happenings.of_resource_report(resource, person))

    def talk_reported(self, report: CallReport) -> None:
        """Tell that somebody reported a talk."""
        self._all(happenings.of_call_report(report))

    def _all(self, happened: Iterable[Happening]) -> None:
        for happening in happened:
            self._tell(happening)
