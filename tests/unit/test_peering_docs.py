"""What the reference says of peerings, held against them."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

import yaml

from chatxblock.peering import messages
from chatxblock.peering.http import LONGEST_TIMEOUT, MOST_BYTES, HttpPeering
from chatxblock.peering.signature import (
    ID_HEADER,
    LEAST_KEY,
    LEAST_SECRET,
    MOST_KEY,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    WINDOW,
    signed,
)
from chatxblock.peering.tiers import Tiers

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGE = (REFERENCE / "peering.md").read_text(encoding="utf-8")
OPENAPI = (REFERENCE / "peering-openapi.yaml").read_text(encoding="utf-8")


def options(heading: str) -> dict[str, str]:
    """The options and defaults in the table below a heading."""
    text = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", text, re.MULTILINE))


def declared(kind: type) -> dict[str, str]:
    """The options and defaults of a constructor."""
    known = list(inspect.signature(kind).parameters.values())
    return {one.name: "must be set" if one.default is one.empty else f"`{json.dumps(one.default)}`" for one in known}


def test_the_options_are_those_of_the_constructors() -> None:
    assert options("Tiers") == declared(Tiers)
    assert options("An outside service") == declared(HttpPeering)


def test_the_numbers_are_the_numbers() -> None:
    assert f"at least {LEAST_SECRET} bytes" in PAGE
    assert f"{LEAST_KEY} to {MOST_KEY} bytes" in PAGE
    assert f"at most {LONGEST_TIMEOUT:g}:" in PAGE
    assert f"more than {MOST_BYTES:,} bytes" in PAGE
    assert f"more than {WINDOW} seconds" in PAGE
    assert f"At most {MOST_BYTES:,} bytes" in OPENAPI
    assert f"more than {WINDOW} seconds" in OPENAPI


def test_the_signature_is_made_as_it_says() -> None:
    made = re.search(
        r"printf '%s.%s.%s' (\w+) (\d+) '(.*?)' \| openssl dgst -sha256 -hmac (\w+) -binary \| base64\n"
        r"```\n\ngives `(\S+)`",
        PAGE,
    )
    assert made is not None
    message_id, timestamp, body, secret, digest = made.groups()
    assert signed(secret, message_id, body.encode(), float(timestamp)) == {
        ID_HEADER: message_id,
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: f"v1,{digest}",
    }


def test_the_headers_are_named_as_they_are() -> None:
    schemes = yaml.safe_load(OPENAPI)["components"]["securitySchemes"]
    assert [scheme["name"] for scheme in schemes.values()] == [ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER]
    assert ID_HEADER in PAGE
    assert TIMESTAMP_HEADER in PAGE
    assert SIGNATURE_HEADER in PAGE


def test_the_types_are_named_as_they_are() -> None:
    schemas = yaml.safe_load(OPENAPI)["components"]["schemas"]
    for schema, kind in (("Question", messages.QUESTION), ("Told", messages.OUTCOME)):
        assert schemas[schema]["properties"]["type"]["const"] == kind
        assert f"`{kind}`" in PAGE


def test_the_example_of_a_question_has_what_a_question_has() -> None:
    shown = re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    question, choice = (json.loads(block) for block in shown)
    schemas = yaml.safe_load(OPENAPI)["components"]["schemas"]
    assert question.keys() == schemas["Question"]["properties"].keys()
    for part in ("call", "round"):
        assert question[part].keys() == schemas[part.title()]["properties"].keys()
    assert {frozenset(one) for one in question["candidates"]} == {frozenset(schemas["Candidate"]["properties"])}
    assert set(choice["choose"]) <= {one["id"] for one in question["candidates"]}
