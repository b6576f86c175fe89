"""The log of the room window: formulas and code in it, and what was said before."""

from __future__ import annotations

from tests.gallery import data
from tests.gallery.chat import Chat
from tests.gallery.scenes.room import LINA, LONG_TALK, OMAR, line, talks
from tests.gallery.stage import Stage


def written(stage: Stage) -> None:
    """Let what was said be laid out, all its formulas and those of the question, and the end be shown again."""
    stage.until(stage.page.locator("math").nth(7))
    stage.until(stage.page.get_by_role("button", name="Why?"))
    stage.wait(200)


def earlier(stage: Stage) -> None:
    """Ask for what was said before, which the chat does not hand out."""
    stage.drawn_log()
    stage.page.get_by_role("button", name="Earlier messages").click()
    stage.page.locator(".older [role=status]", has_text="could not").wait_for()
    stage.drawn_log().evaluate("log => { log.scrollTop = 0; log.dispatchEvent(new Event('scroll')); }")
    stage.wait(300)


CODE = """I tried it with **numpy**:
```python
import numpy as np

def inverse(a):
    # does it work?
    return np.linalg.inv(a)
```
and `inverse(A)` says *Singular matrix*."""
REASONS = """> and `inverse(A)` says *Singular matrix*.

So:
1. \\(A\\) has no inverse
2. its rows depend on each other
   - the second is $2\\cdot r_1$
   - see [example 3](https://example.org/example-3) or https://example.org/notes"""
BINOMIAL = """$$\\sum_{k=0}^{n} \\binom{n}{k} x^k y^{n-k} = (x+y)^n = x^n + n x^{n-1} y
+ \\frac{n(n-1)}{2} x^{n-2} y^2 + \\dots + n x y^{n-1} + y^n$$"""
WRITTEN = (
    line(OMAR, "By the rule:\n\n$$\\det\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}=ad-bc$$", 9),
    line(LINA, CODE, 8),
    line(OMAR, REASONS, 7),
    line(LINA, "It costs $5 and $10. And \\ce{2H2 + O2 -> 2H2O}, $\\ce{SO4^2-}$?", 6),
    line(OMAR, BINOMIAL, 5),
    line(LINA, "What is $\\unheardof{x}$?", 4),
)

SCENES = (
    talks(
        "written",
        "Formulas, code, lists and links",
        written,
        question=data.MARKED_QUESTION,
        chat=Chat(inside=(OMAR,), lines=WRITTEN),
    ),
    talks(
        "earlier",
        "What was said before could not be loaded",
        earlier,
        chat=Chat(inside=(OMAR,), lines=LONG_TALK, withheld=True),
    ),
)
