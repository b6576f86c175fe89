"""System checks: what `manage.py check` says about the settings. They reach no server."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.module_loading import import_string

from chatxblock.conf import problems
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
def check_peering(**_kwargs: Any) -> list[CheckMessage]:
    """Tell if the peering service cannot be imported or is none."""
    values = getattr(settings, "CHATXBLOCK", None) or {}
    path = (values.get("PEERING") or {}).get("BACKEND") or "chatxblock.peering.listed.ListedHelpers"
    try:
        backend = import_string(path)
    except ImportError as error:
        return [Error(f"CHATXBLOCK['PEERING']['BACKEND']: {error}.", hint=HINT, id="chatxblock.E003")]
    if isinstance(backend, type) and issubclass(backend, PeeringService):
        return []
    message = f"CHATXBLOCK['PEERING']['BACKEND']: {path} is no PeeringService."
    return [Error(message, hint="Derive it from chatxblock.peering.base.PeeringService.", id="chatxblock.E004")]
