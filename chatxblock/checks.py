"""System checks: what `manage.py check` says about the settings. They reach no server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.module_loading import import_string

from chatxblock.conf import ELIGIBILITY, PEERINGS, problems
from chatxblock.openedx.eligibility import EligibilityRule
from chatxblock.peering.base import PeeringService

HINT = "docs/reference/settings.md lists every key with an example."


@register(Tags.compatibility)
def check_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Tell each missing, unknown or wrong key of `CHATXBLOCK`."""
    values = getattr(settings, "CHATXBLOCK", None)
    if values is None:
        return [Error("The setting CHATXBLOCK is missing.", hint=HINT, id="chatxblock.E001")]
    return [Error(problem, hint=HINT, id="chatxblock.E002") for problem in problems(values)]


@register(Tags.compatibility)
def check_backends(**_kwargs: Any) -> list[CheckMessage]:
    """Tell of each class that the settings name and that cannot be imported or is not what it should be."""
    values = getattr(settings, "CHATXBLOCK", None) or {}
    found = []
    for key, defaults, base in (("PEERINGS", PEERINGS, PeeringService), ("ELIGIBILITY", ELIGIBILITY, EligibilityRule)):
        named = values.get(key) or defaults
        for name, chosen in named.items() if isinstance(named, Mapping) else ():
            found += _wrong_backend(f"CHATXBLOCK[{key!r}][{name!r}]", chosen, base)
    return found


def _wrong_backend(where: str, chosen: object, base: type) -> list[CheckMessage]:
    path = chosen.get("BACKEND") if isinstance(chosen, Mapping) else None
    if not path:
        return []  # told by `check_settings`
    try:
        backend = import_string(path)
    except ImportError as error:
        return [Error(f"{where}: {error}.", hint=HINT, id="chatxblock.E003")]
    if isinstance(backend, type) and issubclass(backend, base):
        return []
    hint = f"Derive it from {base.__module__}.{base.__name__}."
    return [Error(f"{where}: {path} is no {base.__name__}.", hint=hint, id="chatxblock.E004")]
