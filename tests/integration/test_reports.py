"""Reporting a talk, a line, a person: by who was there; staff see it with the log around it, and settle it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock import wiring_kept
from chatxblock.domain.forgetting.words import GONE
from chatxblock.domain.reports.news import TOPIC
from chatxblock.domain.reports.service import AROUND, MOST_OPEN, PAGE_SIZE
from chatxblock.models import CallReportRow, CallRow, OutboxRow, PersonRow, StaffActionRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Answer, Site
from tests.support.talks import HELPED, QUESTION, Talk, localpart, say

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{name} {0} %(x)s ${alert(1)}",
    "\u202eevil\u2066 שלום 🙈",
    "'; DROP TABLE chatxblock_call_report; --",
    "=cmd|' /C calc'!A0",
)
RUDE = "You are too slow for this course."


class Room:
    """A room in which learner and helper1 talk, and helper1 was rude."""

    def __init__(self, site: Site, rooms: MemoryRooms) -> None:
        self.site = site
        self.rooms = rooms
        self.call_id = str(site.ask()["id"])
        self.name = CallRow.objects.get(pk=self.call_id).room
        assert self.post("helper1", "accept").status == 200
        self.say("learner", "Is it the rank?")
        self.line = self.say("helper1", RUDE)

    def post(self, who: str, handler: str, **more: Any) -> Answer:
        return self.site.post(who, handler, {"call_id": self.call_id, **more})

    def say(self, who: str, words: str) -> str:
        say(self.site, self.rooms, self.name, who, words)
        return self.rooms.rooms[self.name].log[-1].id

    def report(self, who: str = "learner", **more: Any) -> Answer:
        return self.post(who, "report", **{"line": self.line, "reason": "unkind", **more})

    def filed(self, who: str = "learner", **more: Any) -> str:
        answer = self.report(who, **more)
        assert answer.status == 200, answer
        return str(answer.value["report_id"])


@pytest.fixture
def room(site: Site, rooms: MemoryRooms) -> Room:
    return Room(site, rooms)


def waiting(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.post("staff", "staff_reports").value["reports"]
    return found


def settle(site: Site, report_id: str, who: str = "staff", **more: Any) -> Answer:
    return site.post(who, "staff_settle", {"report_id": report_id, "outcome": "spoken-to", **more})


def own(site: Site, who: str = "learner") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.post(who, "reports", {"own": True}).value["reports"]
    return found


def address(site: Site, who: str) -> str:
    return str(site.post(who, "ticket").value["jid"])


def test_staff_see_a_line_with_the_log_around_it_while_the_talk_goes_on(room: Room, site: Site) -> None:
    for number in range(AROUND + 3):
        room.say("learner", f"line {number}")
    report_id = room.filed()
    found = site.post("staff", "staff_reports").value
    assert (found["waiting"], found["next"]) == (1, None)
    (told,) = found["reports"]
    assert (told["report_id"], told["thing"], told["reason"], told["said"]) == (report_id, "line", "unkind", RUDE)
    assert (told["question"], told["about"]["jid"]) == (QUESTION, address(site, "helper1"))
    whole = site.post("staff", "staff_report", {"report_id": report_id}).value
    assert (whole["report"], whole["settlement"], whole["legible"]) == (told, None, True)
    assert [line["body"] for line in whole["lines"]][:3] == ["Is it the rank?", RUDE, "line 0"]
    assert len(whole["lines"]) == 1 + 1 + AROUND
    assert [line["body"] for line in whole["lines"] if line["reported"]] == [RUDE]


def test_once_the_talk_is_over_the_kept_log_is_around_it(room: Room, site: Site) -> None:
    report_id = room.filed()
    for who in ("learner", "helper1"):
        room.post(who, "leave")
    assert room.rooms.rooms == {}
    whole = site.post("staff", "staff_report", {"report_id": report_id}).value
    assert [line["body"] for line in whole["lines"] if line["reported"]] == [RUDE]
    assert room.filed("helper1", line=whole["lines"][0]["id"]) != report_id


def test_a_talk_that_is_just_closing_is_reported_all_the_same(room: Room, site: Site) -> None:
    room.rooms.available = False
    for who in ("learner", "helper1"):
        room.post(who, "leave")
    assert CallRow.objects.get(pk=room.call_id).state == "archiving"
    report_id = room.filed()
    whole = site.post("staff", "staff_report", {"report_id": report_id}).value
    assert (whole["legible"], whole["lines"], whole["report"]["about"], whole["report"]["said"]) == (
        False,
        [],
        None,
        "",
    )
    room.rooms.available = True
    whole = site.post("staff", "staff_report", {"report_id": report_id}).value
    assert (whole["report"]["about"]["jid"], whole["report"]["said"]) == (address(site, "helper1"), RUDE)


def test_a_person_is_reported_and_their_lines_are_marked(room: Room, site: Site) -> None:
    room.say("helper1", "And still too slow.")
    report_id = room.filed(line=None, person=address(site, "helper1"), reason="other", words="Again and again.")
    whole = site.post("staff", "staff_report", {"report_id": report_id}).value
    assert (whole["report"]["thing"], whole["report"]["words"]) == ("person", "Again and again.")
    assert whole["report"]["about"]["jid"] == address(site, "helper1")
    assert [line["reported"] for line in whole["lines"]] == [False, True, True]


def test_again_is_the_same_report(room: Room, site: Site) -> None:
    first = room.filed()
    assert room.filed(reason="other", words="It goes on.") == first
    assert [(one["reason"], one["words"]) for one in waiting(site)] == [("other", "It goes on.")]
    assert room.filed(line=None, person=address(site, "helper1")) != first
    assert room.filed(line=None) != first
    assert len(waiting(site)) == 3


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"reason": "other"}, "Say in a few words what is wrong."),
        ({"reason": ""}, "Write the reason first."),
        ({"words": "x" * 60_000}, "This reason is too long. Make it shorter."),
        (
            {"line": None, "person": "nobody@chat.test"},
            "We do not know that person in this course. Check the spelling.",
        ),
        ({"line": "a b"}, "We could not read that request. Reload the page and try again."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(room: Room, more: dict[str, Any], says: str) -> None:
    answer = room.report(**more)
    assert (answer.status, answer.value["error"]) == (400, says)
    assert not CallReportRow.objects.exists()


def test_what_is_ones_own_is_not_reported(room: Room, site: Site) -> None:
    line = room.report("helper1")
    oneself = room.report(line=None, person=address(site, "learner"))
    assert (line.status, line.value["error"].split(".")[0]) == (400, "That line is your own")
    assert (oneself.status, oneself.value["error"].split(".")[0]) == (400, "That is you")


def test_who_was_put_out_still_reports_what_was_said_to_them(room: Room, site: Site) -> None:
    asked = room.say("learner", "Go away.")
    assert room.post("learner", "remove", person=address(site, "helper1")).status == 200
    room.filed("helper1", line=asked)
    assert [one["by"] for one in waiting(site)] == ["Helper 1"]
    (mine,) = own(site, "helper1")
    assert "Go away" not in str(mine)


def test_who_was_not_there_reports_nothing_and_is_not_reported(room: Room, site: Site) -> None:
    site.post("helper3", "ticket")
    assert room.report("helper2").value["code"] == "not-in-call"
    assert room.report("stranger").value["code"] == "not-enrolled"
    assert room.report(line=None, person=address(site, "helper3")).value["code"] == "unknown-person"
    assert room.filed("staff")


def test_staff_who_look_in_can_be_reported(room: Room, site: Site) -> None:
    assert room.filed(line=None, person=address(site, "staff"))


def test_so_many_reports_of_one_person_wait_at_most(room: Room, site: Site) -> None:
    ids = [room.filed(line=str(number)) for number in range(MOST_OPEN)]
    refused = room.report(line="one more")
    assert refused.status == 400
    refused = room.report(line="more")
    assert (refused.status, refused.value["code"]) == (409, "conflict")
    assert str(MOST_OPEN) in refused.value["error"]
    assert room.filed(line="3") == ids[3]
    assert room.filed("helper1", line="0")
    assert settle(site, ids[0]).status == 200
    assert room.report(line="more").status == 200


def test_only_staff_read_and_settle(room: Room, site: Site) -> None:
    report_id = room.filed()
    for who in ("learner", "helper1", "helper2", "stranger", "anonymous"):
        for handler in ("staff_reports", "staff_report", "staff_settle"):
            body = {"report_id": report_id, "outcome": "nothing"}
            assert site.post(who, handler, body).status == 403
    assert CallReportRow.objects.get().settled_at is None


def test_who_reported_it_is_told_and_reads_what_came_of_it(room: Room, site: Site) -> None:
    report_id = room.filed()
    (mine,) = own(site)
    assert (mine["thing"], mine["state"], mine["outcome"], mine["words"]) == ("line", "open", None, "")
    settled = settle(site, report_id, words="We have spoken with them.")
    assert settled.value["settlement"]["outcome"] == "spoken-to"
    assert settled.value["settlement"]["by"]
    (mine,) = own(site)
    assert (mine["state"], mine["outcome"], mine["words"]) == ("settled", "spoken-to", "We have spoken with them.")
    assert mine["settled_at"]
    assert waiting(site) == []
    (deed,) = StaffActionRow.objects.all()
    about = (deed.kind, str(deed.call_id), deed.person and deed.person.user_id, deed.reason)
    assert about == ("settled", room.call_id, "helper1", "We have spoken with them.")
    (told,) = OutboxRow.objects.filter(topic=TOPIC)
    assert told.to == localpart(site, "learner")
    assert "spoken" not in str(told.body)
    assert own(site, "helper1") == []


def test_all_who_reported_the_same_hear_of_it(room: Room, site: Site) -> None:
    room.post("learner", "invite", person="helper2")
    room.post("helper2", "accept")
    first, second = room.filed(), room.filed("helper2", reason="other", words="Rude.")
    apart = room.filed("helper2", line=None)
    assert settle(site, first).status == 200
    assert [one["report_id"] for one in waiting(site)] == [apart]
    assert {one["report_id"]: one["state"] for one in own(site, "helper2")} == {second: "settled", apart: "open"}
    assert OutboxRow.objects.filter(topic=TOPIC).count() == 2


def test_the_second_who_settles_is_told_who_was_quicker(room: Room, site: Site) -> None:
    report_id = room.filed()
    assert settle(site, report_id).status == 200
    PersonRow.objects.filter(user_id="staff").update(name="Grace Hopper")
    again = settle(site, report_id, outcome="nothing")
    assert (again.status, again.value["code"]) == (409, "conflict")
    assert "has settled this report already" in again.value["error"]
    kept = site.post("staff", "staff_report", {"report_id": report_id}).value["settlement"]
    assert kept["outcome"] == "spoken-to"
    assert OutboxRow.objects.filter(topic=TOPIC).count() == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_go_through_as_they_are(room: Room, site: Site, words: str) -> None:
    report_id = room.filed(reason="other", words=words)
    (told,) = waiting(site)
    assert told["words"] == words
    settle(site, report_id, words=words)
    assert own(site)[0]["words"] == words


def test_who_is_retired_leaves_neither_words_nor_name_in_a_report(room: Room, site: Site) -> None:
    report_id = room.filed(reason="other", words="Rude.")
    for who in ("learner", "helper1"):
        room.post(who, "leave")
    assert wiring_kept.retirement().retire("helper1")
    whole = site.post("staff", "staff_report", {"report_id": report_id}).value
    assert (whole["report"]["said"], whole["report"]["about"]["name"]) == (GONE, "Somebody who has left")
    assert settle(site, report_id, words="They are gone.").status == 200
    assert wiring_kept.retirement().retire("staff")
    assert CallReportRow.objects.get().told == GONE
    assert wiring_kept.retirement().retire("learner")
    assert not CallReportRow.objects.exists()


def test_pages_follow_each_other_and_cost_the_same(room: Room, site: Site) -> None:
    def queries(before: str | None = None) -> tuple[int, dict[str, Any]]:
        with CaptureQueriesContext(connection) as found:
            answer = site.post("staff", "staff_reports", {"before": before})
        return sum("chatxblock_" in query["sql"] for query in found), answer.value

    room.filed()
    queries()
    few, _ = queries()
    people = PersonRow.objects.bulk_create(
        PersonRow(course=CallRow.objects.get().course, user_id=f"r{n}", localpart=f"{n:032x}", name=f"R {n}")
        for n in range(2 * PAGE_SIZE)
    )
    row = CallReportRow.objects.get()
    CallReportRow.objects.bulk_create(
        CallReportRow(call_id=row.call_id, person=one, line=row.line, author=one.localpart, at=row.at) for one in people
    )
    read: list[str] = []
    before: str | None = None
    for _ in range(3):
        many, page = queries(before)
        read += [one["report_id"] for one in page["reports"]]
        before = page["next"]
        assert (many, page["waiting"]) == (few, 2 * PAGE_SIZE + 1)
    assert before is None
    assert len(set(read)) == len(read) == 2 * PAGE_SIZE + 1


def test_how_much_waits_is_counted_for_staff_alone(room: Room, site: Site) -> None:
    assert "for you)" not in site.view("staff")
    room.filed()
    assert "(1 waits for you)" in site.view("staff")
    assert "for you)" not in site.view("learner")
    site.post("helper2", "leave_question", {"call_id": site.ask("helper2", "And this one?")["id"]})
    counts = {key: value for key, value in site.post("staff", "staff_waiting").value.items() if key != "now"}
    assert counts == {"left": 1, "reports": 1, "resources": 0}
    assert [one["question"] for one in site.post("staff", "staff_clusters").value["left"]] == ["And this one?"]
    for who in ("learner", "helper1", "stranger", "anonymous"):
        assert site.post(who, "staff_waiting").status == 403


@pytest.mark.parametrize("before", ["x", "2026_1", 7, "2026-01-01T00:00:00_7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"])
def test_a_mark_that_is_none_is_refused(site: Site, before: object) -> None:
    assert site.post("staff", "staff_reports", {"before": before}).status == 400


def test_a_talk_that_is_over_is_reported(site: Site, rooms: MemoryRooms) -> None:
    talk = Talk(site, rooms)
    body = {"call_id": talk.call_id, "reason": "cheating"}
    assert site.post("helper1", "report", body).status == 200
    (told,) = waiting(site)
    assert (told["thing"], told["about"], told["said"]) == ("talk", None, "")
    whole = site.post("staff", "staff_report", {"report_id": told["report_id"]}).value
    assert HELPED in [line["body"] for line in whole["lines"]]
