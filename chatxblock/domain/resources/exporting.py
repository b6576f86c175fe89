"""Takes a talk out of the house: its log page by page, what was made of it, and whether it helped.

Nothing of a log is held but the page that is on its way. This module must not know of files, formats or requests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from chatxblock.domain.calls.call import RUNNING, Answer, Call, Person
from chatxblock.domain.calls.judging import Claim, Judge, Judged
from chatxblock.domain.calls.reading import LogPages, LogReader
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.files.file import TalkFile, description, file_in
from chatxblock.domain.files.names import described
from chatxblock.domain.ports import CallStore, Clock, FeedbackStore, PeopleStore, ResourceStore
from chatxblock.domain.resources.feedback import Helped
from chatxblock.domain.resources.resource import Resource
from chatxblock.domain.resources.service import Reader
from chatxblock.domain.timestamps import stamp

Address = Callable[[str], str]
"""Gives the chat address of a localpart."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class FilesOfTalk:
    """How the files of a talk are come by."""

    of: Callable[[UUID], Sequence[TalkFile]]
    has: Callable[[TalkFile], bool]
    """Whether its bytes are where they should be, as far as that can be told."""
    read: Callable[[TalkFile], Iterator[bytes]]
    """Raises `FileNotFound`, `FilesUnavailable`."""


def _none(_file: object) -> Iterator[bytes]:
    return iter(())


NO_FILES = FilesOfTalk(of=lambda _call_id: (), has=lambda _file: True, read=_none)
"""Where nobody sends any."""


class Exports:
    """Begins to take talks out, for somebody who may read them."""

    def __init__(
        self,
        *,
        calls: CallStore,
        people: PeopleStore,
        reader: LogReader,
        resources: ResourceStore,
        feedback: FeedbackStore,
        clock: Clock,
        files: FilesOfTalk = NO_FILES,
    ) -> None:
        self._files = files
        self._calls = calls
        self._people = people
        self._reader = reader
        self._resources = resources
        self._feedback = feedback
        self._clock = clock

    def talk(self, call: Call, reader: Reader | None = None) -> ExportedTalk:
        """Begin with the talk of a call: its first page is read. Raises `RoomsUnavailable`.

        Without a reader it is for the operator, who is shown all. Everybody else is told of resources that they may
        read, and, staff apart, of nobody's word but their own about whether it helped.
        """
        found = self._resources.resource_of(call.id)
        helped = self._feedback.helped(call.id)
        if reader is not None and not reader.staff:
            helped = {who: said for who, said in helped.items() if who == reader.person.localpart}
        visible = found is not None and (reader is None or found.readable or reader.edits(found))
        return ExportedTalk(
            call=call,
            pages=self._reader.pages(call, lambda: self._calls.load(call.id)),
            people=self._people,
            resources=[found] if found is not None and visible else [],
            helped=helped,
            exported_at=self._clock.now(),
            files=self._files,
        )

    def operators_talk(self, call_id: UUID) -> ExportedTalk:
        """Begin with a talk for the operator. Raises `CallNotFound`, `CallUnreadable`, `RoomsUnavailable`."""
        return self.talk(self._calls.load(call_id))


class ExportedTalk:
    """One talk on its way out, gone through once: first `lines` to their end, then what they made of `people`."""

    def __init__(
        self,
        *,
        call: Call,
        pages: LogPages,
        people: PeopleStore,
        resources: Sequence[Resource],
        helped: Mapping[str, Helped],
        exported_at: datetime,
        files: FilesOfTalk = NO_FILES,
    ) -> None:
        """Read the first page, so that what can go wrong does so before anything is written."""
        self.call = call
        self.resources = resources
        self.helped = helped
        self.exported_at = exported_at
        self.count = 0
        """How many lines have gone by."""
        self._pages = pages
        self._people = people
        self._first = next(pages, [])
        self.has_log = call.has_log or bool(self._first)
        came = (i.person for i in call.invitations if i.accepted_at or _looked_in(i.answer, self.has_log))
        self.people: dict[str, Person] = {p.localpart: p for p in (call.asker, *came)}
        """Who is behind each localpart: who took part, and by the end everybody who wrote."""
        self._unknown: set[str] = set()
        self.files = files.of(call.id)
        """The pictures and files of the talk, in their order."""
        self.lost = frozenset(file.id for file in self.files if not files.has(file))
        """Those of them that are not where they should be."""
        self._descriptions: dict[tuple[str, str], str] = {}
        """By file and sender, what her lines said last of what is to be seen in it."""
        self.read = files.read
        """Gives the bytes of one of them, in pieces."""

    @property
    def complete(self) -> bool:
        """Whether every line that anybody saw is there, and every file; known once all lines have gone by."""
        return self._pages.complete and not self.lost

    @property
    def whole(self) -> bool:
        """Whether that is all that there will ever be of it; known once all lines have gone by."""
        return self.complete and not self.goes_on

    @property
    def goes_on(self) -> bool:
        """Whether more may be said in it, as it stood when it was taken up."""
        return self.call.state in RUNNING

    def lines(self) -> Iterator[Judged]:
        """Yield the lines in the archive's order, once, each with what became of what it claims."""
        judge, page = Judge(), self._first
        self._first = []
        while True:
            self._meet(page)
            self.count += len(page)
            for judged in map(judge.judge, page):
                self._describe(judged)
                yield judged
            del page
            try:
                page = next(self._pages)
            except StopIteration:
                return

    def description(self, file: TalkFile) -> str:
        """Return what is to be seen in a file, in its sender's last words as far as the lines have gone by."""
        return self._descriptions.get((str(file.id), file.by.localpart), file.alt)

    def _describe(self, judged: Judged) -> None:
        line = judged.line
        file_id = file_in(line.body) if self.files and judged.claim in (None, Claim.OWN) else None
        if file_id and (judged.corrects or (file_id, line.author) not in self._descriptions):
            self._descriptions[(file_id, line.author)] = described(description(line.body) or "")

    def _meet(self, page: Sequence[Line]) -> None:
        """Look up who wrote on a page and is not known yet; one query where there is anybody."""
        strangers = {line.author for line in page if line.author} - self.people.keys() - self._unknown
        if strangers:
            found = self._people.persons(sorted(strangers))
            self.people |= {who: found[who] for who in sorted(found)}
            self._unknown |= strangers - found.keys()


class Checksum:
    """The checksum of a log: SHA-256 over one line of JSON for each of its lines, in their order.

    Each is an array of what the author wrote and the archive noted, `[id, time, author, body, message_id, replaces]`,
    as RFC 8785 writes it, and a line feed. Behind that stands what a line says of another one: `taken-back`,
    or `answers` with an id and the length of what it quotes, or `reacts` with an id and the signs. Names are not in it,
    nor anything else that differs by who reads.
    """

    name = "sha-256"

    def __init__(self, address: Address) -> None:
        """Take what gives the chat address of a localpart."""
        self._address = address
        self._sum = sha256()

    def add(self, line: Line) -> str:
        """Take the next line in, and return its moment as it is told there."""
        author, moment = self._address(line.author) if line.author else None, stamp(line.sent_at)
        told = [line.id, moment, author, line.body, line.message_id or None, line.replaces or None, *_marks(line)]
        self._sum.update(canonical(told))
        self._sum.update(b"\n")
        return moment

    def hexdigest(self) -> str:
        """Return the checksum of what was taken in so far, in hexadecimal."""
        return self._sum.hexdigest()


def _marks(line: Line) -> list[str]:
    back = ["taken-back"] if line.taken_back else []
    answer = ["answers", line.answers, str(line.quoted)] if line.answers else []
    return [*back, *answer, *(["reacts", line.reacts_to, *line.reactions] if line.reacts_to else [])]


def canonical(told: Sequence[str | None]) -> bytes:
    """Return an array of texts as RFC 8785 has it: no white space, and no escapes but those that JSON demands."""
    return _ENCODER.encode(told).encode("utf-8", "replace")


def _looked_in(answer: Answer, has_log: bool) -> bool:
    """Where nothing is recorded, whoever shared the question and was let in came too."""
    return answer is Answer.FELLOW and not has_log
