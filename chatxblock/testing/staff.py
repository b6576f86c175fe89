"""What staff look at, in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person, State
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.history.spellings import spellings
from chatxblock.domain.ports import Asked, OpenCalls, Question, Questions, Sought, Waited
from chatxblock.domain.resources.feedback import Feedback


class MemoryStaff(ABC):
    """Finds what goes on in a course, in a store in memory."""

    @abstractmethod
    def _running(self) -> Iterable[Call]: ...

    @abstractmethod
    def _current(self, call: Call) -> Call: ...

    @abstractmethod
    def _all(self) -> Iterable[Call]: ...

    @abstractmethod
    def feedback(self, call_id: UUID, person: Person) -> Feedback:
        """Return what somebody has said of a call so far."""

    @abstractmethod
    def line_counts(self, calls: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many lines are kept of these calls, without corrections."""

    @abstractmethod
    def answers_to(self, calls: Sequence[UUID]) -> Mapping[UUID, DeferredAnswer]:
        """Return what teachers said about those of the questions of which one said something."""

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls, who waits longest first."""
        found = sorted((call for call in self._running() if call.course == course), key=_place)
        mark = (behind.helped, behind.asked_at, behind.call_id) if behind else None
        rest = [call for call in found if mark is None or _place(call) > mark]
        shown = rest[:most]
        last = shown[-1] if len(rest) > most else None
        return OpenCalls(
            calls=tuple(self._current(call) for call in shown),
            next=Waited(helped=_place(last)[0], asked_at=last.asked_at, call_id=last.id) if last else None,
        )

    def questions(self, course: str, sought: Sought, behind: Asked | None, most: int) -> Questions:
        """Return a page of the questions that were sought, the last to be asked first."""
        mine = (call for call in self._all() if call.course == course)
        fit = [one for call in mine if _fits(one := self._question(call), sought)]
        places = sorted(((one.call.asked_at, one.call.id) for one in fit), reverse=True)
        rest = [place for place in places if behind is None or place < (behind.at, behind.call_id)]
        by_id = {one.call.id: one for one in fit}
        shown = rest[:most]
        last = Asked(at=shown[-1][0], call_id=shown[-1][1]) if len(rest) > most else None
        return Questions(questions=tuple(by_id[call_id] for _, call_id in shown), next=last)

    def units_asked_in(self, course: str, most: int) -> list[tuple[str, str]]:
        """Return usage key and title of the units in which something was asked, by title."""
        mine = sorted((call for call in self._all() if call.course == course), key=lambda call: call.asked_at)
        titles = {call.unit: call.context.title for call in mine}
        return sorted(titles.items(), key=lambda pair: (pair[1], pair[0]))[:most]

    def _question(self, call: Call) -> Question:
        helped = self.feedback(call.id, call.asker).helped
        return Question(
            call=call,
            lines=self.line_counts([call.id]).get(call.id, 0),
            answer=self.answers_to([call.id]).get(call.id),
            helped=helped.value if helped else "",
        )


def _fits(one: Question, sought: Sought) -> bool:
    call, text = one.call, one.call.question.lower()
    came = any(invitation.accepted_at for invitation in call.invitations)
    answered = came or (one.answer is not None and not one.answer.dismissed)
    left = call.deferred_at is not None and one.answer is None
    return (
        all(any(spelling.lower() in text for spelling in spellings(word)) for word in sought.words)
        and sought.unit in ("", call.unit)
        and (sought.since is None or call.asked_at >= sought.since)
        and (sought.until is None or call.asked_at < sought.until)
        and {"": True, "open": call.running, "ended": not call.running, "left": left}[sought.state]
        and sought.answered in (None, answered)
        and sought.helped in ("", one.helped)
        and sought.asker in (None, call.asker.id)
    )


def _place(call: Call) -> tuple[bool, object, object]:
    return call.state is State.ANSWERED, call.asked_at, call.id
