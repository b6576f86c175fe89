"""What is sent as a file, its name and what is to be seen in it are text, too: in talk, history and exports."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Browsers, call_id, say, token_of
from tests.browser.test_files import PASTE_TEXT, payload, photo, two
from tests.browser.test_injection import PEOPLE, VECTORS, WATCH
from tests.support.devsite import eventually

TAKEN = [vector for vector in VECTORS if not re.search(r"<(script|svg|iframe|object|embed|body|\?php)\b", vector, re.I)]
"""What is no page and no drawing, as which a file is refused."""
TEXT = "This is what I tried:\n" + "\n".join(TAKEN * 120)
"""More than 3,000 lines."""
NAMES = (
    *(f"{vector}.txt" for vector in VECTORS[:12]),
    "../../../etc/passwd",
    "/etc/cron.d/x.txt",
    "..\\..\\evil.txt",
    "C:\\con.txt",
    "a\u202egnp.exe.txt",
    "x\r\nContent-Type: text/html.txt",
    "talk.html",
    "javascript:owned().html",
)
PLAIN = re.compile(r"files/\d\d-[^/\\<>:\"|?*\x00-\x1f\u202a-\u202e\u2066-\u2069]+\.(txt|png)")
"""What may stand in a zip, whatever system it is opened on."""


@pytest.fixture
def elsewhere(browsers: Browsers) -> Iterator[None]:
    """Watch what pages do, and let nothing be asked elsewhere, nor a dialog be opened."""
    sprung: list[str] = []
    for student in PEOPLE:
        profile = browsers.profile(student)
        profile.add_init_script(WATCH)
        profile.on("dialog", lambda dialog: sprung.append(dialog.message))
        profile.on("request", lambda request: sprung.append(request.url) if "evil.example" in request.url else None)
    yield
    assert sprung == []


def assert_inert(page: Page) -> None:
    """Nothing of it ran, nothing is there that could, and no link leads to a script."""
    assert page.evaluate("window.ran") == []
    schemes = page.locator("a[href]").evaluate_all("all => all.map((a) => a.protocol)")
    assert set(schemes) <= {"http:", "https:", "file:"}
    assert page.locator(":is(iframe, object, embed, base, video, marquee, [onerror], [onload], [onclick])").count() == 0


def put(browsers: Browsers, window: Page, name: str, alt: str, data: bytes) -> str:
    """Send a file under a name that no browser would give it, and return the line that hands it on."""
    profile = browsers.profile("learner")
    answer = profile.request.post(
        browsers.handler_url("learner", "file_put"),
        headers={"X-CSRFToken": token_of(profile), "X-Requested-With": "XMLHttpRequest"},
        multipart={
            "call_id": call_id(window.url),
            "request_id": str(uuid4()),
            "name": name,
            "alt": alt,
            "file": payload("file", data, "application/octet-stream"),
        },
    )
    assert answer.status == 201, name
    line: str = answer.json()["file"]["line"]
    return line


def paste(window: Page, text: str) -> None:
    """Paste a long text, and send it as a file."""
    window.get_by_role("textbox", name="Write a message").evaluate(PASTE_TEXT, text)
    window.get_by_role("button", name="Send it as a file").click()
    window.get_by_role("button", name="Send it", exact=True).click()


def test_a_long_text_and_its_name_run_nowhere(browsers: Browsers, elsewhere: None, tmp_path: Path) -> None:
    asker, helper = two(browsers)
    paste(asker, "\n".join(VECTORS * 70))
    tray = asker.get_by_role("region", name="Pictures and files")
    expect(tray.get_by_role("alert")).to_contain_text("Pages and drawings that run")
    tray.get_by_role("button", name="Take text.txt away").click()
    paste(asker, TEXT)
    link = helper.get_by_role("link", name="text.txt")
    expect(link).to_be_visible()
    assert_sent_as_text(browsers, str(link.evaluate("one => one.href")))
    for name in NAMES:
        say(asker, put(browsers, asker, name, "", TEXT.encode()))
    say(asker, put(browsers, asker, f"{VECTORS[3]}.png", VECTORS[2], photo()))
    for window in (asker, helper):
        expect(window.locator("li.line:not(.pending) chatxblock-file")).to_have_count(len(NAMES) + 2, timeout=60_000)
        expect(window.get_by_alt_text(VECTORS[2])).to_be_visible()
        assert_inert(window)
    history = browsers.profile("helper1").new_page()
    history.goto(browsers.handler_url("helper1", "history_page"))
    history.get_by_role("button", name="Read what was said").first.click()
    expect(history.locator("chatxblock-file")).to_have_count(len(NAMES) + 2)
    expect(history.get_by_alt_text(VECTORS[2])).to_be_attached()
    assert_inert(history)
    for student in ("helper1", "learner"):
        browsers.handler(student, "leave", {"call_id": call_id(asker.url)})
    assert eventually(lambda: browsers.transcript("learner", asker.url)["complete"])
    assert_exports(browsers, asker, tmp_path)


def assert_sent_as_text(browsers: Browsers, address: str) -> None:
    """A browser that is led to the text saves it, and would not run it."""
    got = browsers.profile("helper1").request.get(address)
    assert got.text() == TEXT
    assert got.headers["content-type"] == "text/plain; charset=utf-8"
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]


def assert_exports(browsers: Browsers, window: Page, where: Path) -> None:
    """What is taken along has the texts as they were sent, runs nothing, and puts nothing where it should not be."""
    url = browsers.handler_url("learner", "transcript", call_id(window.url))
    kept = where / "talk.zip"
    kept.write_bytes(browsers.profile("learner").request.get(f"{url}&format=zip").body())
    with zipfile.ZipFile(kept) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        packed.extractall(where / "talk")
        log = json.loads(packed.read("talk.json"))
        texts = [packed.read(name).decode() for name in names if name.endswith(".txt")]
    assert names[:2] == ["talk.json", "talk.html"]
    assert [name for name in names[2:] if not PLAIN.fullmatch(name)] == []
    assert len({name.casefold() for name in names}) == len(names) == len(NAMES) + 4
    assert texts == [TEXT] * (len(NAMES) + 1)
    assert log["complete"] is True
    (where / "page.html").write_bytes(browsers.profile("learner").request.get(f"{url}&format=html").body())
    for file in (where / "page.html", where / "talk" / "talk.html"):
        page = browsers.profile("learner").new_page()
        page.goto(file.as_uri())
        expect(page.get_by_alt_text(VECTORS[2])).to_have_js_property("naturalWidth", 40)
        assert_inert(page)
        assert page.locator("script, style ~ link, meta[http-equiv=refresh]").count() == 0
