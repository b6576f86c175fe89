"""A talk as one HTML file: what people wrote is laid out, runs nothing, and stands there as it was typed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from chatxblock.models import CallRow, PersonRow
from chatxblock.testing import MemoryRooms
from chatxblock.web.schemas.texts import clean
from chatxblock.web.transcripts import as_html
from tests.integration.conftest import Site
from tests.integration.test_transcripts import NASTY, a_talk, get, text_of


class Outline(HTMLParser):
    """What a browser makes of a file: its elements, and the text of each body."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.bodies: list[str] = []
        self.attributes: set[str] = set()
        self.laid_out: set[str] = set()
        self._inside = False
        self._rendered = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if ("class", "rendered") in attrs:
            self._rendered = tag
        if self._rendered:
            self.laid_out.add(tag)
        elif tag == "p":
            self._inside = True
            self.bodies.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._rendered:
            self._rendered = ""
        if tag == "p":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.bodies[-1] += data


SAFE = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "dl", "div", "dt", "dd", "ol", "li"}
SAFE |= {"bdi", "header", "b", "time", "small", "a", "p", "footer", "details", "summary"}
LAID_OUT = {
    "div",
    "h1",
    "p",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "span",
    "em",
    "strong",
    "s",
    "br",
    "math",
    "mi",
    "mrow",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_in_html_what_people_wrote_is_text(site: Site, rooms: MemoryRooms, text: str) -> None:
    call_id, room, helper = a_talk(site, rooms)
    CallRow.objects.update(question=text)
    PersonRow.objects.filter(localpart=helper).update(username=text[:200], name=text[:200])
    rooms.say(room, helper, text, message_id='"><b>', replaces='"><i>')
    page = text_of(get(site, "learner", call_id, "html"))
    seen = Outline(page)
    assert set(seen.tags) - seen.laid_out <= SAFE
    assert seen.laid_out <= LAID_OUT
    assert not {name for name in seen.attributes if name.startswith("on")}
    assert all(link.startswith(("http://", "https://", "#l")) for link in seen.links)
    assert seen.bodies in ([clean(text)], [clean(text)] * 2)


SAID = "By $\\det A = 0$:\n\n```python\nprint(0)\n```\n- *one* https://a.test/x\n> what you said"


def test_in_html_lines_are_laid_out_and_stand_below_as_they_were_typed(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    for text in (SAID, "plain & simple"):
        rooms.say(room, helper, text)
    page = text_of(get(site, "learner", call_id, "html"))
    seen = Outline(page)
    assert seen.bodies == [SAID, "plain & simple"]
    assert {"math", "pre", "li", "em", "blockquote"} <= seen.laid_out
    assert 'class="code-' in page
    assert seen.links.count("https://a.test/x") == 2
    assert page.count("<details>") == 1


def test_in_html_the_question_is_laid_out_within_its_lines(site: Site, rooms: MemoryRooms) -> None:
    call_id, _, _ = a_talk(site, rooms)
    CallRow.objects.update(question="Why is $\\det A = 0$,\n`and` [what](https://a.test) now?\n- $\\oops{$ & <b>")
    page = text_of(get(site, "learner", call_id, "html"))
    (heading,) = re.findall(r'<h1 dir="auto" class="rendered">(.*?)</h1>', page, re.DOTALL)
    laid_out = re.sub(r"<math.*?</math>", "<math>", heading)
    assert laid_out == 'Why is <math>,\n<code dir="ltr">and</code> what now?\n• $\\oops{$ &amp; &lt;b&gt;'
    assert Outline(page).bodies[0] == CallRow.objects.get().question
    CallRow.objects.update(question="Why?")
    page = text_of(get(site, "learner", call_id, "html"))
    assert '<h1 dir="auto">Why?</h1>' in page
    assert "<details>" not in page


def test_a_very_long_talk_stands_as_typed_from_some_line_on_and_says_so(
    site: Site, rooms: MemoryRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_id, room, helper = a_talk(site, rooms)
    monkeypatch.setattr(as_html.Layout.__init__, "__defaults__", (2 * len("*line*"), False))
    for _ in range(3):
        rooms.say(room, helper, "*line*")
    page = text_of(get(site, "learner", call_id, "html"))
    assert page.count("<em>line</em>") == 2
    assert Outline(page).bodies[:3] == ["*line*"] * 3
    assert "from some line on" in page


def test_the_file_says_itself_that_it_loads_nothing(site: Site, rooms: MemoryRooms) -> None:
    call_id, _, _ = a_talk(site, rooms)
    response = get(site, "learner", call_id, "html")
    page = text_of(response)
    assert "<script" not in page
    assert "url(" not in page
    (told,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert told.replace("&#x27;", "'") == as_html.policy() == response["Content-Security-Policy"]


def test_in_html_each_name_has_a_direction_of_its_own_and_is_not_translated(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    site.post("learner", "feedback", {"call_id": call_id, "helped": "yes"})
    PersonRow.objects.update(username="\u202eמרים\u3164<i>", name="\u202eמרים\u3164<i>")
    rooms.say(room, helper, "one", message_id="m1")
    page = text_of(get(site, "learner", call_id, "html"))
    name = '<bdi translate="no">מרים &lt;i&gt;</bdi>'
    assert f"<header><b>{name}</b>" in page
    assert re.search(r'<dd><bdi class="who" translate="no">[^<]+</bdi> <bdi>yes</bdi></dd>', page)
    assert "\u202e" not in page
