"""Looks for what is left of somebody in every column of every table of the app."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Model


def tables() -> list[type[Model]]:
    """All models of the app."""
    return list(apps.get_app_config("chatxblock").get_models())


def traces(*words: str) -> list[str]:
    """Return where one of these texts stands, as `table.column: text`; in letters of any case."""
    return [f"{where}: {word}" for where, text in _texts() for word in words if word.casefold() in text]


def traces_of_id(user_id: str) -> list[str]:
    """Return in which columns a value is exactly that id."""
    return [where for where, text in _texts() if text in (user_id, json.dumps(user_id))]


def _texts() -> Iterator[tuple[str, str]]:
    for model in tables():
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values(*names):
            yield from ((f"{model._meta.db_table}.{name}", _text(value)) for name, value in row.items())


def _text(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text.casefold()


def filled(models: Iterable[type[Model]]) -> set[str]:
    """Return which of the tables have a row."""
    return {model._meta.db_table for model in models if model._base_manager.exists()}
