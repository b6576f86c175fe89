"""Learning resources: what is found before asking, what is read, written and published, and what people say of it."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from chatxblock.domain.resources.resource import Text
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.calls import Helped, OfCall
from chatxblock.web.schemas.resource_files import OfferedFile, ShownFile
from chatxblock.web.schemas.resource_texts import Answer, Body, Tags, Title
from chatxblock.web.schemas.texts import Id, ReasonText, Words

Stage = TypeAliasType("Stage", Literal["draft", "review", "published", "hidden", "merged"])
HiddenFor = TypeAliasType("HiddenFor", Literal["author", "staff", "reports", "consent"])


class Find(Input):
    """A question as far as it is typed; without one the unit's most helpful resources are meant."""

    question: Words = ""


class FoundResource(Output):
    """A learning resource in one line, and the short answer that is seen when it is opened in place."""

    resource_id: UUID
    title: str
    answer: str
    tags: list[str]
    helped: int
    """How many people said that it helped them."""
    verified: bool
    """Whether a teacher said that this text is right."""
    updated_at: Moment
    url: str
    """The page on which it is read."""


class FoundCall(Output):
    """An open or left question that is like the one being typed; nobody is named."""

    call_id: UUID
    question: str
    helpers: int
    """How many are there."""
    left: bool
    """Whether it waits for a teacher; otherwise somebody is asking it right now."""
    followers: int
    """How many said that they have this too."""
    following: bool
    """Whether the reader did."""
    can_join: bool
    """Whether the reader may ask to be let into its room."""


class FindAnswer(Output):
    """At most three of both together, the best first within each."""

    resources: list[FoundResource]
    calls: list[FoundCall]


class Follow(OfCall):
    """Whose question somebody has too, or has no longer."""

    undo: bool = False


class FollowAnswer(Output):
    """Whether the reader follows a question now, and how many do."""

    following: bool
    followers: int


class FollowedAnswer(Output):
    """That a question which the reader asked or follows was answered for everybody."""

    call_id: UUID
    question: str
    resource_id: UUID
    title: str
    answer: str
    url: str


class OfResource(Input):
    """Which resource."""

    resource_id: Id


class OfRevision(OfResource):
    """Which resource, and which text of it somebody has before them."""

    rev: Annotated[int, Field(ge=1)]


class Judge(OfRevision):
    """A text that somebody says is to be read, and what staff tell whoever reported it."""

    words: ReasonText | None = None


class HideResource(Judge):
    """Which resource is hidden, and why."""

    reason: Words = ""
    """Of staff: it is kept with what they did, for their colleagues."""


class ResourceLog(Output):
    """A talk that a resource comes from, for whoever may read it."""

    call_id: UUID
    question: str
    """Its first line, as plain text."""
    window_url: str
    transcript_url: str


class Revision(Output):
    """An earlier text, for whoever may edit."""

    rev: int
    title: str
    answer: str
    body: str
    tags: list[str]
    by: str
    at: Moment


class Resource(Output):
    """A learning resource, as its reader may see it."""

    resource_id: UUID
    rev: int
    title: str
    answer: str
    body: str
    """Markdown."""
    answer_html: str
    html: str
    files_html: str
    """`answer`, `body`, and `files` below them, as they are read: HTML that is safe to insert."""
    files: list[ShownFile]
    """Pictures and files of its talks that it shows, as far as the reader may see them."""
    tags: list[str]
    state: Stage
    hidden_for: HiddenFor | None
    """Why it is hidden; null for whoever may not edit it."""
    authors: list[str]
    """What they are called towards the reader."""
    sources: int
    """How many talks it comes from."""
    logs_gone: int
    """Of how many of them the log is no longer kept."""
    verified: bool
    helped: int
    helped_me: bool
    reported_by_me: bool
    may_edit: bool
    may_review: bool
    """Whether the reader is of the staff, who verify, restore and merge."""
    created_at: Moment
    updated_at: Moment
    url: str
    edit_url: str | None
    logs: list[ResourceLog]
    """Talks that it comes from and that the reader may open."""
    revisions: list[Revision]
    """The last texts, the newest first; empty for whoever may not edit it."""


class ResourceAnswer(Output):
    """A resource, after what was done to it."""

    resource: Resource


class StaleResourceProblem(Output):
    """What `resource_save` answers where somebody saved in between, and what they saved."""

    error: str
    code: str
    resource: Resource


class Quote(Output):
    """A line that a text has word for word, and whose speaker has not said yes to that."""

    call_id: UUID
    line: str
    """Its id among the lines of the talk."""
    speaker: str
    """The role, in the reader's language, never a name."""
    file: str | None = None
    """What the picture or file is called, where that is what the resource shows of it."""


class QuotesProblem(Output):
    """What `resource_publish` answers where the text quotes people who have not said yes."""

    error: str
    code: str
    quotes: list[Quote]


class DraftWish(Input):
    """Of which talk a draft is wanted; of none, to begin one without a talk, which staff may."""

    call_id: Id | None = None


class TalkLine(Output):
    """A line of the talk beside the editor."""

    id: str
    said_at: Moment
    speaker: str
    """`asker`, `helper`, `helper 2`: the role, in the reader's language, never a name."""
    body: str
    """The text without names, e-mail addresses and phone numbers, as it would stand in the draft."""
    own: bool
    quotable: bool
    """Whether its speaker said yes to being quoted; one's own lines always are."""
    asked: bool
    """Whether its speaker was asked for a yes by somebody who writes, and has not answered."""


class Talk(Output):
    """The talk that a resource is made of; whoever was not there gets the quotable lines alone."""

    call_id: UUID
    question: str
    lines: list[TalkLine]
    files: list[OfferedFile]
    """Pictures and files that were sent in it and not taken back."""
    complete: bool
    """Whether the reader gets all that was said, and the log has no hole."""


class DraftAnswer(Output):
    """A resource in its editor: the text, and beside it the talks that it comes from."""

    resource: Resource
    talks: list[Talk]


class ResourceSave(OfRevision):
    """A text. What is too long is refused with a sentence."""

    title: Title
    answer: Answer = ""
    body: Body = ""
    tags: Tags = Field(default_factory=list)

    def text(self) -> Text:
        """Return it as one value."""
        return Text(title=self.title, answer=self.answer, body=self.body, tags=tuple(self.tags))


class PreviewWish(Input):
    """A text that is being written. What is too long is refused with a sentence."""

    answer: Answer = ""
    body: Body = ""


class Preview(Output):
    """How it would be read: HTML that is safe to insert."""

    answer_html: str
    html: str


class PublishAnswer(Output):
    """A resource that is published, or waits for staff; and what is like it already."""

    resource: Resource
    like: list[FoundResource]


class Merge(OfRevision):
    """Which resource becomes a part of which other."""

    into: Id


class SayHelped(OfResource):
    """That a resource helped, or that saying so was a mistake."""

    question: Words = ""
    """What the reader had typed; the resource is found by it the next time."""
    undo: bool = False


class HelpedAnswer(Output):
    """How many it helped by now, and whether the reader is one of them."""

    helped: int
    helped_me: bool


class Feedback(OfCall):
    """What somebody who took part says afterwards; what is not said stays as it was."""

    helped: Helped | None = None
    quote_me: bool | None = None
    """Whether others may read what the speaker said, without a name."""


class QuoteWish(OfCall):
    """Of whose line somebody who writes would like to quote: the speaker is asked."""

    line: Annotated[str, Field(pattern=r"^[!-~]{1,64}$")]


class ResourceWork(Output):
    """What waits for somebody to write or to look."""

    resource_id: UUID | None
    """null where nobody has begun a draft."""
    call_id: UUID | None
    title: str
    state: Stage
    hidden_for: HiddenFor | None
    reports: int
    """How many reports of it are open."""
    at: Moment
    edit_url: str


class ResourceWorkAnswer(Output):
    """Talks without a resource, of the reader or for staff of the course; and, for staff, what waits for them."""

    talks: list[ResourceWork]
    review: list[ResourceWork]


class Cluster(Output):
    """Left questions that are alike."""

    call_ids: list[UUID]
    question: str
    """That of the one that is most like the others."""
    questions: list[str]
    learners: int
    """How many asked or follow one of them."""
