"""What operators may look at in Django's admin: where calls stand. Questions and logs stay out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from chatxblock.models import CallRow

if TYPE_CHECKING:
    ReadOnly = admin.ModelAdmin[CallRow]
else:
    ReadOnly = admin.ModelAdmin  # takes no parameter at run time


@admin.register(CallRow)
class CallAdmin(ReadOnly):
    """Calls by state and time, to be read only: a state is changed by the chat alone."""

    list_display = ("id", "course", "state", "asked_at", "round", "due_at", "attempts", "complete")
    list_filter = ("state", "complete")
    fields = (*list_display, "rev", "room_ready_at", "admitted_at", "ended_at", "archived_at", "closed_at")
    ordering = ("-asked_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a call by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: CallRow | None = None) -> bool:
        """Nobody changes a call by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CallRow | None = None) -> bool:
        """Nobody deletes a call by hand."""
        return False
