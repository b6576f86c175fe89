"""What is counted in a process while it works; `chatxblock.ops.metrics` shows it, beside what the database knows.

Where the environment names a folder in PROMETHEUS_MULTIPROC_DIR the workers of a machine count together. This module
must not know what is counted for whom.
"""

from __future__ import annotations

from prometheus_client import Counter

ERRORS = Counter(
    "chatxblock_errors", "Requests that were answered with an error, by its code.", ["code"], registry=None
)


def count_error(code: str) -> None:
    """Count an answer that was an error."""
    ERRORS.labels(code).inc()
