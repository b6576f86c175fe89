"""What people do with resources: look at one, save a text, publish, hide, verify, merge, say that it helped.

Who may do what is judged here, by what somebody is to the resource: an author, who took part in one of its talks or
saved a text; course staff; anybody else of the course. This module must not know of requests or tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import (
    UNHEARD,
    Clock,
    ConsentStore,
    Events,
    FollowerStore,
    Message,
    ResourceFileStore,
    ResourceStore,
)
from chatxblock.domain.reports.news import news
from chatxblock.domain.reports.report import Settled, Settlement
from chatxblock.domain.resources import resource as changes
from chatxblock.domain.resources.asked import asked_words
from chatxblock.domain.resources.files import TakenFile
from chatxblock.domain.resources.listening import messages
from chatxblock.domain.resources.quotes import quoted
from chatxblock.domain.resources.resource import HiddenFor, Resource, Revision, Stage, TalkWithout, Text
from chatxblock.domain.resources.telling import MOST_TOLD, tell_followers
from chatxblock.errors import NotAllowed, QuotesWithoutConsent, ResourceNotFound, RoomsUnavailable, StaleResource
from chatxblock.errors import gettext_noop as _

TRIES = 5
CHANGED = _("Somebody else changed one of the two meanwhile. Look at them again, and put them together then.")

Change = Callable[[Resource], Resource]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody, and what they are in the course."""

    person: Person
    staff: bool = False
    writes_at: str = ""
    """Usage key of the block whose talks a fellow learner may write about who was not there; empty where none may."""

    def writes(self, resource: Resource) -> bool:
        """Whether somebody may save a text of it."""
        fellow = bool(self.writes_at) and resource.spot.block == self.writes_at
        return self.edits(resource) or (fellow and (resource.readable or bool(resource.sources)))

    def edits(self, resource: Resource) -> bool:
        """Whether somebody may publish and hide it, too."""
        return self.staff or resource.by(self.person)


class ResourceService:
    """Keeps resources right: every change is a compare-and-set, and whoever follows a question is told once."""

    def __init__(
        self,
        *,
        resources: ResourceStore,
        files: ResourceFileStore,
        consents: ConsentStore,
        followers: FollowerStore,
        said_in: Callable[[UUID], Sequence[Line]],
        clock: Clock,
        listeners: Sequence[str] = (),
        soon: Callable[[], None] = lambda: None,
        events: Events = UNHEARD,
    ) -> None:
        """Take the parts; `listeners` are the kinds of channels that tell others of resources, and `soon` lets them.

        `said_in` returns the lines of a talk, also of one that goes on without its asker, and raises
        `RoomsUnavailable`. `soon` is called after each change of which they are told; the sweep does it where it fails.
        """
        self._resources = resources
        self._files = files
        self._consents = consents
        self._followers = followers
        self._said_in = said_in
        self._clock = clock
        self._listeners = tuple(listeners)
        self._soon = soon
        self._events = events

    def read(self, resource_id: UUID, reader: Reader) -> Resource:
        """Return a resource that somebody may read; of one that was merged, what it is a part of now.

        Raises `ResourceNotFound`, also for what is not this reader's to see.
        """
        found = self._resources.resource(resource_id)
        while (
            found.stage is Stage.MERGED and found.merged_into is not None
        ):  # ends: what is merged is merged into no part
            found = self._resources.resource(found.merged_into)
        if found.spot.course != reader.person.course or not (found.readable or reader.writes(found)):
            raise ResourceNotFound()
        return found

    def opened(self, resource_id: UUID, reader: Reader) -> Resource:
        """`read` it, and count that it was opened where that is somebody it is for."""
        found = self.read(resource_id, reader)
        if found.readable and not found.by(reader.person):
            self._resources.count_resources([found.id], "opened")
        return found

    def save(self, resource_id: UUID, rev: int, text: Text, by: Reader) -> Resource:
        """Keep somebody's text. Raises `NotAllowed`, `ResourceNotFound`, `StaleResource` where there is a newer one.

        Where others read it already, a text that quotes somebody who has not said yes is hidden until it does not.
        """
        now, found = self._clock.now(), self._editable(resource_id, by, by.writes)
        after = self._changed(found, by.person, lambda r: changes.edited(r, rev, text, by.person, now))
        return self.judged_by_consent(after, by.person)

    def judged_by_consent(self, resource: Resource, by: Person) -> Resource:
        """Return it as somebody's change leaves it: hidden while it has what is another's without a yes."""
        if resource.hidden_for is HiddenFor.CONSENT and not self._may_lack_a_yes(resource, by):
            now = self._clock.now()
            resource = self._changed(resource, by, lambda r: changes.shown_again(r, now))
        return self._hidden_where_unconsented(resource, by)

    def publish(self, resource_id: UUID, rev: int, by: Reader, *, review: bool, words: str = "") -> Resource:
        """Let everybody read it, or with `review` let staff look first; what staff publish needs no review.

        Who follows one of its questions is told, and of what staff publish also who reported it, with their `words`.
        Raises `NotAllowed`, `QuotesWithoutConsent`, `ResourceNotFound`, `ResourceUnready`, `RoomsUnavailable`,
        `StaleResource`.
        """
        found = self._editable(resource_id, by)
        if self._lacks_a_yes(found, by.person):
            raise QuotesWithoutConsent()
        now = self._clock.now()
        self.agree_to_own(found, by.person)
        after = self._change(
            resource_id, by, lambda r: changes.published(r, rev, now, review=review and not by.staff, staff=by.staff)
        )
        if self._hidden_where_unconsented(after, by.person) != after:
            raise QuotesWithoutConsent()
        self._looked_at(after, by, Settled.RIGHT, words)
        self.tell_followers(after)
        return after

    def hide(self, resource_id: UUID, by: Reader, words: str = "") -> Resource:
        """Take it away from everybody but its authors and staff; staff's words are for who reported it.

        Raises `NotAllowed`, `ResourceNotFound`.
        """
        why, now = HiddenFor.STAFF if by.staff else HiddenFor.AUTHOR, self._clock.now()
        after = self._change(resource_id, by, lambda r: changes.hidden(r, why, now))
        self._looked_at(after, by, Settled.HIDDEN, words)
        return after

    def verify(self, resource_id: UUID, rev: int, by: Reader, words: str = "") -> Resource:
        """A teacher says that this text is right; open reports are settled by it, and it may be read again.

        Who reported it is told, with the teacher's words.

        Raises `NotAllowed`, `ResourceNotFound`, `StaleResource`.
        """
        _require_staff(by)
        now = self._clock.now()
        after = self._change(resource_id, by, lambda r: changes.shown_again(changes.verified(r, rev), now))
        self._looked_at(after, by, Settled.RIGHT, words)
        return self._hidden_where_unconsented(after, by.person)

    def restore(self, resource_id: UUID, rev: int, by: Reader) -> Resource:
        """Make an earlier text the present one, as a new revision. Raises `NotAllowed`, `ResourceNotFound`."""
        _require_staff(by)
        earlier = next((r for r in self._resources.revisions(resource_id) if r.rev == rev), None)
        if earlier is None:
            raise ResourceNotFound()
        now = self._clock.now()
        after = self._change(resource_id, by, lambda r: changes.edited(r, r.rev, earlier.text, by.person, now))
        return self._hidden_where_unconsented(after, by.person)

    def writers(self, resource: Resource) -> set[int]:
        """Return the ids of who saved one of the texts that are kept; the first one is a draft, which nobody wrote."""
        return {revision.by.id for revision in self._resources.revisions(resource.id) if revision.rev > 1}

    def marks(self, resource: Resource, reader: Reader) -> tuple[bool, bool]:
        """Return whether somebody said that it helped, and whether they have a report of it that is open."""
        return self._resources.marks_of(resource.id, reader.person)

    def talks_without(self, reader: Reader, most: int) -> list[TalkWithout]:
        """Return talks that have no published resource: those of somebody, for staff all of the course."""
        person = None if reader.staff else reader.person
        return self._resources.talks_without(reader.person.course, person, most)

    def waiting(self, reader: Reader, most: int) -> list[Resource]:
        """Return to staff what they have to look at, the oldest first."""
        return self._resources.waiting_resources(reader.person.course, most) if reader.staff else []

    def named(self, ids: Sequence[UUID]) -> list[Resource]:
        """Return those that there are and that everybody may read, in the order of `ids`."""
        return [resource for resource in self._resources.resources(ids) if resource.readable]

    def revisions(self, resource_id: UUID, reader: Reader) -> list[Revision]:
        """Return its last texts, the newest first. Raises `NotAllowed`, `ResourceNotFound`."""
        self._editable(resource_id, reader, reader.writes)
        return self._resources.revisions(resource_id)

    def merge(self, resource_id: UUID, into_id: UUID, by: Reader, rev: int | None = None) -> Resource:
        """Make one resource, as it was in `rev` if that is told, a part of another.

        Raises `NotAllowed`, `ResourceNotFound`, `StaleResource`.
        """
        _require_staff(by)
        part, into = self._editable(resource_id, by), self._editable(into_id, by)
        if rev not in (None, part.rev):
            raise StaleResource(CHANGED)
        gone, whole = changes.merged(part, into, self._clock.now())
        told = [*self.news(part, gone), *self.news(into, whole)]
        try:
            self._resources.save_merged((part, gone), (into, whole), told)
        except StaleResource as exc:
            raise StaleResource(CHANGED) from exc
        self._soon()
        self._events.resource_changed(part, gone)
        self._events.resource_changed(into, whole)
        after = self._hidden_where_unconsented(self._resources.resource(whole.id), by.person)
        self.tell_followers(after)
        return after

    def helped(self, resource_id: UUID, reader: Reader, *, undo: bool = False, question: str = "") -> int:
        """Note that it helped somebody, or no longer, and return how many it helped. Raises `ResourceNotFound`.

        By what they had asked it is found the next time.
        """
        found, now = self.read(resource_id, reader), self._clock.now()
        asked = asked_words(question, reader.person)
        told = messages(self._listeners, found.id, now) if found.readable and (asked or undo) else []
        many = self._resources.mark_helped(found.id, reader.person, now, undo=undo, question=asked, told=told)
        if many > found.counts.helped and not undo:
            self._events.resource_helped(found, reader.person)
        if told:
            self._soon()
        return many

    def report(self, resource_id: UUID, reader: Reader, reason: str) -> Resource:
        """Tell the staff that something is wrong with it; two people hide what nobody has verified.

        Raises `ResourceNotFound`, `StaleResource`.
        """
        found, now = self.read(resource_id, reader), self._clock.now()
        reported = self._resources.report_resource(found.id, reader.person, reason, now)
        if reported > found.counts.reported:
            self._events.resource_reported(found, reader.person)
        return self._changed(found, reader.person, lambda r: changes.counted_reports(r, reported, now))

    def consent(self, call_id: UUID, person: Person, yes: bool) -> None:
        """Keep whether somebody may be quoted from a talk; what quotes somebody who says no is hidden.

        It is kept before anything is looked at, so that whoever publishes meanwhile is refused or undone.
        """
        now = self._clock.now()
        self._consents.save_consent(call_id, person, yes, now)
        found = None if yes else self._resources.resource_of(call_id)
        if found is not None and (self._shows(found, person, call_id) or self._may_quote(found, person)):
            self._changed(found, person, lambda r: changes.hidden(r, HiddenFor.CONSENT, now))

    def unconsented(self, resource: Resource, besides: Person) -> dict[str, list[Line]]:
        """Return the lines that its text quotes without their speakers' yes to that talk, by localpart.

        `besides` is who asks: one's own lines are one's own. Raises `RoomsUnavailable` while a talk cannot be read.
        """
        said, ids = self._consents.consents(resource.sources), {a.localpart: a.id for a in resource.authors}
        found: dict[str, list[Line]] = {}
        for call_id in resource.sources:
            for who, lines in quoted(resource.text, self._said_in(call_id)).items():
                if who != besides.localpart and not said.get((call_id, ids.get(who, 0))):
                    found.setdefault(who, []).extend(lines)
        return found

    def unconsented_files(self, resource: Resource, besides: Person) -> list[TakenFile]:
        """Return what it shows of pictures and files without their senders' yes; one's own are one's own."""
        said = self._consents.consents(resource.sources)
        others = [file for file in self._files.files_in(resource.id) if file.by.id != besides.id]
        return [file for file in others if file.call_id and not said.get((file.call_id, file.by.id))]

    def tell_followers(self, resource: Resource) -> None:
        """Tell the first of those who follow one of its questions, once each, that there is an answer.

        The sweep tells the others, and all of them where this does not come about.
        """
        telling = self._followers.telling_of(resource.id) if resource.readable else None
        if telling is not None:
            tell_followers(self._followers, resource, telling, self._clock, MOST_TOLD)

    def news(self, before: Resource | None, after: Resource) -> list[Message]:
        """Return what tells the listeners of a change, to be kept with it: none where nobody could and can read it."""
        matters = after.readable or (before is not None and before.readable)
        return messages(self._listeners, after.id, self._clock.now()) if matters else []

    def _may_quote(self, resource: Resource, person: Person) -> bool:
        try:
            lines = [line for call_id in resource.sources for line in self._said_in(call_id)]
        except RoomsUnavailable:
            return True
        return person.localpart in quoted(resource.text, lines)

    def agree_to_own(self, resource: Resource, person: Person) -> None:
        """Whoever publishes what they said or sent themselves says yes to it, also towards those who edit it later."""
        said = self._consents.consents(resource.sources)
        for call_id in resource.sources:
            own = self._shows(resource, person, call_id)
            own = own or person.localpart in quoted(resource.text, self._said_in(call_id))
            if own and not said.get((call_id, person.id)):
                self._consents.save_consent(call_id, person, True, self._clock.now())

    def _shows(self, resource: Resource, person: Person, call_id: UUID) -> bool:
        files = self._files.files_in(resource.id)
        return any(file.by.id == person.id and file.call_id == call_id for file in files)

    def _lacks_a_yes(self, resource: Resource, besides: Person) -> bool:
        return bool(self.unconsented(resource, besides) or self.unconsented_files(resource, besides))

    def _may_lack_a_yes(self, resource: Resource, besides: Person) -> bool:
        try:
            return self._lacks_a_yes(resource, besides)
        except RoomsUnavailable:
            return True  # what cannot be judged is read by nobody

    def _hidden_where_unconsented(self, resource: Resource, besides: Person) -> Resource:
        """Return it hidden where it quotes or shows what is of somebody who took their yes back, perhaps meanwhile.

        Whoever takes consent back keeps that before looking at texts, and whoever publishes looks at consents after
        keeping the text: so one of the two sees the other.
        """
        if resource.stage not in (Stage.PUBLISHED, Stage.REVIEW) or not self._may_lack_a_yes(resource, besides):
            return resource
        now = self._clock.now()
        return self._changed(resource, besides, lambda r: changes.hidden(r, HiddenFor.CONSENT, now))

    def _looked_at(self, resource: Resource, by: Reader, outcome: Settled, words: str) -> None:
        """What staff verify, publish or hide they have looked at: reports of it are settled, and reporters told."""
        if not by.staff or not resource.counts.reported:
            return
        now = self._clock.now()
        people = self._resources.reporters(resource.id) if resource.sources else []
        told = [news(who, resource.sources[-1], now) for who in people]
        settlement = Settlement(by=by.person, at=now, outcome=outcome, words=words)
        self._resources.settle_reports(resource.id, settlement, told)

    def _editable(self, resource_id: UUID, by: Reader, may: Callable[[Resource], bool] | None = None) -> Resource:
        found = self._resources.resource(resource_id)
        if found.spot.course != by.person.course:
            raise ResourceNotFound()
        if not (may or by.edits)(found):
            raise NotAllowed() if found.readable else ResourceNotFound()
        return found

    def _change(self, resource_id: UUID, by: Reader, change: Change) -> Resource:
        return self._changed(self._editable(resource_id, by), by.person, change)

    def _changed(self, found: Resource, by: Person, change: Change) -> Resource:
        """Carry a change out on the newest, as often as somebody else comes in between. Raises `StaleResource`."""
        for _try in range(TRIES):
            after = change(found)
            if after == found:
                return found
            told = self.news(found, after)
            try:
                self._resources.save_resource(found, after, by, told)
            except StaleResource:
                found = self._resources.resource(found.id)
            else:
                self._events.resource_changed(found, after)
                if told:
                    self._soon()
                return after
        raise StaleResource()


def _require_staff(by: Reader) -> None:
    if not by.staff:
        raise NotAllowed()
