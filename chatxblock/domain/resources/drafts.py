"""Resources that are begun from a talk: one draft a call, made by whoever looks first, and the talk beside it.

Who was there and staff get all of it. A fellow learner who was not, where the author lets such people write, gets the
lines of those who said yes and nothing else of what was said. This module must not know of requests or tables, nor in
which language somebody reads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chatxblock.domain.calls.call import Call, Person, Role
from chatxblock.domain.calls.names import Names, Naming
from chatxblock.domain.calls.transcript import Transcript
from chatxblock.domain.files.file import TalkFile
from chatxblock.domain.ports import UNHEARD, CallStore, Clock, ConsentStore, Events, ResourceStore
from chatxblock.domain.resources.draft import Draft, DraftLine, Wording, draft, masks, talk_lines
from chatxblock.domain.resources.files import OfferedFile, offered
from chatxblock.domain.resources.resource import MOST_BODY, Resource, Revision, Spot, Stage, Text
from chatxblock.domain.resources.service import Reader, ResourceService
from chatxblock.errors import CallNotFound, ChatxblockError, Conflict, ResourceNotFound
from chatxblock.errors import gettext_noop as _

logger = logging.getLogger(__name__)

DRAFTED_FOR = timedelta(days=1)
"""How long after its end a sweep still makes a talk's draft; later it is made when somebody looks."""
MOST_TALKS = 10
"""Talks shown beside one editor."""


@dataclass(frozen=True, kw_only=True)
class TalkLine:
    """A line of a talk, as somebody may see it who writes about it."""

    line: DraftLine
    sent_at: datetime
    own: bool

    @property
    def quotable(self) -> bool:
        """Whether it may stand in what others read: its speaker said yes, or it is one's own."""
        return self.own or self.line.quotable


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A talk that a resource comes from, as somebody may see it who writes about it."""

    call: Call
    question: str
    """Without names, e-mail addresses and phone numbers."""
    lines: tuple[TalkLine, ...]
    files: tuple[OfferedFile, ...]
    """What of its pictures and files may be shown, without names; to who was not there, those with a yes alone."""
    complete: bool
    """Whether these are all lines, and the log has no hole."""
    there: bool
    """Whether the reader took part in it."""


class Drafts:
    """Makes drafts, and says what of a draft and of its talk somebody may see."""

    def __init__(
        self,
        *,
        service: ResourceService,
        resources: ResourceStore,
        consents: ConsentStore,
        calls: CallStore,
        read: Callable[[Call], Transcript],
        names: Names,
        clock: Clock,
        files: Callable[[UUID], Sequence[TalkFile]] = lambda _call_id: (),
        events: Events = UNHEARD,
    ) -> None:
        """Take the parts; `read` returns the log of a call, and raises `RoomsUnavailable`, `files` its files."""
        self._files = files
        self._service = service
        self._resources = resources
        self._consents = consents
        self._calls = calls
        self._read = read
        self._names = names
        self._clock = clock
        self._events = events

    def of_call(self, call_id: UUID, reader: Reader, wording: Wording) -> Resource:
        """Return the resource that a talk has, begun now where it has none.

        Raises `ResourceNotFound` for somebody who may not write about it, `Conflict` while it goes on, and
        `RoomsUnavailable` where nothing is kept yet and the chat server cannot be reached.
        """
        call = self._about(call_id, reader)
        found = self._resources.resource_of(call.id)
        if found is None:
            return self._begun(call, self._read(call), reader.person, wording)
        if call.took_part(reader.person) and not found.by(reader.person):
            self._resources.save_resource(found, found.with_author(reader.person), reader.person)
            return self._resources.resource(found.id)
        return found

    def without_talk(self, spot: Spot, by: Person) -> Resource:
        """Begin one without a talk, which is for staff: so a course does not start cold."""
        return self._kept(spot, Text(title=""), by, (by,))

    def sweep(self, wording: Wording, most: int = 20) -> int:
        """Make the drafts of talks that ended lately and in which somebody helped, and return how many were made."""
        made = 0
        for call_id in self._resources.undrafted(self._clock.now() - DRAFTED_FOR, most):
            try:
                call = self._calls.load(call_id)
                self._begun(call, self._read(call), call.asker, wording)
            except ChatxblockError as error:
                logger.warning("call %s: no draft (%s)", call_id, error.code)
            else:
                made += 1
        return made

    def seen_by(self, resource: Resource, reader: Reader, wording: Wording) -> Resource:
        """Return a resource with the text of it that somebody may see.

        What others may read everybody sees as it is. Of what they may not yet, or no longer, somebody who was not there
        sees what they wrote last themselves, as long as all in it may be quoted, and otherwise the draft of the lines
        whose speakers said yes. Raises `ResourceNotFound` for somebody who was put out of one of its talks.
        """
        if self._whole_for(resource, reader):
            return resource
        if any(call.role_of(reader.person) is Role.REMOVED for call in self._sources(resource)):
            raise ResourceNotFound()
        newest = self._resources.revisions(resource.id)[:1]
        own = bool(newest) and newest[0].by.id == reader.person.id
        if own and not self._service.unconsented(resource, besides=reader.person):
            return resource
        return replace(resource, text=self._text_for_others(resource, wording))

    def revisions_for(self, resource: Resource, reader: Reader) -> list[Revision]:
        """Return the earlier texts that somebody may see who writes about it: all, or what may be quoted of their own.

        Raises `NotAllowed`, `ResourceNotFound`.
        """
        found = self._service.revisions(resource.id, reader)
        if self.knows_people(resource, reader):
            return found
        own = [revision for revision in found if revision.by.id == reader.person.id]
        return [r for r in own if not self._service.unconsented(replace(resource, text=r.text), reader.person)]

    def talks(self, resource: Resource, reader: Reader, wording: Wording) -> list[Talk]:
        """Return the talks of a resource for its editor. Raises `RoomsUnavailable`."""
        return [self._talk(call, reader, wording) for call in self._sources(resource)]

    def knows_people(self, resource: Resource, reader: Reader) -> bool:
        """Tell whether somebody knows who took part in its talks: staff, and who did."""
        return reader.staff or self._was_there(resource, reader.person)

    def there(self, resource: Resource) -> set[int]:
        """Return the ids of its authors who took part in one of its talks."""
        calls = self._sources(resource)
        return {author.id for author in resource.authors if any(call.took_part(author) for call in calls)}

    def logs(self, resource: Resource, reader: Reader) -> list[Call]:
        """Return the talks of a resource that somebody may read whole: staff, and who took part."""
        if not reader.edits(resource):
            return []
        return [call for call in self._sources(resource) if reader.staff or call.took_part(reader.person)]

    def _about(self, call_id: UUID, reader: Reader) -> Call:
        """Return a call that somebody may write about. Raises `ResourceNotFound`, `Conflict`."""
        try:
            call = self._calls.load(call_id)
        except CallNotFound as exc:
            raise ResourceNotFound() from exc
        there = reader.staff or call.took_part(reader.person)
        put_out = call.role_of(reader.person) is Role.REMOVED
        fellow = bool(reader.writes_at) and call.block == reader.writes_at and not call.running and not put_out
        if call.course != reader.person.course or not (there or fellow):
            raise ResourceNotFound()
        if call.open_to_asker:
            raise Conflict(_("This talk is not over yet. Write about it when it is."))
        return call

    def _begun(self, call: Call, log: Transcript, by: Person, wording: Wording) -> Resource:
        spot = Spot(course=call.course, unit=call.unit, section=call.section, block=call.block)
        came = [call.asker, *(i.person for i in call.invitations if call.took_part(i.person))]
        wrote = [p for p in log.people.values() if any(line.body and line.author == p.localpart for line in log.lines)]
        authors = {p.id: p for p in (*came, *wrote) if call.role_of(p) is not Role.REMOVED}
        made = self._draft(log, wording)
        text = Text(title=made.title, answer=made.answer, body=_fitting(made))
        return self._kept(spot, text, by, tuple(authors.values()), (call.id,))

    def _kept(
        self, spot: Spot, text: Text, by: Person, authors: tuple[Person, ...], sources: tuple[UUID, ...] = ()
    ) -> Resource:
        now = self._clock.now()
        new = Resource(
            id=uuid4(),
            spot=spot,
            stage=Stage.DRAFT,
            rev=1,
            text=text,
            sources=sources,
            authors=authors,
            created_at=now,
            updated_at=now,
        )
        kept = self._resources.add_resource(new, by)
        if kept.id == new.id:
            self._events.resource_changed(None, kept)
        return kept

    def _whole_for(self, resource: Resource, reader: Reader) -> bool:
        return resource.readable or self.knows_people(resource, reader)

    def _was_there(self, resource: Resource, person: Person) -> bool:
        return resource.by(person) and any(call.took_part(person) for call in self._sources(resource))

    def _sources(self, resource: Resource) -> list[Call]:
        return [self._calls.load(call_id) for call_id in resource.sources[:MOST_TALKS]]

    def _text_for_others(self, resource: Resource, wording: Wording) -> Text:
        """Return the drafts of its talks as somebody may see them who was not there."""
        made = []
        for call in self._sources(resource):
            log = self._read(call)
            agreed = self._agreed(log)
            one = self._draft(log, wording).for_others()
            told = any(char.isalnum() for char in call.question) or call.asker.localpart in agreed
            made.append(one if told else replace(one, title=""))
        if not made:
            return Text(title="")
        lines = tuple(line for one in made for line in one.lines)
        body = _fitting(replace(made[0], lines=lines))
        return Text(title=made[0].title, answer=made[0].answer, body=body)

    def _talk(self, call: Call, reader: Reader, wording: Wording) -> Talk:
        log = self._read(call)
        there = call.took_part(reader.person)
        sent = {line.id: line.sent_at for line in log.lines}
        own = reader.person.localpart
        known_as = self._known_as(log)
        agreed = self._agreed(log)
        found = talk_lines(log, agreed, known_as=known_as, wording=wording)
        hide = masks(log, known_as=known_as, wording=wording)
        lines = [TalkLine(line=line, sent_at=sent[line.id], own=line.speaker == own) for line in found]
        files = offered(log, self._files(call.id), agreed, reader=reader.person, hide=hide.hide, label=hide.label)
        if not (there or reader.staff):
            lines = [line for line in lines if line.line.quotable]
            files = [file for file in files if file.quotable]
        whole = log.complete and log.has_log and bool(found) and len(lines) == len(found)
        return Talk(
            call=call,
            question=hide.hide(call.question),
            lines=tuple(lines),
            files=tuple(files),
            complete=whole,
            there=there,
        )

    def _draft(self, log: Transcript, wording: Wording) -> Draft:
        return draft(log, self._agreed(log), known_as=self._known_as(log), wording=wording)

    def _agreed(self, log: Transcript) -> set[str]:
        said = self._consents.consents([log.call.id])
        return {who for who, person in log.people.items() if said.get((log.call.id, person.id))}

    def _known_as(self, log: Transcript) -> Mapping[str, list[str]]:
        """Return what people of a talk are called by somebody: none of it is left in a draft."""
        people = {**{i.person.localpart: i.person for i in log.call.invitations}, **log.people}
        people[log.call.asker.localpart] = log.call.asker
        hidden = self._names.naming is Naming.PSEUDONYM
        shown = [replace(self._names, real=False, say=say) for say in (str, self._names.say)] if hidden else []
        return {
            who: [name for name in (p.name, p.username, *(names.of(log.call, p) for names in shown)) if name]
            for who, p in people.items()
        }


def _fitting(made: Draft) -> str:
    """Return the body of a draft, without its last lines where it is longer than a text may be."""
    lines = made.lines
    while len(body := replace(made, lines=lines).body()) > MOST_BODY:
        lines = lines[: min(len(lines) - 1, len(lines) * MOST_BODY // len(body))]
    return body
