"""What operators do about one person: read everything that is kept of them, and let them be forgotten."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from chatxblock import wiring_kept
from chatxblock.domain.timestamps import stamp

SCHEMA = "urn:chatxblock:person:1"


def user_ids(name: str) -> list[str]:
    """Return the ids of the users whom that username or id may mean."""
    return wiring_kept.records().user_ids(name)


def record(user_id: str) -> dict[str, Any]:
    """Return everything that is kept of a user, in the form of `docs/reference/person.schema.json`."""
    courses = list(wiring_kept.records().records_of(user_id))
    return {"schema": SCHEMA, "exported_at": stamp(datetime.now(UTC)), "user_id": user_id, "courses": courses}


def retire(user_id: str) -> bool:
    """Retire a user as far as that goes now; say whether nothing is left for the sweep."""
    return wiring_kept.retirement().retire(user_id)
