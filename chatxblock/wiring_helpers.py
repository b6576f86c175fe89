"""The composition root of who is eligible to help, and of telling those who have become so."""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.domain.helpers.candidacy import Candidacies
from chatxblock.store import DjangoStore


def candidacies() -> Candidacies:
    """Return what keeps who is eligible where. Raises `ConfigurationError`."""
    return Candidacies(store=DjangoStore(), judge=wiring.eligibility(), clock=wiring.SystemClock())
