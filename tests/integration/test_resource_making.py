"""A talk becomes a resource: the draft that all of it share, the editor's texts, and publishing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from chatxblock.domain.resources.resource import MOST_ANSWER, MOST_BODY, MOST_TITLE
from chatxblock.models import CallRow, ResourceRow
from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.support.talks import ASKED, HELPED, QUESTION, Talk, of, say, text

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def talk(site: Site, rooms: MemoryRooms) -> Talk:
    return Talk(site, rooms)


def page_data(page: str) -> dict[str, Any]:
    found = re.search(r'id="chatxblock-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_draft_is_the_same_for_all_whoever_looks_first(talk: Talk) -> None:
    first = talk.draft("helper1")
    assert first["resource"]["title"] == QUESTION
    assert first["resource"]["body"] == f"**asker:**\n\n{ASKED}\n\n**helper:**\n\n{HELPED}"
    assert first["resource"]["answer"] == HELPED
    assert (first["resource"]["state"], first["resource"]["rev"], first["resource"]["may_edit"]) == ("draft", 1, True)
    for who in ("learner", "staff"):
        assert talk.resource(who)["resource_id"] == first["resource"]["resource_id"]
    assert ResourceRow.objects.count() == 1


def test_beside_it_stands_the_talk_with_roles_in_place_of_names(talk: Talk) -> None:
    talk.agree("helper1")
    (beside,) = talk.draft("learner")["talks"]
    assert (beside["call_id"], beside["question"], beside["complete"]) == (talk.call_id, QUESTION, True)
    said = [(line["speaker"], line["body"], line["own"], line["quotable"]) for line in beside["lines"]]
    assert said == [
        ("asker", ASKED, True, True),
        ("helper", HELPED, False, True),
        ("asker", "thanks!", True, True),
    ]
    (beside,) = talk.draft("helper1")["talks"]
    assert [line["quotable"] for line in beside["lines"]] == [False, True, False]


def test_the_page_of_the_editor_has_the_same_by_either_id(talk: Talk, site: Site) -> None:
    by_call = page_data(site.get("learner", "resource_editor", talk.call_id).content.decode())
    resource_id = by_call["resource"]["resource_id"]
    by_itself = page_data(site.get("helper1", "resource_editor", resource_id).content.decode())
    assert by_itself["resource"]["title"] == by_call["resource"]["title"] == QUESTION
    assert [line["body"] for line in by_itself["talks"][0]["lines"]] == [ASKED, HELPED, "thanks!"]
    assert by_itself["resource"]["edit_url"].partition("?")[0].endswith(f"/resource_editor/{resource_id}")


def test_while_a_talk_goes_on_there_is_no_draft_of_it(site: Site) -> None:
    call = site.ask()
    refused = site.post("learner", "resource_draft", {"call_id": call["id"]})
    assert (refused.status, refused.value["code"]) == (409, "conflict")
    assert ResourceRow.objects.count() == 0


def test_who_asked_and_left_finds_the_draft_before_the_last_one_has_left(site: Site, rooms: MemoryRooms) -> None:
    call = {"call_id": site.ask()["id"]}
    site.post("helper1", "accept", call)
    room = CallRow.objects.get(pk=call["call_id"]).room
    say(site, rooms, room, "helper1", HELPED)
    site.post("learner", "leave", call)
    draft = site.post("learner", "resource_draft", call).value
    assert HELPED in draft["resource"]["body"]


def test_a_call_without_a_line_has_a_draft_with_the_question_alone(site: Site, rooms: MemoryRooms) -> None:
    draft = Talk(site, rooms, lines=()).draft()
    assert (draft["resource"]["title"], draft["resource"]["body"]) == (QUESTION, "")
    assert [(one["lines"], one["complete"]) for one in draft["talks"]] == [([], False)]


def test_a_log_with_holes_has_a_draft_of_what_is_there(talk: Talk) -> None:
    CallRow.objects.filter(pk=talk.call_id).update(complete=False)
    draft = talk.draft()
    assert HELPED in draft["resource"]["body"]
    assert draft["talks"][0]["complete"] is False


def test_staff_begin_one_without_a_talk_and_nobody_else_does(site: Site) -> None:
    draft = site.post("staff", "resource_draft").value
    assert (draft["resource"]["title"], draft["talks"], draft["resource"]["sources"]) == ("", [], 0)
    saved = site.post("staff", "resource_save", text(draft["resource"], title="Where to begin?", body="Here."))
    published = site.post("staff", "resource_publish", of(saved.value["resource"])).value["resource"]
    assert published["state"] == "published"
    assert site.post("helper1", "resource_read", {"resource_id": published["resource_id"]}).status == 200
    assert site.post("learner", "resource_draft").status == 403


def test_a_text_is_saved_and_its_earlier_ones_stay(talk: Talk, site: Site) -> None:
    draft = talk.resource()
    saved = site.post("learner", "resource_save", text(draft, body="It is **singular**.", tags=["#Rank", "rank"]))
    resource = saved.value["resource"]
    assert (resource["rev"], resource["body"], resource["tags"]) == (2, "It is **singular**.", ["Rank"])
    assert "<strong>singular</strong>" in resource["html"]
    assert [(old["rev"], old["by"]) for old in resource["revisions"]] == [(2, "Lina Petrova"), (1, "Lina Petrova")]


def test_of_two_editors_the_second_gets_both_texts(talk: Talk, site: Site) -> None:
    draft = talk.resource()
    site.post("learner", "resource_save", text(draft, body="one"))
    second = site.post("helper1", "resource_save", text(draft, body="other"))
    assert (second.status, second.value["code"]) == (409, "stale-resource")
    assert (second.value["resource"]["rev"], second.value["resource"]["body"]) == (2, "one")
    chosen = site.post("helper1", "resource_save", text(second.value["resource"], body="other"))
    assert (chosen.status, chosen.value["resource"]["rev"]) == (200, 3)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "x" * 2000}, "This title is too long: it has 2,000 characters, and 300 fit."),
        ({"answer": "x" * (MOST_ANSWER + 1)}, "This short answer is too long: it has 1,001 characters"),
        ({"body": "x" * (MOST_BODY + 1)}, "This text is too long: it has 20,001 characters"),
        ({"tags": ["x" * 41]}, "A tag is too long: it has 41 characters"),
        ({"tags": [str(number) for number in range(11)]}, "Those are 11 tags, and 10 fit."),
    ],
    ids=["title", "answer", "body", "tag", "tags"],
)
def test_what_is_too_long_is_refused_with_a_sentence(
    talk: Talk, site: Site, changes: dict[str, Any], sentence: str
) -> None:
    refused = site.post("learner", "resource_save", text(talk.resource(), **changes))
    assert (refused.status, refused.value["code"]) == (400, "bad-input")
    assert refused.value["error"].startswith(sentence)
    assert talk.resource()["rev"] == 1
    if "body" in changes or "answer" in changes:
        assert site.post("learner", "resource_preview", changes).status == 400


@pytest.mark.parametrize("changes", [{"title": 3}, {"body": None}, {"tags": "a"}, {"tags": [1]}, {"rev": 0}])
def test_what_is_no_text_is_refused(talk: Talk, site: Site, changes: dict[str, Any]) -> None:
    assert site.post("learner", "resource_save", text(talk.resource(), **changes)).status == 400


@pytest.mark.parametrize("title", ["???", "∫ ≠ ∑ 🤔", "", "\u200b"], ids=["marks", "signs", "empty", "unseen"])
def test_a_title_without_a_word_is_kept_and_not_published(talk: Talk, site: Site, title: str) -> None:
    saved = site.post("learner", "resource_save", text(talk.resource(), title=title)).value["resource"]
    assert saved["title"] == title
    talk.agree("helper1")
    refused = site.post("learner", "resource_publish", of(saved))
    assert (refused.status, refused.value["code"]) == (409, "resource-unready")


def test_a_title_in_arabic_is_a_title(talk: Talk, site: Site) -> None:
    title = "لماذا لا يمكن عكس هذه المصفوفة؟" * (MOST_TITLE // 40)
    talk.agree("helper1")
    saved = site.post("learner", "resource_save", text(talk.resource(), title=f"{title}\n")).value["resource"]
    published = site.post("learner", "resource_publish", of(saved)).value["resource"]
    assert (published["title"], published["state"]) == (title, "published")
    assert title in site.get("helper2", "resource", published["resource_id"]).content.decode()


def test_script_in_every_field_comes_back_as_text(talk: Talk, site: Site) -> None:
    draft = text(talk.resource(), title=SCRIPT, answer=SCRIPT, body=f"{SCRIPT}\n[x](javascript:alert(3))", tags=["<b>"])
    saved = site.post("learner", "resource_save", draft).value["resource"]
    published = site.post("learner", "resource_publish", of(saved)).value["resource"]
    preview = site.post("learner", "resource_preview", {"answer": SCRIPT, "body": draft["body"]}).value
    page = site.get("helper2", "resource", published["resource_id"]).content.decode()
    for html in (published["html"], published["answer_html"], preview["html"], preview["answer_html"], page):
        assert "<script>alert" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html
        assert "&lt;script&gt;alert(1)" in html
    assert "&lt;b&gt;" in page
    assert published["title"] == SCRIPT


def test_a_reader_reads_it_without_a_script(talk: Talk, site: Site) -> None:
    public = talk.public()
    page = site.get("helper2", "resource", public["resource_id"]).content.decode()
    assert f'<h1 dir="auto">{QUESTION}</h1>' in page
    assert HELPED in page.partition("<script")[0]
    data = page_data(page)
    assert data["resource"]["state"] == "published"
    assert (data["resource"]["may_edit"], data["resource"]["edit_url"], data["resource"]["logs"]) == (False, None, [])
    assert data["page"]["url"]


def test_opening_is_counted_for_those_it_is_meant_for(talk: Talk, site: Site) -> None:
    public = {"resource_id": talk.public()["resource_id"]}
    for who in ("helper2", "helper3", "learner"):
        site.post(who, "resource_read", public)
    site.get("helper2", "resource", public["resource_id"])
    assert ResourceRow.objects.get(pk=public["resource_id"]).opened == 3


def test_publishing_what_quotes_without_a_yes_is_refused_and_says_whose(talk: Talk, site: Site) -> None:
    draft = talk.resource()
    refused = site.post("learner", "resource_publish", of(draft))
    assert (refused.status, refused.value["code"]) == (409, "quotes-without-consent")
    assert [(quote["call_id"], quote["speaker"]) for quote in refused.value["quotes"]] == [(talk.call_id, "helper")]
    helped = talk.draft()["talks"][0]["lines"][1]
    assert refused.value["quotes"][0]["line"] == helped["id"]
    talk.agree("helper1")
    assert site.post("learner", "resource_publish", of(draft)).value["resource"]["state"] == "published"


def test_words_of_a_helper_who_is_still_in_the_room_need_their_yes(site: Site, rooms: MemoryRooms) -> None:
    talk = Talk(site, rooms, leaving=("learner",))
    draft = talk.resource()
    assert HELPED in draft["body"] + draft["answer"]
    refused = site.post("learner", "resource_publish", of(draft))
    assert (refused.status, refused.value["code"]) == (409, "quotes-without-consent")
    assert [quote["speaker"] for quote in refused.value["quotes"]] == ["helper"]
    rooms.available = False
    talk.agree("helper1")
    assert site.post("learner", "resource_publish", of(draft)).status == 503
    rooms.available = True
    assert site.post("learner", "resource_publish", of(draft)).value["resource"]["state"] == "published"
    rooms.available = False
    talk.agree("helper1", yes=False)
    rooms.available = True
    assert talk.resource()["hidden_for"] == "consent"


def test_what_is_said_in_other_words_needs_nobodys_yes(talk: Talk, site: Site) -> None:
    saved = site.post("learner", "resource_save", text(talk.resource(), answer="", body="It is singular."))
    published = site.post("learner", "resource_publish", of(saved.value["resource"]))
    assert (published.status, published.value["resource"]["state"]) == (200, "published")


def test_her_own_published_words_stay_when_another_author_edits(talk: Talk, site: Site) -> None:
    saved = site.post("learner", "resource_save", text(talk.resource(), answer="", body=ASKED)).value["resource"]
    public = site.post("learner", "resource_publish", of(saved)).value["resource"]
    edited = site.post("helper1", "resource_save", text(public, body=f"{ASKED} In other words."))
    assert edited.value["resource"]["state"] == "published"


def test_a_published_text_that_comes_to_quote_without_a_yes_is_hidden_until_it_does_not(talk: Talk, site: Site) -> None:
    saved = site.post("learner", "resource_save", text(talk.resource(), answer="", body="In other words.")).value
    public = site.post("learner", "resource_publish", of(saved["resource"])).value["resource"]
    quoting = site.post("learner", "resource_save", text(public, body=HELPED)).value["resource"]
    assert (quoting["state"], quoting["hidden_for"]) == ("hidden", "consent")
    assert site.post("helper2", "resource_read", {"resource_id": public["resource_id"]}).status == 404
    mended = site.post("learner", "resource_save", text(quoting, body="In others.")).value["resource"]
    assert (mended["state"], mended["hidden_for"]) == ("published", None)


def test_a_stale_publisher_gets_the_newer_text(talk: Talk, site: Site) -> None:
    talk.agree("learner", "helper1")
    draft = talk.resource()
    site.post("helper1", "resource_save", text(draft, body="another"))
    refused = site.post("learner", "resource_publish", of(draft))
    assert (refused.status, refused.value["code"]) == (409, "stale-resource")
    assert refused.value["resource"]["body"] == "another"


def test_what_is_like_it_is_shown_to_who_publishes(talk: Talk, site: Site, rooms: MemoryRooms) -> None:
    from chatxblock import wiring
    from chatxblock.domain.ports import Document, DocumentKind

    public = talk.public()
    row = ResourceRow.objects.get(pk=public["resource_id"])
    known = Document(id=row.pk, kind=DocumentKind.RESOURCE, course=row.course, unit=row.unit, title=row.title)
    wiring.search().changed(known)
    again = Talk(site, rooms)
    again.agree("helper1")
    answer = site.post("learner", "resource_publish", of(again.resource())).value
    assert [like["resource_id"] for like in answer["like"]] == [public["resource_id"]]


def test_hidden_by_its_author_it_is_gone_for_others(talk: Talk, site: Site) -> None:
    public = talk.public()
    hidden = site.post("learner", "resource_hide", of(public)).value["resource"]
    assert (hidden["state"], hidden["hidden_for"]) == ("hidden", "author")
    gone = site.post("helper2", "resource_read", {"resource_id": public["resource_id"]})
    assert (gone.status, gone.value["code"]) == (404, "resource-not-found")
    assert site.get("helper2", "resource", public["resource_id"]).status_code == 404
    assert site.post("helper2", "resource_hide", of(public)).status == 404


def test_what_is_no_resource_is_not_found(site: Site) -> None:
    nothing = "7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11"
    assert site.post("learner", "resource_read", {"resource_id": nothing}).status == 404
    assert site.post("learner", "resource_draft", {"call_id": nothing}).status == 404
    assert site.get("learner", "resource_editor", nothing).status_code == 404
    assert site.get("learner", "resource", "nothing").status_code == 400


def test_the_longest_text_fits_into_a_request_in_any_script(talk: Talk, site: Site) -> None:
    body = "矩阵不可逆因为行列式为零" * (MOST_BODY // 12)
    sent = json.dumps(text(talk.resource(), title="逆" * MOST_TITLE, body=body), ensure_ascii=False).encode()
    saved = site.post("learner", "resource_save", sent)
    assert (saved.status, saved.value["resource"]["body"]) == (200, body)


def test_a_hostile_text_is_shown_as_typed_and_soon(talk: Talk, site: Site) -> None:
    """What the renderer counts holds for the editor, too: nothing waits for it."""
    bomb = "$" + "\\frac{1}{" * 2000 + "}" * 2000 + "$"
    preview = site.post("learner", "resource_preview", {"body": f"{'> ' * 500}x\n\n{bomb[: MOST_BODY - 1100]}"})
    assert preview.status == 200
    assert "unrendered" in preview.value["html"]
