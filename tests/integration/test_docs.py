"""What the reference says of handlers, the block's fields and the notification, held against the block and the wire."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from chatxblock.block import ChatXBlock
from chatxblock.conf import load
from chatxblock.domain.ports import Notice
from chatxblock.web import studio_form
from chatxblock.web.responses import Page
from chatxblock.web.routes import POSTED, READ, ROUTES, SENT
from chatxblock.web.routing import Method, Route
from chatxblock.web.schemas.base import Input, Output
from chatxblock.web.schemas.calls import Call
from chatxblock.web.schemas.places import EXCERPT_LIMIT, EXERCISE_LIMIT
from chatxblock.xmpp import stanzas

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
HANDLER = re.compile(r"^\| `(\w+)`(?: \(GET\))? \|", re.MULTILINE)
MOST_KEYS = 4
"""Of an answer in a cell of the table; more of them have a section of their own."""


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_handler_is_in_the_reference_and_nothing_else() -> None:
    listed = HANDLER.findall(page("handlers.md").partition("\n## ")[0])
    assert sorted(listed) == sorted([*POSTED, *READ, *SENT])
    assert all(callable(getattr(ChatXBlock, name)) for name in listed)


def keys(model: type[Input | Output]) -> list[str]:
    fields = model.model_fields.items()
    return [(field.alias or name) + ("" if field.is_required() else "?") for name, field in fields]


def taken(route: Route[Any]) -> str:
    if route.suffix:
        return f"suffix: `{route.suffix}`"
    return ", ".join(f"`{key}`" for key in keys(route.takes)) or "nothing"


def answered(route: Route[Any]) -> str:
    if issubclass(route.answers, Output):
        found = keys(route.answers)
        return f"[see below](#{route.name})" if len(found) > MOST_KEYS else f"`{{{', '.join(found)}}}`"
    return "a page" if issubclass(route.answers, Page) else "a file"


def row_of(route: Route[Any]) -> list[str]:
    """The cells of a handler in the reference, without the last one, which a person wrote."""
    name = f"`{route.name}`" + (" (GET)" if route.method is Method.GET else "")
    return [name, ", ".join(route.who), taken(route), answered(route)]


@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_the_reference_says_of_each_handler_what_the_table_says(route: Route[Any]) -> None:
    table = page("handlers.md").partition("\n## ")[0]
    (line,) = re.findall(rf"^\| `{route.name}`.*$", table, re.MULTILINE)
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[:-1] == row_of(route)
    assert cells[-1]


@pytest.mark.parametrize("name", ["ticket", "inbox", "duty", "helper"])
def test_the_reference_tells_of_every_key_of_a_long_answer(name: str) -> None:
    (route,) = [route for route in ROUTES if route.name == name]
    sections = re.split(r"^## ", page("handlers.md"), flags=re.MULTILINE)
    told = "".join(part for part in sections if part.partition("\n")[0].strip("`") in {name, "duty"})
    assert issubclass(route.answers, Output)
    assert [key for key in route.answers.model_fields if not re.search(rf"\b{key}\b", told)] == []


def test_the_reference_shows_a_whole_call() -> None:
    section = page("handlers.md").partition("\n## `call`\n")[2].partition("\n## ")[0]
    (example,) = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    assert sorted(json.loads(example)) == sorted(Call.model_fields)


def test_every_field_of_the_block_is_in_the_reference() -> None:
    listed = HANDLER.findall(page("settings.md").partition("## Of the block")[2])
    assert sorted(listed) == sorted(studio_form.NAMES)


def test_the_limits_in_the_reference_are_the_limits() -> None:
    assert f"({EXCERPT_LIMIT} characters at most)" in page("handlers.md")
    assert f"({EXERCISE_LIMIT:,} characters at most each)" in page("handlers.md")


@pytest.mark.parametrize("place", [0, 1], ids=["invitation", "change"])
def test_the_notification_looks_as_the_reference_shows_it(place: int) -> None:
    example = re.findall(r"```xml\n(.*?)```", page("notification.md"), re.DOTALL)[place]
    shown = ET.fromstring(example)
    call = Notice(
        to="3d6d…", call_id=UUID("7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"), rev=4 if place else 3, state="waiting"
    )
    notice = change(call) if place else invitation(call)
    room = f"{notice.room}@{load().rooms}".replace("chat.test", "chat.example.org") if notice.room else ""
    assert shown.get("type") == stanzas.notice_type(notice)
    assert [plain(child) for child in shown] == [plain(child) for child in stanzas.notice_content(notice, room)]


def change(call: Notice) -> Notice:
    return Notice(to=call.to, call_id=call.call_id, rev=call.rev, state="answered")


def invitation(call: Notice) -> Notice:
    lms = "https://courses.example.org"
    return Notice(
        to=call.to,
        call_id=call.call_id,
        rev=call.rev,
        state=call.state,
        room="5b0c…",
        question="Why is the matrix not invertible here?",
        asker="Lina Petrova",
        image_url=f"{lms}/lina.png",
        title="Unit 3",
        url=f"{lms}/unit",
        window_url=f"{lms}/window",
        reason=f"Lina Petrova asks: Why is the matrix not invertible here? {lms}/…",
        body=f"Lina Petrova asks: Why is the matrix not invertible here?\n{lms}/…",
    )


def plain(element: ET.Element) -> tuple[str, dict[str, str], str, list[object]]:
    """An element without the white space between its children."""
    return element.tag, element.attrib, (element.text or "").strip(), [plain(child) for child in element]
