"""Somebody goes for good: nothing of hers is left in any column of any table, and what others said stays."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

from chatxblock import wiring, wiring_files, wiring_kept
from chatxblock.domain.calls.call import User
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.forgetting import retirement as module
from chatxblock.domain.forgetting.words import GONE
from chatxblock.domain.staff.bars import Bar, Doing
from chatxblock.domain.staff.deeds import Deed, Kind
from chatxblock.errors import RoomsRefused
from chatxblock.models import (
    CallReportRow,
    CallRow,
    CandidacyRow,
    ExperienceRow,
    FollowerRow,
    HelperUnitRow,
    LineRow,
    OutboxRow,
    PersonRow,
    ResourceFileRow,
    ResourceRow,
    SearchTermRow,
    ToldRow,
)
from chatxblock.openedx import platform
from chatxblock.store import DjangoStore
from chatxblock.store import retirement as retirement_rows
from chatxblock.testing import MemoryRooms
from tests.contracts.file_contract import a_file, put
from tests.faults.mortal import Death, Fate, Mortal
from tests.integration.conftest import Site
from tests.support.talks import Talk, localpart, say, text
from tests.support.traces import filled, tables, traces, traces_of_id

MARKS = (
    *("ASKERMARK", "QUESTIONMARK", "EXCERPTMARK", "EXERCISEMARK", "ANSWERMARK", "REPORTMARK", "TYPEDMARK"),
    *("DEFERREDMARK", "MISSMARK", "STAFFMARK", "FILEMARK", "REACTMARK"),
)
QUESTION = "Why is the QUESTIONMARK matrix not invertible here?"
TAUGHT = "As a teacher I would say MISSMARK two."
LINES = (
    ("learner", "I have tried to invert it for an ASKERMARK hour"),
    ("helper1", "Two rows are the same, so the HELPERMARK determinant is zero."),
    ("learner", "So the determinant of this ASKERMARK matrix is zero?"),
)


@dataclass
class Life:
    """All that somebody can leave behind in one course: as asker, as helper, as reader, and waiting for answers."""

    site: Site
    rooms: MemoryRooms

    def __post_init__(self) -> None:
        site = self.site
        self.talk = Talk(site, self.rooms, LINES, QUESTION)
        agreed = [(who, said.replace("ASKERMARK", "AGREEDMARK")) for who, said in LINES]
        self.published = Talk(site, self.rooms, agreed, "What is an AGREEDMARK basis of this space?")
        self.public = self.published.public()
        self.draft = self.talk.resource()
        self.report()
        self.react()
        self.help()
        self.send()
        self.defer()
        self.user_id = "learner"
        row = PersonRow.objects.get(user_id="learner")
        self.localpart, self.pk = row.localpart, row.pk
        self.names = (row.name, row.username, *filter(None, (row.image_url,)))

    def report(self) -> None:
        site, public = self.site, self.public
        site.post("learner", "report", {"resource_id": public["resource_id"], "reason": "REPORTMARK is wrong"})
        site.post("learner", "report", {"call_id": self.talk.call_id, "reason": "REPORTMARK was rude"})
        said = {"resource_id": public["resource_id"], "question": "my TYPEDMARK question about a basis"}
        assert site.post("learner", "resource_helped", said).status == 200
        site.post("learner", "feedback", {"call_id": self.talk.call_id, "helped": "yes", "quote_me": True})
        wiring.outbox().empty()

    def react(self) -> None:
        her = PersonRow.objects.get(user_id="learner").localpart
        line = LineRow.objects.exclude(author=her).exclude(body="").first()
        assert line is not None
        marks = {"reacts_to": line.archive_id, "reactions": ["REACTMARK"]}
        sent = {"call": line.call, "position": 99, "archive_id": "99", "sent_at": line.sent_at}
        LineRow.objects.create(author=her, marks=marks, **sent)

    def help(self) -> None:
        site = self.site
        site.post("learner", "helper", {"standing": "helping"})
        now = datetime.now(UTC)
        learner = PersonRow.objects.get(user_id="learner")
        CandidacyRow.objects.create(person=learner, unit="unit", block="block", seen_at=now, looked_at=now, since=now)
        asked = site.ask("helper2", "What is the rank of it?")
        followed = {"call_id": asked["id"]}
        site.post("learner", "follow", followed)
        FollowerRow.objects.update_or_create(
            call_id=asked["id"], person=PersonRow.objects.get(user_id="learner"), defaults={"at": datetime.now(UTC)}
        )
        learner = PersonRow.objects.get(user_id="learner")
        ExperienceRow.objects.create(person=learner, hour=3, offered=1)
        HelperUnitRow.objects.create(person=learner, unit="unit", title="A unit")
        site.post("helper2", "cancel", followed)
        now = datetime.now(UTC)
        teacher = wiring.service().persons([learner.localpart])[learner.localpart]
        answer = DeferredAnswer(by=teacher, body=TAUGHT, at=now)
        DjangoStore().save_deferred_answer(CallRow.objects.get(pk=asked["id"]).pk, answer)
        ToldRow.objects.create(resource_id=self.public["resource_id"], call_id=asked["id"], person=learner, at=now)

    def send(self) -> None:
        call = UUID(self.talk.call_id)
        row = PersonRow.objects.get(user_id="learner")
        by = wiring.service().persons([row.localpart])[row.localpart]
        store, file = DjangoStore(), a_file(call, by, name="FILEMARK.png", alt="the FILEMARK matrix")
        wiring_files.vault().save(file.key, [b"bytes"])
        put(store, file)
        words = {"name": "FILEMARK.png", "alt": "the FILEMARK matrix"}
        ResourceFileRow.objects.create(resource_id=self.draft["resource_id"], file_id=file.id, call_id=call, **words)

    def defer(self) -> None:
        asked = self.site.ask("learner", "Is there a DEFERREDMARK inverse?")
        assert self.site.post("learner", "leave_question", {"call_id": asked["id"]}).status == 200
        row = CallRow.objects.get(pk=asked["id"])
        along = {"excerpt": "EXCERPTMARK", "exercise": "EXERCISEMARK", "last_answer": "ANSWERMARK"}
        CallRow.objects.filter(pk=row.pk).update(context={**row.context, **along})
        wiring.finding().take_in(most=100)
        to = PersonRow.objects.get(user_id="learner").localpart
        now = datetime.now(UTC)
        person = wiring.service().persons([to])[to]
        words = "STAFFMARK is to stop"
        DjangoStore().set_bar(Bar(person=person, doing=Doing.HELPING, words=words, by=person, at=now))
        for about in (None, person):
            deed = Deed(by=person, kind=Kind.CLOSED, at=now, person=about, call_id=row.pk, reason="STAFFMARK is why")
            DjangoStore().note_deed(deed)
        OutboxRow.objects.create(
            kind="page", to=to, topic="x", body={"words": "MISSMARK"}, due_at=now, expires_at=now + timedelta(days=1)
        )

    def nothing_is_left(self) -> None:
        """The names, the id and the words are in no column; what is left of her is an empty row."""
        assert traces(*self.names, *MARKS) == []
        assert traces_of_id(self.user_id) == []
        row = PersonRow.objects.get(pk=self.pk)
        assert (row.name, row.username, row.image_url, row.retiring) == ("", "", "", False)
        assert row.retired_at is not None


@pytest.fixture
def life(site: Site, rooms: MemoryRooms) -> Life:
    return Life(site, rooms)


def sweeps(most: int = 20) -> None:
    for _ in range(most):
        call_command("chatxblock_sweep")
        if not PersonRow.objects.filter(retiring=True).exists():
            break
    call_command("chatxblock_sweep")  # what the search was told of is gone with the next one


def test_before_she_goes_every_mark_is_there(life: Life) -> None:
    found = traces(*MARKS)
    assert {mark for mark in MARKS if any(mark in one for one in found)} == set(MARKS)
    assert "chatxblock_person.user_id" in traces_of_id("learner")
    of_nobody = {"chatxblock_figure", "chatxblock_heartbeat", "chatxblock_telling"}
    assert {model._meta.db_table for model in tables()} - of_nobody <= filled(tables())


def test_the_command_leaves_nothing_of_her_and_everything_of_others(life: Life, capsys: Any) -> None:
    others = {one for one in traces("HELPERMARK") if "revision" not in one}
    call_command("chatxblock_person", "retire", "learner")
    call_command("chatxblock_sweep")
    life.nothing_is_left()
    assert others <= set(traces("HELPERMARK"))
    assert {row.body for row in LineRow.objects.filter(author=life.localpart)} == {GONE}
    assert LineRow.objects.filter(body__contains="HELPERMARK").count() == 2
    assert "Nothing is left of this person." in capsys.readouterr().out


def test_what_she_agreed_to_be_quoted_with_stays_without_her(life: Life) -> None:
    before = ResourceRow.objects.get(pk=life.public["resource_id"])
    call_command("chatxblock_person", "retire", "learner")
    after = ResourceRow.objects.get(pk=before.pk)
    assert (after.title, after.body, after.stage, after.rev) == (before.title, before.body, "published", before.rev)
    assert "AGREEDMARK" in after.body
    read = life.site.post("helper1", "resource_read", {"resource_id": str(before.pk)}).value["resource"]
    assert len(read["authors"]) == len(life.public["authors"]) - 1
    assert after.helped == 1


def test_her_words_in_a_draft_are_replaced_and_who_edits_it_meanwhile_is_told(life: Life) -> None:
    before = life.site.post("helper1", "resource_draft", {"call_id": life.talk.call_id}).value["resource"]
    assert "ASKERMARK" in before["body"]
    call_command("chatxblock_person", "retire", "learner")
    answer = life.site.post("helper1", "resource_save", text(before))
    assert (answer.status, answer.value["code"]) == (409, "stale-resource")
    body = answer.value["resource"]["body"]
    assert GONE in body
    assert "HELPERMARK" in body


def test_a_report_of_hers_that_is_open_stays_without_her_words(life: Life) -> None:
    call_command("chatxblock_person", "retire", "learner")
    assert CallReportRow.objects.get().reason == GONE
    reports = life.site.post("staff", "reports", {"all": True}).value["reports"]
    assert {report["reason"] for report in reports} == {GONE}


def test_no_word_of_hers_is_searched_by_any_more(life: Life) -> None:
    assert {"deferredmark", "typedmark"} <= set(SearchTermRow.objects.values_list("word", flat=True))
    call_command("chatxblock_person", "retire", "learner")
    call_command("chatxblock_sweep")
    assert not SearchTermRow.objects.filter(documents__lte=0).exists()
    assert SearchTermRow.objects.filter(word__in=["deferredmark", "typedmark"]).count() == 0


def test_twice_is_harmless_and_so_is_somebody_whom_nobody_knows(life: Life, capsys: Any) -> None:
    call_command("chatxblock_person", "retire", "learner")
    rows = [list(model._base_manager.order_by("pk").values_list()) for model in tables()]
    for who in ("learner", "learner", "nobody-of-that-name"):
        call_command("chatxblock_person", "retire", who)
    assert [list(model._base_manager.order_by("pk").values_list()) for model in tables()] == rows
    assert capsys.readouterr().out.count("Nothing is left") == 4


def test_who_comes_again_is_somebody_new(life: Life) -> None:
    call_command("chatxblock_person", "retire", "learner")
    assert localpart(life.site, "learner") != life.localpart
    assert PersonRow.objects.filter(user_id="learner").count() == 1


def test_staff_read_of_her_that_she_has_left(life: Life) -> None:
    call_command("chatxblock_person", "retire", "learner")
    file = life.site.get("staff", "transcript", life.talk.call_id).json()
    asker = next(one for one in file["people"] if one["jid"] == file["call"]["asker"])
    assert asker["name"] == "Somebody who has left"
    assert file["call"]["question"] == GONE


class TestOpenCall:
    """What is going on ends first, and its log is kept."""

    @pytest.fixture
    def room(self, site: Site, rooms: MemoryRooms) -> str:
        call = site.ask("learner", QUESTION)
        site.post("helper1", "accept", {"call_id": call["id"]})
        room = str(CallRow.objects.get(pk=call["id"]).room)
        for who, said in LINES:
            say(site, rooms, room, who, said)
        return room

    def test_her_own_ends_for_all_with_its_log_kept(self, site: Site, rooms: MemoryRooms, room: str) -> None:
        rooms.sessions.connected = {localpart(site, who): ["a.room"] for who in ("learner", "helper1")}
        call_command("chatxblock_person", "retire", "learner")
        row = CallRow.objects.get(room=room)
        assert (row.state, row.complete, room in rooms.rooms) == ("closed", True, False)
        assert [line.body for line in LineRow.objects.order_by("position")] == [GONE, LINES[1][1], GONE]
        assert list(rooms.sessions.connected) == [localpart(site, "helper1")]

    def test_where_she_helped_she_is_out_and_the_talk_goes_on(self, site: Site, rooms: MemoryRooms, room: str) -> None:
        helper = localpart(site, "helper1")
        call_command("chatxblock_person", "retire", "helper1")
        row = CallRow.objects.get(room=room)
        assert row.state == "waiting"
        assert helper not in rooms.rooms[room].admitted | rooms.rooms[room].inside
        assert PersonRow.objects.get(localpart=helper).retiring
        site.post("learner", "leave", {"call_id": str(row.pk)})
        sweeps()
        assert [line.body for line in LineRow.objects.order_by("position")] == [LINES[0][1], GONE, LINES[2][1]]
        assert not PersonRow.objects.get(localpart=helper).retiring

    def test_while_that_talk_goes_on_her_words_stand_in_its_room_without_a_name_and_again_changes_nothing(
        self, site: Site, rooms: MemoryRooms, room: str
    ) -> None:
        helper = localpart(site, "helper1")
        name = PersonRow.objects.get(localpart=helper).name
        for _ in range(3):
            call_command("chatxblock_person", "retire", "helper1")
            call_command("chatxblock_sweep")
        call_id = str(CallRow.objects.get(room=room).pk)
        file = site.get("learner", "transcript", call_id).json()
        assert [one["body"] for one in file["lines"]] == [said for _, said in LINES]
        assert name not in json.dumps(file["lines"]) + json.dumps(file["people"])
        assert PersonRow.objects.filter(retiring=True).count() == 1
        site.post("learner", "leave", {"call_id": call_id})
        sweeps()
        call_command("chatxblock_person", "retire", "helper1")
        assert [line.body for line in LineRow.objects.order_by("position")] == [LINES[0][1], GONE, LINES[2][1]]
        assert PersonRow.objects.get(localpart=helper).retired_at is not None

    def test_while_the_chat_server_is_away_the_rest_waits_for_the_sweep(
        self, site: Site, rooms: MemoryRooms, room: str, capsys: Any
    ) -> None:
        rooms.available = False
        call_command("chatxblock_person", "retire", "learner")
        assert "left to the sweep" in capsys.readouterr().out
        assert traces_of_id("learner") == []
        assert CallRow.objects.get().state == "archiving"
        rooms.available = True
        CallRow.objects.update(due_at=CallRow.objects.get().asked_at, retry_at=CallRow.objects.get().asked_at)
        sweeps()
        assert [line.body for line in LineRow.objects.order_by("position")] == [GONE, LINES[1][1], GONE]
        assert traces("QUESTIONMARK", "ASKERMARK") == []

    def test_a_server_that_ends_no_connection_does_not_keep_her(
        self, site: Site, rooms: MemoryRooms, room: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(person: str) -> None:
            raise RoomsRefused

        monkeypatch.setattr(rooms.sessions, "end_all", refuse)
        call_command("chatxblock_person", "retire", "learner")
        assert PersonRow.objects.get(user_id__startswith="-").retired_at is not None


STEPS = ("retiring", "calls_to_leave", "has_open_calls", "clear", "erase_words", "end_retirement")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_whoever_dies_at_any_step_leaves_the_rest_to_the_next(
    life: Life, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after another dies, each one step later; the last one has nothing left to be killed at."""
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    monkeypatch.setattr(retirement_rows, "MOST_CALLS", 1)
    wiring_kept.begin_retirement("learner")
    deaths = 0
    while PersonRow.objects.filter(retiring=True).exists():
        deaths += 1
        assert deaths < 200
        fate = Fate(deaths % 8 + 1, after=after)
        mortal: Any = Mortal(DjangoStore(), fate)
        made = module.Retirement(
            store=mortal,
            withdraw=wiring.service().withdraw,
            sessions=life.rooms.sessions,
            listeners=("search",),
            clock=wiring.SystemClock(),
        )
        with suppress(Death):
            made.sweep()
            made.sweep()
    assert deaths > len(STEPS)
    call_command("chatxblock_sweep")
    life.nothing_is_left()


def test_a_user_whom_the_platform_deletes_is_gone(site: Site, rooms: MemoryRooms) -> None:
    user = get_user_model().objects.create(pk=987_654_321, username="quokka-7")
    pk = str(user.pk)
    wiring.service().people("course", [User(user_id=pk, name="Quokka Seven", username="quokka-7")])
    user.delete()
    assert traces("quokka") == []
    assert traces_of_id(pk) == []
    sweeps()
    assert PersonRow.objects.get().retired_at is not None


def test_two_users_of_one_name_are_told_apart_by_their_ids(site: Site) -> None:
    for user_id in ("17", "18"):
        wiring.service().people(f"course {user_id}", [User(user_id=user_id, name="Sam", username="sam")])
    with pytest.raises(CommandError, match="17, 18"):
        call_command("chatxblock_person", "retire", "sam")
    call_command("chatxblock_person", "retire", "18")
    assert [row.user_id for row in PersonRow.objects.filter(username="sam")] == ["17"]


def test_a_course_that_is_deleted_ends_its_questions_keeps_its_logs_and_lets_people_go(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is in a course that is no more, and no page of it asks for anything: the sweep alone is left."""
    asked = site.ask("learner", QUESTION)
    row = CallRow.objects.get(pk=asked["id"])
    say(site, rooms, row.room, "learner", LINES[0][1])
    monkeypatch.setattr(platform, "in_course", lambda course, people: set())
    CallRow.objects.update(due_at=row.asked_at, observe_at=row.asked_at)
    sweeps(1)
    assert CallRow.objects.get().state == "closed"
    assert [line.body for line in LineRow.objects.all()] == [LINES[0][1]]
    call_command("chatxblock_person", "retire", "learner")
    assert traces("QUESTIONMARK", "ASKERMARK") == []
