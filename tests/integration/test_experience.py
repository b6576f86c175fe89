"""What became of offers is counted by the sweep."""

from __future__ import annotations

from django.core.management import call_command
from django.db.models import Sum

from chatxblock.models import ExperienceRow
from tests.integration.conftest import Site


def test_offers_are_counted_once_their_call_is_closed(site: Site) -> None:
    call = site.ask()
    site.post("helper1", "accept", {"call_id": call["id"]})
    call_command("chatxblock_sweep")
    assert not ExperienceRow.objects.exists()
    for student in ("helper1", "learner"):
        site.post(student, "leave", {"call_id": call["id"]})
    for _ in range(2):
        call_command("chatxblock_sweep")
    sums = ExperienceRow.objects.aggregate(Sum("offered"), Sum("seen"), Sum("answered"), Sum("within_60"))
    assert sums == {"offered__sum": 3, "seen__sum": 1, "answered__sum": 1, "within_60__sum": 1}
