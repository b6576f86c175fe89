"""A talk of 1,000 lines with 200 formulas, in the room and in the history, on a processor that is four times slower.

What keeps the page busy while it is opened and while it is scrolled through, beside the same talk in plain words; and
for how long the paint of a line waits for it to be laid out.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.chromium import PAGES, chromium
from benchmarks.figures import Figure
from benchmarks.place import LINE_RATE, Place
from benchmarks.site import Site, site
from tests.support.chromium_tasks import longest, watch
from tests.support.learner import Learner

LINES, FORMULAS = 1_000, 200
BATCH = 50
"""Lines that are said in one flight."""
SLOWER = 4
"""How many times slower Chromium makes the processor of a machine on which the yardstick takes `PHONE` then."""
PHONE = 20.0
"""Milliseconds of the yardstick. On a machine that is slower by itself, or is for now, Chromium brakes less."""
STEP = 300
"""Pixels that are scrolled in a frame: a quick hand on a wheel."""
ATTENDED = 3.0
"""Seconds after which a program that stays in a room hears what the server asks."""
ROUNDS = 5
TRIES = 5
STEADY = 0.25
"""A look counts where the yardstick after it is off `PHONE` by no more than this part of it: the speed was kept."""
ARRIVALS = 25
WARMING = 3
TIME_LIMIT = 120_000
HELPER = "helper1"
YARDSTICK = "the yardstick: a fixed piece of script and layout on the slower processor"
"""It tells how near to `PHONE` the machine still was after a look."""
BEGUN = "the task in which the browser begins the page"
"""It puts the old page away, makes a new one and asks for what that names: of an empty page it is the browser's own."""
SETTLED = 2_000
"""Milliseconds after which a page with nothing in it has nothing to do any more."""
WORDS = "and then the rows are multiples of each other, so that there is no inverse"
KINDS = {
    "a formula": ("By $x_{{{0}}} = \\frac{{a_{{{0}}}}}{{b}}$ {1}", "math"),
    "code": ("Try\n```python\nprint({0})  # {1}\n```", "pre"),
    "a list": ("- **one** {0}\n- two {1}", "li"),
}
"""What is said, with places for a number and for words; and what stands there once it is laid out."""


@dataclass(frozen=True)
class Talk:
    """A talk that goes on, by who asked and its call."""

    asker: str
    call: str


Look = tuple[tuple[float, float], float]
"""What `Phone.longest_tasks` told, and the yardstick then."""


@dataclass(frozen=True)
class Phone:
    """A page on a processor that can be made slower. Playwright's own tools would be a task of 50 ms in it."""

    page: Page
    session: CDPSession

    def brake(self) -> float:
        """Make the processor, as fast as it is now, as slow as that of a phone; return how many times slower.

        These machines change their speed by half from one minute to the next. Lighthouse is calibrated in the same way:
        https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md#cpu-throttling
        """
        self.slow_down(SLOWER)
        slower = max(1.0, SLOWER * PHONE / self.yardstick())
        self.slow_down(slower)
        return slower

    def slow_down(self, times: float) -> None:
        """Make the processor so many times slower."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def visit(self, url: str) -> None:
        """Open a page, and only then bring in what asks it: that would be a third of the first task."""
        self.page.goto(url)
        self.bring()

    def bring(self) -> None:
        """Bring in what asks the page."""
        self.run((PAGES / "tasks.js").read_text("utf-8"))

    def run(self, script: str) -> Any:
        """Return what a script resolves to."""
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = self.session.send("Runtime.evaluate", asked)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def longest_tasks(self) -> tuple[float, float]:
        """Return the longest task since this was last asked, and that in which the page began; 0 below 50 ms."""
        longest, began = self.run("longestTasks()")
        return float(longest), float(began)

    def yardstick(self) -> float:
        """Return how long a fixed piece of work takes now."""
        return float(self.run("yardstick()"))

    def open_room(self) -> None:
        """Wait until all that comes by itself is there."""
        self.run(f"stand({LINES})")

    def unfold(self) -> None:
        """Unfold what was said in the history, and wait until it is there."""
        self.run("unfold()")
        self.open_room()

    def scroll_through(self) -> None:
        """Scroll from the end to the beginning and back, or the other way round."""
        drawn = self.run(f"scrollThrough({STEP})")
        if drawn < LINES:
            raise RuntimeError(f"{drawn} lines of {LINES}")


def measure(_: Place) -> list[Figure]:
    """Return the figures of both talks, interleaved."""
    print(f"load average: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    tasks: dict[str, dict[str, list[float]]] = {"ours": defaultdict(list), "floor": defaultdict(list)}
    with ExitStack() as stack:
        here, browser = stack.enter_context(site(line_rate=LINE_RATE)), stack.enter_context(chromium())
        here.post(HELPER, "duty", {"on_duty": True})
        talks = {
            which: stack.enter_context(talk(here, f"asker-{which}", line))
            for which, line in (("ours", laid_out), ("floor", plain))
        }
        nothing = []
        bare = stack.enter_context(empty_site())
        for _round in range(ROUNDS):
            nothing.append(max(steadily(partial(open_nothing, browser, bare))[0]))
            for which, one in talks.items():
                url = address(here, "window", one.asker, one.call)
                note(tasks[which], "room", go_through(browser, url, Phone.open_room))
        arrivals = paints(here, browser, talks["floor"])
        for one in talks.values():
            for who in (HELPER, one.asker):
                here.post(who, "leave", {"call_id": one.call})
        for _round in range(ROUNDS):
            for which, one in talks.items():
                url = address(here, "history_page", one.asker)
                note(tasks[which], "history", go_through(browser, url, Phone.unfold))
    yardsticks, begun = ([each for taken in tasks.values() for each in taken.pop(what)] for what in (YARDSTICK, BEGUN))
    return [
        *of_tasks(tasks["ours"], tasks["floor"]),
        *of_paints(arrivals),
        Figure(name=f"{BEGUN} (floor: of a page with nothing in it)", samples=begun, floor=nothing),
        Figure(name=YARDSTICK, samples=yardsticks),
    ]


def note(taken: dict[str, list[float]], where: str, looked: dict[str, float]) -> None:
    """Add what one look found."""
    for what, milliseconds in looked.items():
        print(f"{where} {what}: {milliseconds:.0f} ms", file=sys.stderr)
        taken[what if what in (YARDSTICK, BEGUN) else f"{where} is {what}"].append(milliseconds)


def of_tasks(ours: dict[str, list[float]], floor: dict[str, list[float]]) -> list[Figure]:
    """Return the figures of what keeps pages busy."""
    name = "the longest task while the {} (floor: plain words)"
    return [Figure(name=name.format(what), samples=samples, floor=floor[what]) for what, samples in ours.items()]


def of_paints(taken: dict[str, list[float]]) -> list[Figure]:
    """Return the figures of lines that come."""
    name = "a line with {} from its coming to its paint (floor: plain words)"
    return [Figure(name=name.format(kind), samples=taken[kind], floor=taken[""]) for kind in KINDS]


class Nothing(BaseHTTPRequestHandler):
    """A page with nothing in it."""

    def do_GET(self) -> None:
        """Answer with it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><html lang=en><title>Nothing</title><p>Nothing.</p></html>")

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def empty_site() -> Iterator[str]:
    """Serve that page; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nothing)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def open_nothing(browser: Browser, url: str) -> Look:
    """Open that page; return its longest tasks, and the yardstick then."""
    with phone(browser) as slow:
        slow.brake()
        slow.visit(url)
        slow.page.wait_for_timeout(SETTLED)
        return slow.longest_tasks(), slow.yardstick()


def address(here: Site, handler: str, student: str, call: str = "") -> str:
    """Return where a page is."""
    return here.handler_url.format(handler=handler, suffix=call, student=student)


def laid_out(number: int) -> str:
    """Return a line of the talk: every fifth has a formula, others code or a list."""
    kind = "a formula" if number % (LINES // FORMULAS) == 0 else {7: "code", 13: "a list"}.get(number % 20, "")
    return KINDS[kind][0].format(number, WORDS) if kind else plain(number)


def plain(number: int) -> str:
    """Return a line as long as those, in plain words."""
    return f"By line {number:04} we know it {WORDS}"


@contextmanager
def talk(here: Site, asker: str, line: Callable[[int], str]) -> Iterator[Talk]:
    """Ask, help, and let both say what there is to say in turn; the helper stays."""
    body = {"request_id": str(uuid4()), "question": "Why is the matrix not invertible here?"}
    call = str(here.post(asker, "ask", body)["call"]["id"])
    here.post(HELPER, "accept", {"call_id": call})
    with inside(here, HELPER, call) as (helper, room):
        with inside(here, asker, call) as (one, _):
            for first in range(0, LINES, BATCH):
                for number in range(first, first + BATCH):
                    last = (one, helper)[number // 3 % 2]
                    said = last.say(room, line(number))
                last.echo(said)
        with attended(helper):
            yield Talk(asker, call)


@contextmanager
def attended(program: Learner) -> Iterator[None]:
    """Have a program answer the server meanwhile: a room in which nobody is any more comes to its end."""
    over = Event()

    def attend() -> None:
        while not over.wait(ATTENDED):
            program.settle()

    thread = Thread(target=attend, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def inside(here: Site, student: str, call: str) -> Iterator[tuple[Learner, str]]:
    """Let a program of somebody's own enter the room."""
    ticket = here.post(student, "ticket", {})
    room = str(here.post(student, "call", {"call_id": call})["call"]["room"]["jid"])
    program = Learner(here.server.websocket_url, ticket["jid"], ticket["token"], origin=here.url)
    program.join(room)
    try:
        yield program, room
    finally:
        program.close()


def go_through(browser: Browser, url: str, ready: Callable[[Phone], None]) -> dict[str, float]:
    """Open a talk and scroll through all of it; return the longest task of each.

    By the clock on a slower processor, 0 below 50 ms; and by the processor's time, as many times as it would be slower.
    """
    found: dict[str, float] = {}

    def opened() -> Look:
        with phone(browser) as slow:
            slow.brake()
            slow.visit(url)
            ready(slow)
            return slow.longest_tasks(), slow.yardstick()

    def scrolled() -> Look:
        with phone(browser) as slow:
            slow.visit(url)
            ready(slow)
            slow.brake()
            slow.longest_tasks()
            slow.scroll_through()
            return slow.longest_tasks(), slow.yardstick()

    (found["opened"], found[BEGUN]), found[YARDSTICK] = steadily(opened)
    (found["scrolled through"], _), _ = steadily(scrolled)
    with phone(browser) as quick:
        slower = quick.brake()
        quick.slow_down(1)
        watch(browser, quick.page)
        quick.visit(url)
        ready(quick)
        found["opened, by the processor"] = slower * longest(browser)
        watch(browser, quick.page)
        quick.scroll_through()
        found["scrolled through, by the processor"] = slower * longest(browser)
    return found


def steadily(look: Callable[[], Look]) -> Look:
    """Look at most `TRIES` times, until the machine keeps its speed; return what was found and the yardstick."""
    for _ in range(TRIES):
        found, yardstick = look()
        if abs(yardstick / PHONE - 1) <= STEADY:
            break
        print(f"a look that does not count: {found[0]:.0f} ms, yardstick {yardstick:.0f} ms", file=sys.stderr)
    return found, yardstick


@contextmanager
def phone(browser: Browser, script: str = "") -> Iterator[Phone]:
    """Open a page in a profile of its own, with a script before its own."""
    page = browser.new_context(viewport={"width": 1100, "height": 760}).new_page()
    page.set_default_timeout(TIME_LIMIT)
    if script:
        page.add_init_script(path=PAGES / script)
    opened = Phone(page, page.context.new_cdp_session(page))
    opened.bring()
    try:
        yield opened
    finally:
        page.context.close()


def paints(here: Site, browser: Browser, talk: Talk) -> dict[str, list[float]]:
    """Say lines of each kind in turn, and return the milliseconds from the coming of each to its paint."""
    taken: dict[str, list[float]] = defaultdict(list)
    with phone(browser, "arrivals.js") as slow:
        slow.brake()
        slow.visit(address(here, "window", talk.asker, talk.call))
        slow.open_room()
        # Only now: the server cuts a program that answers no pings while the page opens.
        with inside(here, HELPER, talk.call) as (helper, room):
            for number in range(-WARMING, ARRIVALS):
                for place, (kind, (text, inner)) in enumerate({"": ("{1} {0}", ""), **KINDS}.items()):
                    mark = f"mark{10 * (number + WARMING) + place + 10_000}"
                    helper.settle()
                    helper.say(room, text.format(LINES + WARMING + number, mark))
                    milliseconds = slow.page.evaluate("([mark, inner]) => painted(mark, inner)", [mark, inner])
                    taken[kind if number >= 0 else "warming"].append(milliseconds)
    return taken
