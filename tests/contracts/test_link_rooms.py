"""Places behind a link keep the part of the contract that they declare, and refuse links that lead nowhere."""

from __future__ import annotations

import re

import pytest

from chatxblock.errors import ConfigurationError
from chatxblock.rooms.link import LinkRooms, problems
from tests.contracts.rooms_contract import EveryKind, anna, ben, room

__all__ = ["anna", "ben", "room"]


@pytest.fixture
def rooms() -> LinkRooms:
    return LinkRooms("https://meet.example.org/{room}")


class TestLinkRooms(EveryKind):
    """What holds for all kinds: it has no log, and does not know who is inside."""

    def test_nothing_is_known_of_it(self, rooms: LinkRooms, room: str) -> None:
        page = rooms.read(room)
        assert (page.lines, page.total, page.finished) == ((), 0, True)
        assert rooms.inside(room) == frozenset()


@pytest.mark.parametrize(
    "url",
    [
        "https://meet.example.org/{room}",
        "https://meet.example.org:8443/rooms?name={room}#config.prejoin=1",
        "https://meet.example.org/#/{room}/{{as-is}}",
        "http://localhost:8000/{room}",
        "http://127.0.0.1:8000/{room}",
        "http://[::1]:8000/{room}",
    ],
)
def test_a_link_with_the_rooms_name_in_it(url: str) -> None:
    assert list(problems(url)) == []
    made = LinkRooms(url).url("5b0c")
    assert "5b0c" in made
    assert "{room}" not in made


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://meet.example.org/", "Write {room} where"),
        ("https://meet.example.org/{}", "Only {room} does"),
        ("https://meet.example.org/{room}/{name}", "{name} in"),
        ("https://meet.example.org/{room!r}", "Only {room} does"),
        ("https://meet.example.org/{room.__class__}", "Only {room} does"),
        ("https://meet.example.org/{room", "do not match"),
        ("https://{room}.meet.example.org/", "behind the host"),
        ("https://meet.example.org/a {room}", "a blank nowhere"),
        ("https:///{room}", "name of a host"),
        ("https://somebody@meet.example.org/{room}", "name of a host"),
        ("http://meet.example.org/{room}", "begin with https://"),
        ("http://127.0.0.1.example.org/{room}", "begin with https://"),
        ("javascript://meet.example.org/{room}", "begin with https://"),
        ("/meet/{room}", "name of a host"),
        (None, "has to be a text"),
    ],
)
def test_a_wrong_link_is_refused_with_a_sentence(url: str, said: str) -> None:
    [problem] = problems(url)
    assert said in problem
    with pytest.raises(ConfigurationError, match=re.escape(problem)):
        LinkRooms(url)
