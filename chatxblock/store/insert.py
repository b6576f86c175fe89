"""Inserting what somebody else may have inserted at the same moment. This module must not know what is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def insert_new(rows: Sequence[Model], *unique: str) -> None:
    """Insert rows of one table, passing over those that are there by these unique columns, and over nothing else.

    Django's `ignore_conflicts` is `INSERT IGNORE` on MySQL and `INSERT OR IGNORE` on SQLite, which pass over more than
    doubles: MySQL then cuts a text that is too long, and writes `?` for a letter that a table cannot keep. So a double
    is told to become what it is.
    """
    if not rows:
        return
    manager = type(rows[0])._base_manager
    if connection.vendor == "postgresql":
        manager.bulk_create(rows, ignore_conflicts=True)  # ON CONFLICT DO NOTHING: doubles alone
        return
    target = unique if connection.features.supports_update_conflicts_with_target else None
    manager.bulk_create(rows, update_conflicts=True, update_fields=unique, unique_fields=target)
