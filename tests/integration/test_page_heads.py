"""What every page of ours has in its head, whoever reads it and however it came to be."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.support.talks import Talk

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates" / "chatxblock"
OF_THEIR_OWN = {"block.html", "sentence.html", "studio.html", "transcript.html", "transcript_end.html"}
"""Parts of a page of the platform's, and files that people take along."""
PAGES = [
    "window",
    "inbox_window",
    "helper_page",
    "history_page",
    "staff",
    "staff_list",
    "resource",
    "resource_editor",
    "privacy",
]
IN_THE_HEAD = [
    re.compile('<html lang="en[^"]*" dir="ltr">'),
    re.compile(
        r'<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">'
    ),
    re.compile('<meta name="color-scheme" content="light dark">'),
    re.compile("<title>[^<]+</title>"),
    re.compile(r'<link rel="stylesheet" href="[^"]*/public/page\.css">'),
]
NAMES: dict[str, str] = json.loads((ROOT / "static/test/pages.json").read_text("utf-8"))
"""What a page is called, by its handler; the tests of the front end read the same list, for headings and links."""
LINK = re.compile(r'<a [^>]*href="[^"]*/handler/[^/"]+/(\w+)/[^"]*"[^>]*>([^<]*)</a>')
ICON = re.compile(r'<link rel="icon" type="image/svg\+xml" href="([^"]*/public/icon\.svg)">')


def test_a_template_is_a_page_of_the_one_frame_or_no_page_at_all() -> None:
    first = {file.name: file.read_text().splitlines()[0] for file in FOLDER.glob("*.html")}
    framed = {name for name, line in first.items() if line.startswith('{% extends "chatxblock/')}
    assert framed | OF_THEIR_OWN == set(first) - {"page.html"}
    for name in framed - {"screen.html"}:
        assert not re.search("<title|<meta|data_json", (FOLDER / name).read_text()), name


@pytest.mark.parametrize("handler", [*PAGES, "problem"])
def test_every_page_has_the_same_head_and_an_icon_that_it_may_load(
    site: Site, rooms: MemoryRooms, handler: str
) -> None:
    wanted = "window" if handler == "problem" else handler
    response = site.get("staff", wanted, suffix_of(site, rooms, handler))
    assert (response.status_code == 200) is (handler != "problem")
    page = response.content.decode()
    head = page.partition("</head>")[0]
    for part in IN_THE_HEAD:
        assert len(part.findall(head)) == 1, part.pattern
    assert page.count("<main") == page.count("</main>") == 1
    (icon,) = ICON.findall(head)
    (images,) = re.findall(r"img-src ([^;]*)", response["Content-Security-Policy"])
    assert "'self'" in images.split()
    served = Client().get(unescape(icon))
    assert (served.status_code, served["Content-Type"]) == (200, "image/svg+xml")


@pytest.mark.parametrize("handler", NAMES)
def test_a_page_is_called_in_its_title_what_links_to_it_say(site: Site, rooms: MemoryRooms, handler: str) -> None:
    page = site.get("staff", handler, suffix_of(site, rooms, handler)).content.decode()
    assert f"<title>{NAMES[handler]}</title>" in page
    heading = re.findall("<h1[^>]*>([^<]*)</h1>", page)
    assert heading == ([NAMES[handler]] if handler == "privacy" else [])  # the others have theirs by their script


def test_links_in_what_the_server_writes_say_what_the_page_is_called(site: Site, rooms: MemoryRooms) -> None:
    public = suffix_of(site, rooms, "resource")
    suffixes = {"resource": public, "resource_editor": public, "window": suffix_of(site, rooms, "window")}
    pages = [site.get("staff", handler, suffixes.get(handler, "")).content.decode() for handler in PAGES]
    links = [link for page in [site.view("staff"), *pages] for link in LINK.findall(page) if link[0] in NAMES]
    told = {handler: {words for name, words in links if name == handler} for handler, _ in links}
    assert told == {
        "history_page": {NAMES["history_page"]},
        "privacy": {NAMES["privacy"]},
        "resource_editor": {"Edit"},
        "staff": {NAMES["staff"]},
    }


def test_the_documentation_names_each_page() -> None:
    told = "\n".join(file.read_text("utf-8") for file in (ROOT / "docs").rglob("*.md"))
    assert [name for name in NAMES.values() if not re.search(rf"\*{re.escape(name)}\*", told)] == []


def suffix_of(site: Site, rooms: MemoryRooms, handler: str) -> str:
    if handler == "window":
        return str(site.ask()["id"])
    if handler.startswith("resource"):
        return str(Talk(site, rooms).public()["resource_id"])
    return "no id" if handler == "problem" else ""
