"""The exercises of a unit, of which an asker may send one along."""

from __future__ import annotations

from typing import Self

from chatxblock.openedx.exercises import Exercise
from chatxblock.web.schemas.base import Output


class ShownExercise(Output):
    """One exercise as the asker reads it."""

    key: str
    title: str
    text: str
    answer: str
    """What she answered last; empty where she has not, or the platform does not say."""

    @classmethod
    def of(cls, exercise: Exercise) -> Self:
        """Return an exercise."""
        return cls(key=exercise.key, title=exercise.title, text=exercise.text, answer=exercise.answer)


class ExercisesAnswer(Output):
    """The exercises of the unit, in their order."""

    exercises: list[ShownExercise]
