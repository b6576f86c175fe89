"""Resources for tests of the handlers: published as people publish them, in the unit of the workbench's first block."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.test import TestCase
from workbench.runtime import WorkbenchRuntime

from chatxblock import wiring
from chatxblock.domain.calls.call import Person, User
from chatxblock.domain.resources.resource import Resource, Spot, Stage, Text
from chatxblock.domain.resources.service import Reader
from chatxblock.openedx import platform
from chatxblock.store import DjangoStore

COURSE = "workbench"
INVERSE = "When does a matrix have no inverse?"
ANSWER = "When its determinant is zero."


def somebody(name: str) -> Person:
    return wiring.service().people(COURSE, [User(user_id=name, username=name, name=name.title())])[0]


def spot_in(usage: str) -> Spot:
    block: Any = WorkbenchRuntime("staff").get_block(usage)
    return Spot(course=COURSE, unit=platform.unit(block).key, block=usage)


def drafted(
    usage: str, title: str = INVERSE, *, answer: str = "When its determinant is zero.", by: str = "staff"
) -> Resource:
    """A draft of somebody's, in the unit of a block."""
    now, author = datetime.now(UTC), somebody(by)
    new = Resource(
        id=uuid4(),
        spot=spot_in(usage),
        stage=Stage.DRAFT,
        rev=1,
        text=Text(title=title, answer=answer, body=""),
        authors=(author,),
        created_at=now,
        updated_at=now,
    )
    return DjangoStore().add_resource(new, author)


def published(usage: str, title: str = INVERSE, *, answer: str = ANSWER) -> Resource:
    """A resource that everybody may read."""
    draft = drafted(usage, title, answer=answer)
    with committed():
        return wiring.resources().publish(draft.id, draft.rev, as_staff(), review=False)


def committed() -> AbstractContextManager[object]:
    """Do what is done after a commit, inside of a test's transaction."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def as_staff() -> Reader:
    return Reader(person=somebody("staff"), staff=True)
