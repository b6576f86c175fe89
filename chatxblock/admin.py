"""What operators may look at in Django's admin: where calls stand. Questions and logs stay out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from chatxblock.models import BarRow, CallRow, StaffActionRow

if TYPE_CHECKING:
    CallRows = admin.ModelAdmin[CallRow]
    BarRows = admin.ModelAdmin[BarRow]
    StaffActionRows = admin.ModelAdmin[StaffActionRow]
else:
    BarRows = CallRows = StaffActionRows = admin.ModelAdmin  # takes no parameter at run time


class ReadOnly:
    """Rows that are changed by the chat alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes one by hand."""
        return False


@admin.register(CallRow)
class CallAdmin(ReadOnly, CallRows):
    """Calls by state and time, to be read only: a state is changed by the chat alone."""

    list_display = ("id", "course", "state", "asked_at", "round", "due_at", "attempts", "complete")
    list_filter = ("state", "complete")
    fields = (*list_display, "rev", "room_ready_at", "admitted_at", "ended_at", "archived_at", "closed_at")
    ordering = ("-asked_at",)


@admin.register(StaffActionRow)
class StaffActionAdmin(ReadOnly, StaffActionRows):
    """What staff did, without names and reasons."""

    list_display = ("id", "course", "kind", "at", "by", "person", "call", "resource")
    list_filter = ("kind",)
    list_select_related = ("by", "person", "call", "resource")
    date_hierarchy = "at"
    search_fields = ("course",)
    fields = ("course", "kind", "at", "by", "person", "call", "resource")
    ordering = ("-pk",)


@admin.register(BarRow)
class BarAdmin(ReadOnly, BarRows):
    """Who is kept from what, without names and words."""

    list_display = ("id", "person", "doing", "at", "until", "by")
    list_filter = ("doing",)
    list_select_related = ("person", "by")
    date_hierarchy = "at"
    search_fields = ("person__localpart", "person__course")
    fields = ("person", "doing", "at", "until", "by")
    ordering = ("-pk",)
