"""What of a talk anybody gets by any handler: marked words of lines, looked for in all that a caller is given.

One of the helpers said yes to being quoted, the asker said nothing, and a participant has written into the draft.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from chatxblock.devserver import people
from chatxblock.models import CallRow, ResourceRow
from chatxblock.testing import MemoryRooms
from chatxblock.web.mount import Author, BlockMount
from chatxblock.web.routes import ROUTES
from chatxblock.web.routing import Method, Route
from tests.integration.conftest import Site
from tests.support.talks import HELPED, Talk, of, text

EDITED = "As EDITMARK participants put it"
SECRETS = ("ASKERMARK", "EDITMARK", "lina@example.org")
NAMES = ("Lina", "Helper 1")
ALLOWED = f"**helper:**\n\n{HELPED}\n\nasker, write to [e-mail address]"
LINES = (
    ("learner", "I have tried to invert it for an ASKERMARK hour"),
    ("helper1", HELPED),
    ("learner", "ok ASKERMARK"),
    ("helper1", "Lina, write to lina@example.org"),
)


def let_fellows_write(monkeypatch: pytest.MonkeyPatch) -> None:
    own = BlockMount.author

    def author(mount: BlockMount) -> Author:
        return replace(own(mount), fellows_write=True)

    monkeypatch.setattr(BlockMount, "author", author)


@pytest.fixture
def talk(site: Site, rooms: MemoryRooms) -> Talk:
    """A talk of which a draft was made and edited; helper3 was asked and never came, helper2 was put out."""
    talk = Talk(site, rooms, lines=LINES, putting_out="helper2")
    talk.agree("helper1")
    draft = talk.resource("learner")
    saved = site.post("learner", "resource_save", text(draft, body=f"{draft['body']}\n\n{EDITED}"))
    assert saved.status == 200
    return talk


def bodies(talk: Talk) -> Iterator[dict[str, Any]]:
    """Yield what is sent to every handler: all that it may need, once by the call and once by the resource."""
    resource = str(ResourceRow.objects.values_list("pk", flat=True).get())
    rest = {
        "rev": 2,
        "person": "helper3",
        "question": "Why is the matrix not invertible?",
        "request_id": str(uuid4()),
        "reason": "why",
        "into": resource,
        "on_duty": False,
        "answer": "An answer.",
    }
    yield {**rest, "call_id": talk.call_id}
    yield {**rest, "resource_id": resource}
    yield {**rest, "resource_id": resource, "rev": 1, "title": "Mine", "body": "Mine."}


def everything(site: Site, who: str, talk: Talk) -> dict[str, str]:
    """Return all that somebody is given, by handler."""
    given = {}
    sent = list(bodies(talk))
    for route in ROUTES:
        if route.method is Method.POST:
            answers = [json.dumps(site.post(who, route.name, body).value, ensure_ascii=False) for body in sent]
        else:
            ids = (talk.call_id, sent[1]["resource_id"]) if route.suffix else ("",)
            answers = [site.get(who, route.name, one).content.decode() for one in ids]
        given[route.name] = "\n".join(answers)
    given["lobby page"] = site.view(who)
    return given


def told(given: dict[str, str], words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, word) for name, text in given.items() for word in words if word in text]


@pytest.mark.parametrize("allowed", [False, True], ids=["fellows-read", "fellows-write"])
@pytest.mark.parametrize("who", ["anonymous", "stranger", "helper2", "helper3"])
def test_who_was_not_there_gets_no_more_than_lines_with_a_yes(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch, who: str, allowed: bool
) -> None:
    """Nobody logged in, nobody enrolled, somebody who was put out, and somebody who was asked and never came."""
    if allowed:
        let_fellows_write(monkeypatch)
    given = everything(site, who, talk)
    assert told(given, SECRETS) == []
    assert told({name: text for name, text in given.items() if name.startswith("re")}, NAMES) == []
    fellow = allowed and who == "helper3"
    expected = {"resource_draft", "resource_editor"} if fellow else set()
    assert {name for name, text in given.items() if "HELPERMARK" in text} >= expected
    if not fellow:
        assert told(given, ("HELPERMARK",)) == []
    assert not [name for name, text in given.items() if f"/transcript/{talk.call_id}" in text]


def test_a_fellow_learner_gets_the_lines_with_a_yes_by_role(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_fellows_write(monkeypatch)
    draft = talk.draft("helper3")
    assert draft["resource"]["body"] == ALLOWED
    (beside,) = draft["talks"]
    assert [(line["speaker"], line["body"]) for line in beside["lines"]] == [
        ("helper", HELPED),
        ("helper", "asker, write to [e-mail address]"),
    ]
    assert (beside["complete"], draft["resource"]["logs"], draft["resource"]["revisions"]) == (False, [], [])
    assert draft["resource"]["authors"] == []


def test_a_fellow_learner_who_has_saved_a_text_sees_that_and_not_what_participants_make_of_it(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_fellows_write(monkeypatch)
    draft = talk.resource("helper3")
    saved = site.post("helper3", "resource_save", text(draft, body="In my own words.")).value["resource"]
    assert (saved["body"], [old["body"] for old in saved["revisions"]]) == ("In my own words.", ["In my own words."])
    newer = site.post("learner", "resource_save", text(saved, body=EDITED)).value["resource"]
    assert [old["rev"] for old in newer["revisions"]] == [4, 3, 2, 1]
    stale = site.post("helper3", "resource_save", text(saved, body="More of my own words."))
    assert (stale.status, stale.value["resource"]["body"]) == (409, ALLOWED)
    assert told(everything(site, "helper3", talk), SECRETS) == []


def test_without_a_yes_a_fellow_learner_gets_the_question_alone(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_fellows_write(monkeypatch)
    talk.agree("helper1", yes=False)
    draft = talk.draft("helper3")
    assert (draft["resource"]["title"], draft["resource"]["answer"], draft["resource"]["body"]) == (
        talk.question,
        "",
        "",
    )
    assert draft["talks"][0]["lines"] == []


def test_a_question_of_marks_lends_no_title_from_lines_without_a_yes(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_fellows_write(monkeypatch)
    talk = Talk(site, rooms, lines=LINES, question="???")
    assert "ASKERMARK" in talk.resource("learner")["title"]
    assert "ASKERMARK" not in json.dumps(talk.draft("helper3"))


def test_the_block_of_another_author_allows_nothing_here(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_fellows_write(monkeypatch)
    CallRow.objects.filter(pk=talk.call_id).update(block="another block")
    ResourceRow.objects.update(block="another block")
    for name in ("resource_draft", "resource_read"):
        body = {"call_id": talk.call_id, "resource_id": str(ResourceRow.objects.get().pk)}
        assert site.post("helper3", name, body).value["code"] == "resource-not-found"


@pytest.mark.parametrize("who", ["learner", "helper1", "staff"])
def test_who_was_there_and_staff_get_all(talk: Talk, site: Site, who: str) -> None:
    draft = talk.draft(who)
    assert EDITED in draft["resource"]["body"]
    assert "ASKERMARK" in json.dumps(draft["talks"])
    assert draft["talks"][0]["complete"] is True
    assert f"/transcript/{talk.call_id}" in draft["resource"]["logs"][0]["transcript_url"]
    assert told({"draft": json.dumps(draft["talks"])}, NAMES) == []


def test_who_has_left_the_course_has_the_log_and_no_resource(
    talk: Talk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = people._BY_USERNAME
    monkeypatch.setitem(known, "helper1", replace(known["helper1"], enrolled=False))
    body = {"call_id": talk.call_id, "resource_id": str(ResourceRow.objects.get().pk), "rev": 2, "reason": "why"}
    for route in ROUTES:
        if route.name.startswith(("resource", "report")):
            assert refused(site, route, body)
    assert "ASKERMARK" in site.get("helper1", "transcript", talk.call_id).content.decode()


def refused(site: Site, route: Route[Any], body: dict[str, Any]) -> bool:
    if route.method is Method.GET:
        return bool(site.get("helper1", route.name, body["resource_id"]).status_code == 403)
    return site.post("helper1", route.name, body).status == 403


def test_once_it_is_published_everybody_reads_the_text_and_nothing_else_of_the_talk(talk: Talk, site: Site) -> None:
    talk.agree("learner")
    public = site.post("learner", "resource_publish", {**of(talk.resource()), "rev": 2}).value["resource"]
    assert public["authors"] == ["Lina Petrova", people._BY_USERNAME["helper1"].name]
    given = everything(site, "helper3", talk)
    read = site.post("helper3", "resource_read", {"resource_id": public["resource_id"]}).value["resource"]
    assert EDITED in read["body"]
    assert (read["authors"], read["logs"], read["revisions"], read["edit_url"]) == ([], [], [], None)
    assert "Lina Petrova" not in site.get("helper3", "resource", public["resource_id"]).content.decode()
    assert {name for name, word in told(given, ("ok ASKERMARK",))} <= {"resource", "resource_read"}
    assert "lina@example.org" not in json.dumps(given)
