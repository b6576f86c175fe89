"""Forgetting: what goes when its time is over, and what goes with a person who goes for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from chatxblock.domain.calls.call import Call, Person


class RetentionStore(Protocol):
    """Deletes what is older than it may be, a little at a time: each call is bounded, however much there is.

    Every method returns how many rows it deleted or emptied, 0 where nothing is left to do. What is under report stays
    until staff have settled that.
    """

    def forget_talks(self, before: datetime, now: datetime, most: int) -> int:
        """Delete the logs of talks that ended before then, and the talks; `most` is of lines.

        A talk that a resource was made of leaves an empty row, so that the resource can say what it was made of. Its
        draft goes with it, and so do the earlier texts: whether they may be read could no longer be told.
        """
        ...

    def forget_questions(self, before: datetime, now: datetime, most: int) -> int:
        """Delete, as `forget_talks` does, the questions that ended before then and that nobody answered."""
        ...

    def forget_drafts(self, before: datetime, most: int) -> int:
        """Delete the drafts of resources that nobody has touched since then."""
        ...

    def forget_reports(self, before: datetime, most: int) -> int:
        """Delete the reports that staff settled before then."""
        ...

    def forget_files(self, before: datetime, most: int) -> int:
        """Take files that were kept before then out of their talks; the sweep of files deletes what they were."""
        ...

    def forget_deeds(self, before: datetime, most: int) -> int:
        """Delete what is kept of staff's deeds that were done before then, and of bars that were over before then."""
        ...


class RetirementStore(Protocol):
    """Takes a person out of everything that is kept. Every method may be repeated, and bounded is what it does at once.

    A person who is retired keeps a row that says nothing, on which the talks of others hang.
    """

    def begin_retirement(self, user_id: str) -> int:
        """Take name, picture and id of a user from every course at once, and note that the rest is to be done.

        Return in how many courses the user was somebody; 0 where that is done already. One write.
        """
        ...

    def retiring(self, most: int) -> list[Person]:
        """Return people of whom the rest is still to be done."""
        ...

    def calls_to_leave(self, person: Person, most: int) -> list[Call]:
        """Return the calls that are not closed and in which somebody has a part."""
        ...

    def has_open_calls(self, person: Person) -> bool:
        """Tell whether a call in which somebody has a part is not closed, readable or not."""
        ...

    def clear(self, person: Person, listeners: Sequence[str], now: datetime, most: int) -> bool:
        """Delete what is kept of somebody beside talks, at most so many rows of a kind; say whether all of it is gone.

        Wishes, units, experience, follows, news, messages, authorship, settled reports; what they typed in others is
        replaced. The listeners of resources that were found by their questions are told.
        """
        ...

    def erase_words(self, person: Person, most: int) -> bool:
        """Replace what somebody said in logs, questions and drafts, at most so many lines; say whether all of it is.

        Only for calls that are closed: what is still in a room is not kept yet.
        """
        ...

    def end_retirement(self, person: Person, now: datetime) -> None:
        """Delete somebody's consents, which were needed until now, and note that nothing is left to do."""
        ...


class RecordStore(Protocol):
    """Reads what is kept of a person."""

    def records_of(self, user_id: str) -> list[Mapping[str, Any]]:
        """Return everything of a user, a course each, as JSON has it."""
        ...

    def user_ids(self, name: str) -> list[str]:
        """Return the ids of the users who are known here by that username, or else by that id."""
        ...
