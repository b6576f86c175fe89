"""Takes the resources of a course to another course or site: out into a file of JSON Lines, and in from one.

The first line says what it is, the last one how many there are and their checksum, and between them is a resource a
line. Nobody's name is in it, nor which talks a resource comes from: those stay where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chatxblock import wiring
from chatxblock.domain.calls.call import Person
from chatxblock.domain.resources.resource import (
    MOST_ANSWER,
    MOST_BODY,
    MOST_TAG,
    MOST_TAGS,
    MOST_TITLE,
    Resource,
    Spot,
    Stage,
    Text,
)
from chatxblock.domain.timestamps import stamp
from chatxblock.ops.journal import ExportRefused, write_whole
from chatxblock.store import DjangoStore
from chatxblock.store.moving import courses_of, resources_of
from chatxblock.web.schemas.texts import carried

SCHEMA = "urn:chatxblock:resources:1"


class MovedResource(BaseModel):
    """A resource on its way; an unknown key is an error, for what is not understood would be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    id: UUID
    unit: str = Field(max_length=255)
    section: str = Field(max_length=255)
    block: str = Field(max_length=255)
    state: Literal["draft", "review", "published", "hidden"]
    title: str = Field(max_length=MOST_TITLE)
    answer: str = Field(max_length=MOST_ANSWER)
    body: str = Field(max_length=MOST_BODY)
    tags: list[Annotated[str, Field(max_length=MOST_TAG)]] = Field(max_length=MOST_TAGS)
    updated_at: str

    @property
    def text(self) -> Text:
        """Return what is read of it."""
        return Text(title=self.title, answer=self.answer, body=self.body, tags=tuple(self.tags))


class Fate(StrEnum):
    """What becomes of a resource that comes in."""

    NEW = "new"
    NEW_ID = "new, under another id: another course of this site has this one"
    SAME = "there already"
    OTHER_TEXT = "there already with another text, which stays"
    SAME_TEXT = "its text is there already under another id"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A resource that comes in, under which id, and what becomes of it."""

    moved: MovedResource
    id: UUID
    fate: Fate


def export_resources(course: str, output: Path, *, everything: bool = False) -> int:
    """Write the published resources of a course, or all of them, and return how many. Raises `ExportRefused`."""
    if output.exists():
        raise ExportRefused(f"{output} is there already. Name another file, or delete it.")
    stages = ("draft", "review", "published", "hidden") if everything else ("published",)
    rows = [_dumped(_moved(resource).model_dump(mode="json")) for resource in resources_of(course, stages)]
    head = _dumped({"schema": SCHEMA, "course": course, "exported_at": stamp(datetime.now(UTC))})
    end = _dumped({"resources": len(rows), "sha256": sha256(b"".join(rows)).hexdigest()})
    write_whole(output, b"".join([head, *rows, end]))
    return len(rows)


def read_resources(path: Path) -> tuple[str, list[MovedResource]]:
    """Return from which course a file is, and what is in it, all of it valid. Raises `ExportRefused` with the line."""
    rows = path.read_bytes().splitlines(keepends=True)
    head, end = (_object(path, rows, place) for place in (0, -1))
    if head.get("schema") != SCHEMA:
        raise ExportRefused(f"{path} is not a file of resources ({SCHEMA}).")
    if end != {"resources": len(rows) - 2, "sha256": sha256(b"".join(rows[1:-1])).hexdigest()}:
        raise ExportRefused(f"{path} is not whole: its last line says something else than what is there.")
    found = [_read(path, number, row) for number, row in enumerate(rows[1:-1], 2)]
    if len({one.id for one in found}) < len(found):
        raise ExportRefused(f"{path} has an id twice.")
    return str(head.get("course", "")), found


def judge(found: list[MovedResource], course: str) -> list[Arrival]:
    """Say what becomes of each: what is there stays, and is told."""
    there = {resource.id: resource for resource in resources_of(course, tuple(stage.value for stage in Stage))}
    texts = {resource.text: resource.id for resource in there.values()}
    elsewhere = courses_of([one.id for one in found])
    arrivals = []
    for one in found:
        taken = elsewhere.get(one.id, course) != course
        new_id = uuid5(one.id, course) if taken else one.id
        if new_id in there:
            fate = Fate.SAME if there[new_id].text == one.text else Fate.OTHER_TEXT
        elif one.text in texts:
            fate = Fate.SAME_TEXT
        else:
            fate = Fate.NEW_ID if taken else Fate.NEW
            texts[one.text] = new_id
        arrivals.append(Arrival(moved=one, id=new_id, fate=fate))
    return arrivals


def take_in(arrival: Arrival, origin: str, spot: Spot, by: Person, *, publish: bool) -> None:
    """Keep what is new, in that course; for its teachers to look at, or with `publish` what was published for all."""
    now, public = datetime.now(UTC), arrival.moved.state == "published"
    stage = Stage.DRAFT if not public else Stage.PUBLISHED if publish else Stage.REVIEW
    moved, old, new = arrival.moved, _run(origin), _run(spot.course)
    resource = Resource(
        id=arrival.id,
        spot=Spot(
            course=spot.course,
            unit=spot.unit or moved.unit.replace(old, new),
            section="" if spot.unit else moved.section.replace(old, new),
            block="" if spot.unit else moved.block.replace(old, new),
        ),
        stage=stage,
        rev=1,
        text=moved.text,
        created_at=now,
        updated_at=now,
        published_at=now if stage is Stage.PUBLISHED else None,
    )
    DjangoStore().add_resource(resource, by, wiring.resources().news(None, resource))
    wiring.events().resource_changed(None, resource)


def _run(course: str) -> str:
    """Return the part of a course's key that stands in the keys of its blocks, with what is around it there."""
    return f":{course.partition(':')[2]}+" if ":" in course else f":{course}+"


def _moved(resource: Resource) -> MovedResource:
    text, spot = resource.text, resource.spot
    return MovedResource.model_validate(
        {
            "id": resource.id,
            "unit": spot.unit,
            "section": spot.section,
            "block": spot.block,
            "state": resource.stage.value,
            "title": text.title,
            "answer": text.answer,
            "body": text.body,
            "tags": list(text.tags),
            "updated_at": stamp(resource.updated_at),
        }
    )


def _read(path: Path, number: int, row: bytes) -> MovedResource:
    try:
        found = MovedResource.model_validate_json(row)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ExportRefused(f"{path}, line {number}: {where}: {first['msg']}") from exc
    if not all(carried(text) for text in _texts(found)):
        raise ExportRefused(f"{path}, line {number}: a character that cannot be kept")
    return found


def _texts(found: MovedResource) -> Iterator[str]:
    yield from (found.title, found.answer, found.body, found.unit, found.section, found.block, *found.tags)


def _object(path: Path, rows: list[bytes], place: int) -> dict[str, Any]:
    try:
        found = json.loads(rows[place])
    except (IndexError, ValueError) as exc:
        raise ExportRefused(f"{path} is not a file of resources ({SCHEMA}).") from exc
    return found if isinstance(found, dict) else {}


def _dumped(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
