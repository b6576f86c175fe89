"""What becomes of a resource: review, reports, verifying, earlier texts, putting two together, and who is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock import wiring
from chatxblock.models import CallReportRow, CallRow, PersonRow, ResourceRow
from chatxblock.ops.sweep import sweep
from chatxblock.testing import MemoryRooms
from chatxblock.web.mount import Author, BlockMount
from tests.integration.conftest import Site
from tests.support.talks import HELPED, QUESTION, Talk, of, text


@pytest.fixture
def talk(site: Site, rooms: MemoryRooms) -> Talk:
    return Talk(site, rooms)


def let_staff_look_first(monkeypatch: pytest.MonkeyPatch) -> None:
    own = BlockMount.author

    def author(mount: BlockMount) -> Author:
        return replace(own(mount), review=True)

    monkeypatch.setattr(BlockMount, "author", author)


def work(site: Site, who: str, what: str = "talks") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.post(who, "resource_work").value[what]
    return found


def test_where_staff_look_first_it_waits_among_their_work(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_staff_look_first(monkeypatch)
    talk.agree("helper1")
    waiting = site.post("learner", "resource_publish", of(talk.resource())).value["resource"]
    assert waiting["state"] == "review"
    assert site.post("helper2", "resource_read", of(waiting)).status == 404
    assert [one["resource_id"] for one in work(site, "staff", "review")] == [waiting["resource_id"]]
    assert work(site, "learner", "review") == []
    assert site.post("staff", "resource_publish", of(waiting)).value["resource"]["state"] == "published"
    assert work(site, "staff", "review") == []


def test_by_way_of_another_block_staff_look_first(talk: Talk, site: Site) -> None:
    talk.agree("helper1")
    draft = talk.resource()
    ResourceRow.objects.update(block="the block of another author", unit="a unit that is gone")
    assert site.post("learner", "resource_publish", of(draft)).value["resource"]["state"] == "review"


def test_talks_wait_for_those_who_took_part_and_for_staff(talk: Talk, site: Site, rooms: MemoryRooms) -> None:
    Talk(site, rooms, lines=(("learner", "Is anybody there with me?"),))
    (waiting,) = work(site, "learner")
    assert (waiting["call_id"], waiting["title"], waiting["resource_id"]) == (talk.call_id, QUESTION, None)
    assert f"/resource_editor/{talk.call_id}" in waiting["edit_url"]
    assert [one["call_id"] for one in work(site, "staff")] == [talk.call_id]
    assert work(site, "helper2") == []
    draft = talk.resource()
    (begun,) = work(site, "helper1")
    assert (begun["resource_id"], begun["state"]) == (draft["resource_id"], "draft")
    talk.public()
    assert work(site, "learner") == work(site, "staff") == []


def test_what_waits_costs_as_many_queries_for_many_as_for_one(talk: Talk, site: Site, rooms: MemoryRooms) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            work(site, "staff")
        return len(found)

    talk.resource()
    work(site, "staff")
    few = queries()
    for _ in range(2):
        Talk(site, rooms).resource()
    assert len(work(site, "staff")) == 3
    assert queries() == few


def test_the_sweep_makes_the_draft_before_anybody_asks(talk: Talk, site: Site, rooms: MemoryRooms) -> None:
    unanswered = Talk(site, rooms, lines=())
    assert sweep()
    row = ResourceRow.objects.get()
    assert (row.title, row.stage) == (QUESTION, "draft")
    assert talk.resource()["resource_id"] == str(row.pk)
    assert sweep()
    assert ResourceRow.objects.count() == 1
    assert unanswered.resource()["body"] == ""


def test_two_reports_hide_it_until_staff_look(talk: Talk, site: Site) -> None:
    public = talk.public()
    for who in ("helper2", "helper2", "helper3"):
        assert site.post("stranger", "report", {"resource_id": public["resource_id"], "reason": "no"}).status == 403
        assert site.post(who, "report", {"resource_id": public["resource_id"], "reason": f"{who} says"}).status in (
            200,
            404,
        )
    hidden = site.post("learner", "resource_read", of(public)).value["resource"]
    assert (hidden["state"], hidden["hidden_for"]) == ("hidden", "reports")
    assert [(one["reports"], one["hidden_for"]) for one in work(site, "staff", "review")] == [(2, "reports")]
    told = site.post("staff", "reports").value["reports"]
    assert sorted(one["reason"] for one in told) == ["helper2 says", "helper3 says"]
    assert [one["state"] for one in site.post("helper2", "reports").value["reports"]] == ["open"]
    verified = site.post("staff", "resource_verify", of(public)).value["resource"]
    assert (verified["state"], verified["verified"]) == ("published", True)
    assert [(one["state"], one["title"]) for one in site.post("helper2", "reports").value["reports"]] == [
        ("settled", QUESTION)
    ]
    assert site.post("staff", "reports").value["reports"] == []


def test_what_is_verified_no_reports_hide(talk: Talk, site: Site) -> None:
    public = talk.public()
    site.post("staff", "resource_verify", of(public))
    for who in ("helper2", "helper3"):
        site.post(who, "report", {"resource_id": public["resource_id"], "reason": "I do not like it"})
    read = site.post("helper2", "resource_read", of(public)).value["resource"]
    assert (read["state"], read["verified"], read["reported_by_me"]) == ("published", True, True)


def test_an_edit_takes_the_mark_off_until_staff_look(talk: Talk, site: Site) -> None:
    public = talk.public()
    site.post("staff", "resource_verify", of(public))
    edited = site.post("learner", "resource_save", text(public, body="Better words.")).value["resource"]
    assert edited["verified"] is False
    stale = site.post("staff", "resource_verify", of(public))
    assert (stale.status, stale.value["code"], stale.value["resource"]["rev"]) == (409, "stale-resource", 2)
    assert site.post("staff", "resource_verify", of(edited)).value["resource"]["verified"] is True
    assert site.post("learner", "resource_verify", of(edited)).value["code"] == "not-allowed"


def test_staff_bring_an_earlier_text_back(talk: Talk, site: Site) -> None:
    public = talk.public()
    edited = site.post("learner", "resource_save", text(public, body="Spoilt.")).value["resource"]
    restored = site.post("staff", "resource_restore", {**of(edited), "rev": 1}).value["resource"]
    assert (restored["rev"], restored["body"]) == (3, public["body"])
    assert site.post("staff", "resource_restore", {**of(edited), "rev": 9}).status == 404


def test_what_was_put_together_is_read_whole_by_either_address(talk: Talk, site: Site, rooms: MemoryRooms) -> None:
    part, again = talk.public(), Talk(site, rooms)
    whole = again.public()
    site.post("helper3", "resource_read", of(part))
    merged = site.post("staff", "resource_merge", {**of(part), "into": whole["resource_id"]}).value["resource"]
    assert (merged["resource_id"], merged["sources"], len(merged["logs"])) == (whole["resource_id"], 2, 2)
    for address in (part, whole):
        read = site.post("helper2", "resource_read", of(address)).value["resource"]
        assert (read["resource_id"], read["sources"]) == (whole["resource_id"], 2)
    assert ResourceRow.objects.get(pk=whole["resource_id"]).opened == 3
    assert talk.resource()["resource_id"] == whole["resource_id"]
    onto_itself = site.post("staff", "resource_merge", {**of(whole), "into": whole["resource_id"]})
    assert (onto_itself.status, onto_itself.value["code"]) == (403, "not-allowed")
    assert site.post("learner", "resource_save", text(part)).status in (403, 404)


def test_a_talk_and_a_line_of_it_are_reported_by_who_was_there(talk: Talk, site: Site) -> None:
    whole = {"call_id": talk.call_id, "reason": "They were rude."}
    first = site.post("learner", "report", whole).value["report_id"]
    assert site.post("learner", "report", {**whole, "reason": "Very rude."}).value["report_id"] == first
    line = site.post("staff", "report", {**whole, "line": "1234"}).value["report_id"]
    assert site.post("helper2", "report", whole).value["code"] == "not-in-call"
    assert site.post("learner", "report", {"reason": "what?"}).status == 400
    (mine,) = site.post("learner", "reports").value["reports"]
    assert (mine["reason"], mine["state"], mine["title"], mine["call_id"]) == (
        "Very rude.",
        "open",
        QUESTION,
        talk.call_id,
    )
    assert {one["report_id"] for one in site.post("staff", "reports").value["reports"]} == {first, line}
    assert site.post("learner", "reports", {"settle": first}).value["code"] == "not-allowed"
    assert [one["report_id"] for one in site.post("staff", "reports", {"settle": first}).value["reports"]] == [line]
    assert site.post("staff", "reports", {"settle": talk.call_id}).status == 404
    assert site.post("learner", "reports").value["reports"][0]["state"] == "settled"
    assert CallReportRow.objects.count() == 2


def test_an_account_that_is_gone_leaves_an_author_without_a_name(talk: Talk, site: Site) -> None:
    public = talk.public()
    edited = site.post("staff", "resource_save", text(public, tags=["rank"])).value["resource"]
    read = site.post("helper2", "resource_read", of(edited)).value["resource"]
    assert read["authors"] == ["Kim Staff", "Somebody"]
    PersonRow.objects.filter(user_id="staff").update(user_id="retired", name="", username="", image_url="")
    read = site.post("helper2", "resource_read", of(edited)).value["resource"]
    assert read["authors"] == ["Somebody who has left", "Somebody"]
    assert site.get("learner", "resource_editor", edited["resource_id"]).status_code == 200


def test_where_its_unit_is_gone_it_reads_without_a_link_there(talk: Talk, site: Site) -> None:
    public = talk.public()
    ResourceRow.objects.update(unit="a unit that is gone", block="a block that is gone")
    CallRow.objects.update(unit="a unit that is gone", block="a block that is gone")
    page = site.get("helper2", "resource", public["resource_id"]).content.decode()
    assert HELPED in page
    assert '"page": null' in page
    assert "a unit that is gone" not in page


def before(consent: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody take their yes back between the look at consents and the publication."""
    service = wiring.resources()
    own = service.unconsented
    looks: list[int] = []

    def looking(*args: Any, **kwargs: Any) -> Any:
        found = own(*args, **kwargs)
        looks.append(1)
        if len(looks) == 1:
            consent()
        return found

    monkeypatch.setattr(service, "unconsented", looking)


def test_a_yes_that_is_taken_back_while_it_is_published_hides_it(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.agree("helper1")
    draft = talk.resource()
    before(lambda: talk.agree("helper1", yes=False), monkeypatch)
    refused = site.post("learner", "resource_publish", of(draft))
    assert (refused.status, refused.value["code"]) == (409, "quotes-without-consent")
    row = ResourceRow.objects.get()
    assert (row.stage, row.hidden_for) == ("hidden", "consent")
    assert site.post("helper2", "resource_read", of(draft)).status == 404


def test_a_yes_that_is_taken_back_after_it_is_published_hides_it(talk: Talk, site: Site) -> None:
    public = talk.public()
    talk.agree("helper1", yes=False)
    assert site.post("helper2", "resource_read", of(public)).status == 404
    hidden = site.post("learner", "resource_read", of(public)).value["resource"]
    assert (hidden["state"], hidden["hidden_for"]) == ("hidden", "consent")
    assert site.post("staff", "resource_verify", of(public)).value["resource"]["state"] == "hidden"
    talk.agree("helper1")
    assert site.post("learner", "resource_publish", of(public)).value["resource"]["state"] == "published"


def test_a_yes_to_one_talk_is_none_to_another(talk: Talk, site: Site, rooms: MemoryRooms) -> None:
    part, again = talk.public(), Talk(site, rooms, lines=(("helper1", "Look at the rank of it, that is what counts."),))
    saved = site.post("learner", "resource_save", text(again.resource(), body="In other words.", answer=""))
    whole = site.post("learner", "resource_publish", of(saved.value["resource"])).value["resource"]
    site.post("staff", "resource_merge", {**of(part), "into": whole["resource_id"]})
    quoting = "Look at the rank of it, that is what counts."
    edited = site.post("learner", "resource_save", text(whole, body=quoting)).value["resource"]
    assert (edited["state"], edited["hidden_for"]) == ("hidden", "consent")
