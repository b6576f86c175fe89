"""The document of the messages, what is really sent, and the reference server, held against each other."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from openapi_spec_validator import validate

from chatxblock.domain.calls.call import Answer, Invitation
from chatxblock.domain.calls.rounds import Round
from chatxblock.peering import messages
from chatxblock.peering.signature import SIGNATURE_HEADER, WINDOW, signed
from chatxblock.testing import START, a_call, a_helper, a_person
from chatxblock.testing.peering_contract import an_outcome
from examples import peering_server
from examples.peering_server import PeeringServer
from tests.support.outside import SECRET, serving

OPENAPI = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "docs" / "reference" / "peering-openapi.yaml").read_text(encoding="utf-8")
)
ROUND = Round(size=2, wait=60.0, pool="peers")
TIME_LIMIT = 10.0


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Return where the reference server is."""
    with serving(PeeringServer(SECRET)) as address:
        yield address


def test_the_document_is_openapi() -> None:
    validate(OPENAPI)


def check(schema: str, message: object) -> None:
    """Hold a message against its schema in the document."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": OPENAPI["components"]}
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(whole, format_checker=checker).validate(message)


@pytest.mark.parametrize("many", [0, 2])
def test_our_messages_and_the_reference_servers_are_those_of_the_document(many: int) -> None:
    question = json.loads(messages.question(a_call(round=many), ROUND, [a_helper(1), a_helper(2)]))
    check("Question", question)
    check("Choice", peering_server.choose(question))
    outcome = json.loads(messages.outcome(an_outcome([a_person(number) for number in range(1, many + 1)])))
    check("Told", outcome)
    assert peering_server.told(outcome) == {}
    for schema, message in (("Question", outcome), ("Told", question), ("Choice", {"choose": "all"})):
        with pytest.raises(jsonschema.ValidationError):
            check(schema, message)


@pytest.mark.parametrize("answer", Answer)
def test_whatever_became_of_people_is_told_in_the_words_of_the_document(answer: Answer) -> None:
    fellow = answer in (Answer.JOINING, Answer.FELLOW)
    somebody = Invitation(person=a_person(1), round=0 if fellow else 1, invited_at=START, answer=answer)
    was_fellow = replace(somebody, person=a_person(2), round=0)
    told = json.loads(messages.outcome(replace(an_outcome([]), invitations=(somebody, was_fellow))))
    check("Told", told)
    assert len(told["outcome"]["invitations"]) == (0 if fellow else 1)


def test_the_document_says_all_that_we_send() -> None:
    """What a message has and the document does not would be unknown to whoever reads that."""

    def undocumented(schema: dict[str, Any], value: object, where: str) -> Iterator[str]:
        if "$ref" in schema:
            schema = OPENAPI["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        if isinstance(value, dict):
            assert set(schema["required"]) == set(schema["properties"]), where
            yield from (f"{where}.{key}" for key in value.keys() - schema["properties"].keys())
            for key, part in value.items():
                yield from undocumented(schema["properties"].get(key, {}), part, f"{where}.{key}")
        elif isinstance(value, list):
            for part in value:
                yield from undocumented(schema["items"], part, where)

    outcome = json.loads(messages.outcome(an_outcome([a_person(1)])))
    question = json.loads(messages.question(a_call(), ROUND, [a_helper(1), a_helper(2)]))
    for schema, message in (("Question", question), ("Told", outcome)):
        assert list(undocumented({"$ref": f"/{schema}"}, message, schema)) == []


@pytest.mark.parametrize(
    ("path", "body", "secret", "late", "status"),
    [
        ("/choose", b"{}", SECRET, 0, 400),
        ("/choose", b"no JSON", SECRET, 0, 400),
        ("/elsewhere", b"{}", SECRET, 0, 404),
        ("/choose", b"{}", SECRET.upper(), 0, 401),
        ("/choose", b"{}", SECRET, WINDOW + 1, 401),
        ("/choose", b"{}", SECRET, -WINDOW - 2, 401),
    ],
)
def test_the_reference_server_refuses_what_it_should(
    url: str, path: str, body: bytes, secret: str, late: int, status: int
) -> None:
    said = raw(url, path, body, signed(secret, "id", body, time.time() - late))
    assert re.match(rb"HTTP/1.0 %d " % status, said)


def test_a_message_for_one_address_is_not_taken_at_the_other(url: str) -> None:
    """The address is not signed; what is asked for is, as `type`."""
    question, outcome = messages.question(a_call(), ROUND, [a_helper(1)]), messages.outcome(an_outcome([]))
    for body, right, wrong in ((question, "/choose", "/told"), (outcome, "/told", "/choose")):
        headers = signed(SECRET, "id", body, time.time())
        assert raw(url, right, body, headers).startswith(b"HTTP/1.0 200 ")
        assert raw(url, wrong, body, headers).startswith(b"HTTP/1.0 400 ")


def test_the_reference_server_takes_a_key_in_base64_and_one_of_several_signatures() -> None:
    secret, body = f"whsec_{'A' * 32}", messages.outcome(an_outcome([]))
    headers = signed(secret, "id", body, time.time())
    headers[SIGNATURE_HEADER] = f"v1,bm8= {headers[SIGNATURE_HEADER]}"
    with serving(PeeringServer(secret)) as address:
        assert raw(address, "/told", body, headers).startswith(b"HTTP/1.0 200 ")


def test_the_reference_server_refuses_what_has_no_length_or_too_much_of_it(url: str) -> None:
    assert raw(url, "/choose", b"", {}, length="").startswith(b"HTTP/1.0 411 ")
    assert raw(url, "/choose", b"", {}, length="99999999999").startswith(b"HTTP/1.0 413 ")


def raw(url: str, path: str, body: bytes, headers: dict[str, str], *, length: str | None = None) -> bytes:
    """Return the first bytes of what a server answers to a request written by hand."""
    said = str(len(body)) if length is None else length
    lines = [f"POST {path} HTTP/1.0", *(f"{key}: {value}" for key, value in headers.items())]
    lines += [f"Content-Length: {said}"] if said else []
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=TIME_LIMIT) as link:
        link.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return link.recv(1000)
