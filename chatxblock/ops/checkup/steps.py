"""What a step of the checkup is, and how steps follow each other. This module must not know what is looked at."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from django.db import Error

from chatxblock.errors import ChatxblockError

log = logging.getLogger(__name__)

ContextT = TypeVar("ContextT")


class Verdict(StrEnum):
    """How something was found."""

    OK = "OK"
    WRONG = "WRONG"
    UNTRIED = "UNTRIED"
    """Something that it needs is wrong."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the answer."""

    name: str
    verdict: Verdict
    says: str
    mend: str = ""
    """What to do; empty where all is well."""


@dataclass(frozen=True)
class Outcome:
    """What a look came to: a sentence, and what to do if it is not well."""

    says: str
    mend: str = ""


@dataclass(frozen=True)
class Step(Generic[ContextT]):
    """One look at one thing."""

    name: str
    look: Callable[[ContextT], Outcome]
    mend: str
    """What to do if the look itself fails."""
    needs: tuple[str, ...] = ()
    """Names of the steps without which this one would say nothing."""


def findings(steps: Sequence[Step[ContextT]], context: ContextT, well: set[str]) -> Iterator[Finding]:
    """Take one step after the other, and leave out what cannot be told; note in `well` what is right."""
    for step in steps:
        finding = _finding(step, context, well)
        if finding.verdict is Verdict.OK:
            well.add(step.name)
        yield finding


def _finding(step: Step[ContextT], context: ContextT, well: set[str]) -> Finding:
    lacking = [name for name in step.needs if name not in well]
    if lacking:
        return untried(step, lacking)
    try:
        outcome = step.look(context)
    except (ChatxblockError, Error) as error:
        log.info("checkup: %s failed (%s)", step.name, type(error).__name__)
        outcome = Outcome(str(error).partition("\n")[0], step.mend)
    verdict = Verdict.WRONG if outcome.mend else Verdict.OK
    return Finding(name=step.name, verdict=verdict, says=outcome.says, mend=outcome.mend)


def untried(step: Step[ContextT], lacking: Sequence[str]) -> Finding:
    """Return that a step says nothing yet."""
    says = f"cannot be told until this is right: {', '.join(lacking)}"
    return Finding(name=step.name, verdict=Verdict.UNTRIED, says=says)
