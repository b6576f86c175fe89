"""The table of who is eligible to help where. Nothing outside `chatxblock.store` queries it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.models.chat import PersonRow


class CandidacyRow(models.Model):
    """Whether somebody may help in a unit by a rule that looks at how far she is, as it was found last.

    .. no_pii: Who it is stands in the person's own row; of points, cohorts and the like nothing is kept.
    """

    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="candidacies")
    unit = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    block = models.CharField(max_length=255)
    section = models.CharField(max_length=255, blank=True)
    rule = models.CharField(max_length=255, blank=True)
    seen_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)
    lost_at = models.DateTimeField(null=True, blank=True)
    next_look_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        db_table = "chatxblock_candidacy"
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        constraints = [models.UniqueConstraint(fields=["person", "unit"], name="chatxblock_one_candidacy_a_unit")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.unit}"
