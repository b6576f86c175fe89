"""What one start of the dev server tells the programs it starts, in a file that only its owner may read.

This module must not know of Django: the settings are made from it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from chatxblock.devserver.ejabberd import write_private

FILE = "settings.json"


@dataclass(frozen=True, kw_only=True)
class State:
    """The part of the settings that is found out at start."""

    secret_key: str = field(repr=False)
    """Django's; kept over restarts, so that open pages stay valid."""
    hosts: list[str]
    """Host names under which the site may be addressed."""
    chatxblock: dict[str, Any] = field(repr=False)
    """The CHATXBLOCK setting."""
    database: dict[str, Any] = field(default_factory=dict, repr=False)
    """What stands in DATABASES, if it is not a file in the folder."""


def read_state(data: Path) -> State | None:
    """Return what the latest start has written into the folder `data`, or None before the first."""
    try:
        return State(**json.loads((data / FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def write_state(
    data: Path, *, hosts: list[str], chatxblock: dict[str, Any], database: dict[str, Any] | None = None
) -> None:
    """Write the file anew, keeping the secret key that is there; readers see the old file or the whole new one."""
    before = read_state(data)
    secret_key = before.secret_key if before else secrets.token_urlsafe(40)
    state = State(secret_key=secret_key, hosts=hosts, chatxblock=chatxblock, database=database or {})
    write_private(data / FILE, json.dumps(asdict(state), indent=2))
