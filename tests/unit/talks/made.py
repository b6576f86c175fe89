"""Talks that a test makes up line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.resources.draft import Draft, draft
from chatxblock.testing import START, a_call, a_person

LINA = replace(a_person(1), localpart="lina", name="Lina Petrova")
BEN = replace(a_person(2), localpart="ben", name="Ben Ortiz")
MEI = replace(a_person(3), localpart="mei", name="王小明")
ALL = {"lina", "ben", "mei"}


def line(number: int, author: str, body: str, *, message_id: str = "", replaces: str = "") -> Line:
    sent_at = START + timedelta(seconds=number)
    return Line(
        id=str(number),
        sent_at=sent_at,
        author=author,
        body=body,
        message_id=message_id or f"m{number}",
        replaces=replaces,
    )


def a_talk(*said: tuple[str, str], question: str = "Why?", people: tuple[Person, ...] = (LINA, BEN, MEI)) -> Transcript:
    """A talk in which the first of the people asks."""
    return Transcript(
        call=replace(a_call(), asker=people[0], question=question),
        lines=tuple(line(number, who, body) for number, (who, body) in enumerate(said, start=1)),
        people={person.localpart: person for person in people},
        complete=True,
        exported_at=START,
    )


def bodies(made: Draft) -> list[str]:
    return [one.body for one in made.lines]


def drafted(*said: tuple[str, str]) -> list[str]:
    return bodies(draft(a_talk(*said), ALL))
