"""What people do with the pictures and files of a resource: take one of its talk, leave it out again, see it.

Whoever may save a text may choose, of what they may see; whoever may read a resource sees what it shows. This module
must not know of requests, tables or storages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from chatxblock.domain.calls.call import Role
from chatxblock.domain.files.names import described
from chatxblock.domain.ports import UNHEARD, CallStore, Clock, ConsentStore, Events, ResourceFileStore, ResourceStore
from chatxblock.domain.resources.draft import Wording
from chatxblock.domain.resources.drafts import Drafts
from chatxblock.domain.resources.files import MOST_FILES, OfferedFile, TakenFile, with_other_files
from chatxblock.domain.resources.resource import Resource, Stage
from chatxblock.domain.resources.service import TRIES, Reader, ResourceService
from chatxblock.errors import FileNotFound, FilesFull, NotAllowed, QuotesWithoutConsent, ResourceNotFound, StaleResource
from chatxblock.errors import gettext_noop as _

NO_MORE = _("{most} pictures and files fit into a resource. Take one out first.")
NO_YES = _("Whoever sent this has not said yes to it. Ask them first.")
NOT_YOURS = _("This belongs to something that you cannot read, or that nobody can any more.")

Choice = Callable[[list[TakenFile]], list[TakenFile]]


class ResourceFiles:
    """Keeps what resources show of the files of their talks."""

    def __init__(
        self,
        *,
        service: ResourceService,
        drafts: Drafts,
        resources: ResourceStore,
        files: ResourceFileStore,
        consents: ConsentStore,
        calls: CallStore,
        clock: Clock,
        events: Events = UNHEARD,
    ) -> None:
        self._service = service
        self._drafts = drafts
        self._resources = resources
        self._files = files
        self._consents = consents
        self._calls = calls
        self._clock = clock
        self._events = events

    def shown(self, resource: Resource, reader: Reader) -> list[TakenFile]:
        """Return what somebody sees of what a resource shows who may read or write it at all.

        All of what others may read; of a draft, whoever was not there sees what has its sender's yes.
        """
        files = self._files.files_in(resource.id)
        if not files or resource.readable or self._drafts.knows_people(resource, reader):
            return files
        said = self._consents.consents(resource.sources)
        own = {file.id for file in files if file.by.id == reader.person.id}
        return [f for f in files if f.id in own or (f.call_id and said.get((f.call_id, f.by.id)))]

    def take(
        self, resource_id: UUID, file_id: UUID, reader: Reader, wording: Wording, alt: str | None = None
    ) -> Resource:
        """Show a file of one of its talks, or describe one that it shows in other words.

        Raises `FileNotFound`, `FilesFull`, `NotAllowed`, `QuotesWithoutConsent`, `ResourceNotFound`,
        `RoomsUnavailable`, `StaleResource`.
        """
        found = self._written(resource_id, reader)
        known = {file.id: file for file in self.shown(found, reader)}
        file = known.get(file_id) or self._offered(found, file_id, reader, wording).file
        if alt is not None:
            file = replace(file, alt=described(alt))
        after = self._changed(found, reader, lambda files: _with(files, file))
        if after.stage in (Stage.PUBLISHED, Stage.REVIEW) and file.by.id == reader.person.id:
            self._service.agree_to_own(after, reader.person)
        return self._service.judged_by_consent(after, reader.person)

    def leave(self, resource_id: UUID, file_id: UUID, reader: Reader) -> Resource:
        """Show a file no longer; one that it does not show is left already.

        Raises `NotAllowed`, `ResourceNotFound`, `StaleResource`.
        """
        found = self._written(resource_id, reader)
        if all(file.id != file_id for file in self.shown(found, reader)):
            return found
        after = self._changed(found, reader, lambda files: [file for file in files if file.id != file_id])
        return self._service.judged_by_consent(after, reader.person)

    def file(self, resource_id: UUID, file_id: UUID, reader: Reader, wording: Wording) -> TakenFile:
        """Return a file for somebody who reads the resource that shows it, or who writes and is offered it.

        Raises `FileNotFound`, `NotAllowed` for whoever may do neither, `RoomsUnavailable`.
        """
        try:
            found = self._service.read(resource_id, reader)
        except ResourceNotFound as exc:
            raise NotAllowed(NOT_YOURS) from exc
        if not found.readable and self._was_put_out(found, reader):
            raise NotAllowed(NOT_YOURS)
        shown = next((file for file in self.shown(found, reader) if file.id == file_id), None)
        if shown is not None:
            return shown
        if not reader.writes(found):
            raise NotAllowed(NOT_YOURS)
        return self._offered(found, file_id, reader, wording, unasked=True).file

    def _written(self, resource_id: UUID, reader: Reader) -> Resource:
        found = self._service.read(resource_id, reader)
        if not reader.writes(found) or self._was_put_out(found, reader):
            raise NotAllowed() if found.readable else ResourceNotFound()
        return found

    def _was_put_out(self, resource: Resource, reader: Reader) -> bool:
        """Tell whether somebody, staff apart, was removed from a talk of it, and took part in none."""
        if self._drafts.knows_people(resource, reader):
            return False
        return any(self._calls.load(call_id).role_of(reader.person) is Role.REMOVED for call_id in resource.sources)

    def _offered(
        self, resource: Resource, file_id: UUID, reader: Reader, wording: Wording, *, unasked: bool = False
    ) -> OfferedFile:
        """Return a file that somebody is offered; with `unasked` also one whose sender has not said yes."""
        talks = self._drafts.talks(resource, reader, wording)
        found = next((one for talk in talks for one in talk.files if one.file.id == file_id), None)
        if found is None:
            raise FileNotFound()
        if not (found.quotable or unasked):
            raise QuotesWithoutConsent(NO_YES)
        return found

    def _changed(self, found: Resource, reader: Reader, choose: Choice) -> Resource:
        """Choose of what it shows by now, as often as somebody else comes in between. Raises `StaleResource`."""
        for _try in range(TRIES):
            before = self._files.files_in(found.id)
            files = choose(before)
            if files == before:
                return found
            after = with_other_files(found, reader.person, self._clock.now())
            try:
                self._files.save_files(found, after, files)
            except StaleResource:
                found = self._resources.resource(found.id)
            else:
                self._events.resource_changed(found, after)
                return after
        raise StaleResource()


def _with(files: list[TakenFile], file: TakenFile) -> list[TakenFile]:
    if any(one.id == file.id for one in files):
        return [file if one.id == file.id else one for one in files]
    if len(files) >= MOST_FILES:
        raise FilesFull(NO_MORE, most=MOST_FILES)
    return [*files, file]
