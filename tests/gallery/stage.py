"""One page of a browser on which a scene is played: whatever it asks for comes from the scene, at a clock that stands.

Nothing leaves the machine: pages, files, handlers, pictures and the chat are answered here. This module must not know
which scenes there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Route, WebSocketRoute

from chatxblock.domain.timestamps import stamp
from tests.gallery import pages
from tests.gallery.chat import ChatDouble
from tests.gallery.data import CHAT_HOST, NAMES, NOW, ORIGIN, STARTS
from tests.gallery.scene import ENGLISH, Answer, Reader, Refusal, Scene

DIST: Final = Path(__file__).parents[2] / "static" / "dist"
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}
FACE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="{colour}"/>\
<circle cx="32" cy="25" r="12" fill="#fff"/><path d="M10 64a22 22 0 0 1 44 0z" fill="#fff"/></svg>"""
COLOURS = ("#7a4f9a", "#2c7a63", "#a35a1f")
HARMLESS = re.compile(r"status of (4\d\d|5\d\d)|ERR_FAILED|WebSocket connection to")
"""What a browser notes of answers that are played as refusals, or not given."""
PATIENCE = 20_000
"""Milliseconds for what takes a moment."""
PRESSED: Final[tuple[Literal["button", "link", "menuitem", "tab"], ...]] = ("button", "link", "menuitem", "tab")
MORE: Final = "^(More|⋯)$"
"""What opens the menu of what is seldom done."""
STEP, MOST_STEPS = 100, 100
"""Milliseconds of the page's clock until it is looked whether the page has opened, and how often."""
QUIET, QUIET_ROUNDS = 10, 3
"""Milliseconds in which no word comes from the page or goes to it, and how often after each other: then nothing more is
under way. Between them the page is asked, which takes the longer the busier it is."""


class Stage:
    """A page, the scene that is played on it, and what it has complained about."""

    def __init__(self, context: BrowserContext) -> None:
        """Open a page in a browser profile in which nothing was kept; close it by closing that."""
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.chat: ChatDouble
        self.now = STARTS
        """The time by the page's clock, which stands still unless it is moved on."""
        self.scene: Scene
        self._reader = ENGLISH
        self._changes: dict[str, Any] = {}
        self._heard = 0
        self.page.clock.install(time=STARTS - timedelta(hours=1))
        self.page.clock.pause_at(STARTS)
        self.page.route("**/*", self._answer)
        self.page.route_web_socket(f"wss://{CHAT_HOST}/**", self._connect)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def open(self, scene: Scene, reader: Reader = ENGLISH) -> None:
        """Open the scene's page and play what happens there, until it is the gallery's moment and nothing moves."""
        self.scene, self._reader = scene, reader
        self.chat = ChatDouble(scene.chat)
        self.page.add_init_script(scene.init)
        self.page.goto(f"{ORIGIN}/page/{scene.name}")
        shown = self.page.locator(scene.shown).first
        for _ in range(MOST_STEPS):
            self.wait(STEP)
            if shown.count() and (self.chat.settled or not scene.meets):
                break
        else:
            raise TimeoutError(f"{scene.name} does not show {scene.shown}, or is in no room")
        self.now = NOW
        self.page.clock.pause_at(NOW)
        self.wait(STEP)
        self.drawn_lines()
        scene.play(self)
        self.drawn_within()
        self.wait(500)

    def wait(self, milliseconds: int) -> None:
        """Let so much time pass on the page, and what falls due in it be done."""
        self.now += timedelta(milliseconds=milliseconds)
        self.page.clock.run_for(milliseconds)
        self.rest()

    def rest(self) -> None:
        """Wait until the page has had all answers, and has drawn what came of them."""
        rounds = 0
        while rounds < QUIET_ROUNDS:
            heard = self._heard
            self.page.evaluate(DRAWN)
            self.page.wait_for_timeout(QUIET)
            rounds = rounds + 1 if heard == self._heard else 0

    def drawn_log(self) -> Locator:
        """Return the log once it is drawn to its beginning: what is drawn above keeps the place of who reads."""
        log = self.page.get_by_role("log")
        while log.get_attribute("aria-busy") == "true":
            self.wait(300)
        return log

    def drawn_lines(self) -> None:
        """Let so many lines be drawn as a screen has at least; of a long talk the rest may come later."""
        for _ in range(MOST_STEPS):
            if not self.page.locator("[role=log][aria-busy=true]").count():
                return
            self.wait(STEP)

    def until(self, wanted: Locator) -> None:
        """Let time pass until something stands on the page."""
        for _ in range(MOST_STEPS):
            if wanted.count():
                return
            self.wait(STEP)
        wanted.wait_for(state="attached")

    def drawn_within(self) -> None:
        """Wait until each question and title with something in it is shown so."""
        marked = self.page.locator("chatxblock-inline")
        for _ in range(MOST_STEPS):
            if marked.evaluate_all("all => all.every(({ settled }) => settled)"):
                return
            self.wait(STEP)
        raise TimeoutError(f"{self.scene.name} has a question or title that is never shown as it is going to be")

    def press(self, name: str) -> None:
        """Press a button or a link by its name, a regular expression, even where it stands in a menu that is closed."""
        if not self.find(name).count():
            self.find(MORE).evaluate("one => one.click()")
            self.wait(300)
        self.find(name).evaluate("one => one.click()")
        self.wait(300)

    def find(self, name: str) -> Locator:
        """Return a button, a link or what opens a part of the page, by its name, a regular expression."""
        named = re.compile(name)
        found = self.page.locator("summary").filter(has_text=named)
        for role in PRESSED:
            found = found.or_(self.page.get_by_role(role, name=named, include_hidden=True))
        return found.first

    def write(self, text: str, box: str = "textarea") -> None:
        """Write into a text box, and let the page take notice."""
        self.page.locator(box).first.fill(text)
        self.wait(2_000)

    def answer(self, **answers: Any) -> None:
        """Let handlers answer something else from now on."""
        self._changes.update(answers)

    def _answer(self, route: Route) -> None:
        self._heard += 1
        parts = urlsplit(route.request.url)
        kind, _, rest = parts.path.lstrip("/").partition("/")
        if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
            self.complaints.append(f"asked for {route.request.url}")
            route.abort()
        elif kind in ANSWERS:
            ANSWERS[kind](self, route, rest)
        else:
            route.fulfill(status=404, body="")
        self._heard += 1

    def _page(self, route: Route, _name: str) -> None:
        page = self.scene.page(self._reader)
        headers = {"Content-Security-Policy": page.policy} if page.policy else {}
        route.fulfill(body=pages.written(page), content_type="text/html; charset=utf-8", headers=headers)

    def _file(self, route: Route, name: str) -> None:
        file = DIST / name
        if not file.is_file():
            self.complaints.append(f"there is no {name}")
            route.fulfill(status=404, body="")
            return
        route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "text/plain"))

    def _picture(self, route: Route, name: str) -> None:
        colour = COLOURS[list(NAMES).index(name.partition(".")[0]) % len(COLOURS)]
        route.fulfill(body=FACE.format(colour=colour), content_type="image/svg+xml")

    def _drawing(self, route: Route, name: str) -> None:
        assert self.scene.drawings
        drawing = self.scene.drawings(name, self._reader)
        route.fulfill(status=200 if drawing != "none" else 404, body=drawing, content_type="image/svg+xml")

    def _handler(self, route: Route, path: str) -> None:
        name = path.partition("/")[0]
        answering = {**self.scene.answers, **self._changes}.get(name, Refusal(status=404, code="unplayed", sentence=""))
        form = route.request.headers.get("content-type", "").startswith("multipart/")
        posted = {} if form else json.loads(route.request.post_data or "{}")
        answer: Answer = answering(posted) if callable(answering) else answering
        if answer is None:
            route.abort()
            return
        if isinstance(answer, Refusal) and answer.code == "unplayed":
            self.complaints.append(f"nothing is played for the handler {name}")
        status, body = told(answer)
        route.fulfill(status=status, body=json.dumps({**body, "now": stamp(self.now)}), content_type="application/json")

    def _connect(self, route: WebSocketRoute) -> None:
        self._heard += 1
        self.chat.connect(route)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not HARMLESS.search(message.text):
            self.complaints.append(message.text)


ANSWERS: Mapping[str, Callable[[Stage, Route, str], None]] = {
    "page": Stage._page,
    "public": Stage._file,
    "picture": Stage._picture,
    "drawing": Stage._drawing,
    "handler": Stage._handler,
}


def told(answer: Answer) -> tuple[int, dict[str, Any]]:
    """Return status and body of an answer."""
    if isinstance(answer, Mapping):
        return 200, dict(answer)
    if isinstance(answer, Refusal):
        return answer.status, {"error": answer.sentence, "code": answer.code, **answer.more}
    assert answer is not None
    return 200, answer.plain()


DRAWN = """async () => {
  const roots = [document];
  for (const root of roots)
    for (const one of root.querySelectorAll("*")) {
      if (one.localName.includes("-")) await one.updateComplete;
      if (one.shadowRoot) roots.push(one.shadowRoot);
    }
  await document.fonts.ready;
  const images = roots.flatMap((root) => [...root.querySelectorAll("img")]);
  const coming = images.filter((one) => one.complete || one.loading !== "lazy");
  await Promise.all(coming.map((one) => one.decode().catch(() => undefined)));
}"""
"""Waits until all elements have drawn what they know, and all pictures are there but those that a browser puts off."""
