"""What staff decide about a resource that readers reported: these are told, and read it with a teacher's words."""

from __future__ import annotations

from typing import Any

import pytest

from chatxblock import wiring_kept
from chatxblock.domain.forgetting.words import GONE
from chatxblock.domain.reports.news import TOPIC
from chatxblock.models import OutboxRow, ResourceReportRow, StaffActionRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Answer, Site
from tests.support.talks import Talk, localpart

WORDS = "Thank you. <b>Two</b> rows are the same."


@pytest.fixture
def public(site: Site, rooms: MemoryRooms) -> dict[str, Any]:
    """A resource that others read, and that somebody who was not there found wrong."""
    found = Talk(site, rooms).public()
    report(site, found, "helper2")
    return found


def report(site: Site, resource: dict[str, Any], who: str) -> None:
    assert site.post(who, "report", {"resource_id": resource["resource_id"], "reason": "A sign."}).status == 200


def decide(site: Site, resource: dict[str, Any], what: str, **more: str) -> Answer:
    read = site.post("staff", "resource_read", {"resource_id": resource["resource_id"]}).value["resource"]
    return site.post("staff", what, {"resource_id": read["resource_id"], "rev": read["rev"], **more})


def own(site: Site, who: str = "helper2") -> dict[str, Any]:
    (found,) = site.post(who, "reports", {"own": True}).value["reports"]
    return dict(found)


@pytest.mark.parametrize(("what", "outcome"), [("resource_verify", "right"), ("resource_hide", "hidden")])
def test_whoever_reported_it_is_told_and_reads_what_came_of_it(
    site: Site, public: dict[str, Any], what: str, outcome: str
) -> None:
    assert (own(site)["state"], own(site)["outcome"], own(site)["settled_at"]) == ("open", None, None)
    assert decide(site, public, what, words=WORDS).status == 200
    mine = own(site)
    assert (mine["thing"], mine["state"], mine["outcome"], mine["words"]) == ("resource", "settled", outcome, WORDS)
    assert mine["settled_at"]
    (told,) = OutboxRow.objects.filter(topic=TOPIC)
    assert told.to == localpart(site, "helper2")
    assert "rows" not in str(told.body)
    assert site.post("staff", "staff_waiting").value["resources"] == 0


def test_what_two_people_had_hidden_is_published_again_and_both_hear_of_it(site: Site, public: dict[str, Any]) -> None:
    report(site, public, "helper3")
    assert decide(site, public, "resource_publish").status == 200
    for who in ("helper2", "helper3"):
        assert (own(site, who)["outcome"], own(site, who)["words"]) == ("right", "")
    told = set(OutboxRow.objects.filter(topic=TOPIC).values_list("to", flat=True))
    assert told == {localpart(site, "helper2"), localpart(site, "helper3")}


def test_reported_again_it_waits_again_and_is_told_of_once_more(site: Site, public: dict[str, Any]) -> None:
    assert decide(site, public, "resource_verify", words=WORDS).status == 200
    report(site, public, "helper2")
    assert (own(site)["state"], own(site)["words"], own(site)["settled_at"]) == ("open", "", None)
    assert decide(site, public, "resource_verify").status == 200
    assert (own(site)["state"], own(site)["words"]) == ("settled", "")
    assert OutboxRow.objects.filter(topic=TOPIC).count() == 2


def test_of_what_nobody_reported_nobody_is_told(site: Site, rooms: MemoryRooms) -> None:
    assert decide(site, Talk(site, rooms).public(), "resource_verify", words=WORDS).status == 200
    assert not OutboxRow.objects.filter(topic=TOPIC).exists()


def test_an_author_who_hides_it_settles_nothing(site: Site, public: dict[str, Any]) -> None:
    found = site.post("learner", "resource_read", {"resource_id": public["resource_id"]}).value["resource"]
    body = {"resource_id": found["resource_id"], "rev": found["rev"], "words": "It was fine."}
    assert site.post("learner", "resource_hide", body).status == 200
    assert own(site)["state"] == "open"
    assert not OutboxRow.objects.filter(topic=TOPIC).exists()


def test_a_teacher_who_is_retired_leaves_no_words_with_a_report(site: Site, public: dict[str, Any]) -> None:
    assert decide(site, public, "resource_verify", words=WORDS).status == 200
    assert wiring_kept.retirement().retire("staff")
    assert ResourceReportRow.objects.get().told == GONE
    assert not StaffActionRow.objects.filter(reason__contains="rows").exists()
