"""The form in which an author sets a block up: which settings it has, in which order, and what they may be.

This module must not know how they are judged, nor what a page does with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal

from xblock.fields import Boolean, Integer

from chatxblock.web.schemas.studio import StudioChoice, StudioField, Value
from chatxblock.web.sentences import translated

Kind = Literal["line", "text", "choice", "number", "switch", "people", "rounds"]
Group = Literal["question", "helping", "afterwards"]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One setting of the form."""

    name: str
    kind: Kind
    group: Group


def _rows(group: Group, **kinds: Kind) -> list[Row]:
    return [Row(name=name, kind=kind, group=group) for name, kind in kinds.items()]


FORM: Final = (
    *_rows("question", display_name="line", heading="line", prompt="line", form="choice", hints="text"),
    *_rows("helping", who_helps="choice", helpers="people", rounds="rounds", peering="choice", room_kind="choice"),
    *_rows("helping", helper_limit="number", offers_cap="number", calls_cap="number", files="switch"),
    *_rows("afterwards", review="switch", fellows_write="switch"),
)
"""All settings that an author has, in the order of the form."""
NAMES: Final = tuple(row.name for row in FORM)


def fields(block: Any) -> list[StudioField]:
    """Return the settings as the form shows them."""
    return [_shown(block, row) for row in FORM]


def values(block: Any) -> dict[str, Value]:
    """Return what the settings of a block are."""
    return {name: getattr(block, name) for name in NAMES}


def mark(kept: Mapping[str, Value]) -> str:
    """Return by what it is known whether somebody else has changed the settings since."""
    return sha256(json.dumps(kept, sort_keys=True, default=str).encode(errors="replace")).hexdigest()[:16]


def choices(block: Any, name: str) -> list[StudioChoice]:
    """Return what a setting may be, where that is one of several things."""
    provided = block.fields[name].runtime_options.get("values_provider")
    if provided is None:
        return []
    return [StudioChoice(value=choice["value"], label=str(choice["display_name"])) for choice in provided(block)]


def bounds(block: Any, name: str) -> tuple[int, int] | None:
    """Return between what a number has to be; None for what is none."""
    field = block.fields[name]
    return (field.values["min"], field.values["max"]) if isinstance(field, Integer) else None


def label(block: Any, name: str) -> str:
    """Return what a setting is called."""
    return translated(block.fields[name].display_name)


def read(block: Any, name: str, typed: Value) -> Value:
    """Return a typed value as the setting keeps it; a number that is none stays what it is."""
    field = block.fields[name]
    if isinstance(field, Boolean):
        return bool(field.from_json(typed))
    if isinstance(field, Integer):
        try:
            return int(typed)
        except ValueError:
            return typed
    return str(field.from_json(typed))


def _shown(block: Any, row: Row) -> StudioField:
    field = block.fields[row.name]
    least, most = bounds(block, row.name) or (None, None)
    default = translated(field.default) if row.kind == "line" else field.default
    return StudioField(
        name=row.name,
        kind=row.kind,
        group=row.group,
        label=translated(field.display_name),
        help=translated(field.help),
        choices=choices(block, row.name),
        least=least,
        most=most,
        default=default,
    )
