"""The table of figures. Nothing outside `chatxblock.store` queries it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.domain.figures.cells import By


class FigureRow(models.Model):
    """How many questions of one month have an hour, a unit or a round in common, and what became of them.

    .. no_pii: Sums over questions; nobody stands in them.
    """

    course = models.CharField(max_length=255)
    month = models.DateField()
    by = models.CharField(max_length=8, choices=[(by.value, by.value) for by in By])
    key = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    solved = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    within_10 = models.PositiveIntegerField(default=0)
    within_20 = models.PositiveIntegerField(default=0)
    within_40 = models.PositiveIntegerField(default=0)
    within_60 = models.PositiveIntegerField(default=0)
    within_120 = models.PositiveIntegerField(default=0)
    within_300 = models.PositiveIntegerField(default=0)
    within_900 = models.PositiveIntegerField(default=0)
    within_3600 = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "chatxblock_figure"
        verbose_name = _("figure of a month")
        verbose_name_plural = _("figures of months")
        constraints = [
            models.UniqueConstraint(fields=["course", "by", "month", "key"], name="chatxblock_one_figure_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.by} {self.key}"
