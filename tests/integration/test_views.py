"""What the block shows to whom, in the LMS's views and in Studio's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import webob
from lxml import etree
from pytest_django import Settings
from workbench.runtime import WorkbenchRuntime
from xblock.fields import Scope

from chatxblock import conf, wiring
from chatxblock.block import ChatXBlock
from chatxblock.devserver import people
from chatxblock.testing import MemoryRooms
from chatxblock.web import studio_form
from tests.integration.conftest import Site

PUBLIC = files("chatxblock") / "resources" / "public"


WORDS = "</script><script>owned()</script><!-- <script> ]]> & &lt; \u2028 \" ' \\ \\u003c"
"""What ends a script element, or begins another one, wherever it stands unescaped."""


def lobby_script(page: str) -> str:
    found = re.search(r'<script type="json/xblock-args" class="xblock_json_init_args">(.*?)</script>', page, re.DOTALL)
    assert found, page
    return found.group(1)


def lobby_data(page: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.loads(lobby_script(page)))
    return data


def block_for(usage: str, student: str) -> ChatXBlock:
    block: ChatXBlock = WorkbenchRuntime(student).get_block(usage)
    return block


def test_a_learner_gets_the_lobby_and_no_inbox(site: Site) -> None:
    page = site.view("learner")
    data = lobby_data(page)
    assert "/resource/chatxblock/public/lobby.js" in page
    assert (data["state"], data["call"], data["inbox"]) == ("ready", None, None)
    assert data["window_url"].endswith("/window/CALL_ID?student=learner")
    assert data["handlers"]["ask"].endswith("/ask/?student=learner")
    assert "room.js" not in page


def test_a_listed_helper_gets_the_inbox_too(site: Site) -> None:
    assert lobby_data(site.view("helper2"))["inbox"]["script"].endswith("inbox.js")


def test_no_words_of_anybody_end_the_script_element_in_which_they_stand(site: Site) -> None:
    call = site.ask(question=WORDS)
    asked = site.view("learner")
    assert lobby_data(asked)["call"]["question"] == WORDS
    site.post("learner", "leave_question", {"call_id": call["id"]})
    left = site.view("staff")
    assert lobby_data(left)["left"][0]["question"] == WORDS
    site.post("staff", "answer_left", {"call_id": call["id"], "answer": WORDS})
    answered = site.view("learner")
    assert lobby_data(answered)["answered"][0]["answer"] == WORDS
    for page in (asked, left, answered):
        assert not re.search("[<>&\u2028\u2029]", lobby_script(page))
        assert "owned()</script>" not in page


def test_no_words_of_an_author_or_in_a_name_leave_their_place(
    site: Site, usage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(people._BY_USERNAME, "learner", replace(people.PEOPLE[0], name=WORDS))
    site.ask()
    block = block_for(usage, "learner")
    block.heading = block.prompt = WORDS
    fragment = block.student_view()
    data = json.loads(fragment.json_init_args)
    in_one_line = " ".join(WORDS.split())
    assert (data["title"], data["prompt"], data["call"]["asker"]["name"]) == (WORDS, WORDS, in_one_line)
    assert not re.search("[<>&\u2028\u2029]", fragment.json_init_args)
    form = block_for(usage, "staff")
    form.heading = form.helpers = form.rounds = WORDS
    edited = form.studio_view()
    for shown in (fragment.content, edited.content, form.author_view().content, edited.json_init_args):
        assert "<script>owned()" not in shown


@pytest.mark.parametrize(
    ("script", "student", "handler", "suffix"),
    [
        ("room", "learner", "window", "6f2a1c9e-6d5c-4a43-9a0e-3f3a5b0f7c11"),
        ("inbox-window", "helper2", "inbox_window", ""),
        ("helper-page", "helper2", "helper_page", ""),
    ],
)
def test_a_page_preloads_what_its_script_imports(
    site: Site, script: str, student: str, handler: str, suffix: str
) -> None:
    page = site.get(student, handler, suffix).content.decode()
    preloaded = re.findall(r'<link rel="modulepreload" nonce="[^"]+" href="/resource/chatxblock/public/([^"]+)">', page)
    manifest = json.loads((PUBLIC / "chunks.json").read_text("utf-8"))
    assert preloaded == [f"{script}.js", *manifest["preload"][script]]
    assert [name for name in preloaded if not (PUBLIC / name).is_file()] == []
    assert any(name.startswith("shared-") for name in preloaded)


def test_an_open_call_is_shown_the_way_back_to(site: Site) -> None:
    call = site.ask()
    assert lobby_data(site.view("learner"))["call"]["id"] == call["id"]


@pytest.mark.parametrize(
    ("student", "sentence"), [("stranger", "Enroll in this course"), ("anonymous", "Log in to ask")]
)
def test_who_may_not_ask_gets_a_sentence_and_no_script(site: Site, student: str, sentence: str) -> None:
    page = site.view(student)
    assert sentence in page
    assert "lobby.js" not in page


def test_studios_preview_is_a_sentence_that_reaches_no_server(site: Site, rooms: MemoryRooms) -> None:
    rooms.available = False
    page = site.view("staff", view="author_view")
    assert "On your list: 3." in page
    assert "lobby.js" not in page


def test_studios_preview_says_what_to_do_where_nobody_is_listed(site: Site) -> None:
    assert "Name helpers in the settings" in site.view("staff", "chatxblock.1", "author_view")


def test_a_chat_that_is_not_set_up_shows_a_sentence(site: Site, settings: Settings) -> None:
    settings.CHATXBLOCK = {}
    wiring.service.cache_clear()
    conf.reset()
    assert "The chat is not set up yet" in site.view("learner")
    conf.reset()


def test_the_studio_form_has_every_setting_of_the_block(site: Site, usage: str) -> None:
    own = vars(ChatXBlock)
    settings = {name for name, field in ChatXBlock.fields.items() if field.scope is Scope.settings and name in own}
    assert [field["name"] for field in form(usage)["fields"]] == list(studio_form.NAMES)
    assert set(studio_form.NAMES) == settings
    assert set(form(usage)["values"]) == settings


def Request(values: dict[str, object]) -> webob.Request:  # noqa: N802  (stands for the class)
    """Return what the Studio form sends."""
    return webob.Request.blank("/", method="POST", json={"values": values}, content_type="application/json")


def form(usage: str) -> dict[str, Any]:
    """Return what the form in Studio begins with."""
    begun: dict[str, Any] = json.loads(block_for(usage, "staff").studio_view({}).json_init_args)
    return begun


def choices(usage: str, name: str) -> list[tuple[str, str]]:
    """Return what a setting may be, with what the author reads."""
    (field,) = (field for field in form(usage)["fields"] if field["name"] == name)
    return [(choice["value"], choice["label"]) for choice in field["choices"]]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"helpers": "helper1, nobody\nghost"}, ["nobody, ghost", "Check the spelling"]),
        ({"helpers": "stranger"}, ["stranger"]),
        ({"helper_limit": 0}, ["between 1 and 20"]),
        ({"offers_cap": 21}, ["Most open questions a helper", "between 1 and 20"]),
        ({"calls_cap": -1}, ["Most rooms a helper", "between 1 and 20"]),
        ({"rounds": "-3 peers 60s"}, ["between 1 and 200 people", "-3 peers 60s"]),
        ({"rounds": "3 peers 60s\n1000000 everyone 60s"}, ["1000000 everyone 60s"]),
        ({"rounds": "3 60s"}, ["cannot read the round", "3 60s"]),
        ({"rounds": "3 friends 60s"}, ["no group of people", "peers, listed, staff, everyone"]),
    ],
)
def test_studio_tells_unknown_names_and_senseless_numbers(
    site: Site, usage: str, values: dict[str, object], words: list[str]
) -> None:
    response = block_for(usage, "staff").submit_studio_edits(Request(values))
    assert response.status_code == 400
    assert all(word in response.text for word in words)


def test_studio_offers_the_choices_that_the_operator_configured(site: Site, usage: str) -> None:
    assert ("enrolled", "Everyone in the course who agrees to help") in choices(usage, "who_helps")
    assert ("least-answered", "Those first who answered the fewest questions") in choices(usage, "peering")
    edits = Request({"rounds": "2 peers 30s\n5 everyone 1m", "who_helps": "staff", "peering": "tiers"})
    block = block_for(usage, "staff")
    assert block.submit_studio_edits(edits).status_code == 200
    assert (block.who_helps, block.peering) == ("staff", "tiers")


def test_studio_offers_the_places_that_the_operator_has(site: Site, usage: str, settings: Settings) -> None:
    assert ("", "In a chat room") in choices(usage, "room_kind")
    options = {"url": "https://meet.test/{room}"}
    video = {"BACKEND": "chatxblock.rooms.link.LinkRooms", "OPTIONS": options}
    board = {**video, "OPTIONS": {**options, "label": "shared whiteboard"}}
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "ROOM_KINDS": {"video": video, "board": board}}
    conf.reset()
    assert choices(usage, "room_kind")[1:] == [("video", "Video"), ("board", "Shared whiteboard")]
    block = block_for(usage, "staff")
    assert block.submit_studio_edits(Request({"room_kind": "board"})).status_code == 200
    assert block.room_kind == "board"
    node = etree.Element("chatxblock")
    block.add_xml_to_node(node)
    assert node.get("room_kind") == "board"


def test_studio_keeps_a_list_of_known_names(site: Site, usage: str) -> None:
    block = block_for(usage, "staff")
    assert block.submit_studio_edits(Request({"helpers": "helper1\nhelper1, staff"})).status_code == 200
    assert block.helper_names() == ["helper1", "staff"]
    pasted = "\ufeffhelper1\u200b\uff0chelper2\u3001 helper3;\u202astaff\u202c\uff1bhelper1\u00a0"
    assert block.submit_studio_edits(Request({"helpers": pasted})).status_code == 200
    assert block.helper_names() == ["helper1", "helper2", "helper3", "staff"]
