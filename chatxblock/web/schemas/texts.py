"""Texts and ids as they may come in. This module must not know in which model they stand."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

from lxml import etree
from pydantic import BeforeValidator, ValidationInfo

from chatxblock.conf import Config
from chatxblock.errors import BadInput, BadQuestion, Message, ngettext_lazy
from chatxblock.errors import gettext_noop as _

MOST_CHARACTERS = 255
"""In a name or an address."""

_UNSEEN = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u2800\ufff9-\ufffd"
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)
"""White space, controls, the blank of Braille, what stands for the unreadable, and all that Unicode calls
Default_Ignorable_Code_Point: what is drawn as nothing."""


def carried(text: str) -> bool:
    """Tell whether XML can carry a text, by the judgement of the library that would have to.

    What it cannot, databases cannot keep either: half of a surrogate pair, NUL and most other control characters.
    What Python calls printable it can; that is told sooner.
    """
    if text.isprintable():
        return True
    try:
        etree.Element("text").text = text
    except ValueError:
        return False
    return "\ufffe" not in text and "\uffff" not in text


def clean(text: str) -> str:
    """Return the text with a replacement character for each one that XML 1.0 cannot carry (section 2.2)."""
    if carried(text):
        return text
    return "".join(char if carried(char) else "\ufffd" for char in text)


def is_shown(text: str) -> bool:
    """Tell whether anything is to be seen of a text."""
    return _UNSEEN.fullmatch(text) is None


def tidy(text: str) -> str:
    """Take empty lines before a text away and white space behind it; how its first line is indented is part of it."""
    return re.sub(r"\A\s*\n", "", text).rstrip()


def _id(value: object) -> UUID:
    if not isinstance(value, str):
        raise BadInput()
    try:
        parsed = UUID(value)
    except ValueError as exc:
        raise BadInput() from exc
    if str(parsed) != value.lower():
        raise BadInput()
    return parsed


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_CHARACTERS:
        raise BadInput()
    return clean(value).strip()


def _words(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _question(value: object, info: ValidationInfo[Config]) -> str:
    if not isinstance(value, str):
        raise BadQuestion()
    question = tidy(clean(value.replace("\r\n", "\n").replace("\r", "\n")))
    if not is_shown(question):
        raise BadQuestion()
    limit = info.context.question_limit
    if len(question) > limit:
        raise BadQuestion(
            ngettext_lazy(
                "Your question is too long: it has {count} character, and {limit} fit. Make it shorter.",
                "Your question is too long: it has {count} characters, and {limit} fit. Make it shorter.",
                "count",
            ),
            count=len(question),
            limit=limit,
        )
    return question


def _answer(value: object, info: ValidationInfo[Config]) -> str:
    return _line(value, info, _("Write an answer first."), _("This answer is too long. Make it shorter."))


def _reason(value: object, info: ValidationInfo[Config]) -> str:
    return _line(value, info, _("Write the reason first."), _("This reason is too long. Make it shorter."))


def _line(value: object, info: ValidationInfo[Config], empty: Message, long: Message) -> str:
    if not isinstance(value, str) or not is_shown(clean(value)):
        raise BadInput(empty)
    if len(value.encode(errors="replace")) > info.context.line_limit:
        raise BadInput(long)
    return tidy(clean(value))


Id = Annotated[UUID, BeforeValidator(_id)]
"""A UUID, written in the usual form."""
Name = Annotated[str, BeforeValidator(_name)]
"""A name or an address, without white space around it."""
Words = Annotated[str, BeforeValidator(_words)]
"""A text of any length, without what XML cannot carry."""
QuestionText = Annotated[str, BeforeValidator(_question)]
"""A question, with one kind of line break, as long as the operator allows."""
AnswerText = Annotated[str, BeforeValidator(_answer)]
"""A teacher's answer, as long as a line of a room may be."""
ReasonText = Annotated[str, BeforeValidator(_reason)]
"""Why there will be no answer, as long as one may be."""
