"""What a page costs to render: a usual one, the longest one, and what hostile text costs before a limit ends it.

Needs no server. `python -m benchmarks.rendering` prints the table, and ends with status 1 where it costs too much.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.figures import Figure, percentile, table
from chatxblock.rendering import render
from chatxblock.rendering.code import LANGUAGES, highlighted
from chatxblock.rendering.limits import LONGEST_CODE, LONGEST_PAGE
from tests.unit.test_rendering_limits import HOSTILE

USUAL_P95, HOSTILE_MOST = 30.0, 300.0
"""Milliseconds."""
TIMES = 100
USUAL = """\
## Why is this matrix not invertible?

**asker:** I get stuck with $A = \\begin{pmatrix} 1 & 2 \\\\ 2 & 4 \\end{pmatrix}$, the *inverse* does not come out.

**helper:** What is the determinant? By the formula $\\det A = ad - bc$, so $1 \\cdot 4 - 2 \\cdot 2 = 0$. See
[the chapter](https://courses.example.org/linear-algebra) and try this:

```python
import numpy as np

A = np.array([[1, 2], [2, 4]])
print(np.linalg.det(A))  # 0.0
print(np.linalg.matrix_rank(A))  # 1, not 2
```

**asker:** So whenever the rows are *multiples* of each other?

**helper:** Yes:

1. the rows are dependent, `rank(A) < n`;
2. so there is an $x \\neq 0$ with $Ax = 0$;
3. and then $$\\int_0^1 0 \\, dx = 0 \\quad\\text{does not help either.}$$

| determinant | invertible |
|---|---|
| $0$ | no |
| anything else | **yes** |
"""
LONGEST = (USUAL * (LONGEST_PAGE // len(USUAL) + 1))[:LONGEST_PAGE]


def main() -> None:
    """Print the table."""
    render(USUAL)
    for language in set(LANGUAGES.values()):
        highlighted("x", language)
    usual, longest = [took(USUAL) for _ in range(TIMES)], [took(LONGEST) for _ in range(TIMES // 10)]
    hostile = {name: min(took(text[:LONGEST_PAGE]) for _ in range(3)) for name, text in HOSTILE.items()}
    worst = max(hostile, key=lambda name: hostile[name])
    figures = [
        Figure(name=f"render a page of {len(USUAL):,} characters", samples=usual),
        Figure(name=f"render a page of {LONGEST_PAGE:,} characters", samples=longest),
        Figure(name=f"render hostile text, {len(hostile)} kinds, the best of 3 each", samples=list(hostile.values())),
        Figure(name=f"… the worst of them: {worst}", samples=[hostile[worst]]),
        Figure(name=f"… colours for {LONGEST_CODE:,} hostile characters, the worst language", samples=[colours()]),
    ]
    day = datetime.now(UTC).date().isoformat()
    print(f"{day}, Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(table(figures))
    if percentile(usual, 95) > USUAL_P95 or max(hostile[worst], *figures[-1].samples) > HOSTILE_MOST:
        sys.exit(f"more than {USUAL_P95:.0f} ms for a usual page, or {HOSTILE_MOST:.0f} ms for a hostile one")


def took(text: str) -> float:
    """Return for how long the processor works on a page, in milliseconds, whoever else uses the machine."""
    began = time.process_time()
    render(text)
    return 1000 * (time.process_time() - began)


def colours(pieces: Sequence[str] = ('"\\', "a.", "(", "x'", "/*", "<a ", "\n ")) -> float:
    """Return what the worst pages take that have as much hostile code as gets colours, in milliseconds."""
    blocks = {
        (language, piece): f"```{language}\n{(piece * LONGEST_CODE)[: LONGEST_CODE - 10]}\n```\n\n" * 3
        for language in sorted(set(LANGUAGES.values()))
        for piece in pieces
    }
    return max(min(took(block) for _ in range(3)) for block in blocks.values())


if __name__ == "__main__":
    main()
