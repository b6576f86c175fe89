"""Start everything in order, say so, keep watch, and end everything.

Order: the port is taken first (its address is part of ejabberd's settings), then ejabberd (its ports are part of the
site's), then the site, which brings the database up to date, then the sweep, which needs the tables.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from chatxblock.devserver.children import Child, wait_for_end
from chatxblock.devserver.ejabberd import PRIVATE, Ejabberd, make_private
from chatxblock.devserver.state import write_state
from chatxblock.errors import ConfigurationError
from chatxblock.rooms.link import problems

START_SECONDS = 60.0
"""How long the site may take until it answers for the first time."""
QUICK_END = 10.0
"""What ended within so many seconds of its start ended for a reason that the next start meets too."""
MOST_STARTS = 3
"""How many quick ends in a row are borne."""
LOOK_EVERY = 1.0
"""Seconds after which the end of ejabberd is noticed; that of the others is at once."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line says."""

    data: Path
    """Folder of everything that is kept: what was said, secrets, logs."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0 takes a free one."""
    sweep_every: float = 5.0
    """Seconds."""
    with_parent: bool = False
    """End when the process that started this one ends."""
    demo: bool = False
    """Make up a course first, so that lists and figures can be looked at."""
    cluster: bool = False
    """Run two of everything, as on several machines; begins empty."""


def run(options: Options, announce: Callable[[dict[str, Any]], None]) -> None:
    """Start everything, hand its addresses to `announce` once all answers, and stay until interrupted.

    Everything that was started is ended again, however this ends. Raises SystemExit with a sentence for people.
    """
    parent = os.getppid() if options.with_parent else None
    os.umask(PRIVATE)
    log = options.data / "log"
    for folder in (options.data, log):
        make_private(folder)
    with ExitStack() as stack:
        stack.enter_context(alone_in(options.data))
        listener = stack.enter_context(listen(options.host, options.port))
        url = f"http://{options.host}:{listener.getsockname()[1]}"
        ejabberd = _start_ejabberd(options.data, url, stack)
        write_state(options.data, hosts=hosts(options.host), chatxblock=chat_settings(url, ejabberd))
        programs = Programs(log=log, data=options.data, sweep_every=options.sweep_every)
        site = stack.enter_context(programs.site(listener))
        listener.close()
        blocks = ask_for_blocks(url, site)
        if options.demo:
            programs.make_up_a_course()
        stack.callback(programs.stop_sweep)
        programs.start_sweep()
        announce({"url": url, "websocket_url": ejabberd.websocket_url, "api_url": ejabberd.api_url, **blocks})
        _watch(programs, site, ejabberd, parent)


@dataclass
class Starts:
    """When something that is started again whenever it ends was started."""

    what: str
    moments: list[float] = field(default_factory=list)

    def note(self) -> None:
        """Remember that it was started now."""
        self.moments = [*self.moments, time.monotonic()][-MOST_STARTS:]

    def again(self, last_words: str) -> None:
        """Say that it is started again; raises SystemExit when it can't stay alive."""
        quick = [moment for moment in self.moments if moment > time.monotonic() - QUICK_END]
        if len(quick) == MOST_STARTS:
            raise SystemExit(sentence_of_end(self.what, last_words))
        print(f"{self.what} ended by itself and is started again.", file=sys.stderr)


@dataclass
class Programs:
    """How to start the programs that are written in Python."""

    log: Path
    data: Path
    sweep_every: float
    sweep: Child | None = None
    sweep_starts: Starts = field(default_factory=lambda: Starts("The sweep"))

    def site(self, listener: socket.socket, name: str = "site") -> Child:
        """Start a process of the workbench; several may share the socket."""
        fd = listener.fileno()
        return self.start(name, "-m", "chatxblock.devserver.site", str(fd), fds=[fd])

    def make_up_a_course(self) -> None:
        """Fill the course, telling how far it is; raises SystemExit where that fails."""
        command = [sys.executable, "-m", "chatxblock.devserver.fill"]
        if subprocess.run(command, env=self._environment(), check=False).returncode:
            raise SystemExit("The made-up course could not be made. What went wrong stands above.")

    def start_sweep(self) -> None:
        """Start the sweep, again if need be; raises SystemExit when it can't stay alive."""
        if self.sweep is not None:
            self.sweep.stop()
            self.sweep_starts.again(self.sweep.last_words())
        self.sweep_starts.note()
        self.sweep = self.another_sweep()

    def another_sweep(self, name: str = "sweep") -> Child:
        """Start a sweep; several do no harm to each other."""
        return self.start(name, "-m", "django", "chatxblock_sweep", "--every", str(self.sweep_every))

    def stop_sweep(self) -> None:
        """End it, if there is one."""
        if self.sweep is not None:
            self.sweep.stop()

    def start(self, name: str, *arguments: str, fds: list[int] | None = None) -> Child:
        """Start a program of Python's with the settings of the site."""
        log = self.log / f"{name}.log"
        return Child(name, [sys.executable, *arguments], log=log, env=self._environment(), fds=fds or ())

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "CHATXBLOCK_DATA": str(self.data.absolute()),
            "DJANGO_SETTINGS_MODULE": "chatxblock.devserver.settings",
            "PYTHONUNBUFFERED": "1",
        }


def _watch(programs: Programs, site: Child, ejabberd: Ejabberd, parent: int | None) -> None:
    """Return when the parent has ended; raise SystemExit when the workbench has, or what can't stay alive."""
    starts = Starts("ejabberd")
    starts.note()
    while True:
        sweep = programs.sweep
        ended = wait_for_end({pid for pid in (site.pid, sweep and sweep.pid, parent) if pid}, LOOK_EVERY)
        if parent in ended:
            return
        if site.pid in ended:
            raise SystemExit(f"The workbench ended by itself: see {programs.log}. Everything else is ended too.")
        if not ejabberd.running:
            starts.again(f"see {ejabberd.folder / 'log'}")
            _start_ejabberd_again(ejabberd)
            starts.note()
        if ended:
            programs.start_sweep()


@contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """Hold the folder, so that two servers never write to the same database."""
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"Another dev server keeps its data in {data}. End it first, or use --data.") from None
        yield


def listen(host: str, port: int) -> socket.socket:
    """Take the port now: nobody else can have it until the site is there."""
    try:
        return socket.create_server((host, port), backlog=128)
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]
        raise SystemExit(
            f"Port {port} on {host} can't be used: {reason}. "
            "End what is listening there, or choose another one with --port (make run PORT=8001)."
        ) from None


def _start_ejabberd(data: Path, url: str, stack: ExitStack) -> Ejabberd:
    origins = sorted({url, url.replace("//127.0.0.1:", "//localhost:")})
    ejabberd = Ejabberd(folder=data / "ejabberd", websocket_origins=origins)
    stack.callback(ejabberd.stop)
    try:
        ejabberd.start()
    except ConfigurationError as error:
        raise SystemExit(str(error)) from error
    return ejabberd


def _start_ejabberd_again(ejabberd: Ejabberd) -> None:
    """Bring it back to where the site and open windows look for it, with all that was said."""
    before = (ejabberd.websocket_url, ejabberd.c2s_port, ejabberd.api_url)
    ejabberd.stop()
    try:
        ejabberd.start()
    except ConfigurationError as error:
        raise SystemExit(str(error)) from error
    if (ejabberd.websocket_url, ejabberd.c2s_port, ejabberd.api_url) != before:
        raise SystemExit("ejabberd ended by itself, and its ports were taken meanwhile. Start the dev server again.")


def hosts(host: str) -> list[str]:
    """Return under which names the site may be addressed."""
    return sorted({"127.0.0.1", "localhost", host})


class Chat(Protocol):
    """What the site has to know of the chat: of one server, or of several behind a proxy."""

    domain: str
    rooms_domain: str
    token_secret: str
    service_jid: str
    service_password: str

    @property
    def websocket_url(self) -> str: ...  # noqa: D102
    @property
    def api_url(self) -> str: ...  # noqa: D102
    @property
    def c2s_port(self) -> int: ...  # noqa: D102


def chat_settings(url: str, ejabberd: Chat) -> dict[str, Any]:
    """Return the CHATXBLOCK setting."""
    return {
        "DOMAIN": ejabberd.domain,
        "ROOMS_DOMAIN": ejabberd.rooms_domain,
        "WEBSOCKET_URL": ejabberd.websocket_url,
        "TOKEN_SECRET": ejabberd.token_secret,
        "SERVICE_JID": ejabberd.service_jid,
        "SERVICE_PASSWORD": ejabberd.service_password,
        "SERVICE_HOST": "127.0.0.1",
        "SERVICE_PORT": ejabberd.c2s_port,
        "SERVICE_TLS": False,
        "API_URL": ejabberd.api_url,
        "BASE_URL": url,
        "ROOM_KINDS": room_kinds(f"{url}/meet/{{room}}"),
    }


def room_kinds(link: str) -> dict[str, Any]:
    """Return a video room for play, unless browsers come from other machines: such a link has to be encrypted."""
    if list(problems(link)):
        return {}
    return {"video": {"BACKEND": "chatxblock.rooms.link.LinkRooms", "OPTIONS": {"url": link, "label": "video room"}}}


def ask_for_blocks(url: str, site: Child) -> dict[str, Any]:
    """Ask the site what it has. It answers once it is ready, since its socket listens already."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=START_SECONDS)
    try:
        connection.request("GET", "/blocks.json")
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise SystemExit(sentence_of_end("The workbench", site.last_words())) from error
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise SystemExit(sentence_of_end("The workbench", site.last_words()))
    blocks: dict[str, Any] = json.loads(body)
    return blocks


def sentence_of_end(what: str, last_words: str) -> str:
    """Return what is said where something can't stay alive."""
    return f"{what} did not stay alive. Its last words:\n{last_words}"
