"""Two addresses for machines: whether this process can serve, and the numbers.

In the LMS they are `/chatxblock/health` and `/chatxblock/metrics`. This module must not know how numbers come about.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

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
from chatxblock.store.numbers import heartbeats

log = logging.getLogger(__name__)


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
