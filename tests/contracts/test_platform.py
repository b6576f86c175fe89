"""The platform's contract on the LMS that is played; `tests.lms` has it on a real one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.platform_contract import PlatformContract
from tests.support.platform import PlayedLms, played


class TestPlayedLms(PlatformContract):
    @pytest.fixture
    def lms(self, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[PlayedLms]:
        with played(monkeypatch) as lms:
            yield lms
