"""Addresses for machines: whether this process is alive, can serve, is ready, and the numbers.

In the LMS they are `/chatxblock/alive`, `health`, `ready` and `metrics`. This module must not know how numbers come
about, nor how something is looked at.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import cache

from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from chatxblock import conf, wiring
from chatxblock.domain.timestamps import stamp
from chatxblock.errors import ConfigurationError
from chatxblock.ops import metrics
from chatxblock.ops.readiness import Found, Readiness
from chatxblock.store.database import is_migrated
from chatxblock.store.numbers import heartbeats

log = logging.getLogger(__name__)

SECONDS = 2.0
"""For the chat server to answer, of the three that `Readiness` waits."""


@require_safe
@never_cache
@transaction.non_atomic_requests
def alive(request: HttpRequest) -> JsonResponse:
    """Answer 200 where this process answers at all: nothing outside of it is looked at."""
    return JsonResponse({"status": "ok", "now": stamp(datetime.now(UTC))})


@require_safe
@never_cache
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 where this process has all that a question and a talk need, within some seconds, else 503."""
    try:
        conf.load()
        found = {"settings": Found.OK, **readiness().found()}
    except ConfigurationError:
        found = {"settings": Found.WRONG}
    well = set(found.values()) == {Found.OK}
    answer = {"status": "ok" if well else "wrong", **found, "now": stamp(datetime.now(UTC))}
    return JsonResponse(answer, status=200 if well else 503)


@cache
def readiness() -> Readiness:
    """Return what looks at all that is outside."""
    looks = {
        "database": is_migrated,
        "chat_session": lambda: wiring.own_session().has_opened(SECONDS),
        "chat_api": lambda: wiring.own_session().has_api(SECONDS),
    }
    return Readiness(looks)


@require_safe
@never_cache
@transaction.non_atomic_requests
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 where this process can keep a question, which needs settings and a database, else 503.

    Session and sweep are told and not judged: taking a worker out of service would mend neither.
    """
    now = datetime.now(UTC)
    found: dict[str, object] = {"settings": "ok", "database": "ok", "xmpp_session": "unused", "sweep_seconds": None}
    try:
        found["xmpp_session"] = wiring.session_state()
    except ConfigurationError:
        found["settings"] = "wrong"
    try:
        last = heartbeats().get("sweep")
        found["sweep_seconds"] = round((now - last).total_seconds(), 1) if last else None
    except Error as exc:  # also that of a connection which is no more: an `InterfaceError` is no `DatabaseError`
        log.warning("health: the database does not answer as it should (%s)", type(exc).__name__)
        found["database"] = "wrong"
    well = "wrong" not in found.values()
    answer = {"status": "ok" if well else "wrong", **found, "now": stamp(now)}
    return JsonResponse(answer, status=200 if well else 503)


@require_safe
@never_cache
@transaction.non_atomic_requests
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Answer the numbers to staff, and to whoever has the token of the setting `METRICS_TOKEN`."""
    try:
        token = conf.load().metrics_token
    except ConfigurationError:
        return refusal("The chat is not set up yet: see `manage.py check`.", 503)
    if not (is_staff(request) or has_token(request, token)):
        return refusal("The numbers are for staff, and for whoever sends METRICS_TOKEN as a bearer token.", 403)
    return HttpResponse(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)


def refusal(sentence: str, status: int) -> HttpResponse:
    """Return a sentence instead of numbers."""
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")


def is_staff(request: HttpRequest) -> bool:
    """Say whether somebody of the platform's staff is logged in."""
    user = getattr(request, "user", None)
    return bool(user and user.is_active and user.is_staff)


def has_token(request: HttpRequest, token: str) -> bool:
    """Say whether a request carries the token; an empty one opens nothing."""
    kind, _, sent = request.headers.get("Authorization", "").partition(" ")
    return bool(token) and kind.lower() == "bearer" and constant_time_compare(sent.strip(), token)
