"""What the played LMS of `tests.support.platform` keeps: keys, tables, and how far people are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.contrib.auth import get_user_model

COURSE = "course-v1:Org+Algebra+2026"
UNIT = "block-v1:Org+Algebra+2026+type@vertical+block@1"
SECTION = "block-v1:Org+Algebra+2026+type@sequential+block@1"


class InvalidKeyError(Exception):
    """What opaque_keys raises for a text that is no key of that kind."""


class ItemNotFoundError(Exception):
    """What the modulestore raises for a block that is not there."""


class Key(str):
    """A key of a course or of a library."""

    __slots__ = ()

    @property
    def org(self) -> str:
        return self.partition(":")[2].partition("+")[0]

    @property
    def is_course(self) -> bool:
        return self.startswith("course-v1:")


class Usage(str):
    """A key of a block."""

    __slots__ = ()

    @property
    def context_key(self) -> Key:
        if self.startswith("lb:"):
            return Key("lib:" + ":".join(self.split(":")[1:3]))
        return Key(COURSE)

    course_key = context_key

    def map_into_course(self, course: Key) -> Usage:
        return self


def course_key(text: str) -> Key:
    if not Key(text).is_course:
        raise InvalidKeyError(text)
    return Key(text)


def usage_key(text: str) -> Usage:
    if not text.startswith(("block-v1:", "lb:")):
        raise InvalidKeyError(text)
    return Usage(text)


@dataclass
class Found:
    """The rows of a query."""

    rows: list[dict[str, Any]]

    def values_list(self, *names: str, flat: bool = False) -> list[Any]:
        found = [tuple(row.get(name) for name in names) for row in self.rows]
        return [value for (value,) in found] if flat else found


@dataclass
class Table:
    """A model of the LMS as far as it is asked: rows, and a manager that compares columns."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def objects(self) -> Table:
        return self

    def filter(self, **wanted: Any) -> Found:
        if "course_id" in wanted:
            course_key(str(wanted["course_id"]))  # as the field of the model does
        return Found([row for row in self.rows if all(_fits(row, name, value) for name, value in wanted.items())])


class Overviews(Table):
    """What the LMS keeps of courses beside them, which is made anew where it is missing."""

    def course_exists(self, course: Key) -> bool:
        return course == COURSE


def _fits(row: dict[str, Any], name: str, value: Any) -> bool:
    if name == "user__is_active":
        return bool(get_user_model().objects.get(pk=row["user_id"]).is_active) is value
    if name.endswith("__in"):
        column = name.removesuffix("__in")
        return any(row[column] == one or str(row[column]) == str(one) for one in value)
    return bool(row[name] == value)


class PlayedLearning(ABC):
    """How far people are in the one course."""

    def __init__(self) -> None:
        self.grades = Table()
        self.cohorts = Table()
        self.completions = Table()
        self.states = Table()
        self.children: dict[str, list[Any]] = {}
        """What stands in a block, by its key."""

    @abstractmethod
    def there(self, usage: str) -> None:
        """Let a block be in the course."""

    def score(self, usage: str, user_id: str, earned: float, possible: float, *, instead: float | None = None) -> None:
        points = {"earned_graded": 0.0, "possible_graded": 0.0, "earned_all": earned, "possible_all": possible}
        other = {"override__earned_all_override": instead}
        row = {"user_id": int(user_id), "course_id": COURSE, "usage_key": SECTION, **points, **other}
        self.grades.rows.append(row)

    def exercise(self, usage: str) -> str:
        made = [
            SimpleNamespace(
                scope_ids=SimpleNamespace(usage_id=Usage(f"block-v1:Org+Algebra+2026+type@{kind}+block@1")),
                completion_mode=mode,
                get_children=list,
            )
            for kind, mode in (("problem", "completable"), ("chatxblock", "excluded"))
        ]
        inner = SimpleNamespace(completion_mode="aggregator", get_children=lambda: made)
        self.there(UNIT)
        self.children[UNIT] = [inner]
        return str(made[0].scope_ids.usage_id)

    def complete(self, key: str, user_id: str, completion: float = 1.0) -> None:
        row = {"user_id": int(user_id), "context_key": COURSE, "block_key": key, "completion": completion}
        self.completions.rows.append(row)

    def try_it(self, key: str, user_id: str, state: str, grade: float | None, max_grade: float | None) -> None:
        points = {"state": state, "grade": grade, "max_grade": max_grade}
        row = {"student_id": int(user_id), "course_id": COURSE, "module_state_key": key, **points}
        self.states.rows.append(row)
