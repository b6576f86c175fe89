"""What ends sessions has to do. A test class derives from `SessionsContract` and gives it `sessions` and `windows`."""

from __future__ import annotations

from typing import Protocol
from uuid import uuid4

import pytest

from chatxblock.domain.ports import Sessions


class Windows(Protocol):
    """Windows of people, each connected under a name."""

    def connect(self, localpart: str, name: str) -> None:
        """Connect one."""
        ...

    def connected(self, localpart: str) -> list[str]:
        """Return the names of those that still are."""
        ...

    def told(self, localpart: str) -> list[str]:
        """Return the names of those that were told that somebody logged out, asked behind `connected`."""
        ...


class SessionsContract:
    """The behaviours."""

    @pytest.fixture
    def anna(self) -> str:
        return f"anna-{uuid4().hex}"

    def test_windows_of_one_browser_are_told_and_ended_and_no_others(
        self, sessions: Sessions, windows: Windows, anna: str
    ) -> None:
        ben = f"ben-{uuid4().hex}"
        for who, name in (
            (anna, "aa11.one"),
            (anna, "aa11.two"),
            (anna, "bb22.three"),
            (anna, "aa11b"),
            (ben, "aa11.x"),
        ):
            windows.connect(who, name)
        assert sessions.end(anna, "aa11") == 2
        assert windows.connected(anna) == ["bb22.three", "aa11b"]
        assert windows.told(anna) == ["aa11.one", "aa11.two"]
        assert windows.connected(ben) == ["aa11.x"]
        assert windows.told(ben) == []

    def test_ended_again_there_is_nothing_to_end(self, sessions: Sessions, windows: Windows, anna: str) -> None:
        windows.connect(anna, "aa11.one")
        assert sessions.end(anna, "aa11") == 1
        assert windows.connected(anna) == []
        assert sessions.end(anna, "aa11") == 0

    def test_somebody_who_was_never_there_has_none(self, sessions: Sessions, anna: str) -> None:
        assert sessions.end(anna, "aa11") == 0

    def test_without_a_mark_nothing_is_ended(self, sessions: Sessions, windows: Windows, anna: str) -> None:
        windows.connect(anna, ".one")
        assert sessions.end(anna, "") == 0
        assert windows.connected(anna) == [".one"]
