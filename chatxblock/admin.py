"""What operators look at in Django's admin: every table, to be read only, without a word that somebody wrote.

Rows are changed by the chat alone, and what people said is read where it is said who may: the talk's own pages. So no
column of words is here, whatever a role of the admin's allows, and no address that opens something by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from chatxblock import models as tables

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[models.Model]
    Pages = Paginator[models.Model]
else:
    ModelAdmin, Pages = admin.ModelAdmin, Paginator  # take no parameter at run time

MOST_COUNTED: Final = 10_000
"""Rows that are counted for the numbers of a list's pages: to count millions of lines would take seconds."""
WORDS: Final = (models.TextField, models.JSONField)
"""What people write, and what is made of it."""
HIDDEN: Final = {"room", "window_url", "lease_token", "word"}
"""What opens something, or is a word of what somebody wrote."""


class FirstPages(Pages):
    """Pages of the first rows; by search and filters one comes to the others."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, of so many as are counted."""
        rows = cast("models.QuerySet[models.Model]", self.object_list)
        return rows[:MOST_COUNTED].count()


class ReadOnly(ModelAdmin):
    """A table to be read: nobody adds, changes or deletes a row by hand."""

    paginator = FirstPages
    show_full_result_count = False
    list_per_page = 50
    ordering = ("-pk",)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Return the names of the columns that are shown: all but words and what opens something."""
        columns = self.model._meta.concrete_fields
        return [field.name for field in columns if not isinstance(field, WORDS) and field.name not in HIDDEN]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a row by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody changes a row by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes a row by hand."""
        return False


def show(table: type[models.Model], *columns: str, search: tuple[str, ...] = (), filters: tuple[str, ...] = ()) -> None:
    """Put a table into the admin, with what its list shows, by what one searches it, and by what one narrows it."""
    looks: dict[str, Any] = {"list_display": ("pk", *columns), "search_fields": search, "list_filter": filters}
    admin.site.register(table, type(f"{table.__name__}Admin", (ReadOnly,), looks))


OF_A_CALL: Final = ("=call__id", "^call__course")
OF_A_PERSON: Final = ("=person__localpart", "=person__username", "^person__course")
OF_A_RESOURCE: Final = ("=resource__id", "^resource__course")

show(
    tables.PersonRow,
    *("course", "username", "retiring", "retired_at"),
    search=("=username", "=localpart", "=user_id", "^name", "^course"),
    filters=("retiring", "retired_at"),
)
show(
    tables.CallRow,
    *("course", "state", "asked_at", "round", "due_at", "attempts", "complete"),
    search=("=id", "=asker__localpart", "=asker__username", "^course", "^unit"),
    filters=("state", "complete", "asked_at", "closed_at"),
)
show(
    tables.InvitationRow,
    *("call_id", "person_id", "round", "answer", "invited_at", "accepted_at"),
    search=(*OF_A_CALL, *OF_A_PERSON),
    filters=("answer", "invited_at"),
)
show(
    tables.HelperRow,
    *("person_id", "course", "standing", "on_duty", "ready", "answered", "thanked", "present_at"),
    search=OF_A_PERSON,
    filters=("standing", "on_duty", "ready", "staff", "present_at"),
)
show(tables.HelperUnitRow, *("person_id", "unit", "helps", "ready"), search=(*OF_A_PERSON, "^unit"), filters=("helps",))
show(tables.ExperienceRow, *("person_id", "hour", "offered", "seen", "answered"), search=OF_A_PERSON)
show(
    tables.DeferredAnswerRow,
    *("call_id", "by_id", "at", "read_at", "dismissed"),
    search=(*OF_A_CALL, "=by__localpart", "=by__username"),
    filters=("dismissed", "at"),
)
show(
    tables.OutboxRow,
    *("kind", "to", "topic", "due_at", "expires_at", "attempts"),
    search=("=to", "=topic", "=kind"),
    filters=("kind", "due_at"),
)
show(
    tables.LineRow, *("call_id", "position", "sent_at", "author"), search=("=call__id", "=author"), filters=("sent_at",)
)
show(tables.HeartbeatRow, *("name", "at"), search=("=name",), filters=("at",))
show(
    tables.FigureRow,
    *("course", "month", "by", "key", "asked", "answered", "solved", "left"),
    search=("^course", "^key"),
    filters=("by", "month"),
)
show(
    tables.ResourceRow,
    *("course", "stage", "rev", "verified_rev", "helped", "reported", "updated_at"),
    search=("=id", "^course", "^unit"),
    filters=("stage", "hidden_for", "updated_at", "published_at"),
)
show(tables.ResourceSourceRow, *("resource_id", "call_id", "log_gone"), search=(*OF_A_RESOURCE, "=call__id"))
show(tables.ResourceAuthorRow, *("resource_id", "person_id"), search=(*OF_A_RESOURCE, *OF_A_PERSON))
show(
    tables.ResourceRevisionRow,
    *("resource_id", "rev", "by_id", "at"),
    search=(*OF_A_RESOURCE, "=by__localpart", "=by__username"),
    filters=("at",),
)
for marked in (tables.ResourceHelpedRow, tables.ResourceReportRow):
    show(marked, *("resource_id", "person_id", "at"), search=(*OF_A_RESOURCE, *OF_A_PERSON), filters=("at",))
for told in (tables.CallReportRow, tables.ConsentRow, tables.FollowerRow, tables.ToldRow):
    show(told, *("call_id", "person_id", "at"), search=(*OF_A_CALL, *OF_A_PERSON), filters=("at",))
show(
    tables.FeedbackRow,
    *("call_id", "person_id", "helped", "answered_at"),
    search=(*OF_A_CALL, *OF_A_PERSON),
    filters=("helped", "answered_at"),
)
show(
    tables.TellingRow,
    *("resource_id", "since", "due_at", "looked", "passes"),
    search=OF_A_RESOURCE,
    filters=("due_at",),
)
show(
    tables.SearchDocumentRow,
    *("key", "kind", "course", "unit"),
    search=("=key", "^course", "^unit"),
    filters=("kind",),
)
show(tables.SearchTermRow, "documents", search=("=id",))
show(tables.SearchEntryRow, *("document_id", "term", "weight"), search=("=document__key",))
show(
    tables.StaffActionRow,
    *("course", "kind", "at", "by_id", "person_id", "call_id", "resource_id"),
    search=("=by__localpart", "=by__username", "=person__localpart", "=person__username", "=call__id", "^course"),
    filters=("kind", "at"),
)
show(tables.ResourceFileRow, *("resource_id", "file_id", "call_id"), search=OF_A_RESOURCE)
show(
    tables.FileRow,
    *("call_id", "person_id", "kind", "size", "begun_at", "kept_at"),
    search=("=id", *OF_A_CALL, *OF_A_PERSON),
    filters=("kind", "kept_at"),
)
show(
    tables.CandidacyRow,
    *("person_id", "unit", "rule", "since", "lost_at", "seen_at", "looked_at"),
    search=("^unit", *OF_A_PERSON),
    filters=("since", "lost_at", "seen_at"),
)
show(
    tables.BarRow, *("person_id", "doing", "at", "until", "by_id"), search=OF_A_PERSON, filters=("doing", "at", "until")
)
