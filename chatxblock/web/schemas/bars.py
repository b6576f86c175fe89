"""What somebody is kept from for a time, as she reads it and as staff set it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from chatxblock.conf import Config
from chatxblock.domain.staff import bars as domain
from chatxblock.domain.staff.deeds import LONGEST_REASON
from chatxblock.errors import BadInput, Value
from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.base import Input, Moment, Output, Problem, Refusals
from chatxblock.web.schemas.texts import Name, clean, is_shown, tidy

LONGEST = 24 * 366
"""Hours; who is to stay out for longer is barred until somebody lifts it."""
no_words = partial(BadInput, _("Write the words that this person will read first."))
DOINGS: dict[domain.Doing, Literal["asking", "helping"]] = {
    domain.Doing.ASKING: "asking",
    domain.Doing.HELPING: "helping",
}


def _words(value: object, _info: ValidationInfo[Config]) -> str:
    if not isinstance(value, str):
        raise BadInput()
    words = tidy(clean(value))
    if len(words) > LONGEST_REASON:
        raise BadInput(_("These words are too long. Make them shorter."))
    return words


class Bar(Output):
    """Something that the reader, or whom staff look at, may not do in this course for now."""

    doing: Literal["asking", "helping"]
    until: Moment | None
    """null until it is lifted."""
    words: str
    """From the teachers, to the person."""

    @classmethod
    def of(cls, bar: domain.Bar) -> Self:
        """Return a bar as it is told."""
        return cls(doing=DOINGS[bar.doing], until=bar.until, words=bar.words)

    @classmethod
    def of_refusal(cls, values: Mapping[str, Value]) -> Self:
        """Return the bar by which somebody was refused."""
        ends = str(values["ends"])
        until = datetime.fromisoformat(ends) if ends else None
        return cls(doing=DOINGS[domain.Doing(str(values["doing"]))], until=until, words=str(values["words"]))


class BarredProblem(Problem):
    """What somebody is answered who does what she is barred from."""

    bar: Bar


class StaffBar(Input):
    """Whom to keep from what, for how long, and in which words; or what to let somebody do again."""

    refusals: ClassVar[Refusals] = {
        "hours": partial(BadInput, _("Choose for how long.")),
        "doing": partial(BadInput, _("Choose what this person may not do.")),
    }

    person: Name
    """The chat address."""
    doing: Literal["asking", "helping", "both"]
    hours: Annotated[int, Field(ge=1, le=LONGEST)] | None = None
    """null: until it is lifted."""
    words: Annotated[str, BeforeValidator(_words)] = ""
    """What the person will read; needed unless it is lifted."""
    remove: bool = False
    """Whether to put the person out of the rooms in which they help now, too; else they may finish there."""
    undo: bool = False
    """Whether to lift it instead."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.undo and not is_shown(self.words):
            raise no_words()
        return self

    @property
    def doings(self) -> tuple[domain.Doing, ...]:
        """What it is about."""
        return tuple(domain.Doing) if self.doing == "both" else (domain.Doing(self.doing),)


class StaffBarAnswer(Output):
    """What somebody is barred from now."""

    bars: list[Bar]
    removed: int
    """From how many rooms the person was put out."""
