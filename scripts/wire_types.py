"""Write the front end's types of what goes over the wire, from the models in `chatxblock.web.schemas`.

`make wire` writes it; a test fails where that is not what is committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chatxblock.web.routes import ROUTES
from chatxblock.web.routing import Route
from chatxblock.web.schemas import base, calls, history, pages, resources, staff, studio

Schema = Mapping[str, Any]

TARGET: Final = Path(__file__).resolve().parents[1] / "static" / "src" / "shared" / "wire.ts"
HEAD: Final = """\
/**
 * The shapes that travel between server and browser. Written by `make wire` from the models in
 * chatxblock/web/schemas: change those, not this file. Every answer also carries `now`, the server's time.
 */
"""
PAGES: Final = (
    pages.PageData,
    pages.LobbyData,
    pages.RoomData,
    pages.HelperData,
    pages.ResourceData,
    pages.EditorData,
    staff.StaffData,
    studio.StudioLook,
    studio.StudioData,
    studio.StudioEdits,
    studio.StudioSearch,
    studio.StudioPeople,
    studio.StudioKept,
    history.HistoryData,
)
PROBLEMS: Final = (
    base.Problem,
    calls.AlreadyInCallProblem,
    resources.StaleResourceProblem,
    resources.QuotesProblem,
    studio.BadSettings,
    studio.StaleSettings,
)
WIDTH: Final = 120
PLAIN: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def wire_types() -> str:
    """Return the whole file."""
    models = {model.__name__: model for model in family(base.Input) + family(base.Output)}
    known = definitions()
    parts = [declaration(name, known, models.get(name)) for name in sorted(known)]
    return f"{HEAD}\n{''.join(parts)}{handlers()}"


def family(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return the models that derive from one."""
    return [kin for child in model.__subclasses__() for kin in (child, *family(child))]


def definitions() -> dict[str, Schema]:
    """Return the JSON Schema of each model that travels as JSON, and of each named type, by name."""
    taken = [route.takes for route in ROUTES if route.takes is not base.Nothing]
    given = [route.answers for route in ROUTES if issubclass(route.answers, base.Output)]
    models: list[type[BaseModel]] = [*taken, *given, *PAGES, *PROBLEMS]
    _, schema = models_json_schema([(model, "validation") for model in dict.fromkeys(models)])
    found: dict[str, Schema] = schema["$defs"]
    return found


def declaration(name: str, known: Mapping[str, Schema], model: type[BaseModel] | None) -> str:
    """Return what the front end reads of one model or named type."""
    schema = known[name]
    if model is None:
        return f"{comment(schema)}export type {name} = {type_of(schema)};\n"
    parent = next((kin.__name__ for kin in model.__mro__[1:] if kin.__name__ in known), "")
    said = list(members(known[parent])) if parent else []
    own = [member for member in members(schema) if member not in said]
    head = f"{comment(schema)}export interface {name}{f' extends {parent}' if parent else ''}"
    short = f"{head} {{ {' '.join(own).removesuffix(';')} }}\n" if own else f"{head} {{}}\n"
    if len(short.splitlines()[-1]) <= WIDTH and "/**" not in "".join(own):
        return short
    lines = "".join(f"  {member}\n" for member in own)
    return f"{head} {{\n{lines}}}\n\n"


def members(schema: Schema) -> Iterator[str]:
    """Yield the keys of a model, those that may be missing with a question mark."""
    required = schema.get("required", [])
    for key, value in schema.get("properties", {}).items():
        mark = "" if key in required else "?"
        yield f"{comment(value, '  ')}{key}{mark}: {type_of(value)};"


def type_of(schema: Schema) -> str:
    """Return the TypeScript type of a piece of JSON Schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(type_of(choice) for choice in schema["anyOf"]))
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(choice) for choice in schema["enum"])
    if schema["type"] == "array":
        inner = type_of(schema["items"])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if schema["type"] == "object":
        return f"Record<string, {type_of(schema['additionalProperties'])}>"
    return PLAIN[schema["type"]]


def comment(schema: Schema, indent: str = "") -> str:
    """Return the description of a schema as a comment before what it describes."""
    words = " ".join(str(schema.get("description", "")).split())
    return f"/** {words} */\n{indent}" if words else ""


def handlers() -> str:
    """Return what each handler takes and answers, by name."""
    rows = "".join(f"  {route.name}: {{ takes: {taken(route)}; answers: {answered(route)} }};\n" for route in posted())
    return f"/** What is posted to each handler, and what it answers. */\nexport interface Handlers {{\n{rows}}}\n"


def posted() -> list[Route[Any]]:
    """Return the rows of the handlers that answer JSON."""
    return [route for route in ROUTES if issubclass(route.answers, base.Output)]


def taken(route: Route[Any]) -> str:
    """Return the type of what a handler takes."""
    return "Record<string, never>" if route.takes is base.Nothing else route.takes.__name__


def answered(route: Route[Any]) -> str:
    """Return the type of what a handler answers."""
    return f"{route.answers.__name__} & {{ now: string }}"
