"""Places behind a link: a video room or a whiteboard on a server that is not ours.

Nobody tells us who is there or what is said, and nobody keeps out who has the link: its random name is all that guards
it. This module must not know whom it is shown to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from string import Formatter
from urllib.parse import urlsplit

from chatxblock.domain.calls.transcript import Page
from chatxblock.errors import ConfigurationError

LEAST_GRACE = 150.0
"""Seconds. Who is in a video call has the room window in a hidden tab, whose timers browsers run once a minute: two of
its looks may fail before anybody counts as gone."""

LABEL = "video room"
EMPTY = Page(lines=(), last="", total=0, finished=True)


class LinkRooms:
    """Rooms on another server, each a link with its name in it. Nothing is made there, so nothing fails."""

    has_log = False
    knows_inside = False
    guarded = False

    def __init__(self, url: str, label: str = LABEL, least_grace: float = LEAST_GRACE) -> None:
        """Lead to `url`, in which `{room}` stands for the room's name. Raises `ConfigurationError`.

        `label` is what people call such a room. A call outlives its last window for `least_grace` seconds at least.
        """
        for problem in problems(url, label, least_grace):
            raise ConfigurationError(problem)
        self._url = url
        self.label = label
        self.least_grace = least_grace

    def url(self, room: str) -> str:
        """Return the link. Whoever has it can go there."""
        return self._url.format(room=room)

    def make(self, room: str, *, occupants: int) -> None:
        """Do nothing: the other server makes a room when the first one comes."""

    def admit(self, room: str, people: Sequence[str]) -> None:
        """Do nothing: who may know the link is shown it."""

    def remove(self, room: str, people: Sequence[str], *, reason: str = "") -> None:
        """Do nothing: who knows the link keeps knowing it."""

    def inside(self, room: str) -> frozenset[str]:
        """Know of nobody."""
        return frozenset()

    def read(self, room: str, after: str = "") -> Page:
        """Return an empty log."""
        return EMPTY

    def end(self, room: str) -> None:
        """Do nothing: the link is shown to nobody any more."""


def problems(url: object, label: object = LABEL, least_grace: object = LEAST_GRACE) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the options of such rooms."""
    yield from _wrong_pattern(url)
    if not isinstance(label, str) or not label.strip():
        yield f"'label' has to be a text, such as {LABEL!r}."
    if isinstance(least_grace, bool) or not isinstance(least_grace, int | float) or least_grace <= 0:
        yield "'least_grace' has to be a number of seconds, more than 0."


def _wrong_pattern(url: object) -> Iterator[str]:
    if not isinstance(url, str):
        yield "'url' has to be a text, such as 'https://meet.example.org/{room}'."
        return
    try:
        parsed = [part for part in Formatter().parse(url) if part[1] is not None]
    except ValueError:
        yield f"the braces in {url!r} do not match. Write {{room}} where the room's name belongs."
        return
    wrong = sorted({f"{{{name}}}" for _, name, spec, conversion in parsed if name != "room" or spec or conversion})
    if wrong:
        yield f"{', '.join(wrong)} in {url!r} stands for nothing. Only {{room}} does, for the room's name."
    elif not parsed:
        yield f"{url!r} leads everybody into the same room. Write {{room}} where the room's name belongs."
    else:
        yield from _wrong_address(url)


def _wrong_address(url: str) -> Iterator[str]:
    address = urlsplit(url)
    if "{" in address.netloc or any(char.isspace() for char in url):
        yield f"{url!r} is no link. {{room}} belongs behind the host, and a blank nowhere."
    elif not address.hostname or address.username is not None:
        yield f"{url!r} has to begin with https:// and the name of a host."
    elif address.scheme != "https" and not (address.scheme == "http" and _is_loopback(address.hostname)):
        yield f"{url!r} has to begin with https://: without, anybody on the way reads where people meet."


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
