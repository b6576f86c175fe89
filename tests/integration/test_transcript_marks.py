"""The file of a talk in which lines say something of others: each is told with what it says, and judged."""

from __future__ import annotations

from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.integration.test_transcripts import a_talk, get, log_of, recomputed, text_of
from tests.support.talks import localpart


def test_version_two_judges_corrections_and_can_be_checked(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    asker = localpart(site, "learner")
    first = rooms.say(room, helper, "teh rows", message_id="m1")
    rooms.say(room, helper, "the rows", message_id="m2", replaces="m1")
    rooms.say(room, helper, "the columns", message_id="m3", replaces="m2")
    rooms.say(room, asker, "I never said that", message_id="m4", replaces="m1")
    rooms.say(room, asker, "nor this", message_id="m5", replaces="m0")
    log = log_of(site, "learner", call_id)
    assert [line["correction"] for line in log["lines"]] == [None, "own", "own", "not-own", "unknown"]
    assert [line["corrects"] for line in log["lines"]] == [None, first.id, first.id, None, None]
    assert [line["replaces"] for line in log["lines"]] == [None, "m1", "m2", "m1", "m0"]
    assert (log["complete"], log["checksum"]["lines"], log["checksum"]["value"]) == (False, 5, recomputed(log))


def test_what_lines_say_of_others_is_told_in_each_form_and_kept(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    asker = localpart(site, "learner")
    first = rooms.say(room, helper, "teh rows", message_id="m1")
    rooms.say(room, helper, "[taken back]", message_id="m2", replaces="m1", marks={"taken_back": True})
    rooms.say(room, asker, "[taken back]", message_id="m3", replaces="m1", marks={"taken_back": True})
    rooms.say(room, asker, "> teh\nWhich?", marks={"answers": first.id, "quoted": 6})
    rooms.say(room, asker, "", marks={"reacts_to": first.id, "reactions": ("👍", "❓")})
    rooms.say(room, asker, "", marks={"reacts_to": "x", "reactions": ()})
    before = log_of(site, "learner", call_id)
    marks = [
        [line[key] for key in ("taken_back", "answers", "quoted", "reacts_to", "reactions")] for line in before["lines"]
    ]
    assert marks == [
        [False, None, 0, None, []],
        [True, None, 0, None, []],
        [True, None, 0, None, []],
        [False, first.id, 6, None, []],
        [False, None, 0, first.id, ["👍", "❓"]],
        [False, None, 0, "x", []],
    ]
    assert [line["correction"] for line in before["lines"]] == [None, "own", "not-own", None, None, None]
    assert before["checksum"]["value"] == recomputed(before)
    told = ["takes an earlier line back", "answers an earlier line", "reacts to an earlier line", "👍 ❓"]
    told += ["claims to take back what somebody else said", "reacts to a line that is not here"]
    for who in ("helper1", "learner"):
        site.post(who, "leave", {"call_id": call_id})
    assert rooms.rooms == {}
    after = log_of(site, "learner", call_id)
    assert (after["complete"], after["lines"]) == (True, before["lines"])
    for form in ("html", "markdown"):
        page = text_of(get(site, "learner", call_id, form))
        assert [words for words in told if words not in page] == []
        assert page.count(f'href="#l{first.id}"') == (3 if form == "html" else 0)
