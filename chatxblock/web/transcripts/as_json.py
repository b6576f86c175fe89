"""A talk as JSON, version 2, in the form of `docs/reference/transcript-2.schema.json`.

What is known only when the last line has gone by stands behind the lines: a file is written in one go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from chatxblock.domain.calls.judging import Judged
from chatxblock.domain.files.file import TalkFile
from chatxblock.domain.resources.exporting import Checksum, ExportedTalk
from chatxblock.domain.timestamps import stamp
from chatxblock.web.transcripts.audience import Audience, Called

SCHEMA = "urn:chatxblock:transcript:2"
FORM = "rfc8785-arrays"
"""The name of what the checksum is made of; `Checksum` says what that is."""
CONTENT_TYPE = "application/json"
EXTENSION = "json"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write(talk: ExportedTalk, audience: Audience, *, wide: bool = True) -> Iterator[str]:
    """Yield the file in pieces: with a line of text for each line of the log, or the whole in one where not `wide`."""
    between = ",\n    " if wide else ","
    yield _head(talk, audience, wide=wide)
    checksum, first, called = Checksum(audience.addresses.of_person), True, audience.called(talk)
    for judged in talk.lines():
        line = _line(judged, checksum.add(judged.line), audience, called)
        yield ("\n    " if wide and first else "" if first else between) + _dumps(line)
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
        "files": [_file(file, talk, audience) for file in talk.files],
        "complete": talk.whole,
        "checksum": {"algorithm": checksum.name, "form": FORM, "lines": talk.count, "value": checksum.hexdigest()},
    }
    end = "\n  " if wide and talk.count else ""
    return f"{end}],{_gap(wide)}{_object(told, wide)[1:].lstrip()}" + ("\n" if wide else "")


def _line(judged: Judged, moment: str, audience: Audience, called: Called) -> dict[str, Any]:
    line = judged.line
    author = audience.addresses.of_person(line.author) if line.author else None
    return {
        "id": line.id,
        "time": moment,
        "author": {"jid": author, "name": called(line.author)},
        "body": line.body,
        "message_id": line.message_id or None,
        "replaces": line.replaces or None,
        "correction": judged.claim.value if judged.claim else None,
        "corrects": judged.corrects or None,
        "repeats": judged.repeats or None,
        "taken_back": line.taken_back,
        "answers": line.answers or None,
        "quoted": line.quoted,
        "reacts_to": line.reacts_to or None,
        "reactions": list(line.reactions),
    }


def _file(file: TalkFile, talk: ExportedTalk, audience: Audience) -> dict[str, Any]:
    return {
        "id": str(file.id),
        "name": file.name,
        "kind": file.kind.value,
        "size": file.size,
        "alt": talk.description(file),
        "author": audience.addresses.of_person(file.by.localpart),
        "kept": file.id not in talk.lost,
    }


def _object(told: dict[str, Any], wide: bool) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) if wide else _dumps(told)


def _gap(wide: bool) -> str:
    return "\n  " if wide else ""


def _dumps(told: dict[str, Any]) -> str:
    return _ENCODER.encode(told)
