"""Files on their way in: a form with one file and a few fields, as browsers send it (RFC 7578).

The platform has received it by then, into memory where it is small and else into a file (Django's upload handlers):
what was cut off on its way never comes here. This module must not know what is done with a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.core.exceptions import SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from webob import Request, Response

from chatxblock import errors
from chatxblock.domain.deadline import deadline
from chatxblock.errors import gettext_noop as _
from chatxblock.web.responses import DEADLINE, MOST_BYTES, Body, Json, refusal, written
from chatxblock.web.schemas.base import Output

FIELD = "file"
"""In which field the file is."""
OURS = "X-Requested-With"
"""A header that no form of another site can send."""
MOST_SENT = 20 * 1024 * 1024
"""Bytes of a request that is looked at, whatever operators allow for one file."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file as it came."""

    name: str
    file: BinaryIO
    size: int


def post(request: Request, handler: Callable[[Body, Sent], Output | Json[Output]]) -> Response:
    """Answer a POST of a form in JSON, whatever happens."""
    try:
        with deadline(DEADLINE):
            answer = handler(*_form(request))
    except errors.ChatxblockError as error:
        return refusal(error)
    return written(answer)


def _form(request: Request) -> tuple[Body, Sent]:
    if request.method != "POST":
        raise errors.MethodNotAllowed()
    if request.content_type != "multipart/form-data" or OURS not in request.headers:
        raise errors.BadInput()
    if (request.content_length or 0) > MOST_SENT:
        raise errors.BadFile(_("This file is far too large."))
    try:
        fields = list(request.POST.items())
    except (UnreadablePostError, MultiPartParserError, SuspiciousOperation, ValueError) as exc:
        raise errors.BadInput() from exc
    except OSError as exc:  # no place is left where what arrives is put meanwhile
        raise errors.FilesUnavailable(f"a file could not be received: {type(exc).__name__}") from exc
    body = {key: value for key, value in fields if isinstance(value, str)}
    if sum(len(value) for value in body.values()) > MOST_BYTES:
        raise errors.BadInput()
    files = [value for key, value in fields if key == FIELD and not isinstance(value, str)]
    if len(files) != 1:
        raise errors.BadInput(_("Choose a file first."))
    return body, _sent(files[0])


def _sent(part: Any) -> Sent:
    file = part.file
    size = file.seek(0, os.SEEK_END)
    size = file.tell() if size is None else size
    file.seek(0)
    return Sent(name=str(part.filename or ""), file=file, size=size)
