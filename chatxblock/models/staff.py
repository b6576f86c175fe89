"""Tables of what staff do in a course. Nothing outside `chatxblock.store` queries them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.domain.staff.bars import Doing
from chatxblock.domain.staff.deeds import Kind
from chatxblock.models.chat import CallRow, PersonRow
from chatxblock.models.resources import ResourceRow


class StaffActionRow(models.Model):
    """Something that somebody of the staff did: to a question, to a resource, or about a person.

    .. pii: Who did it, about whom, and the reason as typed, which may say anything about both.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    course = models.CharField(max_length=255)
    by = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="deeds")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Kind])
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, null=True, blank=True, related_name="deeds_about")
    call = models.ForeignKey(CallRow, on_delete=models.SET_NULL, null=True, blank=True, related_name="deeds")
    resource = models.ForeignKey(ResourceRow, on_delete=models.SET_NULL, null=True, blank=True, related_name="deeds")
    until = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "chatxblock_staff_action"
        verbose_name = _("action of the staff")
        verbose_name_plural = _("actions of the staff")
        indexes = [models.Index(fields=["course", "id"], name="chatxblock_action_newest")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class BarRow(models.Model):
    """Something that staff keep somebody from for a time, asking or helping; it is deleted when it is lifted.

    .. pii: Who is kept from what, by whom, and the words to that person, which may say anything about both.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="bars")
    doing = models.CharField(max_length=8, choices=[(doing.value, doing.value) for doing in Doing])
    words = models.TextField()
    by = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="bars_set")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        db_table = "chatxblock_bar"
        verbose_name = _("bar")
        verbose_name_plural = _("bars")
        constraints = [models.UniqueConstraint(fields=["person", "doing"], name="chatxblock_one_bar_a_doing")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.doing}"
