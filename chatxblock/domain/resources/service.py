"""What people do with resources: look at one, save a text, publish, hide, verify, merge, say that it helped.

Who may do what is judged here, by what somebody is to the resource: an author, who took part in one of its talks or
saved a text; course staff; anybody else of the course. This module must not know of requests or tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Clock, ConsentStore, FollowerStore, LogStore, ResourceStore
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.quotes import quoted
from chatxblock.domain.resources.resource import HiddenFor, Resource, Revision, Stage, Text
from chatxblock.domain.resources.telling import MOST_TOLD, tell_followers
from chatxblock.errors import NotAllowed, QuotesWithoutConsent, ResourceNotFound, StaleResource

TRIES = 5

Change = Callable[[Resource], Resource]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody, and what they are in the course."""

    person: Person
    staff: bool = False


class ResourceService:
    """Keeps resources right: every change is a compare-and-set, and whoever follows a question is told once."""

    def __init__(
        self,
        *,
        resources: ResourceStore,
        consents: ConsentStore,
        followers: FollowerStore,
        logs: LogStore,
        clock: Clock,
    ) -> None:
        self._resources = resources
        self._consents = consents
        self._followers = followers
        self._logs = logs
        self._clock = clock

    def read(self, resource_id: UUID, reader: Reader) -> Resource:
        """Return a resource that somebody may read; of one that was merged, what it is a part of now.

        Raises `ResourceNotFound`, also for what is not this reader's to see.
        """
        found = self._resources.resource(resource_id)
        if found.stage is Stage.MERGED and found.merged_into is not None:
            found = self._resources.resource(found.merged_into)
        if found.spot.course != reader.person.course or not (found.readable or _edits(found, reader)):
            raise ResourceNotFound()
        return found

    def opened(self, resource_id: UUID, reader: Reader) -> Resource:
        """`read` it, and count that it was opened where that is somebody it is for."""
        found = self.read(resource_id, reader)
        if found.readable and not found.by(reader.person):
            self._resources.count_resources([found.id], "opened")
        return found

    def save(self, resource_id: UUID, rev: int, text: Text, by: Reader) -> Resource:
        """Keep somebody's text. Raises `NotAllowed`, `ResourceNotFound`, `StaleResource` where there is a newer one."""
        now = self._clock.now()
        return self._change(resource_id, by, lambda r: changes.edited(r, rev, text, by.person, now))

    def publish(self, resource_id: UUID, rev: int, by: Reader, *, review: bool) -> Resource:
        """Let everybody read it, or with `review` let staff look first; what staff publish needs no review.

        Who follows one of its questions is told. Raises `NotAllowed`, `QuotesWithoutConsent`, `ResourceNotFound`,
        `ResourceUnready`, `StaleResource`.
        """
        found = self._editable(resource_id, by)
        if self.unconsented(found, besides=by.person):
            raise QuotesWithoutConsent()
        now = self._clock.now()
        after = self._change(resource_id, by, lambda r: changes.published(r, rev, now, review=review and not by.staff))
        self.tell_followers(after)
        return after

    def hide(self, resource_id: UUID, by: Reader) -> Resource:
        """Take it away from everybody but its authors and staff. Raises `NotAllowed`, `ResourceNotFound`."""
        why, now = HiddenFor.STAFF if by.staff else HiddenFor.AUTHOR, self._clock.now()
        return self._change(resource_id, by, lambda r: changes.hidden(r, why, now))

    def verify(self, resource_id: UUID, rev: int, by: Reader) -> Resource:
        """A teacher says that this text is right; open reports are settled by it, and it may be read again.

        Raises `NotAllowed`, `ResourceNotFound`, `StaleResource`.
        """
        _require_staff(by)
        now = self._clock.now()
        after = self._change(resource_id, by, lambda r: changes.shown_again(changes.verified(r, rev), now))
        self._resources.settle_reports(resource_id, now)
        return after

    def restore(self, resource_id: UUID, rev: int, by: Reader) -> Resource:
        """Make an earlier text the present one, as a new revision. Raises `NotAllowed`, `ResourceNotFound`."""
        _require_staff(by)
        earlier = next((r for r in self._resources.revisions(resource_id) if r.rev == rev), None)
        if earlier is None:
            raise ResourceNotFound()
        now = self._clock.now()
        return self._change(resource_id, by, lambda r: changes.edited(r, r.rev, earlier.text, by.person, now))

    def revisions(self, resource_id: UUID, reader: Reader) -> list[Revision]:
        """Return its last texts, the newest first. Raises `NotAllowed`, `ResourceNotFound`."""
        self._editable(resource_id, reader)
        return self._resources.revisions(resource_id)

    def merge(self, resource_id: UUID, into_id: UUID, by: Reader) -> Resource:
        """Make one resource a part of another. Raises `NotAllowed`, `ResourceNotFound`, `StaleResource`."""
        _require_staff(by)
        part, into = self._editable(resource_id, by), self._editable(into_id, by)
        gone, whole = changes.merged(part, into, self._clock.now())
        self._resources.save_merged((part, gone), (into, whole))
        self.tell_followers(whole)
        return self._resources.resource(whole.id)

    def helped(self, resource_id: UUID, reader: Reader, *, undo: bool = False) -> int:
        """Note that it helped somebody, or no longer, and return how many it helped. Raises `ResourceNotFound`."""
        found = self.read(resource_id, reader)
        return self._resources.mark_helped(found.id, reader.person, self._clock.now(), undo=undo)

    def report(self, resource_id: UUID, reader: Reader, reason: str) -> Resource:
        """Tell the staff that something is wrong with it; two people hide what nobody has verified.

        Raises `ResourceNotFound`, `StaleResource`.
        """
        found, now = self.read(resource_id, reader), self._clock.now()
        reported = self._resources.report_resource(found.id, reader.person, reason, now)
        return self._changed(found, reader.person, lambda r: changes.counted_reports(r, reported, now))

    def consent(self, call_id: UUID, person: Person, yes: bool) -> None:
        """Keep whether somebody may be quoted from a talk; what quotes somebody who says no is hidden.

        It is kept before anything is looked at, so that whoever publishes meanwhile is refused or undone.
        """
        now = self._clock.now()
        self._consents.save_consent(call_id, person, yes, now)
        found = None if yes else self._resources.resource_of(call_id)
        if found is not None and person.localpart in self._quoted(found):
            self._changed(found, person, lambda r: changes.hidden(r, HiddenFor.CONSENT, now))

    def unconsented(self, resource: Resource, besides: Person) -> dict[str, list[Line]]:
        """Return the lines that its text quotes without their speakers' yes, by localpart.

        `besides` is who asks: one's own lines are one's own.
        """
        found = self._quoted(resource)
        found.pop(besides.localpart, None)
        if not found:
            return {}
        said = self._consents.consents(resource.sources)
        willing = {author.localpart for author in resource.authors if _says_yes(said, resource.sources, author)}
        return {who: lines for who, lines in found.items() if who not in willing}

    def tell_followers(self, resource: Resource) -> None:
        """Tell the first of those who follow one of its questions, once each, that there is an answer.

        The sweep tells the others, and all of them where this does not come about.
        """
        telling = self._followers.telling_of(resource.id) if resource.readable else None
        if telling is not None:
            tell_followers(self._followers, resource, telling, self._clock, MOST_TOLD)

    def _quoted(self, resource: Resource) -> dict[str, list[Line]]:
        lines = [line for call_id in resource.sources for line in self._logs.log(call_id)]
        return quoted(resource.text, lines)

    def _editable(self, resource_id: UUID, by: Reader) -> Resource:
        found = self._resources.resource(resource_id)
        if found.spot.course != by.person.course:
            raise ResourceNotFound()
        if not _edits(found, by):
            raise NotAllowed() if found.readable else ResourceNotFound()
        return found

    def _change(self, resource_id: UUID, by: Reader, change: Change) -> Resource:
        return self._changed(self._editable(resource_id, by), by.person, change)

    def _changed(self, found: Resource, by: Person, change: Change) -> Resource:
        """Carry a change out on the newest, as often as somebody else comes in between. Raises `StaleResource`."""
        for _ in range(TRIES):
            after = change(found)
            if after == found:
                return found
            try:
                self._resources.save_resource(found, after, by)
            except StaleResource:
                found = self._resources.resource(found.id)
            else:
                return after
        raise StaleResource()


def _edits(resource: Resource, reader: Reader) -> bool:
    return reader.staff or resource.by(reader.person)


def _require_staff(by: Reader) -> None:
    if not by.staff:
        raise NotAllowed()


def _says_yes(said: Mapping[tuple[UUID, int], bool], calls: Sequence[UUID], person: Person) -> bool:
    return any(said.get((call_id, person.id)) for call_id in calls)
