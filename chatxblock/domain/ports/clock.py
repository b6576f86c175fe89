"""The time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The server's clock."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...
