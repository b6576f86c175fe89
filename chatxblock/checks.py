"""System checks: what `manage.py check` says about the settings. They reach no server."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage
from django.db import DEFAULT_DB_ALIAS
from django.utils.module_loading import import_string

from chatxblock.conf import ELIGIBILITY, MISSING, NO_DICTIONARY, PEERINGS, problems
from chatxblock.domain.ports import Rooms
from chatxblock.errors import ConfigurationError
from chatxblock.openedx.eligibility import EligibilityRule
from chatxblock.peering.base import PeeringService
from chatxblock.store.database import character_set, is_strict, narrow_tables

HINT = "docs/reference/settings.md lists every key with an example."
WIDEN = "ALTER TABLE {} CONVERT TO CHARACTER SET utf8mb4;"
CHARSET = "Add 'charset': 'utf8mb4' to OPTIONS in DATABASES."


@register(Tags.compatibility)
def check_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Tell each missing, unknown or wrong key of `CHATXBLOCK`.

    Without the setting it is a warning: images are built with settings that cannot know ours yet.
    """
    values = getattr(settings, "CHATXBLOCK", None)
    if not values and isinstance(values, Mapping | None):
        return [Caution(MISSING, hint=HINT, id="chatxblock.W001")]
    if not isinstance(values, Mapping):
        return [Error(NO_DICTIONARY, hint=HINT, id="chatxblock.E001")]
    return [Error(problem, hint=HINT, id="chatxblock.E002") for problem in problems(values)]


@register(Tags.compatibility)
def check_backends(**_kwargs: Any) -> list[CheckMessage]:
    """Tell of each class that the settings name and that cannot be imported or is not what it should be."""
    values = _values()
    found = []
    for key, defaults, base in (("PEERINGS", PEERINGS, PeeringService), ("ELIGIBILITY", ELIGIBILITY, EligibilityRule)):
        named = values.get(key) or defaults
        for name, chosen in named.items() if isinstance(named, Mapping) else ():
            found += _wrong_backend(f"CHATXBLOCK[{key!r}][{name!r}]", chosen, base)
    return found


@register(Tags.compatibility)
def check_room_kinds(**_kwargs: Any) -> list[CheckMessage]:
    """Tell of each kind of room that cannot be made as the settings describe it; no server is reached for it."""
    named = _values().get("ROOM_KINDS")
    found = []
    for name, chosen in named.items() if isinstance(named, Mapping) else ():
        if isinstance(chosen, Mapping) and chosen.get("BACKEND"):  # else told by `check_settings`
            found += _wrong_kind(f"CHATXBLOCK['ROOM_KINDS'][{name!r}]", chosen)
    return found


@register(Tags.compatibility)
def check_resources(**_kwargs: Any) -> list[CheckMessage]:
    """Tell of a search, and of what else is told of resources, that cannot be imported."""
    values, found = _values(), list[CheckMessage]()
    listeners = values.get("RESOURCE_LISTENERS")
    named = listeners.items() if isinstance(listeners, Mapping) else ()
    chosen = {f"CHATXBLOCK['RESOURCE_LISTENERS'][{name!r}]": one for name, one in named}
    for where, one in {"CHATXBLOCK['RESOURCE_SEARCH']": values.get("RESOURCE_SEARCH"), **chosen}.items():
        if isinstance(one, Mapping) and one.get("BACKEND"):  # else told by `check_settings`
            try:
                import_string(one["BACKEND"])
            except ImportError as error:
                found.append(Error(f"{where}: {error}.", hint=HINT, id="chatxblock.E003"))
    return found


@register(Tags.compatibility)
def check_files(**_kwargs: Any) -> list[CheckMessage]:
    """Tell of a place for files that cannot be made, or from which everybody could fetch them."""
    chosen, where = _values().get("FILES"), "CHATXBLOCK['FILES']"
    if not isinstance(chosen, Mapping) or not chosen.get("BACKEND"):  # else told by `check_settings`
        return []
    options = chosen.get("OPTIONS", {})
    try:
        storage = import_string(chosen["BACKEND"])(**options)
    except ImportError as error:
        return [Error(f"{where}: {error}.", hint=HINT, id="chatxblock.E003")]
    except (TypeError, ValueError, OSError, ImproperlyConfigured) as error:
        return [Error(f"{where}: {error}", hint=HINT, id="chatxblock.E005")]
    if not isinstance(storage, Storage):
        return [Error(f"{where}: {chosen['BACKEND']} is no storage of Django's.", hint=HINT, id="chatxblock.E004")]
    if isinstance(storage, FileSystemStorage) and any(_within(str(storage.location), root) for root in _public()):
        hint = "Give it a 'location' of its own in OPTIONS, outside of MEDIA_ROOT and STATIC_ROOT."
        return [Error(f"{where} is a folder that everybody can read from.", hint=hint, id="chatxblock.E008")]
    return []


def _public() -> list[str]:
    return [str(root) for root in (settings.MEDIA_ROOT, settings.STATIC_ROOT) if root]


def _within(folder: str, root: str) -> bool:
    path, above = Path(folder).resolve(), Path(root).resolve()
    return path == above or above in path.parents


@register(Tags.database)
def check_letters(databases: Collection[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Tell of tables of ours and of a connection that cannot keep every letter, and of a database that cuts texts off.

    With `--database default` alone, as every check that reaches a server, and before migrations.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    found: list[CheckMessage] = []
    used, narrow = character_set()
    if narrow:
        hint = " ".join((*map(WIDEN.format, narrow_tables()), CHARSET if used != "utf8mb4" else "")).strip()
        found.append(Error(f"No emoji fits into {', '.join(narrow)}.", hint=hint, id="chatxblock.E006"))
    if not is_strict():
        hint = "Add 'init_command': \"SET sql_mode='STRICT_TRANS_TABLES'\" to OPTIONS in DATABASES."
        found.append(Error("The database cuts off what does not fit.", hint=hint, id="chatxblock.E007"))
    return found


def _values() -> Mapping[str, Any]:
    values = getattr(settings, "CHATXBLOCK", None)
    return values if isinstance(values, Mapping) else {}


def _wrong_kind(where: str, chosen: Mapping[str, Any]) -> list[CheckMessage]:
    path = chosen["BACKEND"]
    try:
        kind = import_string(path)(**chosen.get("OPTIONS", {}))
    except ImportError as error:
        return [Error(f"{where}: {error}.", hint=HINT, id="chatxblock.E003")]
    except (ConfigurationError, TypeError) as error:
        return [Error(f"{where}: {error}", hint=HINT, id="chatxblock.E005")]
    if isinstance(kind, Rooms):
        return []
    hint = f"It needs what {Rooms.__module__}.{Rooms.__name__} has."
    return [Error(f"{where}: {path} is no kind of room.", hint=hint, id="chatxblock.E004")]


def _wrong_backend(where: str, chosen: object, base: type) -> list[CheckMessage]:
    path = chosen.get("BACKEND") if isinstance(chosen, Mapping) else None
    if not path:
        return []  # told by `check_settings`
    try:
        backend = import_string(path)
    except ImportError as error:
        return [Error(f"{where}: {error}.", hint=HINT, id="chatxblock.E003")]
    if isinstance(backend, type) and issubclass(backend, base):
        return _wrong_options(where, backend, chosen) if base is EligibilityRule else []
    hint = f"Derive it from {base.__module__}.{base.__name__}."
    return [Error(f"{where}: {path} is no {base.__name__}.", hint=hint, id="chatxblock.E004")]


def _wrong_options(where: str, rule: type, chosen: object) -> list[CheckMessage]:
    """Tell of a rule that cannot be made with these options: to make one reaches nothing."""
    options = chosen.get("OPTIONS", {}) if isinstance(chosen, Mapping) else {}
    try:
        rule(**(options if isinstance(options, Mapping) else {}))
    except (ConfigurationError, TypeError) as error:
        return [Error(f"{where}: {error}", hint=HINT, id="chatxblock.E005")]
    return []
