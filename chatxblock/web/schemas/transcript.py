"""The unedited log, in the form of `docs/reference/transcript.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.calls.notices import absolute
from chatxblock.domain.calls.transcript import Line, Transcript, repetitions
from chatxblock.domain.ports import Addresses
from chatxblock.web.schemas.base import Moment, Output
from chatxblock.web.schemas.calls import STATES, CallState, OfCall
from chatxblock.web.schemas.people import ROLES, PersonRole
from chatxblock.web.schemas.places import Context


class TranscriptWish(OfCall):
    """Of which call, and in which form."""

    format: Literal["json", "html", "markdown", "zip"] | None = None
    """JSON is version 2; without a word it is version 1, as it always was."""


class TranscriptCall(Output):
    """The call whose log it is."""

    id: UUID
    course: str
    state: CallState
    question: str
    asked_at: Moment
    solved_at: Moment | None
    ended_at: Moment | None
    asker: str
    """A bare chat address."""


class Participant(Output):
    """Somebody who wrote or was there."""

    jid: str
    name: str
    role: PersonRole

    @classmethod
    def of(cls, call: domain.Call, person: domain.Person, names: Names, addresses: Addresses) -> Self:
        """Return somebody by what they were in the call: who left or was put out was a helper."""
        role = call.role_of(person)
        asked = role not in (None, domain.Role.ASKER, domain.Role.FELLOW)
        named = domain.Role.HELPER if asked else role or domain.Role.STAFF
        return cls(jid=addresses.of_person(person.localpart), name=names.of(call, person), role=ROLES[named])


class Author(Output):
    """Who wrote a line; null for the room itself, and the name for somebody unknown."""

    jid: str | None
    name: str | None


class TranscriptLine(Output):
    """One message."""

    id: str
    """The archive's own."""
    time: Moment
    author: Author
    body: str
    message_id: str | None
    replaces: str | None
    """Of a correction: the `message_id` of the line that it corrects."""
    repeats: str | None
    """The archive's id of the first copy, where the author's program sent the line once more."""
    taken_back: bool
    """Whether it takes the line back that it replaces."""
    answers: str | None
    """The `id` of the line that it answers."""
    quoted: int
    """So many characters at the beginning of its body repeat what it answers."""
    reacts_to: str | None
    """The `id` of the line at which it sets signs; it has no body then."""
    reactions: list[str]
    """All the signs that its author wants there from now on."""

    @classmethod
    def of(cls, line: Line, names: Mapping[str, str], addresses: Addresses, repeats: str | None) -> Self:
        """Return a line with its author's name, by localpart in `names`."""
        address = addresses.of_person(line.author) if line.author else None
        return cls(
            id=line.id,
            time=line.sent_at,
            author=Author(jid=address, name=names.get(line.author)),
            body=line.body,
            message_id=line.message_id or None,
            replaces=line.replaces or None,
            repeats=repeats,
            taken_back=line.taken_back,
            answers=line.answers or None,
            quoted=line.quoted,
            reacts_to=line.reacts_to or None,
            reactions=list(line.reactions),
        )


class TranscriptFile(Output):
    """The unedited log of a call."""

    schema_: Literal["urn:chatxblock:transcript:1"] = Field(alias="schema")
    exported_at: Moment
    complete: bool
    """Whether it has every line."""
    log: Literal["kept", "none"]
    """`none` where people met in a place of which nobody keeps a log."""
    call: TranscriptCall
    context: Context
    people: list[Participant]
    lines: list[TranscriptLine]

    @classmethod
    def of(cls, log: Transcript, viewer: domain.Person, names: Names, addresses: Addresses, base_url: str) -> Self:
        """Return a log as a file has it; its link is whole, for files are read far from the platform's pages."""
        call, repeats = log.call, repetitions(log.lines)
        context = Context.of(call, viewer)
        authors = {localpart: names.of(call, person) for localpart, person in log.people.items()}
        return cls(
            schema="urn:chatxblock:transcript:1",
            exported_at=log.exported_at,
            complete=log.complete,
            log="kept" if log.has_log else "none",
            call=TranscriptCall(
                id=call.id,
                course=call.course,
                state=STATES[call.state],
                question=call.question,
                asked_at=call.asked_at,
                solved_at=call.solved_at,
                ended_at=call.ended_at,
                asker=addresses.of_person(call.asker.localpart),
            ),
            context=context.model_copy(update={"url": absolute(context.url, base_url)}),
            people=[Participant.of(call, person, names, addresses) for person in log.people.values()],
            lines=[TranscriptLine.of(line, authors, addresses, repeats.get(line.id)) for line in log.lines],
        )
