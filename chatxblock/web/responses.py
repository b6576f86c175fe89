"""Requests in, answers out: JSON, pages and files, and which status belongs to which error.

This module must not know what the handlers do.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from secrets import token_urlsafe
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext
from webob import Request, Response

from chatxblock import errors
from chatxblock.domain.deadline import deadline
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import gettext_noop as _
from chatxblock.web.counters import count_error
from chatxblock.web.schemas.bars import Bar, BarredProblem
from chatxblock.web.schemas.base import Output, Problem
from chatxblock.web.sentences import shown_language, translated

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
"""How large a request's body may be."""

DEADLINE = 3.5
"""Seconds that an answer may wait for the chat server in all, so that nobody waits more than four."""

STATUS: dict[type[errors.ChatxblockError], int] = {
    errors.ChatxblockError: 500,
    errors.ConfigurationError: 503,
    errors.BadInput: 400,
    errors.Forbidden: 403,
    errors.CallNotFound: 404,
    errors.ResourceNotFound: 404,
    errors.FileNotFound: 404,
    errors.FilesUnavailable: 503,
    errors.MethodNotAllowed: 405,
    errors.TooManyRequests: 429,
    errors.Conflict: 409,
    errors.PeeringFailed: 502,
    errors.StoreBusy: 503,
    errors.RoomsError: 502,
    errors.RoomsUnavailable: 503,
    errors.RoomNotFound: 404,
}
"""The status of an error is that of the nearest class in its line of descent."""

PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # Django's own, `same-origin`, would cut a room off from a unit in another site's frame: no name finds it.
    "Cross-Origin-Opener-Policy": "unsafe-none",
}

MOST_NAME = 100
"""Characters of the name of a file, its ending included."""
PROMISED = 2
"""Pieces of a file that are read before anything is answered: its head, and the first of what it is about."""
BUSY_SECONDS = 5
"""After how long what the database could not do is worth another try."""
UNREAD = _("This cannot be shown just now. Nothing is lost: try again in a moment.")
FORGET = "forget.js"
"""What a page of nobody's loads, which lies beside the style sheet: this browser forgets what it kept."""

Body = Mapping[str, Any]
Piece = TypeVar("Piece", str, bytes)
Answer = TypeVar("Answer", bound=Output, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Json(Generic[Answer]):
    """An answer in JSON that has a status of its own."""

    value: Answer
    status: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer in HTML: a template of ours, and what may be loaded from where."""

    template: str
    context: dict[str, Any]
    policy: str
    """The Content-Security-Policy."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Download:
    """An answer in JSON to be saved as a file."""

    value: Output
    filename: str


@dataclass(frozen=True, kw_only=True)
class Stream:
    """A file that is written while it is read, in pieces of text."""

    pieces: Iterator[str]
    filename: str
    content_type: str
    policy: str = "default-src 'none'"
    """The Content-Security-Policy, for browsers that show it."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file as somebody sent it: it may load and run nothing, and is shown where it stands only if it is a picture."""

    pieces: Iterator[bytes]
    filename: str
    content_type: str
    inline: bool
    size: int | None = None
    """Bytes, where that is known."""


Read = Page | Download | Stream | Attachment | Output
"""What a GET is answered with."""


def post(request: Request, handler: Callable[[Body], Output | Json[Output]]) -> Response:
    """Answer a POST of JSON in JSON, whatever happens."""
    try:
        with deadline(DEADLINE):
            answer = handler(_body(request))
    except errors.ChatxblockError as error:
        return refusal(error)
    except (OperationalError, InterfaceError) as error:
        _given_up(error)
        return refusal(errors.StoreBusy())
    return written(answer)


def written(answer: Output | Json[Output]) -> Response:
    """Answer in JSON."""
    return _json(answer.value, answer.status) if isinstance(answer, Json) else _json(answer)


def refusal(error: errors.ChatxblockError) -> Response:
    """Answer with an error in JSON."""
    return _json(_problem(error), status_of(error), _headers(error))


def _given_up(error: Exception) -> None:
    """The database went away under the request: nothing of it stands that is not known to stand."""
    log.error("The database failed: %s", type(error).__name__)  # what it says may quote what somebody wrote
    if transaction.get_connection().in_atomic_block:  # the platform's, which would keep the half that was done
        transaction.set_rollback(True)


def get(request: Request, handler: Callable[[], Read], page_css: str) -> Response:
    """Answer a GET with a page, a file or JSON, and an error with a page that says what to do, in that style sheet."""
    try:
        if request.method not in ("GET", "HEAD"):
            raise errors.MethodNotAllowed()
        with deadline(DEADLINE):
            answer = _begun(handler())
    except errors.ChatxblockError as error:
        answer = _problem_page(error, page_css)
    except (OperationalError, InterfaceError) as error:
        _given_up(error)
        answer = _problem_page(errors.StoreBusy(UNREAD), page_css)
    if isinstance(answer, Download):
        return _download(answer)
    if isinstance(answer, Stream):
        return _stream(answer)
    if isinstance(answer, Attachment):
        return _attachment(answer)
    return _page(answer) if isinstance(answer, Page) else _json(answer)


def _begun(answer: Read) -> Read:
    """Have a file begun, so that what can go wrong with it does so while something else can still be answered."""
    if isinstance(answer, Stream):
        return replace(answer, pieces=_promised(answer.pieces))
    return replace(answer, pieces=_promised(answer.pieces)) if isinstance(answer, Attachment) else answer


def _promised(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Read what is promised; yield it, and then the rest. Who closes this closes what it is read from."""
    first = list(islice(pieces, PROMISED))

    def joined() -> Iterator[Piece]:
        yield from first
        yield from pieces

    return joined()


def status_of(error: errors.ChatxblockError) -> int:
    """Return the HTTP status of an error."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def dumps(value: object) -> str:
    """Return a value as JSON that may stand inside a script element of HTML."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match.group()):04x}", text)


def sentence(error: errors.ChatxblockError) -> str:
    """Return what people are told of an error, in their language; its detail is for the operator's log alone."""
    if isinstance(error, errors.ForOperators) and error.detail:
        log.error("%s: %s", error.code, error.detail)
    return translated(error.message, **error.values)


def language() -> dict[str, str]:
    """Return the language in which the reader is shown our sentences, and the direction it is written in."""
    shown = shown_language()
    return {"language": shown, "direction": "rtl" if shown.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"}


def _body(request: Request) -> Body:
    if request.method != "POST":
        raise errors.MethodNotAllowed()
    if request.content_type != "application/json":  # what a form of another site can send is none
        raise errors.BadInput()
    if (request.content_length or 0) > MOST_BYTES or len(request.body) > MOST_BYTES:
        raise errors.BadInput(_("That is too much at once. Make it shorter and try again."))
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError) as exc:
        raise errors.BadInput() from exc
    if not isinstance(body, dict):
        raise errors.BadInput()
    return body


def _json(answer: Output, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    value = {**answer.plain(), "now": stamp(datetime.now(UTC))}
    return Response(
        body=json.dumps(value).encode(),
        status=status,
        content_type="application/json",
        charset="utf-8",
        headerlist=[
            ("Content-Type", "application/json; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            *(headers or {}).items(),
        ],
    )


def _problem(error: errors.ChatxblockError) -> Problem:
    count_error(error.code)
    if status_of(error) >= 500:
        log.warning("answered with %s", error.code)
    told = {"error": sentence(error), "code": error.code}
    if isinstance(error, errors.Barred) and error.values:
        return BarredProblem(**told, bar=Bar.of_refusal(error.values))
    return Problem(**told)


def _headers(error: errors.ChatxblockError) -> Mapping[str, str]:
    if isinstance(error, errors.StoreBusy):
        return {"Retry-After": str(BUSY_SECONDS)}
    return {"Retry-After": str(error.wait)} if isinstance(error, errors.TooManyRequests) else {}


def _problem_page(error: errors.ChatxblockError, page_css: str) -> Page:
    script, nonce = urljoin(page_css, FORGET), token_urlsafe(16)
    forgets = isinstance(error, errors.NotLoggedIn)
    context = {
        "title": gettext("This page cannot be shown"),
        "sentence": _problem(error).error,
        "passes": isinstance(error, errors.StoreBusy),
        **looks(page_css),
        "script": script if forgets else "",
        "nonce": nonce,
        **language(),
    }
    scripts = f"script-src 'nonce-{nonce}'; " if forgets else ""
    return Page(
        template="chatxblock/problem.html",
        context=context,
        policy=scripts + plain_policy(page_css),
        status=status_of(error),
        headers=_headers(error),
    )


def _page(answer: Page) -> Response:
    response = Response(render_to_string(answer.template, answer.context), status=answer.status, charset="utf-8")
    response.headers.update({**PAGE_HEADERS, **answer.headers})
    response.headers["Content-Security-Policy"] = answer.policy
    return response


def looks(page_css: str) -> dict[str, str]:
    """Return what every page's head shows: the style sheet, and the icon that lies beside it."""
    return {"page_css": page_css, "icon": urljoin(page_css, "icon.svg")}


def ours(url: str) -> str:
    """Return where our files come from, as a source list: the platform, and whatever serves this URL."""
    return " ".join(filter(None, ("'self'", origin(url))))


def plain_policy(page_css: str) -> str:
    """Return the Content-Security-Policy of a page that loads no more than what it looks like."""
    sources = ours(page_css)
    return (
        f"default-src 'none'; style-src {sources}; img-src {sources}; "
        "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    )


def origin(url: str) -> str:
    """Return scheme and host of an absolute URL, or an empty text for a path."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _download(answer: Download) -> Response:
    text = json.dumps(answer.value.plain(), ensure_ascii=False, indent=2)
    response = Response(text.encode(), content_type="application/json", charset="utf-8")
    return _attached(response, answer.filename)


def _stream(answer: Stream) -> Response:
    """Answer with a file of which no more is held than a piece; nobody waits for more than the next page of it."""
    pieces = (piece.encode("utf-8", "replace") for piece in answer.pieces)
    response = Response(app_iter=pieces, content_type=answer.content_type, charset="utf-8")
    response.headers["Content-Security-Policy"] = answer.policy
    return _attached(response, answer.filename)


def _attachment(answer: Attachment) -> Response:
    response = Response(app_iter=answer.pieces)
    response.headers.update(PAGE_HEADERS)
    response.headers["Content-Type"] = answer.content_type
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if answer.size is not None:
        response.headers["Content-Length"] = str(answer.size)
    exact = quote(answer.filename, safe="", errors="replace")
    disposition = "inline" if answer.inline else "attachment"
    names = f"filename=\"{_plain(answer.filename)}\"; filename*=UTF-8''{exact}"  # RFC 6266, 5
    response.headers["Content-Disposition"] = f"{disposition}; {names}"
    return response


def _attached(response: Response, filename: str) -> Response:
    response.headers.update(PAGE_HEADERS)
    response.headers["Content-Disposition"] = f'attachment; filename="{_plain(filename)}"'
    return response


def _plain(filename: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", filename)[-MOST_NAME:].lstrip(".")
