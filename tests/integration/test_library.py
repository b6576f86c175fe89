"""Staff go through all resources of their course, and two become one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chatxblock.models import ResourceRow, StaffActionRow
from chatxblock.ops.sweep import sweep
from chatxblock.testing import MemoryRooms
from chatxblock.web import library
from tests.integration.conftest import Site
from tests.support.talks import Talk, of, text


def listed(site: Site, **told: Any) -> list[str]:
    answer = site.post("staff", "staff_resources", told)
    assert answer.status == 200, answer
    return [one["resource_id"] for one in answer.value["resources"]]


@pytest.fixture
def two(site: Site, rooms: MemoryRooms) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two published resources, the older one first."""
    older = Talk(site, rooms).public()
    return older, Talk(site, rooms).public()


def test_who_is_no_staff_gets_none_of_it(site: Site, two: Any) -> None:
    for who in ("learner", "helper1", "stranger"):
        answer = site.post(who, "staff_resources")
        assert (answer.status, "resources" in answer.value) == (403, False)


def test_each_row_says_what_it_is_and_what_became_of_it(site: Site, two: Any) -> None:
    older, newer = two
    site.post("helper2", "resource_read", of(older))
    site.post("helper2", "resource_helped", of(older))
    site.post("helper3", "report", {"resource_id": older["resource_id"], "reason": "It is wrong."})
    answer = site.post("staff", "staff_resources").value
    row = next(one for one in answer["resources"] if one["resource_id"] == older["resource_id"])
    assert (row["opened"], row["helped"], row["reported"], row["sources"]) == (1, 1, 1, 1)
    assert (row["state"], row["verified"], row["title"]) == ("published", False, older["title"])
    assert {one["resource_id"] for one in answer["resources"]} == {older["resource_id"], newer["resource_id"]}
    assert Client().get(row["url"]).status_code == 200
    assert [unit["unit"] for unit in answer["units"]] == [row["unit"]]


def test_they_are_found_by_state_by_unit_by_words_and_by_what_is_to_be_looked_at(site: Site, two: Any) -> None:
    older, newer = (one["resource_id"] for one in two)
    site.post("helper3", "report", {"resource_id": older, "reason": "It is wrong."})
    site.post("staff", "resource_verify", of(two[1]))
    ResourceRow.objects.filter(pk=older).update(title="Why is it SINGULAR?", unit="another unit")
    assert listed(site, show="reported") == listed(site, show="unverified") == [older]
    assert listed(site, unit="another unit") == listed(site, query=" singular ") == [older]
    assert listed(site, show="reported", query="nothing like it") == []
    site.post("staff", "resource_hide", of(two[1]))
    assert (listed(site, show="hidden"), listed(site, show="published")) == ([newer], [older])
    assert listed(site, show="draft") == listed(site, show="review") == listed(site, show="merged") == []


def test_what_is_like_one_is_found_without_itself(site: Site, two: Any) -> None:
    older, newer = (one["resource_id"] for one in two)
    assert sweep()  # which tells the search of them
    assert listed(site, like=older) == [newer]
    assert site.post("staff", "staff_resources", {"like": "7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"}).status == 404


def test_pages_have_each_of_them_once_the_last_changed_first(
    site: Site, two: Any, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    Talk(site, rooms).public()
    monkeypatch.setattr(library, "PAGE", 2)
    first = site.post("staff", "staff_resources").value
    second = site.post("staff", "staff_resources", {"after": first["next"]}).value
    ids = [one["resource_id"] for page in (first, second) for one in page["resources"]]
    assert (len(first["resources"]), len(ids), len(set(ids)), second["next"]) == (2, 3, 3, None)
    whole = [str(pk) for pk in ResourceRow.objects.order_by("-updated_at", "-pk").values_list("pk", flat=True)]
    assert ids == whole
    for after in ("", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00_7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11", 7):
        assert site.post("staff", "staff_resources", {"after": after}).value["code"] == "bad-input"


def test_many_take_no_more_queries_than_few(site: Site, rooms: MemoryRooms) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            listed(site)
        return len(seen.captured_queries)

    Talk(site, rooms).public()
    queries()
    before = queries()
    for _ in range(3):
        Talk(site, rooms).public()
    assert queries() == before <= 10


def test_what_staff_do_is_kept_with_why(site: Site, two: Any) -> None:
    part, whole = two
    StaffActionRow.objects.all().delete()
    site.post("staff", "resource_verify", of(part))
    site.post("staff", "resource_hide", {**of(part), "reason": "It gives the solution away."})
    site.post("staff", "resource_hide", {**of(part), "reason": "Once more."})
    site.post("staff", "resource_publish", of(part))
    site.post("staff", "resource_merge", {**of(part), "into": whole["resource_id"]})
    site.post("learner", "resource_hide", {**of(whole), "reason": "not staff"})
    kept = StaffActionRow.objects.order_by("pk").values_list("kind", "resource", "reason")
    one = ResourceRow.objects.get(pk=part["resource_id"]).pk
    assert [(kind, str(about), why) for kind, about, why in kept] == [
        ("verified", str(one), ""),
        ("hid", str(one), "It gives the solution away."),
        ("published", str(one), ""),
        ("merged", str(one), ""),
    ]


def test_what_staff_hid_its_authors_do_not_publish_and_staff_do(site: Site, two: Any) -> None:
    hidden = of(two[0])
    site.post("staff", "resource_hide", hidden)
    assert site.post("learner", "resource_publish", hidden).value["code"] == "not-allowed"
    again = site.post("staff", "resource_publish", hidden).value["resource"]
    assert (again["state"], again["verified"]) == ("published", False)


def test_who_opens_what_was_put_together_reads_the_whole_and_is_told(site: Site, two: Any, rooms: MemoryRooms) -> None:
    part, whole = two
    last = Talk(site, rooms).public()
    for one, into in ((part, whole), (whole, last)):
        assert site.post("staff", "resource_merge", {**of(one), "into": into["resource_id"]}).status == 200
    told = "The resource that you opened became part of this one."
    for address, joined in ((part, True), (whole, True), (last, False)):
        page = site.get("helper2", "resource", address["resource_id"]).content.decode()
        assert (told in page, last["title"] in page) == (joined, True)
    assert listed(site) == [last["resource_id"]]
    assert set(listed(site, show="merged")) == {part["resource_id"], whole["resource_id"]}
    assert sweep()
    found = site.post("helper2", "find", {"question": part["title"]}).value["resources"]
    assert [one["resource_id"] for one in found] == [last["resource_id"]]


def test_one_is_not_put_together_with_itself_nor_with_what_is_part_of_another(
    site: Site, two: Any, rooms: MemoryRooms
) -> None:
    part, whole = two
    last = Talk(site, rooms).public()
    itself = site.post("staff", "resource_merge", {**of(part), "into": part["resource_id"]})
    assert (itself.status, itself.value["error"]) == (403, "That is the same resource. Choose another one.")
    assert site.post("staff", "resource_merge", {**of(part), "into": whole["resource_id"]}).status == 200
    gone = "One of the two is part of another resource by now. Look at the list again."
    for one, into in ((last, part), (part, last)):
        refused = site.post("staff", "resource_merge", {**of(one), "into": into["resource_id"]})
        assert (refused.status, refused.value["code"], refused.value["error"]) == (409, "stale-resource", gone)
    assert ResourceRow.objects.get(pk=last["resource_id"]).stage == "published"


def test_of_two_staff_at_once_the_second_is_told_that_the_text_changed(site: Site, two: Any) -> None:
    part, whole = two
    seen = of(part)
    site.post("learner", "resource_save", text(part, body="In other words."))
    refused = site.post("staff", "resource_merge", {**seen, "into": whole["resource_id"]})
    assert (refused.status, refused.value["code"]) == (409, "stale-resource")
    assert refused.value["error"].startswith("Somebody else changed one of the two meanwhile.")
    assert refused.value["resource"]["body"] == "In other words."
    assert ResourceRow.objects.get(pk=part["resource_id"]).stage == "published"


def test_across_courses_nothing_is_put_together(site: Site, two: Any) -> None:
    part, whole = two
    ResourceRow.objects.filter(pk=whole["resource_id"]).update(course="another course")
    refused = site.post("staff", "resource_merge", {**of(part), "into": whole["resource_id"]})
    assert (refused.status, refused.value["code"]) == (404, "resource-not-found")
    assert listed(site) == [part["resource_id"]]


def test_whom_it_helped_and_who_wrote_it_go_over_each_once(site: Site, two: Any) -> None:
    part, whole = two
    for who in ("helper2", "helper3"):
        site.post(who, "resource_helped", of(part))
    site.post("helper3", "resource_helped", of(whole))
    merged = site.post("staff", "resource_merge", {**of(part), "into": whole["resource_id"]}).value["resource"]
    assert (merged["helped"], merged["sources"], len(merged["authors"])) == (2, 2, len(set(merged["authors"])))
