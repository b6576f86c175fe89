"""One answer to several questions that were left for the teachers, which can be made a resource for everybody at once.

All of it is kept together or not at all; whoever is stopped before sends the same again, and nobody is told twice. This
module must not know of requests or tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.deferred.questions import DeferredAnswer, news_of
from chatxblock.domain.ports import (
    UNHEARD,
    CallStore,
    Clock,
    DeferredStore,
    Events,
    FindableStore,
    FollowerStore,
    Likeness,
    Message,
    ResourceStore,
)
from chatxblock.domain.resources.draft import draft
from chatxblock.domain.resources.prose import escaped, shortened
from chatxblock.domain.resources.resource import Resource, Spot, Stage, Text
from chatxblock.domain.resources.telling import MOST_TOLD, tell_followers
from chatxblock.errors import CallNotFound, Conflict
from chatxblock.errors import gettext_noop as _

MOST = 20
"""Questions that are answered at once."""
MOST_CLUSTERED = 200
"""Questions that are put together by likeness, those with most learners."""
LONGEST_ANSWER = 600
"""Characters of a short answer; a longer one is the body, and begins it."""
TRIES = 5
BEGUN = (Stage.DRAFT, Stage.REVIEW)
_FENCE = re.compile(r"(```|~~~)")

Changed = Callable[[Resource | None, Resource], Sequence[Message]]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What became of one answer to several questions."""

    answered: tuple[UUID, ...]
    passed_over: tuple[UUID, ...]
    """Those that somebody else had answered meanwhile."""
    resource: Resource | None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A question that was left for the teachers, and how many wait for an answer to it."""

    call: Call
    learners: int
    """The asker, and all who follow it."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Questions that are alike, the most typical first."""

    questions: tuple[Waiting, ...]

    @property
    def learners(self) -> int:
        """How many wait for an answer to any of them; who follows two is counted twice."""
        return sum(waiting.learners for waiting in self.questions)


class Answering:
    """Answers questions that were left, and says which of them wait together."""

    def __init__(
        self,
        *,
        calls: CallStore,
        questions: DeferredStore,
        resources: ResourceStore,
        followers: FollowerStore,
        findables: FindableStore,
        likeness: Likeness,
        clock: Clock,
        languages: Callable[[str], Sequence[str]],
        changed: Changed = lambda _before, _after: (),
        soon: Callable[[], None] = lambda: None,
        events: Events = UNHEARD,
    ) -> None:
        """Take the parts; `changed` returns what is to be told of a resource that changed, and is kept with it.

        `soon` is called afterwards, and lets it be told; the sweep does it where that fails.
        """
        self._calls = calls
        self._questions = questions
        self._resources = resources
        self._followers = followers
        self._findables = findables
        self._likeness = likeness
        self._clock = clock
        self._languages = languages
        self._changed = changed
        self._soon = soon
        self._events = events

    def answer(self, call_ids: Sequence[UUID], teacher: Person, body: str, *, publish: bool) -> Answered:
        """Answer some questions, and with `publish` make a published resource of the answer.

        What somebody else answered meanwhile is passed over. Raises `CallNotFound` for what was not left in the
        teacher's course, and `Conflict` where others have answered all of them.
        """
        calls = [self._left(call_id, teacher) for call_id in dict.fromkeys(call_ids)]
        for _try in range(TRIES):
            known = self._questions.answers_to([call.id for call in calls])
            mine = [call for call in calls if call.id not in known or known[call.id].by.id == teacher.id]
            if not mine:
                break
            now = self._clock.now()
            answer = DeferredAnswer(by=teacher, body=body, at=now)
            fresh = [c for c in mine if c.id not in known or known[c.id].body != body or known[c.id].dismissed]
            change = self._resource_of(mine, teacher, body, now) if publish else None
            saved = change if change is not None and change[0] != change[1] else None
            told = self._changed(*saved) if saved else ()
            try:
                if fresh or saved:
                    news = [(call, answer, news_of(call, now)) for call in fresh]
                    self._resources.save_answers(news, saved, teacher, told)
            except Conflict:
                continue
            if saved:
                self._events.resource_changed(*saved)
                self._soon()
            over = tuple(call.id for call in calls if call not in mine)
            resource = self._told_of(change[1].id) if change else None
            return Answered(answered=tuple(c.id for c in mine), passed_over=over, resource=resource)
        raise Conflict(_("Somebody else has answered or dismissed this question already."))

    def waiting(self, course: str) -> list[Waiting]:
        """Return the course's questions that no teacher has answered, most learners first, then the oldest."""
        calls = self._questions.deferred_questions(course)
        many = self._findables.follower_counts([call.id for call in calls])
        found = [Waiting(call=call, learners=1 + many.get(call.id, 0)) for call in calls]
        return sorted(found, key=lambda waiting: -waiting.learners)

    def clusters(self, course: str) -> list[Cluster]:
        """Return them by likeness, most learners first."""
        waiting = self.waiting(course)[:MOST_CLUSTERED]
        groups = self._likeness.groups([one.call.question for one in waiting], self._languages(course))
        found = [Cluster(questions=tuple(waiting[place] for place in group)) for group in groups]
        return sorted(found, key=lambda cluster: (-cluster.learners, cluster.questions[0].call.asked_at))

    def _told_of(self, resource_id: UUID) -> Resource:
        """Tell the first who follow its questions, and return it; the sweep tells whoever is left."""
        resource, telling = self._resources.resource(resource_id), self._followers.telling_of(resource_id)
        if telling is not None and resource.readable:
            tell_followers(self._followers, resource, telling, self._clock, MOST_TOLD)
        return resource

    def _left(self, call_id: UUID, teacher: Person) -> Call:
        call = self._calls.load(call_id)
        if call.course != teacher.course or call.deferred_at is None:
            raise CallNotFound()
        return call

    def _resource_of(
        self, calls: Sequence[Call], teacher: Person, body: str, now: datetime
    ) -> tuple[Resource | None, Resource]:
        """Return the resource as it is, if one of the calls has any, and as it is with the answer in it."""
        known = {call.id: found for call in calls if (found := self._resources.resource_of(call.id))}
        free = tuple(call.id for call in calls if call.id not in known)
        text = text_of(calls[0], teacher, body)
        begun = next((found for found in known.values() if found.stage in BEGUN), None)
        if begun is None and known and (not free or calls[0].id in known):
            there = known[calls[0].id] if calls[0].id in known else next(iter(known.values()))
            return there, there
        if begun is None:
            return None, _made(calls[0], free, text, teacher, now)
        after = replace(
            begun.with_author(teacher),
            text=text,
            rev=begun.rev + 1,
            verified_rev=begun.rev + 1,
            stage=Stage.PUBLISHED,
            hidden_for=None,
            sources=(*begun.sources, *free),
            updated_at=now,
            published_at=begun.published_at or now,
        )
        return begun, after


def text_of(call: Call, teacher: Person, body: str) -> Text:
    """Return what a resource says that is made of a teacher's answer: by the rules of a draft, without names.

    The short answer is the teacher's; a long one is the body, and the short one its beginning.
    """
    line = Line(id="answer", sent_at=call.asked_at, author=teacher.localpart, body=body)
    people = {call.asker.localpart: call.asker, teacher.localpart: teacher}
    talk = Transcript(call=call, lines=(line,), people=people, complete=True, exported_at=call.asked_at)
    known_as = {person.localpart: [person.username] for person in people.values() if person.username}
    made = draft(talk, agreed=(), known_as=known_as)
    whole = next((one.body for one in made.lines if one.id == line.id), "") or escaped(body)
    if len(whole) <= LONGEST_ANSWER and not _FENCE.search(whole):
        return Text(title=made.title, answer=whole)
    first = whole.split("\n\n", 1)[0]
    short = "" if _FENCE.search(first) else shortened(first, LONGEST_ANSWER)
    return Text(title=made.title, answer=short, body=whole)


def _made(call: Call, sources: tuple[UUID, ...], text: Text, teacher: Person, now: datetime) -> Resource:
    """Return a new resource, published, which its teacher wrote and so says is right."""
    return Resource(
        id=uuid4(),
        spot=Spot(course=call.course, unit=call.unit, block=call.block),
        stage=Stage.PUBLISHED,
        rev=1,
        text=text,
        sources=sources,
        authors=(teacher,),
        verified_rev=1,
        created_at=now,
        updated_at=now,
        published_at=now,
    )
