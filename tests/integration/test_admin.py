"""Django's admin: every table, found and narrowed, read by whoever may, and changed by nobody; no word that is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from pytest_django import Settings

TABLES = list(apps.get_app_config("chatxblock").get_models())
MARKED = "said by somebody"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def operator(settings: Settings, db: None) -> Client:
    """Somebody who may do everything in the admin of a site."""
    urls = ModuleType("tests.admin_urls")
    urls.urlpatterns = [path("admin/", admin.site.urls)]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = urls
    # What the dev server puts before its pages lets nobody in who is not of its own people.
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]
    client = Client()
    client.force_login(User.objects.create_superuser("operator", "", "secret"))
    return client


MADE: list[tuple[type[models.Field[Any, Any]], Callable[[models.Field[Any, Any], int], Any]]] = [
    (models.UUIDField, lambda field, number: uuid4()),
    (models.DateTimeField, lambda field, number: NOW),
    (models.DateField, lambda field, number: NOW.date()),
    (models.JSONField, lambda field, number: {"said": MARKED}),
    (models.TextField, lambda field, number: MARKED),
    (models.CharField, lambda field, number: field.choices[0][0] if field.choices else uuid4().hex[:12]),
    (models.BooleanField, lambda field, number: True),
    (models.IntegerField, lambda field, number: number + 1 if field.unique else 1),
    (models.FloatField, lambda field, number: 1.0),
]
"""What is kept in a column of a kind, in the row of that number."""


def made(table: type[models.Model], number: int = 0) -> models.Model:
    """Keep a row of any table, with marked words wherever there is room for words, and all that it hangs on."""
    values: dict[str, Any] = {}
    for field in table._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            values[field.name] = None if field.null else made(field.related_model, number)
        elif not isinstance(field, models.AutoField):
            values[field.name] = next(make for kind, make in MADE if isinstance(field, kind))(field, number)
    return table._default_manager.create(**values)


def listed(table: type[models.Model]) -> str:
    return reverse(f"admin:chatxblock_{table._meta.model_name}_changelist")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_a_table_is_listed_found_narrowed_and_read(operator: Client, table: type[models.Model]) -> None:
    row = made(table)
    shown = admin.site._registry[table]
    page = operator.get(listed(table))
    assert page.status_code == 200
    one = reverse(f"admin:chatxblock_{table._meta.model_name}_change", args=[row.pk])
    assert one in page.content.decode()
    for words in ("nobody of that name", str(uuid4()), "12", "%", "'", "\\0x", str(row.pk)):
        assert operator.get(listed(table), {"q": words}).status_code == 200, words
    narrowed = re.findall(r'<a href="(\?[^"]+__[^"]+)"', page.content.decode())
    assert bool(narrowed) == bool(shown.list_filter)
    for query in narrowed:
        assert operator.get(listed(table) + unescape(query)).status_code == 200, query
    opened = operator.get(one)
    assert opened.status_code == 200
    for html in (page.content.decode(), opened.content.decode()):
        assert MARKED not in html


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_nobody_changes_a_row(operator: Client, table: type[models.Model]) -> None:
    row = made(table)
    names = f"admin:chatxblock_{table._meta.model_name}"
    assert operator.get(reverse(f"{names}_add")).status_code == 403
    assert operator.post(reverse(f"{names}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert operator.post(reverse(f"{names}_change", args=[row.pk]), {}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"}
    operator.post(listed(table), chosen)
    assert table._default_manager.filter(pk=row.pk).exists()


def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(operator: Client) -> None:
    table = apps.get_model("chatxblock", "InvitationRow")
    taken = []
    for few_or_many in (range(1, 3), range(3, 40)):
        for number in few_or_many:
            made(table, number)
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(listed(table)).status_code == 200
        taken.append(len(queries))
        assert not [query["sql"] for query in queries if "COUNT(*)" in query["sql"] and "LIMIT" not in query["sql"]]
    assert taken[0] == taken[1]
