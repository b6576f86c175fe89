"""The composition root: puts store, rooms, peering and clock together, once a process and on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from chatxblock import conf
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.deferred.questions import DeferredQuestions
from chatxblock.domain.helpers.service import HelperService
from chatxblock.domain.ports import Peering
from chatxblock.openedx.eligibility import Rules
from chatxblock.peering.named import NamedPeerings
from chatxblock.search.word_overlap import WordOverlap
from chatxblock.store import DjangoStore
from chatxblock.xmpp.rooms import XmppRooms
from chatxblock.xmpp.settings import XmppSettings


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)


@cache
def service() -> CallService:
    """Return the process's service. Raises `ConfigurationError` where settings are missing or wrong."""
    config = conf.load()
    return CallService(
        store=DjangoStore(),
        rooms=_rooms(),
        peering=_peering(),
        eligibility=eligibility(),
        similarity=WordOverlap(),
        clock=SystemClock(),
        base_url=config.base_url,
    )


@cache
def duty() -> HelperService:
    """Return the process's service for helpers. Raises `ConfigurationError` where settings are missing or wrong."""
    return HelperService(
        calls=service(), store=DjangoStore(), rooms=_rooms(), clock=SystemClock(), secret=conf.load().token_secret
    )


@cache
def deferred_questions() -> DeferredQuestions:
    """Return what keeps questions for the teachers."""
    return DeferredQuestions(store=DjangoStore(), clock=SystemClock())


@cache
def eligibility() -> Rules:
    """Return who may help by which rule. Raises `ConfigurationError` where settings are missing or wrong."""
    chosen = conf.load().eligibility
    return Rules({name: _made(backend) for name, backend in chosen.items()}, next(iter(chosen)))


def rooms(timeout: float) -> XmppRooms:
    """Return rooms with a connection of their own, for whoever has so many seconds. Raises `ConfigurationError`."""
    return XmppRooms(_xmpp(timeout=timeout))


def session() -> str:
    """Return how this process stands with the chat server: `unused` so far, `connected`, or `away`."""
    return _rooms().session


@cache
def _rooms() -> XmppRooms:
    return XmppRooms(_xmpp())


def _xmpp(**changes: Any) -> XmppSettings:
    config = conf.load()
    settings = XmppSettings(
        service_jid=config.service_jid,
        password=config.service_password,
        host=config.service_host,
        port=config.service_port,
        tls=config.service_tls,
        rooms_domain=config.rooms,
        domain=config.domain,
        api_url=config.api_url,
    )
    return replace(settings, **changes)


def _peering() -> Peering:
    config = conf.load()
    peerings = {name: _made(backend) for name, backend in config.peerings.items()}
    return NamedPeerings(peerings, config.peering or next(iter(peerings)))


def _made(chosen: Mapping[str, Any]) -> Any:
    return import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))


def reset() -> None:
    """Close what is open and forget it; for tests that change the settings."""
    if _rooms.cache_info().currsize:
        _rooms().close()
    _rooms.cache_clear()
    service.cache_clear()
    duty.cache_clear()
    eligibility.cache_clear()
    conf.reset()
