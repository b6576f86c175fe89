"""The platform's notification tray as a channel: news that somebody finds without a page of ours open.

What it tells is where, and not what: the tray keeps it longer than we may keep words, and mails it where people wish.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.notices import absolute, personal
from chatxblock.domain.ports import Message, Outcome
from chatxblock.errors import CallNotFound


@dataclass(frozen=True, kw_only=True)
class TrayItem:
    """One thing in the tray of one person."""

    user_id: str
    course: str
    topic: str
    place: str
    """What the unit is called in which it was asked: an author's words."""
    url: str
    """Where it is read, as a whole address."""


Put = Callable[[TrayItem], Outcome]
"""Puts something into somebody's tray, and says what became of it: nobody is there where the course has none."""
InCourse = Callable[[str, Collection[str]], Collection[str]]


class Calls(Protocol):
    """Loads calls."""

    def load(self, call_id: UUID) -> Call:
        """Return a call. Raises `CallNotFound`."""
        ...


class People(Protocol):
    """Knows who is behind a localpart."""

    def persons(self, localparts: Iterable[str]) -> Mapping[str, Person]:
        """Return who is behind those localparts; unknown ones are missing."""
        ...


class TrayChannel:
    """Tells of a call: `call_id` in the body, by the kind of news that the topic is."""

    reaches_closed_pages = True

    def __init__(self, *, put: Put, calls: Calls, people: People, in_course: InCourse, base_url: str = "") -> None:
        self._put = put
        self._calls = calls
        self._people = people
        self._in_course = in_course
        self._base_url = base_url

    def deliver(self, message: Message) -> Outcome:
        """Put it into the person's tray, if there is one, and the person is still in the course."""
        item = self._item(message)
        if item is None or item.user_id not in self._in_course(item.course, [item.user_id]):
            return Outcome.NOBODY_THERE
        return self._put(item)

    def _item(self, message: Message) -> TrayItem | None:
        person = self._people.persons([message.to]).get(message.to)
        if person is None:
            return None
        try:
            call = self._calls.load(UUID(message.body["call_id"]))
        except CallNotFound:  # forgotten meanwhile
            return None
        return TrayItem(
            user_id=person.user_id,
            course=call.course,
            topic=message.topic,
            place=call.context.title,
            url=absolute(personal(call.context.url, person), self._base_url),
        )
