"""Everything that is kept of one person, as they may ask for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import ForeignKey

from chatxblock import wiring
from chatxblock.domain.staff.bars import Bar, Doing
from chatxblock.domain.staff.deeds import Deed, Kind
from chatxblock.domain.timestamps import stamp
from chatxblock.models import PersonRow
from chatxblock.store import DjangoStore
from chatxblock.store.records import SECTIONS
from chatxblock.testing import START, MemoryRooms
from tests.integration.conftest import Site
from tests.support.talks import Talk, localpart
from tests.support.traces import tables

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs/reference/person.schema.json").read_text())


def test_a_record_is_by_its_schema_and_has_ones_own_words_alone(
    site: Site, rooms: MemoryRooms, tmp_path: Path, capsys: Any
) -> None:
    talk = Talk(site, rooms)
    talk.public()
    (staff,), (learner,) = (wiring.service().persons([localpart(site, who)]).values() for who in ("staff", "learner"))
    DjangoStore().note_deed(Deed(by=staff, kind=Kind.CLOSED, at=START, person=learner, reason="WHY"))
    DjangoStore().set_bar(Bar(person=learner, doing=Doing.ASKING, words="WORDSTOHER", by=staff, at=START))
    call_command("chatxblock_person", "export", "learner", output=str(tmp_path / "learner.json"))
    call_command("chatxblock_person", "export", "learner")
    record = json.loads((tmp_path / "learner.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(record)
    assert json.loads(capsys.readouterr().out)["courses"] == record["courses"]
    (course,) = record["courses"]
    assert [line["body"] for line in course["lines"]] == [talk.lines[0][1], talk.lines[2][1]]
    assert [one["question"] for one in course["questions"]] == [talk.question]
    assert "HELPERMARK" not in json.dumps(course["lines"])
    assert [one["yes"] for one in course["consents"]] == [True]
    assert course["deeds_about"] == [{"kind": "closed", "call_id": None, "at": stamp(START)}]
    assert course["bars"] == [{"doing": "asking", "words": "WORDSTOHER", "at": stamp(START), "until": None}]
    assert "WHY" not in json.dumps(record)


def test_every_table_that_knows_a_person_is_in_the_record() -> None:
    known = {
        model
        for model in tables()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is PersonRow
    }
    assert known <= {section.model for section in SECTIONS}


@pytest.mark.usefixtures("db")
def test_of_whom_nothing_is_known_that_is_said() -> None:
    with pytest.raises(CommandError, match="Nobody is known here"):
        call_command("chatxblock_person", "export", "nobody")


def test_a_file_that_cannot_be_written_is_said(site: Site, tmp_path: Path) -> None:
    site.ask("learner")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("chatxblock_person", "export", "learner", output=str(tmp_path / "no" / "such" / "folder"))
