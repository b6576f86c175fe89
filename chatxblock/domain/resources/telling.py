"""Telling people of a resource that answers what they asked or follow: each once, and a few at a time.

That there is somebody to be told is kept together with the publication; from there on whoever dies leaves the rest to
the next one who looks. First come those who follow one of its questions, then those who asked something like it earlier
and got no answer: of a bounded number, the newest first. This module must not know how anything is searched.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.ports import (
    PAGE,
    Clock,
    DocumentKind,
    FollowerStore,
    Likeness,
    Message,
    ResourceSearch,
    ResourceStore,
    Scope,
)
from chatxblock.domain.resources.news import News, Telling, Told
from chatxblock.domain.resources.resource import Resource
from chatxblock.errors import CallNotFound, ResourceNotFound

log = logging.getLogger(__name__)

TOPIC = "resource"
NEWS_FOR = timedelta(days=14)
"""For how long somebody can be told by a notice; her next page shows it anyway."""
MOST_TOLD = 50
"""People who are told in one pass: half of what one emptying of the outbox delivers, so that others get through."""
MOST_LOOKED_AT = 40
"""Earlier questions that one pass searches for."""
MOST_EARLIER = 200
"""Earlier questions that are searched for in all, the newest."""
EARLIER_FOR = timedelta(days=90)
BEST = 3
"""Among so many of the best for her own question it has to be."""
AS_GOOD, COVERED = 0.9, 0.4
"""A guess, measured on the labelled questions: what scores that much of the best, and speaks of that much of the
question, is told to its asker. Of the right ones two in three are, in five languages; of ten who are told, two or three
are told of something else (docs/decisions/0023-followers.md)."""
MOST_AT_ONCE = 5
"""Resources that one pass tells of."""
MOST_NEWS = 20
SETBACK = timedelta(minutes=1)


class Tellings:
    """Tells people of resources."""

    def __init__(
        self,
        *,
        resources: ResourceStore,
        followers: FollowerStore,
        search: ResourceSearch,
        likeness: Likeness,
        clock: Clock,
        languages: Callable[[str], Sequence[str]],
        index: Callable[[Resource], None],
    ) -> None:
        """Take the parts; `languages` says in which a course is, and `index` lets the search know a resource."""
        self._resources = resources
        self._followers = followers
        self._search = search
        self._likeness = likeness
        self._clock = clock
        self._languages = languages
        self._index = index

    def sweep(self) -> int:
        """Tell some of those who wait to be told, and return how many; what fails for one resource waits a minute."""
        now, told = self._clock.now(), 0
        for telling in self._followers.tellings(now, MOST_AT_ONCE):
            try:
                told += self._go_on(telling, MOST_TOLD - told)
            except Exception:
                log.exception("resource %s: nobody is told for now", telling.resource_id)
                self._followers.tell_of(replace(telling, due_at=self._clock.now() + SETBACK), (), now)
            if told >= MOST_TOLD:
                break
        return told

    def news_for(self, person: Person) -> list[News]:
        """Return of which answers somebody was told who has not put them away, the newest first."""
        return self._followers.news_for(person, MOST_NEWS)

    def put_away(self, call_id: UUID, person: Person) -> None:
        """Note that somebody has read of an answer; again is harmless. Raises `CallNotFound` where there is none."""
        if not self._followers.put_news_away(call_id, person, self._clock.now()):
            raise CallNotFound()

    def _go_on(self, telling: Telling, most: int) -> int:
        resource = self._readable(telling.resource_id)
        if resource is None:
            self._followers.end_telling(telling, ())
            return 0
        told = tell_followers(self._followers, resource, telling, self._clock, most)
        if told >= most or self._followers.untold_followers(resource.sources, 1):
            return told
        return told + self._tell_earlier(resource, telling, most - told)

    def _tell_earlier(self, resource: Resource, telling: Telling, most: int) -> int:
        """Look at some of the earlier questions, and end the telling with the last of them."""
        if telling.looked == 0:
            self._index(resource)
        now = self._clock.now()
        many = min(most, MOST_LOOKED_AT, MOST_EARLIER - telling.looked)
        course, since = resource.spot.course, telling.since - EARLIER_FOR
        calls = self._followers.unanswered(course, telling, since, many) if many > 0 else []
        like = [call for call in calls if self._is_answered_by(resource, call)]
        people = [Told(call_id=c.id, person=c.asker, message=news_of(c, c.asker, self._clock)) for c in like]
        if calls:
            last = calls[-1]
            telling = replace(telling, after=(last.asked_at, last.id), looked=telling.looked + len(calls), due_at=now)
        told = self._followers.tell_of(telling, people, now) if calls else 0
        if len(calls) < many or telling.looked >= MOST_EARLIER:
            self._followers.end_telling(telling, resource.sources)
        return told

    def _is_answered_by(self, resource: Resource, call: Call) -> bool:
        """Tell whether a question's own asker would find the resource among the best, and close."""
        if call.id in resource.sources:
            return True
        if resource.by(call.asker):
            return False
        languages = tuple(self._languages(call.course))
        scope = Scope(course=call.course, unit=call.unit, languages=languages, kinds=(DocumentKind.RESOURCE,))
        found = self._search.find(call.question, scope, BEST)
        score = next((one.score for one in found if one.id == resource.id), 0.0)
        if not score or score < AS_GOOD * found[0].score:
            return False
        text = "\n".join((resource.text.title, resource.text.answer, resource.text.body))
        return self._likeness.covered(call.question, text, languages) >= COVERED

    def _readable(self, resource_id: UUID) -> Resource | None:
        try:
            found = self._resources.resource(resource_id)
        except ResourceNotFound:
            return None
        return found if found.readable else None


def tell_followers(followers: FollowerStore, resource: Resource, telling: Telling, clock: Clock, most: int) -> int:
    """Tell some of those who follow one of a resource's questions, and return how many were looked at.

    Its authors know it, and are only counted as told.
    """
    waiting = followers.untold_followers(resource.sources, most)
    people = [
        Told(call_id=call.id, person=who, message=None if resource.by(who) else news_of(call, who, clock))
        for call, who in waiting
    ]
    if people:
        followers.tell_of(replace(telling, due_at=clock.now()), people, clock.now())
    return len(people)


def news_of(call: Call, person: Person, clock: Clock) -> Message:
    """Return what tells somebody that a question has an answer, not what it is."""
    now = clock.now()
    return Message(
        kind=PAGE,
        to=person.localpart,
        topic=TOPIC,
        body={"call_id": str(call.id), "rev": call.rev, "state": call.state.value},
        due_at=now,
        expires_at=now + NEWS_FOR,
    )
