"""What finding first does to the helpers' load, in simulated courses, as a table and as pictures for the documents.

Nothing here is measured on anybody: it says what follows from one published study and from guesses. Seeds are fixed: a
second run prints and draws the same. `docs/explanation/resources-figures.md` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.lab import finding
from benchmarks.rounds import IMAGES


def report() -> Iterator[str]:
    """Yield the table, and draw the pictures."""
    text, pictures = finding.report()
    yield "## Finding first"
    yield text
    for name, drawn in pictures.items():
        (IMAGES / f"{name}.svg").write_text(drawn, encoding="utf-8")
