"""The parts of a learning resource's text as they may come in. This module must not know in which model they stand."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from chatxblock.domain.resources.resource import MOST_ANSWER, MOST_BODY, MOST_TAG, MOST_TAGS, MOST_TITLE
from chatxblock.errors import BadInput, Counted, ngettext_lazy
from chatxblock.web.schemas.texts import clean


def _title(value: object) -> str:
    told = ngettext_lazy(
        "This title is too long: it has {count} character, and {limit} fit. Make it shorter.",
        "This title is too long: it has {count} characters, and {limit} fit. Make it shorter.",
        "count",
    )
    return " ".join(_within(value, MOST_TITLE, told).split())


def _answer(value: object) -> str:
    told = ngettext_lazy(
        "This short answer is too long: it has {count} character, and {limit} fit. Put the rest below.",
        "This short answer is too long: it has {count} characters, and {limit} fit. Put the rest below.",
        "count",
    )
    return _within(value, MOST_ANSWER, told).strip()


def _body(value: object) -> str:
    told = ngettext_lazy(
        "This text is too long: it has {count} character, and {limit} fit. Make it shorter.",
        "This text is too long: it has {count} characters, and {limit} fit. Make it shorter.",
        "count",
    )
    return _within(value, MOST_BODY, told).rstrip()


def _tags(value: object) -> list[str]:
    """Return words to find it by, each once, without what makes others of them in some places: `#`, white space."""
    if not isinstance(value, list):
        raise BadInput()
    long = ngettext_lazy(
        "A tag is too long: it has {count} character, and {limit} fit. Make it shorter.",
        "A tag is too long: it has {count} characters, and {limit} fit. Make it shorter.",
        "count",
    )
    tags = [" ".join(_within(tag, MOST_TAG, long).removeprefix("#").split()) for tag in value]
    found = list({tag.casefold(): tag for tag in reversed(tags) if tag}.values())[::-1]
    if len(found) > MOST_TAGS:
        many = ngettext_lazy(
            "That is {count} tag, and {limit} fit. Take some away.",
            "Those are {count} tags, and {limit} fit. Take some away.",
            "count",
        )
        raise BadInput(many, count=len(found), limit=MOST_TAGS)
    return found


def _within(value: object, limit: int, told: Counted) -> str:
    if not isinstance(value, str):
        raise BadInput()
    text = clean(value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > limit:
        raise BadInput(told, count=len(text), limit=limit)
    return text


Title = Annotated[str, BeforeValidator(_title)]
"""A title, in one line."""
Answer = Annotated[str, BeforeValidator(_answer)]
"""A short answer."""
Body = Annotated[str, BeforeValidator(_body)]
"""A text in Markdown."""
Tags = Annotated[list[str], BeforeValidator(_tags)]
"""Tags, each once in whatever case."""
