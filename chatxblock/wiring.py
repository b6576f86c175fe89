"""The composition root: puts what the domain needs together, once a process and on first use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from chatxblock import conf
from chatxblock.channels.page import PageChannel
from chatxblock.domain.calls.names import Names, Naming
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.deferred.questions import DeferredQuestions
from chatxblock.domain.helpers.service import HelperService
from chatxblock.domain.outbox.service import Outbox
from chatxblock.domain.ports import (
    PAGE,
    Document,
    DocumentKind,
    ExperienceStore,
    Notifier,
    Peering,
    Presence,
    ResourceSearch,
    RoomKinds,
    Rooms,
)
from chatxblock.domain.resources.answering import Answering
from chatxblock.domain.resources.resource import Resource
from chatxblock.domain.resources.telling import Tellings
from chatxblock.errors import ConfigurationError
from chatxblock.events.committed import CommittedEvents
from chatxblock.events.signals import SignalEvents
from chatxblock.openedx import platform
from chatxblock.openedx.eligibility import Rules
from chatxblock.peering.named import NamedPeerings
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.search.likeness import TermLikeness
from chatxblock.search.term_search import TermSearch
from chatxblock.search.word_overlap import WordOverlap
from chatxblock.store import DjangoStore
from chatxblock.store.terms import TermStore
from chatxblock.xmpp.addresses import XmppAddresses
from chatxblock.xmpp.notifier import XmppNotifier
from chatxblock.xmpp.presence import XmppPresence
from chatxblock.xmpp.rooms import XmppRooms
from chatxblock.xmpp.session import XmppSession
from chatxblock.xmpp.settings import XmppSettings


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)


@cache
def service() -> CallService:
    """Return the process's service. Raises `ConfigurationError` where settings are missing or wrong."""
    config, store = conf.load(), DjangoStore()
    return CallService(
        calls=store,
        people=store,
        helpers=store,
        logs=store,
        rooms=room_kinds(),
        notifier=_notifier(),
        presence=_presence(),
        peering=_peering(),
        eligibility=eligibility(),
        similarity=WordOverlap(),
        events=events(),
        clock=SystemClock(),
        base_url=config.base_url,
        names=names(),
        staff=platform.on_staff,
    )


@cache
def duty() -> HelperService:
    """Return the process's service for helpers. Raises `ConfigurationError` where settings are missing or wrong."""
    store = DjangoStore()
    return HelperService(
        service=service(),
        calls=store,
        helpers=store,
        presence=_presence(),
        events=events(),
        clock=SystemClock(),
        secret=conf.load().token_secret,
    )


@cache
def deferred_questions() -> DeferredQuestions:
    """Return what keeps questions for the teachers."""
    store = DjangoStore()
    return DeferredQuestions(calls=store, questions=store, clock=SystemClock())


@cache
def answering() -> Answering:
    """Return what answers questions that were left, also several at once."""
    store = DjangoStore()
    return Answering(
        calls=store,
        questions=store,
        resources=store,
        followers=store,
        likeness=TermLikeness(),
        clock=SystemClock(),
        languages=course_languages,
    )


@cache
def tellings() -> Tellings:
    """Return what tells people of resources that answer what they asked or follow."""
    store = DjangoStore()
    return Tellings(
        resources=store,
        followers=store,
        search=search(),
        likeness=TermLikeness(),
        clock=SystemClock(),
        languages=course_languages,
        index=_index,
    )


def search() -> ResourceSearch:
    """Return what finds resources and questions."""
    return TermSearch(TermStore())


def course_languages(course: str) -> Sequence[str]:
    """Return in which languages a course is."""
    return [settings.LANGUAGE_CODE]


def _index(resource: Resource) -> None:
    """Let the search know a resource."""
    text, spot = resource.text, resource.spot
    search().changed(
        Document(
            id=resource.id,
            kind=DocumentKind.RESOURCE,
            course=spot.course,
            section=spot.section,
            unit=spot.unit,
            languages=tuple(course_languages(spot.course)),
            title=text.title,
            answer=text.answer,
            body=text.body,
        )
    )


def names() -> Names:
    """Return what learners are called towards each other. Raises `ConfigurationError`."""
    return Names(naming=Naming(conf.load().names))


def experience() -> ExperienceStore:
    """Return what counts offers."""
    return DjangoStore()


@cache
def outbox() -> Outbox:
    """Return what delivers messages. Raises `ConfigurationError` where settings are missing or wrong."""
    return Outbox(store=DjangoStore(), channels={PAGE: PageChannel(_notifier())}, clock=SystemClock())


@cache
def eligibility() -> Rules:
    """Return who may help by which rule. Raises `ConfigurationError` where settings are missing or wrong."""
    chosen = conf.load().eligibility
    return Rules({name: _made(backend) for name, backend in chosen.items()}, next(iter(chosen)))


@cache
def events() -> CommittedEvents:
    """Return what tells of changes once they are committed."""
    return CommittedEvents([SignalEvents()])


def room_kinds() -> RoomKinds:
    """Return the kinds of places that there are. Raises `ConfigurationError` where settings are missing or wrong."""
    others = {name: _made(backend) for name, backend in conf.load().room_kinds.items()}
    return NamedKinds({CHAT: _rooms(), **others}, CHAT)


def addresses() -> XmppAddresses:
    """Return how people and rooms are addressed. Raises `ConfigurationError` where settings are missing or wrong."""
    config = conf.load()
    return XmppAddresses(domain=config.domain, rooms_domain=config.rooms)


def session(timeout: float) -> XmppSession:
    """Return a session of one's own, for whoever has so many seconds. Raises `ConfigurationError`."""
    return XmppSession(_xmpp(timeout=timeout))


def session_state() -> str:
    """Return how this process stands with the chat server: `unused` so far, `connected`, or `away`."""
    return _session().state


@cache
def _session() -> XmppSession:
    return XmppSession(_xmpp())


@cache
def _rooms() -> Rooms:
    return XmppRooms(_session())


@cache
def _notifier() -> Notifier:
    return XmppNotifier(_session())


@cache
def _presence() -> Presence:
    return XmppPresence(_session())


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
    """Return what a setting names. Raises `ConfigurationError` where it cannot be imported or does not take that."""
    path = chosen["BACKEND"]
    try:
        return import_string(path)(**chosen.get("OPTIONS", {}))
    except (ImportError, TypeError) as exc:
        raise ConfigurationError(f"{path} cannot be made: {exc}.") from exc


def reset() -> None:
    """Close what is open and forget it; for tests that change the settings."""
    if _session.cache_info().currsize:
        _session().close()
    services = (service, duty, outbox, eligibility, answering, tellings)
    for made in (_session, _rooms, _notifier, _presence, *services):
        made.cache_clear()
    conf.reset()
