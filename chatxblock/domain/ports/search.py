"""What is alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Similarity(Protocol):
    """Says how alike questions are."""

    def likeness(self, question: str, others: Sequence[str]) -> list[float]:
        """Return for each of the others how alike it is: 0 is not at all, 1 is the same."""
        ...
