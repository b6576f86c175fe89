"""Browsers beside Chromium, each by its own automation: Firefox by Marionette, WebKitGTK by its WebDriver.

Both speak the commands of W3C WebDriver. WebKit takes them over HTTP; Firefox takes them from its Marionette socket as
they are, so that nothing has to be between. This module must not know of the chat.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, Protocol

import requests

from tests.support.devsite import DEADLINE, eventually

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of a reference to an element (W3C WebDriver, 12.2)."""
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = shutil.which("WebKitWebDriver")
PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:1",
    "app.normandy.enabled": False,
}
"""For a Firefox that asks nobody anything, and reaches nobody."""
FIND = """
    const [selector, words, read] = arguments;
    function* all(root) {
        for (const element of root.querySelectorAll("*")) {
            yield element;
            if (element.shadowRoot) yield* all(element.shadowRoot);
        }
    }
    function says(element) {
        const said = [element.getAttribute("aria-label"), element.innerText];
        return said.some((one) => one?.replace(/\\s+/g, " ").includes(words));
    }
    const found = [...all(document)].filter((one) => one.matches(selector) && one.getClientRects().length && says(one));
    return read ? found.map((one) => (one.innerText ?? "").trim()) : found;
"""
"""All elements that can be seen, in shadow roots too, by selector and words; or what they say."""
COMPLAINTS = """
    if (window.complaints) return window.complaints;
    window.complaints = [];
    for (const kind of ["error", "unhandledrejection"]) {
        window.addEventListener(kind, (event) => window.complaints.push(String(event.message ?? event.reason)));
    }
    return window.complaints;
"""
"""What scripts of the page stumbled over, from the first look on."""


class CommandError(AssertionError):
    """A browser could not do what it was told, as while one page gives way to the next."""


class Wire(Protocol):
    """How commands reach a browser."""

    def command(self, name: str, **parameters: Any) -> Any:
        """Carry out a command of WebDriver under Marionette's name, and return its value."""


class Marionette:
    """Firefox's own socket: a message is its length in bytes, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), DEADLINE)
        self._buffer = b""
        self._receive()
        self.command("NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "ignore"}})

    def command(self, name: str, **parameters: Any) -> Any:
        text = json.dumps([0, 1, f"WebDriver:{name}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._receive()
        if error:
            raise CommandError(f"{name}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def close(self) -> None:
        self._socket.close()

    def _receive(self) -> Any:
        while b":" not in self._buffer:
            self._buffer += self._more()
        size, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(size):
            self._buffer += self._more()
        text, self._buffer = self._buffer[: int(size)], self._buffer[int(size) :]
        return json.loads(text)

    def _more(self) -> bytes:
        more = self._socket.recv(65536)
        assert more, "Firefox has ended"
        return more


class WebDriver:
    """W3C WebDriver over HTTP, for the commands that are used here."""

    ROUTES: ClassVar = {
        "Navigate": ("POST", "url"),
        "Refresh": ("POST", "refresh"),
        "GetWindowHandles": ("GET", "window/handles"),
        "SwitchToWindow": ("POST", "window"),
        "NewWindow": ("POST", "window/new"),
        "CloseWindow": ("DELETE", "window"),
        "ExecuteScript": ("POST", "execute/sync"),
        "ElementClick": ("POST", "element/{id}/click"),
        "ElementClear": ("POST", "element/{id}/clear"),
        "ElementSendKeys": ("POST", "element/{id}/value"),
    }

    def __init__(self, address: str, capabilities: dict[str, Any]) -> None:
        self._http = requests.Session()
        self._base = f"{address}/session"
        session = self._send("POST", "", {"capabilities": {"alwaysMatch": capabilities}})
        self._base = f"{self._base}/{session['sessionId']}"

    def command(self, name: str, **parameters: Any) -> Any:
        method, path = self.ROUTES[name]
        return self._send(method, f"/{path.format(**parameters)}", parameters if method == "POST" else None)

    def close(self) -> None:
        self._send("DELETE", "", None)
        self._http.close()

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        value = self._http.request(method, f"{self._base}{path}", json=body, timeout=DEADLINE).json()["value"]
        if isinstance(value, dict) and "error" in value:
            raise CommandError(f"{path}: {value['error']}: {value['message']}")
        return value


class Engine:
    """One browser, and the window in which it acts."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def open(self, url: str) -> str:
        """Open an address in a window of its own, which none covers as a tab would, and return its handle."""
        handle = str(self._wire.command("NewWindow", type="window")["handle"])
        self.go(handle)
        self._wire.command("Navigate", url=url)
        return handle

    def go(self, handle: str) -> None:
        """Act in another window."""
        self._wire.command("SwitchToWindow", handle=handle)

    def opened(self, known: list[str]) -> str:
        """Wait for a window that is not among the known, act in it, and return its handle."""
        assert eventually(lambda: bool(self._new(known))), "no window opened"
        (handle,) = self._new(known)
        self.go(handle)
        return handle

    def handles(self) -> list[str]:
        """Return the handles of all windows."""
        return list(self._wire.command("GetWindowHandles"))

    def reload(self) -> None:
        """Load the page again."""
        self._wire.command("Refresh")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page, and return what it returns: None where the page is just leaving."""
        return self._wire.command("ExecuteScript", script=script, args=list(arguments))

    def url(self) -> str:
        """Return the address of the page."""
        return str(self.run("return location.href"))

    def complaints(self) -> list[str]:
        """Return what scripts of the page stumbled over since this was asked first."""
        return list(self.run(COMPLAINTS))

    def texts(self, selector: str, words: str = "") -> list[str]:
        """Return what the elements that can be seen say, in their order."""
        return list(self.run(FIND, selector, words, True) or [])

    def see(self, selector: str, words: str = "") -> str:
        """Wait for an element that can be seen, and return the id of the last such one."""
        found: list[dict[str, str]] = []

        def look() -> bool:
            with suppress(CommandError):
                found[:] = self.run(FIND, selector, words) or []
            return bool(found)

        assert eventually(look), f"no {selector} with “{words}” at {self.url()}: {self.texts('body > *, main > *')}"
        return found[-1][ELEMENT]

    def click(self, selector: str, words: str = "") -> None:
        """Click an element as a person would."""
        self._wire.command("ElementClick", id=self.see(selector, words))

    def type(self, selector: str, text: str) -> None:
        """Type into a box."""
        self._wire.command("ElementSendKeys", id=self.see(selector), text=text)

    def _new(self, known: list[str]) -> list[str]:
        return [handle for handle in self.handles() if handle not in known]


@contextmanager
def firefox(folder: Path) -> Iterator[Engine]:
    """Firefox without a screen, with a profile of its own."""
    assert FIREFOX, "This test needs Firefox: apt-get install firefox-esr"
    profile = folder / "profile"
    profile.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(lines))
    port = profile / "MarionetteActivePort"
    command = [FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    with ExitStack() as stack:
        stack.enter_context(_started(command, folder / "firefox.txt", {"HOME": str(folder)}))
        assert eventually(lambda: port.exists() and port.read_text().strip() != ""), "Firefox did not start"
        wire = Marionette(int(port.read_text()))
        stack.callback(wire.close)
        yield Engine(wire)


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """WebKitGTK's small browser on a screen that nobody sees."""
    assert WEBKIT, "This test needs WebKitGTK: apt-get install webkit2gtk-driver xvfb"
    with ExitStack() as stack:
        display = stack.enter_context(_screen(folder))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "GDK_BACKEND": "x11",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        }
        command = ["dbus-run-session", "--", WEBKIT, f"--port={port}", "--host=127.0.0.1"]
        stack.enter_context(_started(command, folder / "webkit.txt", environment))
        assert eventually(lambda: _listens(port)), "WebKitWebDriver did not start"
        wire = WebDriver(f"http://127.0.0.1:{port}", {"browserName": "MiniBrowser"})
        stack.callback(wire.close)
        yield Engine(wire)


ENGINES = {"firefox": firefox, "webkit": webkit}


def missing() -> list[str]:
    """Return the browsers that this machine does not have; where continuous integration runs each has to be there."""
    if "CI" in os.environ:
        return []
    there = {"firefox": FIREFOX, "webkit": WEBKIT and shutil.which("Xvfb") and shutil.which("dbus-run-session")}
    return [name for name in ENGINES if not there[name]]


@contextmanager
def _screen(folder: Path) -> Iterator[str]:
    """Start an X server on a free display, and give the display."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with _started(command, folder / "xvfb.txt", {}, fds=(theirs,)):
        os.close(theirs)
        with open(ours) as told:  # the whole line: Xvfb gives up where nobody takes the rest of it
            ready, _, _ = select.select([told], [], [], DEADLINE)
            number = told.readline().strip() if ready else ""
        assert number, "Xvfb did not start"
        yield f":{number}"


@contextmanager
def _started(command: list[str], said: Path, environment: dict[str, str], fds: tuple[int, ...] = ()) -> Iterator[None]:
    """Start a program, and end it and whatever it started."""
    with said.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            pass_fds=fds,
            start_new_session=True,
        )
    try:
        yield
    finally:
        os.killpg(process.pid, 15)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
