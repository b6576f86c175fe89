"""What every page of ours has in its head, whoever reads it and however it came to be."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client

from chatxblock.testing import MemoryRooms
from tests.integration.conftest import Site
from tests.support.talks import Talk

FOLDER = Path(get_template("chatxblock/page.html").origin.name).parent
OF_THEIR_OWN = {"block.html", "sentence.html", "transcript.html", "transcript_end.html"}
"""Parts of a page of the platform's, and files that people take along."""
PAGES = [
    "window",
    "inbox_window",
    "helper_page",
    "history_page",
    "staff_list",
    "resource",
    "resource_editor",
    "privacy",
]
IN_THE_HEAD = [
    re.compile('<html lang="en" dir="ltr">'),
    re.compile(
        r'<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">'
    ),
    re.compile('<meta name="color-scheme" content="light dark">'),
    re.compile("<title>[^<]+</title>"),
    re.compile(r'<link rel="stylesheet" href="[^"]*/public/page\.css">'),
]
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


def suffix_of(site: Site, rooms: MemoryRooms, handler: str) -> str:
    if handler == "window":
        return str(site.ask()["id"])
    if handler.startswith("resource"):
        return str(Talk(site, rooms).public()["resource_id"])
    return "no id" if handler == "problem" else ""
