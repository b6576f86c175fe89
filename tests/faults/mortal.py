"""Workers that can be struck at any step: a step is one call of a port that the domain makes.

Must not know what a step does, nor what strikes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class Death(BaseException):
    """The worker is no more: nothing of it runs any longer, not even its `finally`."""


class Fate:
    """Counts a worker's steps and strikes at one of them, before or after it is carried out."""

    def __init__(self, at: int = 0, strike: Callable[[], None] | None = None, *, after: bool = False) -> None:
        self._at = at
        self._after = after
        self._strike = strike or die
        self._dead = False
        self.struck = False
        """Whether it has struck."""
        self.steps: list[str] = []
        """Names of the methods called so far."""

    def step(self, name: str, carry_out: Callable[[], Result]) -> Result:
        if self._dead:
            raise Death
        self.steps.append(name)
        struck = len(self.steps) == self._at
        if struck and not self._after:
            self._struck()
        result = carry_out()
        if struck and self._after:
            self._struck()
        return result

    def _struck(self) -> None:
        self.struck = True
        try:
            self._strike()
        except Death:
            self._dead = True
            raise


class Mortal:
    """A port whose every call is a step."""

    def __init__(self, port: object, fate: Fate) -> None:
        self._port = port
        self._fate = fate

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if not callable(method):
            return method  # what a kind of port has, or has not, is no step
        return lambda *args, **kwargs: self._fate.step(name, lambda: method(*args, **kwargs))


def die() -> None:
    raise Death
