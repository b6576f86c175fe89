"""Questions about the database itself: whether our tables are there, and whether they take every letter."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

FOREIGN_COLUMNS = """
    SELECT table_name, character_set_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name LIKE 'chatxblock%' AND character_set_name <> 'utf8mb4'
"""


def unapplied() -> list[str]:
    """Return the names of our migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "chatxblock"]
    return [migration.name for migration, _ in executor.migration_plan(targets)]


def is_migrated() -> bool:
    """Say whether the database has seen every migration that this code has, by one query.

    `unapplied` builds the graph of all apps, which takes seconds in an LMS.
    """
    ours = {module.name for module in iter_modules(import_module("chatxblock.migrations").__path__)}
    seen = MigrationRecorder(connection).migration_qs.filter(app="chatxblock").values_list("name", flat=True)
    return ours <= set(seen)


def character_set() -> tuple[str, list[str]]:
    """Return the connection's character set, and whatever of our tables, or the database, could not keep an emoji."""
    with connection.cursor() as cursor:
        if connection.vendor == "mysql":
            cursor.execute("SELECT @@character_set_connection")
            used = str(cursor.fetchone()[0])
            cursor.execute(FOREIGN_COLUMNS)
            narrow = {f"{table} ({charset})" for table, charset in cursor.fetchall()}
            return used, sorted(narrow | ({f"connection ({used})"} - {"connection (utf8mb4)"}))
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_encoding")
            used = str(cursor.fetchone()[0])
            return used, [] if used == "UTF8" else [f"database ({used})"]
    return "UTF-8", []


def narrow_tables() -> list[str]:
    """Return which of our tables in MySQL cannot keep every letter."""
    if connection.vendor != "mysql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_COLUMNS)
        return sorted({str(table) for table, _ in cursor.fetchall()})


def is_strict() -> bool:
    """Tell whether the database refuses what does not fit; MySQL cuts it off where its strict mode is switched off."""
    if connection.vendor != "mysql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT @@sql_mode")
        return not {"STRICT_TRANS_TABLES", "STRICT_ALL_TABLES"}.isdisjoint(str(cursor.fetchone()[0]).split(","))
