"""Each address that leaves the house is followed by whoever got it, to the page that it promises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from chatxblock.domain.ports import Notice
from chatxblock.testing import MemoryRooms
from chatxblock.web.routes import POSTED, SENT
from chatxblock.xmpp import stanzas
from tests.integration.conftest import Site
from tests.support.talks import Talk

DATA = re.compile(
    r'<script type="application/json" id="chatxblock-data">(.*?)</script>'
    r'|<script type="json/xblock-args" class="xblock_json_init_args">(.*?)</script>',
    re.DOTALL,
)
ADDRESS = re.compile(r"https?://\S+")
PLACEHOLDER = re.compile(r"CALL_ID|[{}]|%7B|%7D")


def data_of(page: str) -> dict[str, Any]:
    """What a page of ours begins with; a course page is given it as one text."""
    found = DATA.search(page)
    assert found, page
    data = json.loads(found.group(1) or found.group(2))
    whole: dict[str, Any] = json.loads(data) if isinstance(data, str) else data
    return whole


@dataclass(frozen=True)
class Reader:
    """Somebody who opens what he was given."""

    name: str
    jid: str

    def opens(self, address: str) -> Any:
        """Follow an address of the site as a browser of this reader's would."""
        assert not PLACEHOLDER.search(address), address
        response = Client().get(address)
        assert response.status_code == 200, address
        return response

    def page(self, address: str) -> dict[str, Any]:
        """Follow an address to a page of ours, and return what it begins with: it is this reader's."""
        data = data_of(self.opens(address).content.decode())
        assert self.jid.partition("@")[0] == (data.get("person") or data["me"]["jid"].partition("@")[0])
        return data


def reader(site: Site, name: str) -> Reader:
    return Reader(name, site.post(name, "ticket").value["jid"])


def from_outside(address: str) -> str:
    """The path of an address that is whole, as it has to be outside a browser."""
    base = settings.CHATXBLOCK["BASE_URL"]
    assert address.startswith(f"{base}/"), address
    return address.removeprefix(base)


def element_of(notice: Notice) -> ET.Element:
    return stanzas.call_element(notice)


@pytest.fixture
def call(site: Site) -> dict[str, Any]:
    """A question of somebody with a picture, who opened her page before."""
    site.view("learner")
    return site.ask()


@pytest.fixture
def invitations(site: Site, rooms: MemoryRooms, call: dict[str, Any]) -> dict[str, Notice]:
    """What each helper was told, by name."""
    names = {reader(site, name).jid.partition("@")[0]: name for name in ("helper1", "helper2", "helper3")}
    return {names[notice.to]: notice for notice in rooms.notifier.notices if notice.body}


def test_the_notification_leads_each_helper_to_the_room_and_to_the_page(
    site: Site, call: dict[str, Any], invitations: dict[str, Notice]
) -> None:
    assert len(invitations) == 3
    for name, notice in invitations.items():
        helper, element = reader(site, name), element_of(notice)
        shown = {child.tag.partition("}")[2]: child.attrib for child in element}
        room = helper.page(from_outside(shown["window"]["url"]))
        assert (room["call_id"], room["role"]) == (call["id"], "invited")
        assert helper.page(from_outside(shown["context"]["url"]))["state"] == "ready"
        assert "<svg" in helper.opens(from_outside(shown["asker"]["image"])).content.decode()


def test_every_address_in_the_notifications_words_leads_to_the_room(
    site: Site, call: dict[str, Any], invitations: dict[str, Notice]
) -> None:
    for name, notice in invitations.items():
        content = stanzas.notice_content(notice, "room@rooms.chat.test")
        words = [element.text or "" for element in content] + [element.get("reason", "") for element in content]
        found = [address for text in words for address in ADDRESS.findall(text)]
        assert found
        assert {reader(site, name).page(from_outside(address))["call_id"] for address in found} == {call["id"]}


def test_somebody_invited_by_name_is_led_to_the_room_too(site: Site, rooms: MemoryRooms, call: dict[str, Any]) -> None:
    assert site.post("learner", "invite", {"call_id": call["id"], "person": "staff"}).status == 200
    staff = reader(site, "staff")
    (notice,) = [n for n in rooms.notifier.notices if n.body and staff.jid.startswith(f"{n.to}@")]
    assert staff.page(from_outside(notice.window_url))["call_id"] == call["id"]
    assert staff.page(from_outside(notice.url))["state"] == "ready"


def test_the_exported_log_leads_everybody_back_to_the_page(site: Site, call: dict[str, Any]) -> None:
    site.post("helper1", "accept", {"call_id": call["id"]})
    for name in ("learner", "helper1", "staff"):
        log = json.loads(site.get(name, "transcript", call["id"]).content)
        assert reader(site, name).page(from_outside(log["context"]["url"]))["state"] == "ready"


def test_what_the_handlers_answer_leads_to_the_room_the_log_and_the_page(site: Site, call: dict[str, Any]) -> None:
    learner, helper = reader(site, "learner"), reader(site, "helper1")
    (offer,) = site.post("helper1", "inbox").value["invitations"]
    seen = site.post("helper1", "call", {"call_id": call["id"]}).value["call"]
    for who, answer in ((learner, call), (helper, offer), (helper, seen)):
        assert who.page(answer["window_url"])["call_id"] == call["id"]
        assert who.page(answer["context"]["url"])["state"] == "ready"
        assert who.opens(answer["asker"]["image_url"])["Content-Type"] == "image/svg+xml"
        if "transcript_url" in answer:
            assert json.loads(who.opens(answer["transcript_url"]).content)["call"]["id"] == call["id"]
    for person in site.post("helper1", "people", {"call_id": call["id"]}).value["people"]:
        helper.opens(person["image_url"] or "/")


def test_what_was_left_for_the_teachers_leads_them_to_the_page(site: Site, call: dict[str, Any]) -> None:
    assert site.post("learner", "leave_question", {"call_id": call["id"]}).status == 200
    staff = reader(site, "staff")
    (left,) = site.post("staff", "inbox").value["left"]
    assert staff.page(left["context"]["url"])["left"][0]["call_id"] == call["id"]


def test_the_units_of_a_helper_lead_to_their_pages(site: Site, call: dict[str, Any]) -> None:
    site.view("helper1")
    site.post("helper1", "helper", {"helps": True})
    (unit,) = site.post("helper1", "helper").value["units"]
    assert reader(site, "helper1").page(unit["url"])["state"] == "ready"


@pytest.mark.parametrize("name", ["learner", "helper1", "staff"])
def test_every_address_in_a_page_leads_somewhere(site: Site, call: dict[str, Any], name: str) -> None:
    who = reader(site, name)
    pages = [
        site.view(name),
        *(
            site.get(name, page, suffix).content.decode()
            for page, suffix in (("window", call["id"]), ("inbox_window", ""), ("helper_page", ""))
        ),
    ]
    for page in pages:
        for key, address in addresses(data_of(page)):
            if "FILE_ID" in address:  # there is a file only once somebody has sent one
                continue
            followed(site, who, key, address.replace("CALL_ID", call["id"]))
        for script in re.findall(r'<script[^>]* src="(/resource/[^"]+)"|<link [^>]*href="(/resource/[^"]+)"', page):
            who.opens("".join(script))


HREF = re.compile(r'<a [^>]*href="(/[^"]*)"')


@pytest.mark.parametrize(("name", "more"), [("learner", set()), ("helper1", set()), ("staff", {"staff"})])
def test_a_unit_leads_whoever_has_no_script_yet_to_the_own_talks_and_to_what_is_kept(
    site: Site, name: str, more: set[str]
) -> None:
    who = reader(site, name)
    found = map(unescape, HREF.findall(site.view(name)))
    ways = {address.split("/")[3]: address for address in found if "/handler/" in address}
    assert set(ways) == {"history_page", "privacy"} | more
    assert who.page(ways["history_page"])["own"] is True
    assert "What is kept of you" in who.opens(ways["privacy"]).content.decode()


@pytest.mark.parametrize("page", ["window", "inbox_window", "helper_page", "staff", "staff_list", "history_page"])
def test_every_page_of_the_front_end_knows_the_way_to_both(site: Site, call: dict[str, Any], page: str) -> None:
    staff = reader(site, "staff")
    data = data_of(site.get("staff", page, call["id"] if page == "window" else "").content.decode())
    assert staff.page(data["history_url"])["person_url"].count("PERSON") == 1
    assert "What is kept of you" in staff.opens(data["handlers"]["privacy"]).content.decode()


def test_the_page_of_what_is_kept_leads_its_reader_back(site: Site) -> None:
    site.view("learner")
    history, back = map(unescape, HREF.findall(site.get("learner", "privacy").content.decode()))
    who = reader(site, "learner")
    assert (who.page(history)["own"], who.page(back)["state"]) == (True, "ready")


def test_a_resource_leads_its_reader_back(site: Site, rooms: MemoryRooms) -> None:
    public = Talk(site, rooms).public()
    page = site.get("learner", "resource", public["resource_id"]).content.decode()
    back = next(address for address in map(unescape, HREF.findall(page)) if "/handler/" not in address)
    assert reader(site, "learner").page(back)["state"] == "ready"


def followed(site: Site, who: Reader, key: str, address: str) -> None:
    """Go to an address in a page's data: pages are opened, other handlers posted to, and each is there."""
    handler = re.match(r"/handler/[^/]+/(\w+)/", address)
    if handler and handler.group(1) in (*POSTED, *SENT):
        answer = Client().post(address, "{}", content_type="application/json")
        assert answer.status_code in (200, 400, 403), (key, address)
        assert answer.json()["now"], (key, address)
    else:
        who.opens(address)


def addresses(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is an address, with where it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from addresses(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner, key)
    elif isinstance(value, str) and value.startswith("/"):
        yield key, value
