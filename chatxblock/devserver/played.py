"""How far the people of the workbench play to be, as somebody has set it: in a file that all its programs read.

This module must not know of requests.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from chatxblock.devserver.ejabberd import write_private

FILE = "played.json"


def points() -> Mapping[str, float]:
    """Return the share of the points, 0 to 1, of those for whom it was set; nobody's where there is no dev server."""
    file = _file()
    try:
        found = json.loads(file.read_text(encoding="utf-8")) if file else {}
    except (FileNotFoundError, ValueError):
        return {}
    return {str(user_id): float(share) for user_id, share in found.items()}


def play(user_id: str, share: float) -> None:
    """Let somebody have such a share of the points from now on. Raises `RuntimeError` where there is no dev server."""
    file = _file()
    if file is None:
        raise RuntimeError("points are played in a running dev server alone")
    write_private(file, json.dumps({**points(), user_id: share}))


def _file() -> Path | None:
    folder = getattr(settings, "DEV_DATA", None)
    return Path(folder) / FILE if folder else None
