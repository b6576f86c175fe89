"""A talk as JSON, version 2, in the form of `docs/reference/transcript-2.schema.json`.

What is known only when the last line has gone by stands behind the lines: a file is written in one go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from chatxblock.domain.calls.judging import Judged
from chatxblock.domain.resources.exporting import Checksum, ExportedTalk
from chatxblock.domain.timestamps import stamp
from chatxblock.web.transcripts.audience import Audience

SCHEMA = "urn:chatxblock:transcript:2"
FORM = "rfc8785-arrays"
"""The name of what the checksum is made of; `Checksum` says what that is."""
CONTENT_TYPE = "application/json"
EXTENSION = "json"


def write(talk: ExportedTalk, audience: Audience, *, wide: bool = True) -> Iterator[str]:
    """Yield the file in pieces: with a line of text for each line of the log, or the whole in one where not `wide`."""
    between = ",\n    " if wide else ","
    yield _head(talk, audience, wide=wide)
    checksum, first = Checksum(audience.addresses.of_person), True
    for judged in talk.lines():
        checksum.add(judged.line)
        yield ("\n    " if wide and first else "" if first else between) + _dumps(_line(talk, audience, judged))
        first = False
    yield _tail(talk, audience, checksum, wide=wide)


def _head(talk: ExportedTalk, audience: Audience, *, wide: bool) -> str:
    told = {
        "schema": SCHEMA,
        "exported_at": stamp(talk.exported_at),
        "log": "kept" if talk.has_log else "none",
        "call": audience.call(talk.call),
        "context": audience.context(talk.call),
        "helped": audience.helped(talk),
        "resources": audience.resources(talk),
    }
    return f'{_object(told, wide)[:-1].rstrip()},{_gap(wide)}"lines":{" " if wide else ""}['


def _tail(talk: ExportedTalk, audience: Audience, checksum: Checksum, *, wide: bool) -> str:
    told = {
        "people": audience.people(talk),
        "complete": talk.complete,
        "checksum": {"algorithm": checksum.name, "form": FORM, "lines": talk.count, "value": checksum.hexdigest()},
    }
    end = "\n  " if wide and talk.count else ""
    return f"{end}],{_gap(wide)}{_object(told, wide)[1:].lstrip()}" + ("\n" if wide else "")


def _line(talk: ExportedTalk, audience: Audience, judged: Judged) -> dict[str, Any]:
    line = judged.line
    author = audience.addresses.of_person(line.author) if line.author else None
    return {
        "id": line.id,
        "time": stamp(line.sent_at),
        "author": {"jid": author, "name": audience.name(talk, line.author)},
        "body": line.body,
        "message_id": line.message_id or None,
        "replaces": line.replaces or None,
        "correction": judged.claim.value if judged.claim else None,
        "corrects": judged.corrects or None,
        "repeats": judged.repeats or None,
    }


def _object(told: dict[str, Any], wide: bool) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) if wide else _dumps(told)


def _gap(wide: bool) -> str:
    return "\n  " if wide else ""


def _dumps(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
