"""The exercises around a block, as their learner reads them: the text, and what she answered last.

Blocks are taken as the platform has them for who sends the present request, so that numbers drawn by lot are hers, and
what she may not see is not there. Nothing of the platform is imported: a problem of its own kind (capa) is known by its
`lcp`, another exercise says of itself what a search may read (`index_dictionary`). This module must not know of calls.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import lxml.html

log = logging.getLogger(__name__)

OURS: Final = "chatxblock"
MOST_EXERCISES: Final = 20
TEXT_LIMIT: Final = 4_000
"""Characters of an exercise's text, and of the answer to it, that go with a question."""
GAP: Final = "____"
"""Stands where something is to be typed."""
CHOICE: Final = "○ "
"""Stands before what can be chosen."""
UNSEEN: Final = (
    "//script | //style | //button | //*[@hidden] | //solution"
    "| //*[contains(name(), 'hint')]"
    "| //*[contains(concat(' ', normalize-space(@class), ' '), ' sr ')]"
    "| //*[contains(concat(' ', normalize-space(@class), ' '), ' status ')]"
    "| //*[contains(concat(' ', normalize-space(@class), ' '), ' equation ')]"
    "| //*[contains(@class, 'solution-span')]"
)
"""What a problem has beside what is read of it: what it does, how it was marked, and what would give it away."""
BLOCKS: Final = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "hr", "label", "legend", "li", "ol", "p", "pre", "section", "table", "tr", "ul"}
)
"""Elements before and behind which a line ends."""
FORMULAS: Final = (
    (re.compile(r"\[mathjaxinline\](.*?)\[/mathjaxinline\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"\[mathjax\](.*?)\[/mathjax\]", re.DOTALL), r"\\[\1\\]"),
)
"""How the platform writes formulas, and how everybody else does."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise of a unit; `text` and `answer` are plain texts, `answer` is empty where there is none."""

    key: str
    title: str
    text: str
    answer: str = ""


def exercises(unit: Any, as_read: Callable[[str], Any]) -> list[Exercise]:
    """Return the exercises of a unit in their order, as far as they say what they are, so many at most.

    `as_read` gives a block by its key as the reader has it; None for one that they may not see.
    """
    found: list[Exercise] = []
    for place in _scored(unit):
        try:
            block = as_read(_key(place))
            one = _exercise(block) if block is not None else None
        except Exception as error:  # noqa: BLE001  (a problem whose author erred fails with whatever its script does)
            log.warning("an exercise cannot be read: %s", type(error).__name__)
            continue
        if one is not None and one.text:
            found.append(one)
        if len(found) == MOST_EXERCISES:
            break
    return found


def plain(markup: str) -> str:
    """Return what people read of some HTML, with line breaks and without what would give an answer away."""
    if not markup.strip():
        return ""
    tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    for one in tree.xpath(UNSEEN):
        one.drop_tree()
    text = "".join(_words(tree))
    for pattern, written in FORMULAS:
        text = pattern.sub(written, text)
    text = re.sub(rf"{CHOICE}\s+", CHOICE, text)
    lines = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:TEXT_LIMIT]


def _scored(block: Any) -> Iterator[Any]:
    """Yield what gives points, however deep it is in the unit."""
    for child in block.get_children():
        if child is None or child.scope_ids.block_type == OURS:
            continue
        if getattr(child, "has_score", False):
            yield child
        elif getattr(child, "has_children", False):
            yield from _scored(child)


def _exercise(block: Any) -> Exercise:
    problem = getattr(block, "lcp", None)
    if problem is None:
        indexed = block.index_dictionary().get("content", {})
        words = [str(value) for value in indexed.values() if value] if isinstance(indexed, dict) else []
        title = str(indexed.get("display_name", "")) if isinstance(indexed, dict) else ""
        text = "\n".join(word for word in words if word != title)
        return Exercise(key=_key(block), title=_title(block), text=text[:TEXT_LIMIT])
    return Exercise(
        key=_key(block),
        title=_title(block),
        text=plain(str(problem.get_html())),
        answer="\n".join(_answers(problem))[:TEXT_LIMIT],
    )


def _answers(problem: Any) -> Iterator[str]:
    """Yield what was answered to each question of a problem, with the question where there are several."""
    given = {name: value for name, value in problem.student_answers.items() if not name.endswith("_dynamath") and value}
    for name, value in given.items():
        answer = str(problem.find_answer_text(name, value)).strip()
        label = str(problem.find_question_label(name)).strip() if len(given) > 1 else ""
        yield f"{label}: {answer}" if label else answer


def _key(block: Any) -> str:
    return str(block.scope_ids.usage_id)


def _title(block: Any) -> str:
    return str(getattr(block, "display_name", "") or "")


def _words(element: Any) -> Iterator[str]:
    """Yield the texts of an element in their order, with a mark for what is to be typed or chosen."""
    tag = element.tag if isinstance(element.tag, str) else ""
    ends = tag in BLOCKS
    yield "\n" if ends else ""
    if tag == "input":
        yield _mark(element.get("type", "text"))
    elif tag == "textarea":
        yield GAP
    elif tag == "select":
        yield _either(option.text_content() for option in element.iter("option") if _offers(option.get("value")))
    elif tag == "img":
        yield f"[{element.get('alt')}]" if element.get("alt") else ""
    elif tag:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
    yield "\n" if ends else ""


def _mark(kind: str) -> str:
    if kind in ("radio", "checkbox"):
        return CHOICE
    return "" if kind in ("hidden", "submit", "button") else GAP


def _offers(value: str | None) -> bool:
    """Tell whether an option is an answer, and not what stands there before one is chosen."""
    return bool(value) and not str(value).endswith("dummy_default")


def _either(words: Iterable[str]) -> str:
    return f"[{' / '.join(word.strip() for word in words)}]"
