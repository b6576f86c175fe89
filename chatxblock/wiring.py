"""The composition root: puts what the domain needs together, once a process and on first use."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from chatxblock import conf, wiring_files, wiring_told
from chatxblock.channels.page import PageChannel
from chatxblock.channels.resources import ResourceChannel
from chatxblock.channels.sessions import SessionChannel
from chatxblock.domain.calls.names import Names, Naming
from chatxblock.domain.calls.service import CallService
from chatxblock.domain.deferred.questions import DeferredQuestions
from chatxblock.domain.helpers.service import HelperService
from chatxblock.domain.outbox.service import Outbox
from chatxblock.domain.ports import (
    LOGOUT,
    PAGE,
    SEARCH,
    Channel,
    ExperienceStore,
    Notifier,
    Peering,
    Presence,
    ResourceSearch,
    RoomKinds,
    Rooms,
    Sessions,
)
from chatxblock.domain.resources import listening
from chatxblock.domain.resources.answering import Answering
from chatxblock.domain.resources.drafts import Drafts
from chatxblock.domain.resources.feedback import FeedbackService
from chatxblock.domain.resources.finding import Finder
from chatxblock.domain.resources.listening import SearchListener
from chatxblock.domain.resources.reports import Reports
from chatxblock.domain.resources.service import ResourceService
from chatxblock.domain.resources.telling import Tellings
from chatxblock.domain.sessions.service import LoggingOut
from chatxblock.domain.staff.bars import Unbarred
from chatxblock.errors import ConfigurationError, Message
from chatxblock.events.committed import CommittedEvents, after_commit
from chatxblock.events.happenings import HappeningEvents
from chatxblock.events.signals import SignalEvents
from chatxblock.openedx import platform
from chatxblock.openedx.eligibility import Rules
from chatxblock.openedx.tracking import track
from chatxblock.peering.named import NamedPeerings
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.search.likeness import TermLikeness
from chatxblock.search.term_search import TermSearch
from chatxblock.store import DjangoStore
from chatxblock.store.terms import TermStore
from chatxblock.wiring_files import SystemClock as SystemClock
from chatxblock.xmpp.addresses import XmppAddresses
from chatxblock.xmpp.notifier import XmppNotifier
from chatxblock.xmpp.presence import XmppPresence
from chatxblock.xmpp.rooms import XmppRooms
from chatxblock.xmpp.session import XmppSession
from chatxblock.xmpp.sessions import XmppSessions
from chatxblock.xmpp.settings import XmppSettings

MOST_LOGOUTS = 100
"""Messages of logouts that one worker carries out at once; what is more is left to the sweep."""
MOST_AT_ONCE = 3
"""Resources of which a request tells the search that has changed some."""


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
        eligibility=Unbarred(eligibility=eligibility(), bars=store, clock=SystemClock()),
        events=events(),
        clock=SystemClock(),
        base_url=config.base_url,
        names=names(),
        staff=platform.on_staff,
        files_whole=wiring_files.whole,
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
        secret=conf.load().marking_secret,
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
        findables=store,
        likeness=TermLikeness(),
        clock=SystemClock(),
        languages=course_languages,
        changed=resources().news,
        soon=_search_soon,
        events=events(),
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
        index=_search_listener().changed,
    )


def drafts(say: Callable[[Message], str] = str) -> Drafts:
    """Return what begins resources from talks, with pseudonyms in one language. Raises `ConfigurationError`."""
    store = DjangoStore()
    return Drafts(
        service=resources(),
        resources=store,
        consents=store,
        calls=store,
        read=service().transcript_of,
        names=replace(names(), say=say),
        clock=SystemClock(),
        files=store.files_of,
        events=events(),
    )


def reports() -> Reports:
    """Return what keeps what people find wrong with resources, and tells of all reports."""
    return Reports(service=resources(), reports=DjangoStore())


@cache
def feedback() -> FeedbackService:
    """Return what keeps what people say of a talk afterwards."""
    store = DjangoStore()
    return FeedbackService(feedback=store, consents=store, resources=resources(), clock=SystemClock())


def names() -> Names:
    """Return what learners are called towards each other. Raises `ConfigurationError`."""
    return Names(naming=Naming(conf.load().names))


def experience() -> ExperienceStore:
    """Return what counts offers."""
    return DjangoStore()


@cache
def outbox() -> Outbox:
    """Return what delivers messages. Raises `ConfigurationError` where settings are missing or wrong."""
    usual: dict[str, Channel] = {PAGE: PageChannel(_notifier()), LOGOUT: SessionChannel(chat_sessions())}
    channels = {**usual, **wiring_told.channels(), **resource_channels()}
    return Outbox(store=DjangoStore(), channels=channels, clock=SystemClock(), beside=wiring_told.beside())


def logging_out() -> LoggingOut:
    """Return what keeps that somebody logged out. Raises `ConfigurationError`."""
    store = DjangoStore()
    return LoggingOut(people=store, outbox=store, clock=SystemClock(), token_seconds=conf.load().token_seconds)


def end_sessions() -> None:
    """End the chat sessions of browsers in which somebody just logged out."""
    outbox().hurry([LOGOUT], MOST_LOGOUTS)


@cache
def search() -> ResourceSearch:
    """Return what finds resources and questions. Raises `ConfigurationError` where settings are missing or wrong."""
    chosen = conf.load().resource_search
    if chosen["BACKEND"] == conf.TERM_SEARCH and not chosen.get("OPTIONS"):
        return TermSearch(TermStore())
    made: ResourceSearch = _made(chosen)
    return made


@cache
def finding() -> Finder:
    """Return what finds before asking. Raises `ConfigurationError` where settings are missing or wrong."""
    store = DjangoStore()
    return Finder(
        search=search(),
        resources=store,
        calls=store,
        findables=store,
        followers=store,
        eligibility=eligibility(),
        clock=SystemClock(),
        languages=course_languages,
        joining=conf.load().joining,
    )


@cache
def resources() -> ResourceService:
    """Return the process's service for resources. Raises `ConfigurationError` where settings are missing or wrong."""
    store = DjangoStore()
    return ResourceService(
        resources=store,
        files=store,
        consents=store,
        followers=store,
        said_in=service().said_in,
        clock=SystemClock(),
        listeners=tuple(resource_channels()),
        soon=_search_soon,
        events=events(),
    )


def tell_anew() -> int:
    """Let the search, and what else listens, be told of everything; return of how many resources."""
    store = DjangoStore()
    store.note_unindexed()
    return listening.tell_anew(store, store, tuple(resource_channels()), SystemClock().now())


def course_languages(course: str) -> Sequence[str]:
    """Return in which languages a course is: the operator's word, else the platform's."""
    return conf.load().course_languages.get(course) or platform.languages(course)


@cache
def eligibility() -> Rules:
    """Return who may help by which rule. Raises `ConfigurationError` where settings are missing or wrong."""
    chosen = conf.load().eligibility
    rules = {name: _made(backend) for name, backend in chosen.items()}
    return Rules(rules, next(iter(chosen)), thanks=DjangoStore().thanks)


@cache
def events() -> CommittedEvents:
    """Return what tells of changes once they are committed."""
    signals = SignalEvents()
    made = CommittedEvents([signals, HappeningEvents(signals.happened), HappeningEvents(track)])
    atexit.register(made.end)
    return made


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


def own_session() -> XmppSession:
    """Return the process's session with the chat server. Raises `ConfigurationError`."""
    return _session()


def session_state() -> str:
    """Return how this process stands with the chat server: `unused` so far, `connected`, or `away`."""
    return _session().state


@cache
def _session() -> XmppSession:
    made = XmppSession(_xmpp())
    atexit.register(made.close)  # what was just written has left the process then
    return made


@cache
def _rooms() -> Rooms:
    return XmppRooms(_session())


@cache
def _notifier() -> Notifier:
    return XmppNotifier(_session())


@cache
def _presence() -> Presence:
    return XmppPresence(_session())


@cache
def chat_sessions() -> Sessions:
    """Return what ends the connections of people. Raises `ConfigurationError` where settings are missing or wrong."""
    return XmppSessions(_session())


def _search_listener() -> SearchListener:
    return SearchListener(search=search(), resources=DjangoStore(), languages=course_languages)


def _search_soon() -> None:
    """Tell the search of what has changed, once that is committed."""
    after_commit(lambda: outbox().hurry([SEARCH], MOST_AT_ONCE))


def resource_channels() -> dict[str, Channel]:
    """Return the channels by which others are told of resources, by kind; the search is always among them."""
    store = DjangoStore()
    found = _search_listener()
    others = {f"resource:{name}": _made(chosen) for name, chosen in conf.load().resource_listeners.items()}
    return {kind: ResourceChannel(listener, store) for kind, listener in {SEARCH: found, **others}.items()}


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
    services = (service, duty, outbox, eligibility, search, finding, resources, feedback, answering, tellings)
    for made in (_session, _rooms, _notifier, _presence, chat_sessions, *services):
        made.cache_clear()
    wiring_files.storage.cache_clear()
    conf.reset()
