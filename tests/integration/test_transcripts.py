"""The file of a talk in each of its forms: whole, the same log, and what people wrote stays text in its place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chatxblock import wiring_kept
from chatxblock.domain.calls.transcript import Line
from chatxblock.models import CallRow, FeedbackRow, LineRow, PersonRow
from chatxblock.ops.exporting import operators_audience
from chatxblock.store.logs import LogStore
from chatxblock.testing import START, MemoryRooms
from chatxblock.web.exports import WRITERS
from chatxblock.web.schemas.texts import clean
from chatxblock.web.transcripts import as_markdown
from tests.integration.conftest import Site
from tests.integration.test_handlers import localpart

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "transcript-2.schema.json").read_text())
FORMS = ["json", "html", "markdown"]
NASTY = {
    "html": '</p></li></ol><script>alert(1)</script><img src=x onerror="alert(1)">',
    "attribute": "\" onmouseover='alert(1)' https://x.test/\"onclick=alert(1)",
    "link": "javascript:alert(1) [a](javascript:alert(1)) <javascript:alert(1)> https://a.test/?q=<b>&c=1).",
    "heading": "# A heading\n## Another\nSetext\n===\n---\n***",
    "fence": "```\ncode\n```\n~~~\n~~~~ html\n<!-- \n",
    "quote": "> deeper\n>> deeper still\n\nout of it\n\n\n    indented code\n\tand by a tab",
    "list": "1. one\n- two\n* three\n+ four\n[ ] five",
    "reference": "[a]: https://x.test/ 'title'\n[a]\n![pic](https://x.test/a.png)\n<https://x.test>\n&lt; &amp; &#60;",
    "emphasis": "**bold** _it_ `code` ~~gone~~ | a | b |\n|---|---|\n| 1 | 2 |\n$x$ $$y$$",
    "lines": "a\rb\r\nc\x0bd\x0ce\x85f\u2028g\u2029h\\\ni\\",
    "controls": "a\x00b\x1bc\ufffed\x7f",
    "right to left": "שלום \u202e drawkcab \u2066 עולם",
    "formula of a sheet": '=HYPERLINK("http://x.test")',
    "nothing to see": " \n \n",
}


def a_talk(site: Site, rooms: MemoryRooms, question: str = "Why is that so?") -> tuple[str, str, str]:
    """A call with a helper, both inside: its id, its room, and the helper's localpart."""
    call = site.ask(question=question)
    site.post("helper1", "accept", {"call_id": call["id"]})
    room, helper = call["room"]["jid"].partition("@")[0], localpart(site, "helper1")
    for who in (helper, localpart(site, "learner")):
        rooms.enter(room, who)
    return call["id"], room, helper


def get(site: Site, student: str, call_id: str, form: str = "json") -> Any:
    return site._client.get(f"{site.url(student, 'transcript', call_id)}&format={form}")


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return bytes(body).decode()


def log_of(site: Site, student: str, call_id: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text_of(get(site, student, call_id)))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    return log


def recomputed(log: dict[str, Any]) -> str:
    digest = sha256()
    for line in log["lines"]:
        told = [line["id"], line["time"], line["author"]["jid"], line["body"], line["message_id"], line["replaces"]]
        told += ["taken-back"] if line["taken_back"] else []
        told += ["answers", line["answers"], str(line["quoted"])] if line["answers"] else []
        told += ["reacts", line["reacts_to"], *line["reactions"]] if line["reacts_to"] else []
        digest.update((json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
    return digest.hexdigest()


def test_everybody_reads_the_same_checksum_also_after_the_end(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, "Look at the rows.")
    sums = {log_of(site, who, call_id)["checksum"]["value"] for who in ("learner", "helper1", "staff")}
    for who in ("helper1", "learner"):
        site.post(who, "leave", {"call_id": call_id})
    assert rooms.rooms == {}
    sums |= {log_of(site, who, call_id)["checksum"]["value"] for who in ("learner", "helper1", "staff")}
    (checksum,) = sums
    assert all(checksum in text_of(get(site, "learner", call_id, form)) for form in ("html", "markdown"))


def test_a_talk_that_goes_on_is_not_complete_and_says_so(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, "Look at the rows.")

    def told() -> list[bool]:
        log = log_of(site, "learner", call_id)
        words = "not yet: the conversation goes on"
        pages = [text_of(get(site, "learner", call_id, form)).replace("\\", "") for form in ("html", "markdown")]
        return [log["complete"], log["call"]["ended_at"] is not None, *(words not in page for page in pages)]

    assert told() == [False] * 4
    site.post("learner", "leave", {"call_id": call_id})
    assert told() == [False] * 4, "the helper is still there"
    site.post("helper1", "leave", {"call_id": call_id})
    assert told() == [True] * 4


def test_without_a_word_for_the_form_it_is_version_one_as_before(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, "Look at the rows.")
    log = json.loads(site.get("learner", "transcript", call_id).content)
    assert log["schema"] == "urn:chatxblock:transcript:1"
    assert "checksum" not in log


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_a_file_of_its_kind(site: Site, rooms: MemoryRooms, form: str) -> None:
    call_id, _, _ = a_talk(site, rooms)
    response = get(site, "learner", call_id, form)
    kind, ending = {
        "json": ("application/json", "json"),
        "html": ("text/html", "html"),
        "markdown": ("text/markdown", "md"),
    }[form]
    assert response["Content-Type"].partition(";")[0] == kind
    assert re.fullmatch(
        rf'attachment; filename="chat-\d{{4}}-\d\d-\d\d-{call_id[:8]}\.{ending}"', response["Content-Disposition"]
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_form_that_there_is_not_is_refused(site: Site, rooms: MemoryRooms) -> None:
    call_id, _, _ = a_talk(site, rooms)
    for form in ("pdf", "", "JSON", "json%00", "../../x"):
        assert get(site, "learner", call_id, form).status_code == 400


@pytest.mark.parametrize("form", FORMS)
def test_who_may_not_read_a_talk_gets_no_form_of_it(site: Site, rooms: MemoryRooms, form: str) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, "Look at the rows.")
    site.post("helper2", "decline", {"call_id": call_id})
    for student in ("helper2", "stranger"):
        response = get(site, student, call_id, form)
        assert response.status_code == 403
        assert "Look at the rows." not in text_of(response)


@pytest.mark.parametrize("form", FORMS)
def test_a_log_that_cannot_be_reached_is_a_page_in_each_form(site: Site, rooms: MemoryRooms, form: str) -> None:
    call_id, _, _ = a_talk(site, rooms)
    rooms.available = False
    response = get(site, "learner", call_id, form)
    assert (response.status_code, response["Content-Type"]) == (503, "text/html; charset=utf-8")


def test_what_the_asker_says_of_it_is_for_her_and_for_staff(site: Site, rooms: MemoryRooms) -> None:
    call_id, _, _ = a_talk(site, rooms)
    assert site.post("learner", "feedback", {"call_id": call_id, "helped": "a-little"}).status == 200
    assert FeedbackRow.objects.get().helped == "a-little"
    told = {who: [said["helped"] for said in log_of(site, who, call_id)["helped"]] for who in ("learner", "helper1")}
    assert told == {"learner": ["a-little"], "helper1": []}
    assert len(log_of(site, "staff", call_id)["helped"]) == 1
    assert "a little" in text_of(get(site, "learner", call_id, "html"))
    assert "a little" not in text_of(get(site, "helper1", call_id, "markdown"))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_in_json_what_people_wrote_is_there_as_it_was_and_can_be_checked(
    site: Site, rooms: MemoryRooms, text: str
) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, text, message_id=text[:50], replaces=text[:50])
    rooms.say(room, helper, "the end")
    log = log_of(site, "learner", call_id)
    assert [line["body"] for line in log["lines"]] == [text, "the end"]
    assert log["checksum"]["value"] == recomputed(log)


def seen_in_markdown(text: str) -> list[str]:
    """What a reader of Markdown sees of each quotation; fails where anything in one is more than text."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    inside, bodies = 0, []
    for token in parser.parse(text):
        inside += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open":
            bodies.append("")
        if inside:
            assert token.type in {"blockquote_open", "paragraph_open", "paragraph_close", "inline"}
            for child in token.children or []:
                assert child.type in {"text", "text_special", "hardbreak"}
                bodies[-1] += "\n" if child.type == "hardbreak" else child.content
    assert inside == 0
    return bodies


def flat(text: str) -> list[str]:
    """A text line by line, with each kind of blank the same: Markdown has no more than one."""
    return [line.replace("\u00a0", " ").expandtabs(4).strip() for line in as_markdown._BREAK.split(clean(text))]


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_in_markdown_what_people_wrote_stays_in_its_place(site: Site, rooms: MemoryRooms, text: str) -> None:
    call_id, room, helper = a_talk(site, rooms)
    CallRow.objects.update(question=text)
    PersonRow.objects.filter(localpart=helper).update(username=text[:200], name=text[:200])
    rooms.say(room, helper, text)
    rooms.say(room, helper, "the end")
    page = text_of(get(site, "learner", call_id, "markdown"))
    assert [flat(body) for body in seen_in_markdown(page)] == [flat(text), ["the end"]]
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 1
    assert "<script" not in html
    assert "<img" not in html


@given(st.text(alphabet=st.sampled_from(list("ab1 \t\n\r\\`~*_{}[]()#+-.!|<>&$=:/@'\"\u00a0\u2028é")), max_size=60))
def test_whatever_is_written_is_a_quotation_of_itself(text: str) -> None:
    (seen,) = seen_in_markdown(f"before\n\n{as_markdown.quoted(text)}\n\nbehind\n")
    assert [line.strip() for line in seen.replace("\u00a0", " ").split("\n")] == flat(text)
    assert flat(as_markdown.plain(text)) != [""]


def test_a_long_log_with_holes_and_jumping_clocks_comes_whole(site: Site, rooms: MemoryRooms) -> None:
    call_id, _room, helper = a_talk(site, rooms)
    for who in ("helper1", "learner"):
        site.post(who, "leave", {"call_id": call_id})
    times = [START.replace(day=1 + number % 3) for number in range(600)]
    lines = [
        Line(id=f"{9_000 - number}", sent_at=at, author=helper, body=f"line {number}", message_id=f"m{number}")
        for number, at in enumerate(times)
    ]
    LogStore().keep(UUID(call_id), lines[:300], 0)
    LogStore().keep(UUID(call_id), lines[300:], 5_000)
    assert LineRow.objects.count() == 600
    log = log_of(site, "staff", call_id)
    assert [line["body"] for line in log["lines"]] == [f"line {number}" for number in range(600)]
    assert log["checksum"]["value"] == recomputed(log)
    bodies = re.findall(r'<p dir="auto">(line \d+)</p>', text_of(get(site, "staff", call_id, "html")))
    assert bodies == [f"line {number}" for number in range(600)]


@pytest.mark.parametrize("first", FORMS)
@pytest.mark.parametrize("second", FORMS)
def test_two_exports_at_once_do_not_disturb_each_other(site: Site, rooms: MemoryRooms, first: str, second: str) -> None:
    call_id, room, helper = a_talk(site, rooms)
    for number in range(30):
        rooms.say(room, helper, f"line {number}", message_id=f"m{number}", replaces=f"m{number - 1}" if number else "")
    rooms.page_size = 10

    def pieces(form: str) -> Iterator[str]:
        talk = wiring_kept.exports().operators_talk(UUID(call_id))
        return WRITERS[form][0](talk, operators_audience())

    alone = ["".join(pieces(form)) for form in (first, second)]
    together = list(zip_longest(pieces(first), pieces(second), fillvalue=""))
    assert [len(part) > 30 for part in zip(*together, strict=True)] == [True, True]
    assert [undated("".join(part)) for part in zip(*together, strict=True)] == [undated(text) for text in alone]


def undated(text: str) -> str:
    """A file without the moment at which it was made."""
    return re.sub(
        r"(?<=Exported at</dt><dd><bdi>)[^<]*|(?<=Exported at: )[^\n]*|(?<=exported_at\": \")[^\"]*", "", text
    )


def test_names_are_those_of_the_setting_and_staff_read_the_real_ones(site: Site, rooms: MemoryRooms) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, "Look at the rows.")
    known = PersonRow.objects.get(localpart=helper)
    PersonRow.objects.filter(pk=known.pk).update(username="the-username", name="The Full Name")
    for form in FORMS:
        mine, theirs = (text_of(get(site, who, call_id, form)) for who in ("learner", "staff"))
        assert ("the-username" in mine.replace("\\", ""), "The Full Name" in mine) in ((True, False), (False, True))
        assert "The Full Name" in theirs


HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "use-exports-elsewhere.md"


def checked(path: Path) -> subprocess.CompletedProcess[str]:
    (program,) = re.findall(r"```python\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)
    return subprocess.run(
        [sys.executable, "-c", program, str(path)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )


def test_the_program_of_the_howto_verifies_a_talk(site: Site, rooms: MemoryRooms, tmp_path: Path) -> None:
    call_id, room, helper = a_talk(site, rooms)
    rooms.say(room, helper, 'teh "rows" \\ 🤔', message_id="m1")
    rooms.say(room, helper, 'the "rows"\n\\ 🤔', message_id="m2", replaces="m1")
    rooms.say(room, localpart(site, "learner"), "I see", message_id="m3", replaces="m2")
    log, path = log_of(site, "learner", call_id), tmp_path / "talk.json"
    path.write_text(json.dumps(log), encoding="utf-8")
    well = checked(path)
    assert (well.returncode, well.stderr) == (0, "")
    assert [row.partition(": ")[2] for row in well.stdout.splitlines()] == ['the "rows"', "", "I see"]
    first, second, third = log["lines"]
    for lines in ([first, second], [third, second, first], [first | {"body": "x"}, second, third]):
        path.write_text(json.dumps(log | {"lines": lines}), encoding="utf-8")
        assert "not those that were exported" in checked(path).stderr
