"""Before asking: what is found while a question is typed, whose question one has too, and what helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Document, DocumentKind
from chatxblock.domain.resources.resource import Resource
from chatxblock.models import CallRow, OutboxRow, ResourceHelpedRow, ResourceRow, SearchDocumentRow
from chatxblock.store import DjangoStore
from chatxblock.store.rows import call_columns, to_call
from tests.integration.conftest import Site
from tests.support.learned import INVERSE, as_staff, committed, drafted, published, somebody, spot_in

QUESTION = "Why does my matrix have no inverse?"
MOST_QUERIES = 16
"""Who looks, what is not told yet, four of the search, what was found, who follows it, and one that counts."""


def found(site: Site, student: str = "learner", question: str = QUESTION) -> dict[str, Any]:
    answer = site.post(student, "find", {"question": question})
    assert answer.status == 200, answer
    return answer.value


def titles(site: Site, student: str = "learner", question: str = QUESTION) -> list[str]:
    return [resource["title"] for resource in found(site, student, question)["resources"]]


def questions(site: Site, student: str = "learner", question: str = QUESTION) -> list[str]:
    return [call["question"] for call in found(site, student, question)["calls"]]


def test_what_others_learned_is_found_while_typing(site: Site, usage: str) -> None:
    resource = published(usage)
    published(usage, "Where do cells get their energy from?")
    (shown,) = found(site)["resources"]
    expected = {
        "resource_id": str(resource.id),
        "title": INVERSE,
        "answer": "When its determinant is zero.",
        "tags": [],
        "helped": 0,
        "verified": False,
    }
    assert {key: shown[key] for key in expected} == expected
    assert shown["updated_at"].endswith("Z")


@pytest.mark.parametrize("question", ["quasar", "?", "the"])
def test_where_nothing_is_like_it_the_lists_are_empty(site: Site, usage: str, question: str) -> None:
    published(usage)
    assert {key: value for key, value in found(site, question=question).items() if key != "now"} == {
        "resources": [],
        "calls": [],
    }


def test_without_a_question_it_is_the_best_of_the_unit_and_no_calls(site: Site, usage: str) -> None:
    best, other = published(usage), published(usage, "What is a vector?")
    site.post("learner", "resource_helped", {"resource_id": str(best.id)})
    site.ask("helper3")
    answer = site.post("learner", "find").value
    assert [one["resource_id"] for one in answer["resources"]] == [str(best.id), str(other.id)]
    assert answer["calls"] == []


def test_open_and_left_questions_like_hers_are_found_and_nobody_is_named(site: Site) -> None:
    running, left = site.ask("helper2", "My matrix has no inverse"), site.ask("helper3", "The inverse of a matrix?")
    site.post("helper3", "leave_question", {"call_id": left["id"]})
    answer = found(site)
    by_id = {call["call_id"]: call for call in answer["calls"]}
    assert by_id == {
        running["id"]: {
            "call_id": running["id"],
            "question": "My matrix has no inverse",
            "helpers": 0,
            "left": False,
            "followers": 0,
            "following": False,
            "can_join": True,
        },
        left["id"]: {
            "call_id": left["id"],
            "question": "The inverse of a matrix?",
            "helpers": 0,
            "left": True,
            "followers": 0,
            "following": False,
            "can_join": False,
        },
    }
    for name in ("Helper 2", "Helper 3", "helper2", "helper3", somebody("helper2").localpart):
        assert name not in str(answer)


def test_no_more_than_three_lines_are_shown(site: Site, usage: str) -> None:
    for number in range(3):
        published(usage, f"{INVERSE} {number}")
    site.ask("helper2", "My matrix has no inverse")
    answer = found(site)
    assert len(answer["resources"]) + len(answer["calls"]) == 3


def test_her_own_questions_and_those_that_she_is_part_of_are_not_found(site: Site) -> None:
    call = site.ask("learner", QUESTION)
    assert questions(site, "learner") == []
    assert questions(site, "helper3") == [QUESTION]
    site.post("helper3", "accept", {"call_id": call["id"]})
    assert questions(site, "helper3") == []
    site.post("helper3", "leave", {"call_id": call["id"]})
    assert questions(site, "helper3") == []


def test_who_was_put_out_does_not_find_the_question(site: Site) -> None:
    call = {"call_id": site.ask("learner", QUESTION)["id"]}
    site.post("helper1", "accept", call)
    jid = next(one["jid"] for one in site.post("learner", "people", call).value["people"] if one["role"] == "helper")
    site.post("learner", "remove", {**call, "person": jid})
    assert questions(site, "helper1") == []
    assert site.post("helper1", "follow", call).value["code"] == "not-in-call"


def test_a_question_that_is_over_or_answered_is_found_no_more(site: Site) -> None:
    over, left = site.ask("helper2", QUESTION), site.ask("helper3", QUESTION)
    site.post("helper3", "leave_question", {"call_id": left["id"]})
    assert len(questions(site)) == 2
    site.post("helper2", "cancel", {"call_id": over["id"]})
    site.post("staff", "answer_left", {"call_id": left["id"], "answer": "Look at its determinant."})
    assert questions(site) == []
    assert SearchDocumentRow.objects.count() == 0


def test_where_joining_is_off_only_left_questions_are_found(site: Site, settings: Settings) -> None:
    running, left = site.ask("helper2", QUESTION), site.ask("helper3", QUESTION)
    site.post("helper3", "leave_question", {"call_id": left["id"]})
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "JOINING": False}
    conf.reset()
    wiring.finding.cache_clear()
    assert [call["call_id"] for call in found(site)["calls"]] == [left["id"]]
    assert site.post("learner", "follow", {"call_id": running["id"]}).value["code"] == "not-allowed"
    assert site.post("learner", "follow", {"call_id": left["id"]}).value["following"] is True
    conf.reset()
    wiring.finding.cache_clear()


@pytest.mark.parametrize("stage", ["draft", "review", "hidden"])
def test_what_nobody_may_read_is_not_found(site: Site, usage: str, stage: str) -> None:
    resources = wiring.resources()
    if stage == "hidden":
        public = published(usage)
        with committed():
            resources.hide(public.id, as_staff())
    else:
        draft = drafted(usage, by="helper1")
        if stage == "review":
            author = replace(as_staff(), person=somebody("helper1"), staff=False)
            resources.publish(draft.id, 1, author, review=True)
    assert titles(site, "helper1") == []
    assert site.post("helper1", "find").value["resources"] == []


def test_what_the_search_still_knows_is_dropped_and_forgotten(site: Site, usage: str) -> None:
    gone, call = uuid4(), uuid4()
    for key, kind in ((gone, DocumentKind.RESOURCE), (call, DocumentKind.CALL)):
        wiring.search().changed(Document(id=key, kind=kind, course="workbench", title=QUESTION))
    hidden = published(usage)
    ResourceRow.objects.filter(pk=hidden.id).update(stage="hidden")
    assert SearchDocumentRow.objects.count() == 3
    assert (titles(site), questions(site)) == ([], [])
    assert SearchDocumentRow.objects.count() == 0


def test_nothing_of_another_course_is_found_or_followed(site: Site, usage: str) -> None:
    resource, call = published(usage), site.ask("helper2", QUESTION)
    assert (len(titles(site)), len(questions(site))) == (1, 1)
    ResourceRow.objects.update(course="course-v1:Org+Other+2026")
    CallRow.objects.update(course="course-v1:Org+Other+2026")
    assert (titles(site), questions(site)) == ([], [])
    assert site.post("learner", "follow", {"call_id": call["id"]}).value["code"] == "call-not-found"
    helped = site.post("learner", "resource_helped", {"resource_id": str(resource.id)})
    assert (helped.status, helped.value["code"]) == (404, "resource-not-found")


def test_what_is_shown_is_counted(site: Site, usage: str) -> None:
    resource = published(usage)
    for body in ({"question": QUESTION}, {}, {"question": "quasar"}):
        site.post("learner", "find", body)
    assert ResourceRow.objects.get(pk=resource.id).shown == 2


def test_one_click_follows_a_question_and_another_does_not(site: Site) -> None:
    call = {"call_id": site.ask("helper2", QUESTION)["id"]}
    rev = CallRow.objects.get().rev
    for _ in range(2):
        answer = site.post("learner", "follow", call).value
        assert (answer["following"], answer["followers"]) == (True, 1)
    assert site.post("helper3", "follow", call).value["followers"] == 2
    (shown,) = found(site)["calls"]
    assert (shown["following"], shown["followers"]) == (True, 2)
    answer = site.post("learner", "follow", {**call, "undo": True}).value
    assert (answer["following"], answer["followers"]) == (False, 1)
    assert CallRow.objects.get().rev == rev


@pytest.mark.parametrize(("student", "word"), [("learner", "your own question"), ("helper1", "part of this question")])
def test_who_asked_and_who_takes_part_follow_nothing_of_it(site: Site, student: str, word: str) -> None:
    call = {"call_id": site.ask("learner", QUESTION)["id"]}
    site.post("helper1", "accept", call)
    answer = site.post(student, "follow", call)
    assert (answer.status, answer.value["code"]) == (403, "not-allowed")
    assert word in answer.value["error"]
    assert site.post("helper2", "follow", call).value["followers"] == 1


def test_a_question_that_is_over_is_followed_no_more_and_can_be_let_go(site: Site) -> None:
    call = {"call_id": site.ask("learner", QUESTION)["id"]}
    site.post("helper2", "follow", call)
    site.post("learner", "cancel", call)
    assert site.post("helper3", "follow", call).value["code"] == "call-over"
    assert site.post("helper2", "follow", {**call, "undo": True}).value["followers"] == 0
    assert site.post("learner", "follow", {"call_id": str(uuid4())}).status == 404


def test_it_helped_once_a_person_and_can_be_undone(site: Site, usage: str) -> None:
    body = {"resource_id": str(published(usage).id)}
    for _ in range(2):
        answer = site.post("learner", "resource_helped", body).value
        assert (answer["helped"], answer["helped_me"]) == (1, True)
    assert site.post("helper1", "resource_helped", body).value["helped"] == 2
    answer = site.post("learner", "resource_helped", {**body, "undo": True}).value
    assert (answer["helped"], answer["helped_me"]) == (1, False)


def test_what_nobody_may_read_helps_nobody(site: Site, usage: str) -> None:
    body = {"resource_id": str(drafted(usage).id)}
    assert site.post("learner", "resource_helped", body).value["code"] == "resource-not-found"
    assert site.post("learner", "resource_helped", {"resource_id": "x"}).value["code"] == "bad-input"


def test_what_she_asked_leads_there_the_next_time_without_her_name(site: Site, usage: str) -> None:
    body = {"resource_id": str(published(usage).id)}
    asked = "my name is Zoe, the solver says singular, mail me at zoe@example.org or call +34 600 123 456"
    assert titles(site, "helper1", "the solver says singular") == []
    with committed():
        site.post("learner", "resource_helped", {**body, "question": asked})
    assert titles(site, "helper1", "the solver says singular") == [INVERSE]
    kept = ResourceHelpedRow.objects.get().question
    assert "solver says singular" in kept
    assert not any(word in kept for word in ("Zoe", "example", "600"))
    with committed():
        site.post("learner", "resource_helped", {**body, "undo": True})
    assert titles(site, "helper1", "the solver says singular") == []


def test_in_chinese_too(site: Site, usage: str, settings: Settings) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "COURSE_LANGUAGES": {"workbench": ["zh-hans", "en"]}}
    conf.reset()
    published(usage, "什么时候矩阵没有逆矩阵？", answer="行列式为零的时候。")
    published(usage)
    assert titles(site, question="为什么我的矩阵没有逆") == ["什么时候矩阵没有逆矩阵？"]
    assert titles(site, question="my matrices have no inverses") == [INVERSE]
    conf.reset()


def test_a_title_of_two_thousand_characters_and_one_of_marks_break_nothing(site: Site, usage: str) -> None:
    published(usage, "inverse " * 250)
    published(usage, "?!?!")
    assert len(titles(site)) == 1
    assert len(titles(site, question="inverse " * 8000)) == 1


def test_what_is_published_changed_and_hidden_is_known_at_once(site: Site, usage: str) -> None:
    resource = published(usage)
    assert titles(site) == [INVERSE]
    resources = wiring.resources()
    text = replace(resource.text, title="What is the rank of a matrix?", answer="How many rows are independent.")
    with committed():
        resources.save(resource.id, resource.rev, text, as_staff())
    assert titles(site, question="rank") == ["What is the rank of a matrix?"]
    assert titles(site, question="inverse") == []
    with committed():
        resources.hide(resource.id, as_staff())
    assert titles(site, question="rank") == []
    assert not OutboxRow.objects.exists()


def test_what_is_merged_is_found_as_its_whole(site: Site, usage: str) -> None:
    part, whole = published(usage), published(usage, "What is a singular matrix?")
    with committed():
        wiring.resources().merge(part.id, whole.id, as_staff())
    assert titles(site, question="singular matrix inverse") == ["What is a singular matrix?"]
    assert SearchDocumentRow.objects.count() == 1


def in_bulk(site: Site, usage: str, many: int) -> None:
    """So many resources and open questions that are alike."""
    for number in range(many):
        published(usage, f"{INVERSE} {number}")
    sample = CallRow.objects.get(pk=site.ask("helper2", QUESTION)["id"])
    columns = call_columns(to_call(sample, ()))
    people = [somebody(f"asker {number}") for number in range(many)]
    CallRow.objects.bulk_create(CallRow(id=uuid4(), **{**columns, **_own(asker)}) for asker in people)


def _own(asker: Person) -> dict[str, Any]:
    return {"asker_id": asker.id, "open_key": asker.id, "room": uuid4().hex}


def test_where_the_unit_is_gone_its_resources_are_still_found(site: Site, usage: str) -> None:
    resource = published(usage)
    ResourceRow.objects.filter(pk=resource.id).update(unit="gone", block="gone")
    assert titles(site) == [INVERSE]
    assert spot_in(usage).unit != "gone"
    assert DjangoStore().resource(resource.id).spot.unit == "gone"


def read_by(site: Site, student: str, call_id: str) -> list[dict[str, Any]]:
    return list(site.post(student, "call", {"call_id": call_id}).value["call"]["read"])


def test_those_who_help_see_what_she_read_before_asking(site: Site, usage: str) -> None:
    one, hidden = published(usage), published(usage, "What is a vector?")
    read = [str(uuid4()), str(hidden.id), str(one.id), str(one.id)]
    asked = site.post("learner", "ask", {"request_id": str(uuid4()), "question": QUESTION, "read": read})
    assert asked.status == 201
    wiring.resources().hide(hidden.id, as_staff())
    call_id = asked.value["call"]["id"]
    (entry,) = site.post("helper1", "inbox").value["invitations"]
    assert [(shown["resource_id"], shown["title"]) for shown in entry["read"]] == [(str(one.id), INVERSE)]
    for student in ("helper1", "staff"):
        assert [shown["title"] for shown in read_by(site, student, call_id)] == [INVERSE]
    assert read_by(site, "learner", call_id) == []
    assert INVERSE in site.get("helper1", "window", call_id).content.decode()


def test_of_much_that_was_read_the_last_is_kept_and_nothing_stops_a_question(site: Site, usage: str) -> None:
    ids = [str(uuid4()) for _ in range(30)]
    asked = site.post("learner", "ask", {"request_id": str(uuid4()), "question": QUESTION, "read": ids})
    assert asked.status == 201
    assert CallRow.objects.get().read == ids[-10:]
    (entry,) = site.post("helper1", "inbox").value["invitations"]
    assert entry["read"] == []
    assert site.post("helper3", "ask", {"request_id": str(uuid4()), "question": "Why?", "read": "x"}).status == 400


def test_who_asked_anyway_is_counted_once_the_talk_is_over(site: Site, usage: str) -> None:
    resource = published(usage)
    body = {"request_id": str(uuid4()), "question": QUESTION, "read": [str(resource.id), str(uuid4())]}
    call = site.post("learner", "ask", body).value["call"]
    store = DjangoStore()
    store.count_experience(10)
    assert store.resource(resource.id).counts.asked_anyway == 0
    site.post("learner", "cancel", {"call_id": call["id"]})
    for _ in range(2):
        store.count_experience(10)
    assert store.resource(resource.id).counts.asked_anyway == 1


def test_what_was_not_told_at_once_is_told_by_the_sweep(site: Site, usage: str) -> None:
    draft = drafted(usage)
    wiring.resources().publish(draft.id, 1, as_staff(), review=False)  # killed before its commit was followed up
    site.ask("helper2", QUESTION)
    assert titles(site) == []
    call_command("chatxblock_sweep")
    assert titles(site) == [INVERSE]
    assert not OutboxRow.objects.exists()


def test_a_search_that_fails_fails_no_request_and_is_told_later(
    site: Site, usage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Document) -> None:
        raise OSError(document.id)

    with monkeypatch.context() as patched:
        patched.setattr(wiring.search(), "changed", fail)
        resource = published(usage)
    assert ResourceRow.objects.get(pk=resource.id).stage == "published"
    assert OutboxRow.objects.get().attempts == 1
    OutboxRow.objects.update(due_at=F("due_at") - timedelta(minutes=1))
    call_command("chatxblock_sweep")
    assert titles(site) == [INVERSE]


class KnowledgeBase:
    """Another store that is fed."""

    known: ClassVar[dict[UUID, str]] = {}

    def __init__(self, *, site: str) -> None:
        self.site = site

    def changed(self, resource: Resource) -> None:
        self.known[resource.id] = f"{self.site}: {resource.text.title}"

    def forgotten(self, resource_id: UUID) -> None:
        self.known.pop(resource_id, None)


def test_another_store_is_fed_with_what_is_published_and_hidden(site: Site, usage: str, settings: Settings) -> None:
    backend = {"BACKEND": f"{__name__}.KnowledgeBase", "OPTIONS": {"site": "kb"}}
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "RESOURCE_LISTENERS": {"kb": backend}}
    conf.reset()
    for made in (wiring.outbox, wiring.resources):
        made.cache_clear()
    resource = published(usage)
    assert KnowledgeBase.known == {}  # the sweep's work, which holds up nobody's request
    call_command("chatxblock_sweep")
    assert KnowledgeBase.known == {resource.id: f"kb: {INVERSE}"}
    wiring.resources().hide(resource.id, as_staff())
    call_command("chatxblock_sweep")
    assert KnowledgeBase.known == {}
    conf.reset()
    for made in (wiring.outbox, wiring.resources):
        made.cache_clear()


def test_another_search_is_told_of_everything(site: Site, usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    published(usage)
    drafted(usage, "A draft")
    site.ask("helper2", QUESTION)
    assert len(questions(site)) == 1
    SearchDocumentRow.objects.all().delete()
    assert (titles(site), questions(site)) == ([], [])
    call_command("chatxblock_sweep", "--tell-anew")
    assert "1 resources are told anew." in capsys.readouterr().out
    assert (titles(site), len(questions(site))) == ([INVERSE], 1)


def find_queries(site: Site) -> int:
    with CaptureQueriesContext(connection) as taken:
        site.post("learner", "find", {"question": QUESTION})
    return sum('"chatxblock_' in query["sql"] for query in taken.captured_queries)


@pytest.mark.parametrize("many", [1, 30])
def test_a_find_takes_no_more_queries_for_more_that_is_there(site: Site, usage: str, many: int) -> None:
    in_bulk(site, usage, many)
    wiring.finding().take_in(most=1000)
    assert find_queries(site) <= MOST_QUERIES
    with CaptureQueriesContext(connection) as taken:
        site.post("learner", "find")
    assert sum('"chatxblock_' in query["sql"] for query in taken.captured_queries) <= 7


def test_finding_has_a_limit_of_its_own(site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "FINDS_A_MINUTE": 3}
    monkeypatch.setattr("chatxblock.web.rate_limits.time.time", lambda: 1_800_000_000.5)
    cache.clear()
    conf.reset()
    statuses = [site.post("learner", "find", {"question": QUESTION}).status for _ in range(5)]
    assert statuses == [200] * 3 + [429] * 2
    assert site.post("learner", "similar", {"question": QUESTION}).status == 429
    assert site.post("learner", "inbox").status == 200
    assert site.post("helper1", "find", {"question": QUESTION}).status == 200
    cache.clear()
    conf.reset()
