"""The form in which an author sets a block up, and what it asks the server. This module must not know of blocks."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from chatxblock.errors import BadInput
from chatxblock.errors import gettext_noop as _
from chatxblock.web.schemas.base import Input, Moment, Output, Problem, Refusals
from chatxblock.web.schemas.csrf import Csrf
from chatxblock.web.schemas.pages import Hint
from chatxblock.web.schemas.texts import carried


def _kept(value: object) -> object:
    """Leave out of a text what no database and no XML can hold, as XBlock's own fields do."""
    return "".join(filter(carried, value)) if isinstance(value, str) and not carried(value) else value


Value = Annotated[str, BeforeValidator(_kept)] | int | bool
"""What a setting may be; a number may come as it was typed, and be none."""


class StudioEdits(Input):
    """What an author would have a block say."""

    values: dict[str, Value]
    """By setting. Of a setting that is not among them nothing changes."""
    defaults: list[str] = Field(default_factory=list)
    """Settings that go back to what they are without an author's word."""
    seen: str = ""
    """The mark of the settings that the form began with; empty where whoever sends this has seen none."""

    refusals: ClassVar[Refusals] = {}


class StudioSearch(Input):
    """Whom an author looks for."""

    query: str = ""
    """A part of a name; nothing for nobody."""
    group: str = ""
    """A group of the course, as `StudioPeople` named it, all of whom are wanted."""

    refusals: ClassVar[Refusals] = {"query": lambda: BadInput(_("Type a part of a name."))}


class StudioChoice(Output):
    """One of several things that a setting may be."""

    value: str
    label: str


class StudioField(Output):
    """One setting, as the form shows it."""

    name: str
    kind: Literal["line", "text", "choice", "number", "switch", "people", "rounds"]
    group: Literal["question", "helping", "afterwards"]
    label: str
    help: str
    choices: list[StudioChoice]
    least: int | None
    most: int | None
    default: Value


class StudioPerson(Output):
    """Somebody of the course who could be asked."""

    username: str
    name: str
    image_url: str
    staff: bool


class StudioGroup(Output):
    """People of the course who belong together: a cohort or a team."""

    key: str
    name: str


class StudioPeople(Output):
    """Whom a part of a name fits, or who is in a group; and the groups that there are."""

    people: list[StudioPerson]
    groups: list[StudioGroup]
    more: bool
    """Whether there are others beside those."""


class Finding(Output):
    """What is to be said of a setting."""

    field: str
    """Which one; empty for all of them together."""
    level: Literal["error", "warning"]
    """Whether nothing is kept as long as it is so."""
    words: str


class StudioLook(Output):
    """What there is to be said of the settings as they stand in the form, and how their hints would look."""

    findings: list[Finding]
    hints: list[Hint]


class BadSettings(Problem):
    """Why nothing was kept: something is wrong with the settings."""

    findings: list[Finding]


class StaleSettings(Problem):
    """Why nothing was kept: somebody else has changed the settings since the form was opened."""

    values: dict[str, Value]
    """The settings as they are now."""
    seen: str
    changed: list[str]
    """The names of those that are other than in the form."""


class StudioKept(Output):
    """That the settings were kept."""

    result: Literal["success"]
    changed: list[str]
    """The labels of those that are other than before."""
    seen: str
    """The mark of the settings as they are now."""


class StudioData(StudioLook):
    """What the form begins with."""

    fields: list[StudioField]
    values: dict[str, Value]
    seen: str
    people: list[StudioPerson]
    """Those on the author's list whom the course knows."""
    plan: str
    """The site's own plan of rounds, one round a line; empty where nothing is set up yet."""
    most_rounds: int
    csrf: Csrf
    script: str
    """Where the form's script is."""
    texts: dict[str, str]
    language: str
    direction: Literal["ltr", "rtl"]
    now: Moment
