"""An outside service that works, and all the ways in which one does not: the next one chooses, in time."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from chatxblock.devserver.certificate import make_certificate
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.deadline import deadline
from chatxblock.errors import ConfigurationError, PeeringFailed
from chatxblock.peering.http import MOST_BYTES, HttpPeering
from chatxblock.peering.least_answered import LeastAnswered
from chatxblock.peering.named import NamedPeerings
from chatxblock.testing import Draw, MemoryCourse, a_call, a_helper, a_person
from chatxblock.testing.peering_contract import an_outcome
from examples.peering_server import PeeringServer
from tests.support.outside import SECRET, serving

ROUND = Round(size=2, wait=60.0, pool="peers")
LIMIT = 0.3
"""Seconds that a service gets in these tests."""
ROOM = 1.5
"""Seconds more, on a busy machine."""
TIME_LIMIT = 10.0

Behave = Callable[[socket.socket, threading.Event], None]


class Rude(threading.Thread):
    """A server that reads nothing and behaves as it is told, to every connection."""

    def __init__(self, behave: Behave) -> None:
        super().__init__(daemon=True)
        self._behave = behave
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.over = threading.Event()
        self.left = threading.Event()
        """Set once a caller was seen to go away."""
        self.callers = 0
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def run(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            self.callers += 1
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def stop(self) -> None:
        self.over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.join(TIME_LIMIT)

    def _serve(self, link: socket.socket) -> None:
        with link:
            try:
                self._behave(link, self.over)
            except OSError:
                self.left.set()


@contextmanager
def rude(behave: Behave) -> Iterator[Rude]:
    server = Rude(behave)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def answer(content: bytes, head: bytes = b"HTTP/1.1 200 OK\r\n") -> Behave:
    def behave(link: socket.socket, over: threading.Event) -> None:
        link.recv(65536)
        link.sendall(head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(content) + content)

    return behave


def drip(start: bytes, drop: bytes) -> Behave:
    """Send something, and then a little more, for ever."""

    def behave(link: socket.socket, over: threading.Event) -> None:
        link.sendall(start)
        while not over.wait(0.02):
            link.sendall(drop)

    return behave


def hang(link: socket.socket, over: threading.Event) -> None:
    """Read, and say nothing, until the caller has gone."""
    while link.recv(65536):
        pass
    raise ConnectionResetError


def hang_up(link: socket.socket, over: threading.Event) -> None:
    link.recv(1)


FAILURES: dict[str, Behave] = {
    "hangs": hang,
    "hangs up": hang_up,
    "drips its status": drip(b"", b"H"),
    "drips headers": drip(b"HTTP/1.1 200 OK\r\n", b"X-Drop: 1\r\n"),
    "drips one header": drip(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "drips its body": drip(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", b" "),
    "drips chunks": drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "drips 100 Continue": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "speaks no HTTP": answer(b"", b"220 mail.example.org ESMTP\r\n"),
    "answers 500": answer(b'{"choose": []}', b"HTTP/1.1 500 Oops\r\n"),
    "answers 401": answer(b'{"error": "no"}', b"HTTP/1.1 401 Unauthorized\r\n"),
    "answers 204": answer(b"", b"HTTP/1.1 204 No Content\r\n"),
    "answers HTML": answer(b"<html><body>It works!</body></html>"),
    "answers 10 MB": answer(b'{"choose": ["' + b"x" * 10_000_000 + b'"]}'),
    "answers half": answer(b'{"choose": [', b"HTTP/1.1 200 OK\r\n"),
    "answers rubbish": answer(b'{"choose": [1, 2, 3]}'),
    "answers compressed": answer(b"\x1f\x8b\x08", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"),
    "has endless headers": answer(b"", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200),
}


def helpers(many: int = 6) -> list[Any]:
    return [a_helper(number, answered=many - number) for number in range(1, many + 1)]


def http(url: str, **options: Any) -> HttpPeering:
    return HttpPeering(url, SECRET, **{"timeout": LIMIT, **options})


def numbers(chosen: Any) -> list[int]:
    return [helper.person.id for helper in chosen]


def waiting_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "chatxblock-peering"]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Return where the reference server is."""
    with serving(PeeringServer(SECRET)) as address:
        yield address


def test_the_service_chooses(url: str) -> None:
    assert numbers(HttpPeering(url, SECRET).choose(a_call(), ROUND, helpers())) == [6, 5]


def test_the_service_is_found_below_a_path(url: str) -> None:
    with pytest.raises(PeeringFailed, match="404"):
        HttpPeering(f"{url}/elsewhere/", SECRET).choose(a_call(), ROUND, helpers())
    assert HttpPeering(f"{url}/", SECRET).choose(a_call(), ROUND, helpers())


def test_it_is_told_of_no_more_candidates_than_asked_for(url: str) -> None:
    draw = Draw(helpers(30))
    assert numbers(HttpPeering(url, SECRET, look_at=7).choose(a_call(), ROUND, draw)) == [7, 6]
    assert draw.taken == 7


def test_where_nobody_can_be_asked_the_service_is_not_troubled() -> None:
    with rude(hang) as server:
        assert http(server.url).choose(a_call(), ROUND, []) == []
        assert server.callers == 0


@pytest.mark.parametrize("behave", FAILURES.values(), ids=FAILURES.keys())
def test_whatever_goes_wrong_the_next_one_chooses_in_time(behave: Behave) -> None:
    with rude(behave) as server:
        peerings = NamedPeerings({"outside": http(server.url), "fewest": LeastAnswered()}, "outside")
        began = time.monotonic()
        assert numbers(peerings.choose(a_call(), ROUND, helpers())) == [1, 2]
        assert time.monotonic() - began < LIMIT + ROOM
        assert server.callers == 1
        for thread in waiting_threads():
            thread.join(TIME_LIMIT)
            assert not thread.is_alive(), "whoever waited for it was not sent home"


def test_a_service_that_is_not_there_costs_no_wait() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    began = time.monotonic()
    with pytest.raises(PeeringFailed, match="ConnectionRefusedError"):
        http(f"http://127.0.0.1:{port}").choose(a_call(), ROUND, helpers())
    assert time.monotonic() - began < LIMIT


def test_a_machine_that_takes_no_connection_is_waited_for_no_longer() -> None:
    """Behind a full queue of connections nobody answers, as behind a firewall."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, ExitStack() as queue:
        for link in (queue.enter_context(socket.socket()) for _ in range(2)):
            link.setblocking(False)
            link.connect_ex(listener.getsockname())
        began = time.monotonic()
        with pytest.raises(PeeringFailed):
            http(f"http://127.0.0.1:{listener.getsockname()[1]}").choose(a_call(), ROUND, helpers())
        assert time.monotonic() - began < LIMIT + ROOM


def test_a_name_that_does_not_resolve_in_time_is_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def resolve(*_arguments: object) -> list[Any]:
        over.wait(TIME_LIMIT)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    began = time.monotonic()
    with pytest.raises(PeeringFailed):
        http("http://peering.test").choose(a_call(), ROUND, helpers())
    assert time.monotonic() - began < LIMIT + ROOM
    over.set()
    for thread in waiting_threads():
        thread.join(TIME_LIMIT)


def test_a_caller_in_a_hurry_is_not_held_up_longer_than_that() -> None:
    with rude(hang) as server:
        began = time.monotonic()
        with deadline(0.1), pytest.raises(PeeringFailed):
            HttpPeering(server.url, SECRET).choose(a_call(), ROUND, helpers())
        assert time.monotonic() - began < 0.1 + ROOM


def test_what_is_sent_is_taken_by_a_library_of_the_scheme() -> None:
    """As it comes over the wire; asked again it has the same id, and every kind of message another."""
    seen: list[tuple[str, str]] = []

    def behave(link: socket.socket, over: threading.Event) -> None:
        head, _, body = link.recv(65536).partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
        while len(body) < int(headers["Content-Length"]):
            body += link.recv(65536)
        message = Webhook(f"whsec_{'A' * 32}").verify(body, headers)
        seen.append((message["type"], headers["webhook-id"]))
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + b'{"choose": []}')

    call = an_outcome([])
    with rude(behave) as server:
        peering = HttpPeering(server.url, f"whsec_{'A' * 32}")
        for _ in range(2):
            peering.choose(call, ROUND, helpers())
        peering.call_ended(call)
    assert [kind for kind, _ in seen] == ["peering.choose", "peering.choose", "peering.told"]
    assert seen[0] == seen[1]
    assert seen[1][1] != seen[2][1]


def test_redirects_are_not_followed(url: str) -> None:
    head = f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {url}/choose\r\n".encode()
    with rude(answer(b"", head)) as server, pytest.raises(PeeringFailed, match="307"):
        http(server.url).choose(a_call(), ROUND, helpers())


def test_a_proxy_of_the_environment_is_not_used(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with rude(hang) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert HttpPeering(url, SECRET).choose(a_call(), ROUND, helpers())
        assert proxy.callers == 0


def test_an_answer_of_the_greatest_size_is_read() -> None:
    content = json.dumps({"choose": [a_person(1).localpart]}).encode()
    with rude(answer(content + b" " * (MOST_BYTES - len(content)))) as server:
        assert numbers(http(server.url).choose(a_call(), ROUND, helpers())) == [1]


def test_a_dead_service_costs_nothing_after_a_while() -> None:
    with rude(hang_up) as server:
        peering = http(server.url, failures=3, rest=60.0)
        for _ in range(6):
            with pytest.raises(PeeringFailed):
                peering.choose(a_call(), ROUND, helpers())
        draw = Draw(helpers())
        with pytest.raises(PeeringFailed):
            peering.choose(a_call(), ROUND, draw)
        with pytest.raises(PeeringFailed):
            peering.call_ended(a_call())
        assert server.callers == 3
        assert draw.taken == 0, "candidates cost queries"


def test_a_service_that_is_mended_is_asked_again() -> None:
    content = json.dumps({"choose": [a_person(1).localpart]}).encode()
    broken = [True]

    def behave(link: socket.socket, over: threading.Event) -> None:
        (hang_up if broken[0] else answer(content))(link, over)

    with rude(behave) as server:
        peering = http(server.url, failures=1, rest=0.05)
        with pytest.raises(PeeringFailed):
            peering.choose(a_call(), ROUND, helpers())
        broken[0] = False
        threading.Event().wait(0.06)
        assert numbers(peering.choose(a_call(), ROUND, helpers())) == [1]


def test_all_circles_of_a_round_together_have_two_seconds() -> None:
    """A round that finds too few people asks for the next pool at once; a service that hangs is waited for once."""
    with rude(hang) as server:
        outside = http(server.url, failures=100)
        peerings = NamedPeerings({"outside": outside, "fewest": LeastAnswered()}, "outside")
        course = MemoryCourse(peerings, plan="3 peers 60s\n3 staff 60s\n3 everyone 60s")
        course.come("bo", "cy")
        began = time.monotonic()
        call = course.ask()
        assert time.monotonic() - began < LIMIT + ROOM
        assert server.callers == 1
        assert sorted(course.asked(call)) == ["bo", "cy"]
        course.pass_time(61)
        course.come("dee")
        course.pass_time(121)
        assert server.callers > 1, "the next rounds ask it again"


def test_outcomes_are_told_within_the_time_and_failures_are_told_to_the_caller(url: str) -> None:
    HttpPeering(url, SECRET).call_ended(an_outcome([a_person(1), a_person(2)]))
    with rude(hang) as server:
        began = time.monotonic()
        with pytest.raises(PeeringFailed):
            http(server.url).call_ended(an_outcome([]))
        assert time.monotonic() - began < LIMIT + ROOM


@pytest.mark.parametrize(
    "options",
    [
        {"url": "ftp://peering.test"},
        {"url": "peering.test"},
        {"url": "http://"},
        {"url": "https://peering.test:port"},
        {"secret": "short"},
        {"secret": "whsec_short"},
        {"secret": "whsec_no base64, though it is longer than that"},
        {"timeout": 0},
        {"timeout": 2.5},
        {"look_at": 0},
        {"failures": 0},
        {"rest": -1.0},
        {"url": "https://peering.test", "ca_file": "/no/such/file.pem"},
    ],
)
def test_settings_that_cannot_work_are_told(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="HttpPeering") as told:
        HttpPeering(**{"url": "http://peering.test", "secret": SECRET, **options})
    assert SECRET not in str(told.value)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the certificate and key of a server that nobody knows."""
    return make_certificate(tmp_path_factory.mktemp("peering") / "localhost.pem", "localhost")


def test_over_tls_only_a_service_that_somebody_vouches_for_is_asked(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = PeeringServer(SECRET)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    with serving(server) as address:
        safe = address.replace("http://127.0.0.1", "https://localhost")
        known = HttpPeering(safe, SECRET, ca_file=str(certificate))
        assert numbers(known.choose(a_call(), ROUND, helpers())) == [6, 5]
        with pytest.raises(PeeringFailed, match="SSLCertVerificationError"):
            HttpPeering(safe, SECRET).choose(a_call(), ROUND, helpers())
