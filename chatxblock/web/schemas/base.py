"""What all models of the wire have in common. This module must not know what travels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PlainSerializer, ValidationError, model_validator

from chatxblock.conf import Config
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import BadInput
from chatxblock.web.schemas.texts import carried

Moment = Annotated[datetime, PlainSerializer(stamp, return_type=str)]
"""A moment, which travels as RFC 3339 in UTC with milliseconds."""


Refusals = Mapping[str, Callable[[], BadInput]]


class Input(BaseModel):
    """What a handler takes. Unknown keys are passed over; what does not fit is refused with a sentence.

    So is text that no database and no XML can hold, in any key or value, unless its type replaces what cannot be held.
    """

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)

    refusals: ClassVar[Refusals] = {}
    """By key, what to raise where its value is missing or does not fit, and by `""` for what is no object at all;
    `BadInput` where nothing better is known."""

    @classmethod
    def read(cls, body: Mapping[str, Any], config: Config) -> Self:
        """Return what a body says, within the operator's limits. Raises `BadInput`."""
        return cls.model_validate(body, context=config)

    @model_validator(mode="wrap")
    @classmethod
    def _refuse(cls, value: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            found = read(value)
        except ValidationError as exc:
            first = exc.errors(include_url=False, include_context=False, include_input=False)[0]
            key = ".".join(str(step) for step in first["loc"])
            raise cls.refusals.get(key, BadInput)() from exc
        for key, told in found:
            if not all(carried(text) for text in _texts(told)):
                raise cls.refusals.get(key, BadInput)()
        return found


def _texts(told: Any) -> Iterator[str]:
    """Yield every text in a value, keys too; those of a model inside were judged when it was read."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for key, value in told.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from _texts(value)


class Nothing(Input):
    """No key at all."""


class Output(BaseModel):
    """What a handler answers, or a part of it. A key that was not given when it was made is not sent."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=True)

    def plain(self) -> dict[str, Any]:
        """Return it as any JSON encoder takes it, with its moments written out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class Done(Output):
    """Nothing but that it was done."""


class Problem(Output):
    """What every handler answers that refuses or fails."""

    error: str
    """A sentence for people."""
    code: str
    """A word for programs."""
