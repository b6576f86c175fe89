"""A learning resource: what a talk leaves for the next learner with that question, and what can happen to it.

A draft becomes published, at once or after staff have looked; what is published can be hidden, edited, verified,
merged into another. Everything here is a value; changes are functions from one to the next. This module must not know
of requests, tables, or how a text is drawn.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from chatxblock.domain.calls.call import Person
from chatxblock.domain.reports.report import Complaint, Settlement
from chatxblock.errors import NotAllowed, ResourceUnready, StaleResource
from chatxblock.errors import gettext_noop as _

REVISIONS = 10
"""How many texts of a resource are kept, the present one among them."""
REPORTS_TO_HIDE = 2
"""So many people hide what nobody of the staff has verified, until staff look."""
MOST_TITLE, MOST_ANSWER, MOST_BODY = 300, 1_000, 20_000
"""Characters of a text."""
MOST_TAGS, MOST_TAG = 10, 40


class Stage(StrEnum):
    """Where a resource stands."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    MERGED = "merged"


class HiddenFor(StrEnum):
    """Why a resource is hidden."""

    AUTHOR = "author"
    STAFF = "staff"
    REPORTS = "reports"
    CONSENT = "consent"


@dataclass(frozen=True, kw_only=True)
class Text:
    """What is read of a resource, as somebody wrote it."""

    title: str
    """The question, in one line."""
    answer: str = ""
    """The short answer, in a sentence or two; may be empty."""
    body: str = ""
    """The explanation, in Markdown with `$…$`."""
    tags: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is a question in words, by which it can be found, and something to be seen that answers it."""
        return any(char.isalnum() for char in self.title) and _is_seen(self.answer + self.body)


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One text of a resource, by whom and when."""

    rev: int
    text: Text
    by: Person
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What became of showing a resource, in events; `helped` and `reported` in people, each counted once."""

    shown: int = 0
    opened: int = 0
    helped: int = 0
    asked_anyway: int = 0
    """How many asked a helper although they had opened it."""
    reported: int = 0


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where in a course a resource belongs, by the platform's keys; the section and the block may be unknown."""

    course: str
    unit: str
    section: str = ""
    block: str = ""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """What one or several talks left, or what staff began without one."""

    id: UUID
    spot: Spot
    stage: Stage
    rev: int
    """Grows with each text; whoever saves says from which one."""
    text: Text
    sources: tuple[UUID, ...] = ()
    """The calls that it comes from."""
    logs_gone: int = 0
    """Of how many of them the log is no longer kept: the resource outlives it."""
    authors: tuple[Person, ...] = ()
    """Who took part in the talk or saved a text."""
    verified_rev: int | None = None
    """Of which text a teacher said that it is right."""
    hidden_for: HiddenFor | None = None
    merged_into: UUID | None = None
    counts: Counts = Counts()
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None = None
    """When it was first to be read."""

    @property
    def verified(self) -> bool:
        """Whether a teacher said that this very text is right."""
        return self.verified_rev == self.rev

    @property
    def readable(self) -> bool:
        """Whether everybody in the course may read it."""
        return self.stage is Stage.PUBLISHED

    def by(self, person: Person) -> bool:
        """Whether somebody is among its authors."""
        return any(author.id == person.id for author in self.authors)

    def with_author(self, person: Person) -> Resource:
        """The same with one author more, if they are none yet."""
        return self if self.by(person) else replace(self, authors=(*self.authors, person))


@dataclass(frozen=True, kw_only=True)
class TalkWithout:
    """A talk that nobody has made a resource of, or that has one which others do not read."""

    call_id: UUID
    question: str
    ended_at: datetime
    resource: Resource | None


@dataclass(frozen=True, kw_only=True)
class FiledReport:
    """What somebody found wrong with a resource, or with a talk or a line of it, and whether staff have looked."""

    id: UUID
    reason: str
    at: datetime
    settled: bool = False
    resource: Resource | None = None
    call_id: UUID | None = None
    question: str = ""
    """Of the call."""
    complaint: Complaint | None = None
    """What is said to be wrong with the call."""
    settlement: Settlement | None = None
    """What staff did about it."""


def report_id(resource_id: UUID, person: Person) -> UUID:
    """Return under which id somebody's report of a resource is known: each has one of each at most."""
    return uuid5(resource_id, str(person.id))


def edited(resource: Resource, rev: int, text: Text, by: Person, now: datetime) -> Resource:
    """Somebody saves a text that they made from the one with that `rev`. Raises `NotAllowed`, `StaleResource`.

    The same text once more changes nothing, so that a save that is sent again is harmless. A teacher's mark stays with
    the text that it was given to.
    """
    if resource.stage is Stage.MERGED:
        raise NotAllowed(_("This was put together with another resource. Edit that one."))
    if text == resource.text:
        return resource
    if rev != resource.rev:
        raise StaleResource()
    return replace(resource.with_author(by), rev=rev + 1, text=text, updated_at=now)


def published(resource: Resource, rev: int, now: datetime, *, review: bool, staff: bool = False) -> Resource:
    """Its text with that `rev` goes to everybody, or with `review` to the staff first; what staff hid by them alone.

    Raises `NotAllowed`, `ResourceUnready`, `StaleResource`.
    """
    if resource.stage is Stage.MERGED or (resource.hidden_for is HiddenFor.STAFF and not staff):
        raise NotAllowed()
    if rev != resource.rev:
        raise StaleResource()
    if not resource.text.says_something:
        raise ResourceUnready()
    if resource.stage is Stage.PUBLISHED:
        return resource
    if review:
        return replace(resource, stage=Stage.REVIEW, hidden_for=None, updated_at=now)
    first = resource.published_at or now
    return replace(resource, stage=Stage.PUBLISHED, hidden_for=None, updated_at=now, published_at=first)


def hidden(resource: Resource, why: HiddenFor, now: datetime) -> Resource:
    """Nobody but its authors and staff reads it any more. What nobody could read stays what it is."""
    if resource.stage not in (Stage.PUBLISHED, Stage.REVIEW):
        return resource
    return replace(resource, stage=Stage.HIDDEN, hidden_for=why, updated_at=now)


def shown_again(resource: Resource, now: datetime) -> Resource:
    """Staff have looked, and it may be read again."""
    if resource.stage is not Stage.HIDDEN:
        return resource
    return replace(resource, stage=Stage.PUBLISHED, hidden_for=None, updated_at=now)


def verified(resource: Resource, rev: int) -> Resource:
    """A teacher says that the text with that `rev` is right. Raises `StaleResource` where it is another one by now."""
    if rev != resource.rev:
        raise StaleResource()
    return replace(resource, verified_rev=rev)


def merged(resource: Resource, into: Resource, now: datetime) -> tuple[Resource, Resource]:
    """Return both as they are when the first has become a part of the other, which takes over its sources and authors.

    Raises `NotAllowed` where they are one and the same, or of two courses, and `StaleResource` where either is part of
    another by now.
    """
    if resource.id == into.id:
        raise NotAllowed(_("That is the same resource. Choose another one."))
    if resource.spot.course != into.spot.course:
        raise NotAllowed()
    if Stage.MERGED in (resource.stage, into.stage):
        raise StaleResource(_("One of the two is part of another resource by now. Look at the list again."))
    whole = into
    for author in resource.authors:
        whole = whole.with_author(author)
    sources = (*into.sources, *(source for source in resource.sources if source not in into.sources))
    whole = replace(whole, sources=sources, updated_at=now)
    part = replace(resource, stage=Stage.MERGED, sources=(), hidden_for=None, merged_into=into.id, updated_at=now)
    return part, whole


def counted_reports(resource: Resource, reported: int, now: datetime) -> Resource:
    """So many people have reported it by now: two hide what no teacher has verified."""
    after = replace(resource, counts=replace(resource.counts, reported=reported))
    if reported >= REPORTS_TO_HIDE and not resource.verified:
        return hidden(after, HiddenFor.REPORTS, now)
    return after


def _is_seen(text: str) -> bool:
    return any(unicodedata.category(char)[0] in "LNPS" for char in text)
