"""Django signals for what changed, so that other apps of the platform can listen without being configured.

Receivers run after the commit, on a thread of their own; a receiver that fails is logged, and harms nobody. They get
`before` and `after`: values of `chatxblock.domain`, never rows.
"""

from __future__ import annotations

import logging

from django.dispatch import Signal

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.happenings import Happening
from chatxblock.domain.helpers.duty import Helper
from chatxblock.domain.reports.report import CallReport
from chatxblock.domain.resources.resource import Resource

log = logging.getLogger(__name__)

call_changed = Signal()
"""A call is new (`before` is None) or has changed: `before: Call | None`, `after: Call`."""
helper_changed = Signal()
"""Somebody wishes to be asked otherwise: `before: Helper`, `after: Helper`."""
resource_changed = Signal()
"""A learning resource is begun (`before` is None) or has changed: `before: Resource | None`, `after: Resource`."""
resource_helped = Signal()
"""A learning resource helped one person more: `resource: Resource`, `person: Person`."""
resource_reported = Signal()
"""One person more reported a learning resource: `resource: Resource`, `person: Person`."""
talk_reported = Signal()
"""Somebody reported a talk: `report: CallReport`, with words of theirs that are for the staff alone."""
happened = Signal()
"""The same by name, as the tracking log has it, in ids and numbers alone: `happening: Happening`."""


class SignalEvents:
    """Sends the signals: a listener of `chatxblock.events.committed`."""

    def call_changed(self, before: Call | None, after: Call) -> None:
        """Send `call_changed`."""
        self._send(call_changed, before=before, after=after)

    def helper_changed(self, before: Helper, after: Helper) -> None:
        """Send `helper_changed`."""
        self._send(helper_changed, before=before, after=after)

    def resource_changed(self, before: Resource | None, after: Resource) -> None:
        """Send `resource_changed`."""
        self._send(resource_changed, before=before, after=after)

    def resource_helped(self, resource: Resource, person: Person) -> None:
        """Send `resource_helped`."""
        self._send(resource_helped, resource=resource, person=person)

    def resource_reported(self, resource: Resource, person: Person) -> None:
        """Send `resource_reported`."""
        self._send(resource_reported, resource=resource, person=person)

    def talk_reported(self, report: CallReport) -> None:
        """Send `talk_reported`."""
        self._send(talk_reported, report=report)

    def happened(self, happening: Happening) -> None:
        """Send `happened`."""
        self._send(happened, happening=happening)

    def _send(self, signal: Signal, **values: object) -> None:
        for receiver, answer in signal.send_robust(sender=SignalEvents, **values):
            if isinstance(answer, Exception):
                log.error("receiver %s failed", getattr(receiver, "__qualname__", receiver), exc_info=answer)
