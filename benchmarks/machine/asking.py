"""How quick `ask` is with so many questions a second, and with so many on duty: two processes of the site and a sweep.

A question is kept, its room made, five helpers on duty are told; then it is withdrawn. The floor is one question at a
time, on the same servers in the same run. Timed is the answer over HTTP, from the moment at which the question was due.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import requests

from benchmarks.figures import percentile
from benchmarks.machine.bots import Bots, Seats
from benchmarks.machine.bounds import bounded, short
from benchmarks.machine.chat import PLATFORM, Chat, chat
from benchmarks.machine.knee import KEPT_UP
from benchmarks.machine.many import kilobytes_each, state
from benchmarks.machine.processor import between, look
from benchmarks.machine.rooms import Told
from benchmarks.place import HELPERS
from benchmarks.site import EVERYBODY, NAME
from chatxblock.devserver.children import Child
from chatxblock.devserver.cluster import HOME
from chatxblock.devserver.server import chat_settings
from chatxblock.devserver.state import write_state

RATES = (1, 2, 5, 10, 15, 20)
ON_DUTY = (5, 1_000, 10_000)
DUTY_RATE = 5.0
SITES = 2
SECONDS = 60.0
"""How long an answer may take."""
THREADS = 48
ENOUGH = 3_000.0
"""Milliseconds of the p95 beyond which the sites have had enough."""
FLOOR = 20
"""Questions, one at a time."""
COME_SECONDS = 150.0


@dataclass(frozen=True, kw_only=True)
class Sites:
    """Both processes of the site, by their common address, with the sweep."""

    chat: Chat
    url: str
    data: Path
    blocks: dict[str, str]
    """Addresses of handlers by the names of the pages, with gaps for `handler`, `suffix` and `student`."""
    programs: dict[str, list[int]]
    token: str = field(repr=False)
    """Which Django wants to see beside its cookie."""
    _own: threading.local = field(default_factory=threading.local)

    def post(self, page: str, student: str, handler: str, body: dict[str, Any]) -> dict[str, Any]:
        """Call a handler as that student; anything but success is an error."""
        session = self._session()
        headers = {"X-CSRFToken": self.token}
        url = self.blocks[page].format(handler=handler, suffix="", student=student)
        answer = session.post(url, json=body, headers=headers, timeout=SECONDS)
        if not answer.ok:
            raise RuntimeError(f"{handler}: {answer.status_code} {answer.text[:200]}")
        value: dict[str, Any] = answer.json()
        return value

    def _session(self) -> requests.Session:
        """Return this thread's, with a connection that stays."""
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
            self._own.session.cookies.set("csrftoken", self.token)
        session: requests.Session = self._own.session
        return session


@contextmanager
def sites(kind: str) -> Iterator[Sites]:
    """Start a chat with everything that an LMS runs beside it, and end it."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server((HOME, 0), backlog=128))
        url = f"http://{HOME}:{listener.getsockname()[1]}"
        here = stack.enter_context(chat(kind, [url]))
        if here.postgres is not None:
            here.postgres.make_database(PLATFORM)
        data = here.folder / "site"
        data.mkdir()
        write_state(data, hosts=[HOME], chatxblock=chat_settings(url, here.address), database=here.database())
        env = {**os.environ, "CHATXBLOCK_DATA": str(data), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
        fd, pids = listener.fileno(), []
        for number in range(SITES):
            argv = [sys.executable, "-m", "benchmarks.site", str(fd)]
            log = data / f"site-{number}.log"
            pids.append(stack.enter_context(Child(f"site {number}", argv, log=log, env=env, fds=[fd])).pid)
            if not number:  # the first makes the tables
                blocks = requests.get(f"{url}/blocks.json", timeout=SECONDS).json()["blocks"]
        sweep = [sys.executable, "-m", "django", "chatxblock_sweep", "--every", "5"]
        swept = stack.enter_context(Child("sweep", sweep, log=data / "sweep.log", env=env)).pid
        pages = {
            name: block["handler_url"] for name in (NAME, EVERYBODY) for block in blocks if name in block["page_url"]
        }
        window = requests.get(pages[NAME].format(handler="inbox_window", suffix="", student="asker"), timeout=SECONDS)
        yield Sites(
            chat=here,
            url=url,
            data=data,
            blocks=pages,
            programs={"sites": pids, "sweep": [swept]},
            token=window.cookies["csrftoken"],
        )


def measure(here: Sites, told: Told, *, seconds: float, repeats: int, rates: Sequence[float] = RATES) -> dict[str, Any]:
    """Return the floor and each rate, with the medians of some repeats."""
    with ExitStack() as stack:
        bots = Bots(here.chat.doors)
        stack.callback(bots.close)
        go_on_duty(here, bots)
        floor = one_at_a_time(here, NAME)
        told(f"a question alone takes {floor['p50']:.0f} ms")
        found = []
        for rate in rates:
            found.append(one_rate(here, NAME, rate, seconds, repeats))
            told(sentence(found[-1]))
            if found[-1]["p95"] > ENOUGH or found[-1]["a_second"] < KEPT_UP * rate:
                break
        return {"kind": here.chat.kind, "floor": floor, "rates": found}


def measure_duty(
    here: Sites, told: Told, *, seconds: float, repeats: int, sizes: Sequence[int] = ON_DUTY
) -> dict[str, Any]:
    """Return what a question costs with so many on duty, of whom any may be asked, and what they cost themselves."""
    with ExitStack() as stack:
        bots = Bots(here.chat.doors)
        stack.callback(bots.close)
        room = go_on_duty(here, bots)
        floor, found = one_at_a_time(here, EVERYBODY), list[dict[str, Any]]()
        for size in sizes:
            names = [f"{number:032x}" for number in range(bots.inside, int(bounded("people on duty", size)))]
            before = state(here.chat)
            began = time.monotonic()
            believe(here, names)
            there = bots.come([Seats(room=room.room, people=tuple(names), password=room.password)], COME_SECONDS)
            took, after = time.monotonic() - began, state(here.chat)
            each = kilobytes_each(before["mb"], after["mb"], len(names)) if names else None
            idle = look(programs(here, bots))
            time.sleep(min(10.0, 2 * seconds))
            quiet = between(idle, look(programs(here, bots)))
            row = {"on_duty": there, "session_kb": each, "came_in": round(took, 1), "idle_cpu": quiet}
            found.append(row | one_rate(here, EVERYBODY, DUTY_RATE, seconds, repeats))
            told(f"{there:,} on duty: {each or 0:.0f} kB each; {sentence(found[-1])}")
        return {"kind": here.chat.kind, "floor": floor, "sizes": found}


def programs(here: Sites, bots: Bots | None = None) -> dict[str, list[int]]:
    """Return all that is looked at."""
    return {**here.chat.programs, **here.programs, **({"bots": [bots.pid]} if bots else {})}


def go_on_duty(here: Sites, bots: Bots) -> Seats:
    """Let the author's five helpers sit in the duty room; return it, with its password and who is in it."""
    names = []
    for helper in HELPERS:
        here.post(NAME, helper, "duty", {"on_duty": True})
        ticket = here.post(NAME, helper, "ticket", {"duty": True})
        names.append(ticket["jid"].partition("@")[0])
    door = ticket["duty_room"]
    room = Seats(room=door["jid"], people=tuple(names), password=door["password"])
    if bots.come([room], COME_SECONDS) < len(names):
        raise RuntimeError("The helpers could not go on duty.")
    return room


def believe(here: Sites, names: Sequence[str]) -> None:
    """Write down that all of them help in the course and are on duty, in a process with Django's settings."""
    env = {**os.environ, "CHATXBLOCK_DATA": str(here.data), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    command = [sys.executable, "-m", "benchmarks.machine.believe"]
    subprocess.run(command, input=json.dumps(names), text=True, env=env, cwd=Path.cwd(), timeout=SECONDS, check=True)


def one_at_a_time(here: Sites, page: str, many: int = FLOOR) -> dict[str, Any]:
    """Ask one question after the other, and return how quick that is."""
    taken = [ask(here, page, time.perf_counter()) for _ in range(many + 3)][3:]  # the first ones warm everything up
    return {"asked": many, "p50": round(percentile(taken, 50), 1), "p95": round(percentile(taken, 95), 1)}


def one_rate(here: Sites, page: str, rate: float, seconds: float, repeats: int) -> dict[str, Any]:
    """Ask so many questions a second, several times, and return the median of each figure."""
    rows: list[dict[str, Any]] = []
    for _ in range(repeats):
        before, own = look(programs(here)), time.process_time()
        taken, failed, took = ask_many(here, page, bounded("questions a second", rate), short(seconds))
        shares = between(before, look(programs(here)))
        shares["askers"] = round(100 * (time.process_time() - own) / took, 1)
        shares["others"] = round(max(0.0, shares["others"] - shares["askers"]), 1)
        quick = {"p50": percentile(taken, 50), "p95": percentile(taken, 95)} if taken else {"p50": 1e6, "p95": 1e6}
        rows.append({"answered": len(taken), "failed": failed, "a_second": len(taken) / took, **quick, "cpu": shares})
    summed = {name: sum(row[name] for row in rows) for name in ("answered", "failed")}
    middle = {name: round(median(row[name] for row in rows), 1) for name in ("p50", "p95", "a_second")}
    shares = {what: round(median(row["cpu"][what] for row in rows), 1) for what in rows[0]["cpu"]}
    return {"offered": rate, "repeats": repeats, **summed, **middle, "cpu": shares}


def ask_many(here: Sites, page: str, rate: float, seconds: float) -> tuple[list[float], int, float]:
    """Ask at random moments; return the milliseconds of all answers, how many failed, and the seconds it took."""
    chance, jobs = random.Random(7), []
    began = due = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        while due < began + seconds:
            time.sleep(max(0.0, due - time.perf_counter()))
            jobs.append(threads.submit(ask, here, page, due))
            due += chance.expovariate(rate)
        for job in jobs:
            job.exception()  # waits for it
        took = max(seconds, time.perf_counter() - began)
    failed = sum(job.exception() is not None for job in jobs)
    return [job.result() for job in jobs if job.exception() is None], failed, took


def ask(here: Sites, page: str, due: float) -> float:
    """Ask as somebody new, and withdraw it; return the milliseconds from when it was due to its answer."""
    asker = f"asker-{uuid4().hex[:12]}"
    body = {"request_id": str(uuid4()), "question": "Why is the matrix not invertible here?"}
    call = here.post(page, asker, "ask", body)["call"]["id"]
    taken = 1000 * (time.perf_counter() - due)
    here.post(page, asker, "cancel", {"call_id": call})
    return taken


def sentence(row: dict[str, Any]) -> str:
    """Return what is told of a rate while it is measured."""
    shares = ", ".join(f"{what} {share:.0f} %" for what, share in row["cpu"].items())
    failed = f"{row['failed']} failed" if row["failed"] else "none failed"
    quick = f"p50 {row['p50']:.0f} ms, p95 {row['p95']:.0f} ms"
    return f"{row['offered']:g} questions/s: {row['a_second']:.1f} answered, {quick}; {failed}; {shares}"
