"""A course's resources, as its staff go through them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field
from typing_extensions import TypeAliasType

from chatxblock.domain.ports import Shelved
from chatxblock.domain.resources import resource as domain
from chatxblock.errors import BadInput
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.resources import HiddenFor, Stage
from chatxblock.web.schemas.texts import Id, Words

BETWEEN = "_"
MOST_WORDS = 300
"""Characters that are looked for; what is behind them is passed over."""
LibraryShelf = TypeAliasType(
    "LibraryShelf",
    Literal["all", "draft", "review", "published", "hidden", "merged", "reported", "unverified"],
)


def mark_text(mark: Shelved) -> str:
    """Return where a page ended, as a word that stays right whatever comes later."""
    return BETWEEN.join((mark.updated_at.isoformat(), str(mark.resource_id)))


def _mark(value: object) -> Shelved | None:
    if value is None:
        return None
    try:
        at, resource_id = str(value).split(BETWEEN)
        mark = Shelved(updated_at=datetime.fromisoformat(at), resource_id=UUID(resource_id))
    except ValueError as exc:
        raise BadInput() from exc
    if mark.updated_at.utcoffset() is None:
        raise BadInput()
    return mark


class LibraryWish(Input):
    """Which of the course's resources."""

    show: LibraryShelf = "all"
    """`all` is all but those that are part of another; `unverified` are published ones without a teacher's word."""
    unit: Annotated[str, Field(max_length=255)] = ""
    """The usage key of one of `units`; of all units where it is empty."""
    query: Words = ""
    """What stands in title, short answer or text."""
    like: Id | None = None
    """Those published ones that are like this one, instead of all else."""
    after: Annotated[Shelved | None, BeforeValidator(_mark, json_schema_input_type=str | None)] = None
    """`next` of the page before."""


class LibraryResource(Output):
    """A resource in one row, with what became of it."""

    resource_id: UUID
    rev: int
    title: str
    answer: str
    state: Stage
    hidden_for: HiddenFor | None
    verified: bool
    unit: str
    shown: int
    opened: int
    helped: int
    asked_anyway: int
    reported: int
    """How many people's reports of it are open."""
    sources: int
    """How many talks it comes from."""
    authors: int
    updated_at: Moment
    url: str
    edit_url: str | None
    """null of what is part of another."""

    @classmethod
    def of(cls, found: domain.Resource, url: str, edit_url: str) -> Self:
        """Return the row of a resource."""
        counts = found.counts
        return cls(
            resource_id=found.id,
            rev=found.rev,
            title=found.text.title,
            answer=found.text.answer,
            state=found.stage.value,
            hidden_for=found.hidden_for.value if found.hidden_for else None,
            verified=found.verified,
            unit=found.spot.unit,
            shown=counts.shown,
            opened=counts.opened,
            helped=counts.helped,
            asked_anyway=counts.asked_anyway,
            reported=counts.reported,
            sources=len(found.sources),
            authors=len(found.authors),
            updated_at=found.updated_at,
            url=url,
            edit_url=None if found.stage is domain.Stage.MERGED else edit_url,
        )


class LibraryUnit(Output):
    """A unit of which there are resources."""

    unit: str
    title: str
    """What it was called when somebody asked there last; its key where nobody did."""


class LibraryAnswer(Output):
    """A page of the course's resources, the last changed first."""

    resources: list[LibraryResource]
    units: list[LibraryUnit] = Field(max_length=200)
    next: str | None
    """What `after` is for the next page; null on the last one."""
