"""People whose full name, username and picture can be told from everything else, and all that each of them is given."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from chatxblock.block import ChatXBlock
from chatxblock.devserver import people
from chatxblock.devserver.people import Member
from chatxblock.domain.ports import Notice
from chatxblock.testing import MemoryRooms
from chatxblock.xmpp.stanzas import notice_content
from tests.integration.conftest import Answer, Site
from tests.integration.sending import send
from tests.support.pictures import png

LEARNERS = ("learner", "helper1", "helper2", "helper3", "fellow")


def full(who: str) -> str:
    return f"Full {who.title()} Mark"


def username(who: str) -> str:
    return f"uname-{who}"


def picture(who: str) -> str:
    return f"/people/pic-{who}.svg"


def user_id(who: str) -> str:
    """As an address of the workbench has it."""
    return f"student={who}"


def _member(who: str) -> Member:
    enrolled, staff = who != "stranger", who == "staff"
    return Member(
        user_id=who, username=username(who), name=full(who), image_url=picture(who), enrolled=enrolled, staff=staff
    )


MEMBERS = {who: _member(who) for who in (*LEARNERS, "staff", "stranger")}


def find(names: Sequence[str]) -> list[Member]:
    """Who is named, by username or by full name."""
    by_name = {name: found for found in MEMBERS.values() for name in (found.username, found.name)}
    return [by_name[name] for name in dict.fromkeys(names) if name in by_name]


def live(patch: pytest.MonkeyPatch) -> None:
    """Let these people be the workbench's, and the helpers among them those of its blocks."""
    listed = [username(who) for who in LEARNERS if who.startswith("helper")]
    patch.setattr(ChatXBlock, "helper_names", lambda self: listed)
    patch.setattr(people, "member", MEMBERS.get)
    patch.setattr(people, "find", find)


@dataclass
class Everything:
    """The workbench's block, which writes down what each person is given: answers, pages, files and notices."""

    site: Site
    rooms: MemoryRooms
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    called: set[str] = field(default_factory=set)
    addresses: dict[str, str] = field(default_factory=dict)
    """Who has which localpart."""

    def post(self, who: str, handler: str, body: object = None) -> Answer:
        answer = self.site.post(who, handler, body)
        self._note(who, handler, json.dumps(answer.value, ensure_ascii=False))
        return answer

    def get(self, who: str, handler: str, suffix: str = "", **query: str) -> str:
        text = b"".join(self.site.get(who, handler, suffix, **query)).decode("utf-8", "replace")
        self._note(who, handler, text)
        return text

    def send(self, who: str, call_id: str) -> str:
        """Send a picture into a talk, and return the end of its link."""
        answer = send(self.site, who, call_id, png())
        self._note(who, "file_put", json.dumps(answer.value, ensure_ascii=False))
        line = str(answer.value["file"]["line"])
        line = line.partition("?")[0]  # the workbench has in its addresses who somebody is
        for room, found in self.rooms.rooms.items():
            for localpart in (one for one in sorted(found.inside) if self.addresses.get(one) == who):
                self.rooms.say(room, localpart, line)
        return line.rsplit("/file/", 1)[1]

    def lobby(self, who: str) -> dict[str, Any]:
        page = self.site.view(who)
        self.given[who].append(page)
        data: dict[str, Any] = json.loads(self.site.lobby(who)) if "xblock_json_init_args" in page else {}
        self.addresses[str(data.get("person"))] = who
        return data

    def read_notices(self) -> None:
        """Give each reader what the chat server carries to them."""
        for notice in self.rooms.notifier.notices:
            self.given[self.addresses[notice.to]].append(stanza(notice))

    def of(self, who: str) -> str:
        """All that somebody was given."""
        return "\n".join(self.given[who])

    def _note(self, who: str, handler: str, text: str) -> None:
        self.called.add(handler)
        self.given[who].append(text)


def stanza(notice: Notice) -> str:
    """A notice as it travels."""
    content = notice_content(notice, notice.room and f"{notice.room}@rooms.chat.test")
    return "".join(ET.tostring(element, encoding="unicode") for element in content)
