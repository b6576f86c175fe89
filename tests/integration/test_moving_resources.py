"""Resources go to another course or site: ids kept, doubles told, and nothing of a file that is not whole."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.core.management import CommandError, call_command

from chatxblock.domain.resources.resource import Spot, Stage, Text
from chatxblock.models import OutboxRow, ResourceRow, ResourceSourceRow
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms
from tests.contracts.resource_contract import LATER, a_resource
from tests.contracts.store_contract import person
from tests.integration.conftest import Site

OLD, NEW = "course-v1:Org+Algebra+2026", "course-v1:Org+Algebra+2027"
UNIT = "block-v1:Org+Algebra+2026+type@vertical+block@unit3"


@pytest.fixture
def file(site: Site, rooms: MemoryRooms, tmp_path: Path) -> Path:
    """Three resources of the old course, two of them published, and the file of these two."""
    store = DjangoStore()
    who = person(store, "alex")
    for number, stage in enumerate((Stage.PUBLISHED, Stage.PUBLISHED, Stage.DRAFT)):
        made = replace(
            a_resource(who),
            id=UUID(int=number + 1),
            spot=Spot(course=OLD, unit=UNIT),
            stage=stage,
            text=Text(title=f"=Why {number}?", answer="So.", body="$x$\n\n🤔", tags=("a", "b")),
            published_at=LATER,
        )
        store.add_resource(made, who)
    OutboxRow.objects.all().delete()
    path = tmp_path / "resources.jsonl"
    call_command("chatxblock_export_resources", course=OLD, output=path, stdout=io.StringIO())
    return path


def take_in(file: Path, course: str = NEW, **options: Any) -> list[str]:
    told = io.StringIO()
    call_command("chatxblock_import_resources", file, course=course, by="staff", stdout=told, **options)
    return told.getvalue().splitlines()


def of(course: str) -> dict[UUID, ResourceRow]:
    return {row.pk: row for row in ResourceRow.objects.filter(course=course)}


def test_the_file_has_nobodys_name_and_can_be_checked(file: Path) -> None:
    head, *rows, end = file.read_bytes().splitlines(keepends=True)
    assert json.loads(head)["schema"] == "urn:chatxblock:resources:1"
    assert json.loads(end) == {"resources": 2, "sha256": sha256(b"".join(rows)).hexdigest()}
    assert b"alex" not in file.read_bytes().lower()


def test_on_another_site_ids_are_kept_and_units_are_those_of_the_course(file: Path) -> None:
    ResourceRow.objects.all().delete()
    assert take_in(file)[-1] == "2 of 2 taken in, 0 there already."
    found = of(NEW)
    assert sorted(found) == [UUID(int=1), UUID(int=2)]
    assert {row.unit for row in found.values()} == {UNIT.replace("2026", "2027")}
    assert {row.stage for row in found.values()} == {"review"}
    assert (found[UUID(int=1)].title, found[UUID(int=1)].tags) == ("=Why 0?", ["a", "b"])
    assert not ResourceSourceRow.objects.exists()
    assert not OutboxRow.objects.exists()


def test_in_another_course_of_the_site_the_id_follows_from_it(file: Path) -> None:
    assert take_in(file)[-1] == "2 of 2 taken in, 0 there already."
    assert sorted(of(NEW)) == sorted(uuid5(UUID(int=number), NEW) for number in (1, 2))
    assert len(of(OLD)) == 3


def test_again_is_harmless_and_doubles_are_told(file: Path) -> None:
    ResourceRow.objects.all().delete()
    take_in(file)
    ResourceRow.objects.filter(pk=UUID(int=1)).update(title="Mended meanwhile")
    again = take_in(file)
    assert again[-1] == "0 of 2 taken in, 2 there already."
    assert [line.partition(" ")[2] for line in again[:2]] == [
        "there already with another text, which stays",
        "there already",
    ]
    assert of(NEW)[UUID(int=1)].title == "Mended meanwhile"
    ResourceRow.objects.filter(pk=UUID(int=2)).delete()
    ResourceRow.objects.filter(pk=UUID(int=1)).update(title="=Why 1?", answer="So.")
    assert take_in(file)[1] == f"{UUID(int=2)} its text is there already under another id"


def test_a_dry_run_does_nothing(file: Path) -> None:
    ResourceRow.objects.all().delete()
    assert take_in(file, dry_run=True)[-1] == "2 of 2 would be taken in, 0 there already."
    assert not of(NEW)


def test_what_is_published_at_once_is_told_to_the_search(file: Path) -> None:
    ResourceRow.objects.all().delete()
    take_in(file, publish=True, unit="block-v1:Org+Algebra+2027+type@vertical+block@other")
    assert {(row.stage, row.unit.rpartition("@")[2]) for row in of(NEW).values()} == {("published", "other")}
    assert OutboxRow.objects.filter(kind="search").count() == 2


def with_rows(file: Path, rows: list[dict[str, Any]]) -> None:
    head = file.read_bytes().splitlines(keepends=True)[0]
    told = [json.dumps(row).encode() + b"\n" for row in rows]
    end = {"resources": len(rows), "sha256": sha256(b"".join(told)).hexdigest()}
    file.write_bytes(b"".join([head, *told, json.dumps(end).encode()]))


SPOILT: dict[str, dict[str, Any]] = {
    "an unknown key": {"author": "alex"},
    "a long title": {"title": "x" * 301},
    "no id": {"id": "../../etc"},
    "an unknown state": {"state": "merged"},
    "another kind": {"tags": "a"},
    "NUL": {"body": "a\x00b"},
    "half a pair": {"body": "\ud83d"},
}


@pytest.mark.parametrize("change", SPOILT.values(), ids=SPOILT)
def test_of_a_file_that_is_not_valid_nothing_is_taken_in(file: Path, change: dict[str, Any]) -> None:
    first, second = (json.loads(row) for row in file.read_bytes().splitlines()[1:-1])
    with_rows(file, [first, second | change])
    with pytest.raises(CommandError, match="line 3"):
        take_in(file)
    assert not of(NEW)


def test_a_file_that_is_not_whole_or_none_at_all_is_refused(file: Path, tmp_path: Path) -> None:
    rows = file.read_bytes().splitlines(keepends=True)
    for content in (b"", b"{}", b"\xff\xfe", b"[]\n[]", b"".join(rows[:-1]), b"".join([rows[0], *rows[2:]])):
        file.write_bytes(content)
        with pytest.raises(CommandError, match=r"not a file of resources|not whole"):
            take_in(file)
    first = json.loads(rows[1])
    with_rows(file, [first, first])
    with pytest.raises(CommandError, match="twice"):
        take_in(file)
    with pytest.raises(CommandError, match="cannot be read"):
        take_in(tmp_path / "none")
    with pytest.raises(CommandError, match="there already"):
        call_command("chatxblock_export_resources", course=OLD, output=file)


def test_somebody_unknown_takes_nothing_in(file: Path) -> None:
    with pytest.raises(CommandError, match="nobody of the username"):
        call_command("chatxblock_import_resources", file, course=NEW, by="nobody-at-all")
    assert not of(NEW)
