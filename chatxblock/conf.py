"""The settings: the dictionary `CHATXBLOCK` of the platform, read once into a frozen dataclass.

Nothing else reads Django's settings for the chat's sake. A missing, unknown or wrong key is a `ConfigurationError`
that names the key and the mend; `chatxblock.checks` tells them all at start-up.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import Field, dataclass, field, fields
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from chatxblock.domain.calls.names import Naming
from chatxblock.domain.calls.rounds import parse_plan
from chatxblock.domain.files.file import Limits
from chatxblock.domain.forgetting.retention import Periods
from chatxblock.errors import BadPlan, ConfigurationError

MISSING = "The setting CHATXBLOCK is missing: there is no chat until it is set."
NO_DICTIONARY = "The setting CHATXBLOCK has to be a dictionary."
LEAST_SECRET = 32
"""Bytes that an HS256 key needs at least (RFC 7518, section 3.2)."""
LEAST_METRICS_TOKEN = 16
"""Characters that nobody can guess."""
DEFAULT_ROUNDS = "4 peers 20s\n8 listed 30s\n16 everyone 60s"
PEERINGS: dict[str, Mapping[str, Any]] = {
    "least-answered": {"BACKEND": "chatxblock.peering.least_answered.LeastAnswered"},
    "fixed-list": {"BACKEND": "chatxblock.peering.fixed_list.FixedList"},
    "tiers": {
        "BACKEND": "chatxblock.peering.tiers.Tiers",
        "OPTIONS": {"peerings": ["least-answered", "fixed-list", "least-answered"]},
    },
}
ELIGIBILITY = {
    "enrolled": {"BACKEND": "chatxblock.openedx.eligibility.EnrolledMayHelp"},
    "staff": {"BACKEND": "chatxblock.openedx.eligibility.StaffMayHelp"},
    "listed": {"BACKEND": "chatxblock.openedx.eligibility.ListedMayHelp"},
    "grade": {"BACKEND": "chatxblock.openedx.learning_rules.GradeMayHelp"},
    "completed": {"BACKEND": "chatxblock.openedx.learning_rules.CompletedMayHelp"},
    "thanked": {"BACKEND": "chatxblock.openedx.learning_rules.ThankedMayHelp"},
}

TERM_SEARCH = "chatxblock.search.term_search.TermSearch"
MOST_DAYS = 36_500
"""Days in a hundred years."""
LONGEST_LISTENER = 20
"""Characters in the name of what is told of resources."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """What operators set. Each field is the key of the same name in upper case."""

    domain: str
    """Chat domain of the learners, without a scheme."""
    websocket_url: str
    """Where browsers reach the chat server, `wss://…` (XMPP over WebSocket, RFC 7395)."""
    token_secret: str = field(repr=False)
    """Key of the tokens that let browsers in (HS256, RFC 7519); the chat server has the same."""
    service_jid: str
    """The service's own account, on a domain of its own."""
    service_password: str = field(repr=False)
    api_url: str
    """Where the chat server's HTTP API listens, for the platform alone."""
    service_host: str = "127.0.0.1"
    service_port: int = 5222
    service_tls: bool = True
    """Whether the service's connection is encrypted by STARTTLS."""
    rooms_domain: str = ""
    """Domain of the rooms; `rooms.` before `DOMAIN` if empty."""
    base_url: str = ""
    """Start of links in notifications and exported logs, such as `https://courses.example.org`; the LMS's if empty."""
    token_seconds: int = 300
    mark_secret: str = field(default="", repr=False)
    """Key of the marks by which a browser knows whose it is, of links to files, and of the duty rooms' passwords; that
    of the tokens if empty. When it changes, browsers forget what was typed: so it need not change with the other."""
    grace_seconds: float = 60.0
    """How long a question outlives its last open window."""
    rounds: str = DEFAULT_ROUNDS
    """Whom to ask in which round where the author says nothing, one round a line."""
    question_limit: int = 2000
    """Characters in a question."""
    line_limit: int = 16000
    """Bytes in one line of the talk, in UTF-8."""
    joining: bool = True
    """Whether learners see open questions like their own, and may ask to be let in."""
    tray: bool = False
    """Whether late answers, what one follows and settled reports are told in the platform's notification tray too."""
    names: str = Naming.USERNAME.value
    """What learners are called towards each other: `username`, `full` or `pseudonym`. Staff read full names."""
    metrics_token: str = field(default="", repr=False)
    """What Prometheus sends as a bearer token to read the numbers; empty: they are for staff alone."""
    asks_a_minute: int = 6
    """How many questions one person may send a minute, those that are refused included."""
    requests_a_minute: int = 120
    """How many other calls of the handlers one person may make a minute."""
    peerings: Mapping[str, Any] = field(default_factory=lambda: dict(PEERINGS))
    """Who chooses whom to ask: name to `{"BACKEND": dotted path, "OPTIONS": keyword arguments}`, in the order in which
    they stand in for each other."""
    peering: str = ""
    """Name of the peering where the author says nothing; the first if empty."""
    eligibility: Mapping[str, Any] = field(default_factory=lambda: dict(ELIGIBILITY))
    """Who may help: name to `{"BACKEND": dotted path, "OPTIONS": keyword arguments}`; the first is the default."""
    room_kinds: Mapping[str, Any] = field(default_factory=dict)
    """Places to meet beside the chat, among which authors choose: name to `{"BACKEND": dotted path, "OPTIONS": keyword
    arguments}`."""
    finds_a_minute: int = 90
    """How often one person may look what is like a question, while typing it."""
    resource_search: Mapping[str, Any] = field(default_factory=lambda: {"BACKEND": TERM_SEARCH})
    """What finds resources and questions: `{"BACKEND": dotted path, "OPTIONS": keyword arguments}`."""
    resource_listeners: Mapping[str, Any] = field(default_factory=dict)
    """What else is told of resources: name to `{"BACKEND": dotted path, "OPTIONS": keyword arguments}`."""
    course_languages: Mapping[str, Any] = field(default_factory=dict)
    """In which languages a course is, by its key: a list of codes; what the platform says where there is none."""
    retention: Mapping[str, Any] = field(default_factory=dict)
    """For how many days what is kept: `logs`, `questions`, `drafts`, `reports`, `uploads`; for ever if left out."""
    files: Mapping[str, Any] = field(default_factory=dict)
    """Where pictures and files of talks are kept: `{"BACKEND": dotted path of a storage of Django's, "OPTIONS": keyword
    arguments}`; without it nobody can send any."""
    file_bytes: int = 3_500_000
    """Bytes of one file."""
    files_a_call: int = 30
    """How many files one talk may have."""
    call_file_bytes: int = 30_000_000
    """Bytes of all files of one talk."""
    file_link_days: int = 30
    """For how many days a link to a file is good, for those whose talk it is."""

    @property
    def marking_secret(self) -> str:
        """Return the key of marks, links to files and the duty rooms' passwords."""
        return self.mark_secret or self.token_secret

    @property
    def file_limits(self) -> Limits:
        """Return how much may be put into one talk."""
        return Limits(file_bytes=self.file_bytes, call_files=self.files_a_call, call_bytes=self.call_file_bytes)

    @property
    def rooms(self) -> str:
        """Return the domain of the rooms."""
        return self.rooms_domain or f"rooms.{self.domain}"

    @property
    def periods(self) -> Periods:
        """Return for how long each kind is kept."""
        return Periods(**self.retention)

    @property
    def room_labels(self) -> dict[str, str]:
        """Return what authors call the places beside the chat, by name, as the operator does."""
        labels = {name: str(kind.get("OPTIONS", {}).get("label") or name) for name, kind in self.room_kinds.items()}
        return {name: label[:1].upper() + label[1:] for name, label in labels.items()}

    @property
    def rule_labels(self) -> dict[str, str]:
        """Return what authors call the rules of who may help, by name, where the operator says it."""
        labels = {name: rule.get("OPTIONS", {}).get("label") for name, rule in self.eligibility.items()}
        return {name: str(label) for name, label in labels.items() if label}


def wants_tray() -> bool:
    """Say whether the tray is switched on, also where other keys are missing: it is asked while the platform starts."""
    told = getattr(settings, "CHATXBLOCK", None)
    return isinstance(told, Mapping) and told.get("TRAY") is True


def load() -> Config:
    """Return the configuration. Raises `ConfigurationError` with the first thing that is wrong."""
    return _load()


@cache
def _load() -> Config:
    told = getattr(settings, "CHATXBLOCK", None)
    if not isinstance(told, Mapping | None):
        raise ConfigurationError(NO_DICTIONARY)
    if not told:
        raise ConfigurationError(MISSING)
    values = dict(told)
    values.setdefault("BASE_URL", getattr(settings, "LMS_ROOT_URL", "") or "")
    return read(values)


def reset() -> None:
    """Forget what was read; for tests that change the settings."""
    _load.cache_clear()


def read(values: Mapping[str, Any]) -> Config:
    """Return the configuration in a dictionary of upper-case keys. Raises `ConfigurationError`."""
    for problem in problems(values):
        raise ConfigurationError(problem)
    return Config(**{key.lower(): value for key, value in values.items()})


def problems(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong, with the key and the mend."""
    known = {option.name.upper(): option for option in fields(Config)}
    for key in values.keys() - known.keys():
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        yield f"CHATXBLOCK[{key!r}] is not a setting" + (f"; did you mean {near[0]!r}?" if near else ".")
    for key, option in known.items():
        if key in values:
            yield from _wrong_type(key, option, values[key])
        elif option.default is NO_DEFAULT and option.default_factory is NO_DEFAULT:
            yield f"CHATXBLOCK[{key!r}] is missing. Set it as docs/reference/settings.md describes."
    yield from _wrong_values(values)


def _wrong_type(key: str, option: Field[Any], value: object) -> Iterator[str]:
    expected = {
        "str": ((str,), "a text"),
        "int": ((int,), "a whole number"),
        "float": ((int, float), "a number of seconds"),
        "bool": ((bool,), "True or False"),
    }.get(str(option.type), ((Mapping,), "a dictionary"))
    numeric_bool = isinstance(value, bool) and option.type != "bool"
    if numeric_bool or not isinstance(value, expected[0]):
        yield f"CHATXBLOCK[{key!r}] has to be {expected[1]}, not {type(value).__name__}."
    elif option.type in ("int", "float") and isinstance(value, int | float) and value <= 0:
        yield f"CHATXBLOCK[{key!r}] has to be more than 0."
    elif option.type == "str" and not value and option.default is NO_DEFAULT:
        yield f"CHATXBLOCK[{key!r}] is empty. Set it as docs/reference/settings.md describes."


def _wrong_values(values: Mapping[str, Any]) -> Iterator[str]:
    secret, jid, domain = (str(values.get(key) or "") for key in ("TOKEN_SECRET", "SERVICE_JID", "DOMAIN"))
    if secret and len(secret.encode()) < LEAST_SECRET:
        yield f"CHATXBLOCK['TOKEN_SECRET'] is too short: it needs at least {LEAST_SECRET} bytes."
    marking = values.get("MARK_SECRET")
    if marking and isinstance(marking, str) and len(marking.encode()) < LEAST_SECRET:
        yield f"CHATXBLOCK['MARK_SECRET'] is too short: it needs at least {LEAST_SECRET} bytes."
    token = values.get("METRICS_TOKEN")
    if token and isinstance(token, str) and len(token) < LEAST_METRICS_TOKEN:
        yield f"CHATXBLOCK['METRICS_TOKEN'] is too short: it needs at least {LEAST_METRICS_TOKEN} characters."
    if jid and jid.count("@") != 1:
        yield "CHATXBLOCK['SERVICE_JID'] has to look like name@domain."
    if domain and jid.endswith(f"@{domain}"):
        yield "CHATXBLOCK['SERVICE_JID'] has to be on another domain than DOMAIN, where tokens open every account."
    yield from _wrong_url(values, "WEBSOCKET_URL", ("ws", "wss"))
    yield from _wrong_url(values, "API_URL", ("http", "https"))
    yield from _wrong_url(values, "BASE_URL", ("http", "https"))
    yield from _wrong_backends(values)
    yield from _wrong_resources(values)
    yield from _wrong_retention(values.get("RETENTION"))
    names = values.get("NAMES")
    if isinstance(names, str) and names not in list(Naming):
        yield f"CHATXBLOCK['NAMES'] is {names!r}, and has to be one of {', '.join(map(repr, map(str, Naming)))}."
    rounds = values.get("ROUNDS")
    if isinstance(rounds, str):
        try:
            parse_plan(rounds)
        except BadPlan as error:
            yield f"CHATXBLOCK['ROUNDS']: {error}"


def _wrong_backends(values: Mapping[str, Any]) -> Iterator[str]:
    for key in ("PEERINGS", "ELIGIBILITY", "ROOM_KINDS", "RESOURCE_LISTENERS"):
        named = values.get(key)
        if not isinstance(named, Mapping):
            continue
        if not named and key in ("PEERINGS", "ELIGIBILITY"):
            yield f"CHATXBLOCK[{key!r}] is empty. Leave it out for the default."
        for name, chosen in named.items():
            yield from _wrong_backend(f"CHATXBLOCK[{key!r}][{name!r}]", chosen)
    if isinstance(values.get("RESOURCE_SEARCH"), Mapping):
        yield from _wrong_backend("CHATXBLOCK['RESOURCE_SEARCH']", values["RESOURCE_SEARCH"])
    if isinstance(values.get("FILES"), Mapping) and values["FILES"]:
        yield from _wrong_backend("CHATXBLOCK['FILES']", values["FILES"])
    peering, peerings = values.get("PEERING"), values.get("PEERINGS") or PEERINGS
    if isinstance(peering, str) and peering and isinstance(peerings, Mapping) and peering not in peerings:
        yield f"CHATXBLOCK['PEERING'] is {peering!r}, and 'PEERINGS' has only {', '.join(map(str, peerings))}."
    listed = values.get("ELIGIBILITY")
    if isinstance(listed, Mapping) and listed and "listed" not in listed:
        yield "CHATXBLOCK['ELIGIBILITY'] needs 'listed', which says who of the author's list may help."
    kinds = values.get("ROOM_KINDS")
    if isinstance(kinds, Mapping) and "chat" in kinds:
        yield "CHATXBLOCK['ROOM_KINDS'] cannot have 'chat': that one is always there. Call this kind something else."


def _wrong_backend(where: str, chosen: object) -> Iterator[str]:
    if not isinstance(chosen, Mapping) or not chosen.get("BACKEND"):
        yield f"{where} needs a 'BACKEND', the dotted path of a class."
    elif not isinstance(chosen.get("OPTIONS", {}), Mapping):
        yield f"{where} has 'OPTIONS' that are no dictionary."


def _wrong_resources(values: Mapping[str, Any]) -> Iterator[str]:
    listeners, languages = values.get("RESOURCE_LISTENERS"), values.get("COURSE_LANGUAGES")
    for name in listeners if isinstance(listeners, Mapping) else ():
        if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_LISTENER:
            yield f"CHATXBLOCK['RESOURCE_LISTENERS'][{name!r}] needs a name of 1 to {LONGEST_LISTENER} characters."
    for course, codes in languages.items() if isinstance(languages, Mapping) else ():
        if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
            yield f"CHATXBLOCK['COURSE_LANGUAGES'][{course!r}] has to be a list of codes, such as ['en', 'es']."


def _wrong_retention(told: object) -> Iterator[str]:
    known = [kind.name for kind in fields(Periods)]
    for kind, days in told.items() if isinstance(told, Mapping) else ():
        where = f"CHATXBLOCK['RETENTION'][{kind!r}]"
        if kind not in known:
            near = difflib.get_close_matches(str(kind), known, n=1, cutoff=0.5)
            yield f"{where} is not kept here" + (f"; did you mean {near[0]!r}?" if near else f": {', '.join(known)}.")
        elif days is not None and (isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= MOST_DAYS):
            yield f"{where} has to be a whole number of days, 1 to {MOST_DAYS}, or None for ever."
    if isinstance(told, Mapping) and _in_days(told, "drafts") > _in_days(told, "logs"):
        yield "CHATXBLOCK['RETENTION'] keeps 'drafts' longer than 'logs', with which they go. Let them be equal."


def _in_days(told: Mapping[str, Any], kind: str) -> int:
    days = told.get(kind)
    return days if isinstance(days, int) else 0 if kind == "drafts" else MOST_DAYS


def _wrong_url(values: Mapping[str, Any], key: str, schemes: tuple[str, ...]) -> Iterator[str]:
    url = values.get(key)
    if url and isinstance(url, str) and (urlsplit(url).scheme not in schemes or not urlsplit(url).netloc):
        yield f"CHATXBLOCK[{key!r}] has to be a URL that begins with {' or '.join(s + '://' for s in schemes)}."
