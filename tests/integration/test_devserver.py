"""`python -m chatxblock.devserver`, as developers and scripts use it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from chatxblock.devserver.people import PEOPLE
from chatxblock.devserver.server import room_kinds
from chatxblock.devserver.state import read_state
from tests.support.devsite import DEADLINE, DevSite, Watch, command_line, descendants, eventually


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevSite]:
    with DevSite(tmp_path_factory.mktemp("dev")) as running:
        yield running


def refused_start(*arguments: str, **environment: str) -> str:
    """Start a dev server that must not get ready, and return what it says."""
    command = [sys.executable, "-m", "chatxblock.devserver", *arguments]
    env = {**os.environ, **environment}
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=DEADLINE, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    return ended.stderr


def test_announces_templates_of_addresses(site: DevSite) -> None:
    assert set(site.addresses) == {"url", "websocket_url", "api_url", "blocks"}
    first = site.addresses["blocks"][0]
    assert set(first) == {"usage", "page_url", "handler_url"}
    assert "{student}" in first["page_url"]
    for place in ("{handler}", "{suffix}", "{student}"):
        assert place in first["handler_url"]


def test_start_page_offers_everybody_in_a_window_of_their_own(site: DevSite) -> None:
    page = requests.get(site.url, timeout=10).text
    for person in PEOPLE:
        assert f"Open as {person.name}" in page
        assert f'?student={person.username}" target="_blank" rel="noopener"' in page
        assert requests.get(site.url + person.image_url, timeout=10).headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("student", [person.username for person in PEOPLE])
def test_everybody_gets_the_page_of_the_block(site: DevSite, student: str) -> None:
    answer = requests.get(site.page_url(student), timeout=10)
    assert answer.status_code == 200
    assert "chatxblock" in answer.text


def test_a_page_of_its_own_stands_in_for_a_video_room(site: DevSite) -> None:
    answer = requests.get(f"{site.url}/meet/5b0c", timeout=10)
    assert "Here would be your video room" in answer.text
    state = read_state(site.data)
    assert state is not None
    assert state.chatxblock["ROOM_KINDS"]["video"]["OPTIONS"]["url"] == f"{site.url}/meet/{{room}}"


def test_other_machines_get_no_video_room_in_the_clear() -> None:
    assert room_kinds("http://192.0.2.1:8000/meet/{room}") == {}


def test_port_in_use_is_said_in_a_sentence(site: DevSite, tmp_path: Path) -> None:
    port = urlsplit(site.url).port
    said = refused_start("--port", str(port), "--data", str(tmp_path))
    assert said.startswith(f"Port {port} on 127.0.0.1 can't be used: Address already in use.")
    assert "Traceback" not in said


def test_folder_in_use_is_said_in_a_sentence(site: DevSite) -> None:
    said = refused_start("--port", "0", "--data", str(site.data))
    assert said.startswith("Another dev server keeps its data in")


def test_wrong_setting_is_said_before_anything_runs_with_it(tmp_path: Path) -> None:
    said = refused_start("--port", "0", "--data", str(tmp_path), CHATXBLOCK_DEV_SETTINGS='{"GRACE_SECOND": 1}')
    assert said.startswith("The workbench did not stay alive.")
    assert "GRACE_SECOND" in said


NASTY = """it's a "folder" $HOME;%41#1?x&y\\n größe مجلد 文 """ + "long " * 24
"""What a shell, a URL, YAML and Erlang would read otherwise, in several scripts, longer than the path of a socket."""


def test_what_is_kept_in_a_folder_of_any_name_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / NASTY
    data.mkdir()
    data.chmod(0o755)
    with DevSite(data) as site:
        requests.get(site.page_url("learner"), timeout=10)
        kept = [data, *data.rglob("*")]
        names = {path.name for path in kept}
        assert {"settings.json", "chatxblock.sqlite3", "site.log", "server.json", "archive.db", "token.jwk"} <= names
        readable = {path.name for path in kept if path.stat().st_mode & 0o077}
        assert readable <= {"stderr.txt"}  # the test's own


SERVED = ("/", "/media/", "/static/", "/static/djpyfs/", "/resource/chatxblock/", "/resource/chatxblock/public/")
TRAILS = ("{}", "/{}", "%2f{}", "../{}", "..%2f{}", "%2e%2e/{}", "..%5c{}", "x/../{}", "../../../../../../..{}")
"""Ways out of a folder that is served."""


def test_no_file_is_served_but_what_is_meant(site: DevSite) -> None:
    secret = json.loads((site.data / "settings.json").read_text())["chatxblock"]["TOKEN_SECRET"].encode()
    files = (Path("setup.py").absolute(), site.data / "settings.json")
    names = [name for file in files for name in (str(file), os.path.relpath(file))]
    with closing(http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=10)) as connection:
        for served, trail, name in product(SERVED, TRAILS, names):
            connection.request("GET", served + trail.format(name))
            answer = connection.getresponse()
            assert answer.status != 200, (served, trail, name)
            assert secret not in answer.read()
        connection.request("GET", "/resource/chatxblock/public/page.css")
        assert connection.getresponse().status == 200


NAVIGATION = {"Sec-Fetch-Mode": "navigate"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=["another site", "no origin", "another port", "cross-site", "same-site"],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_a_page_of_another_site_reads_and_changes_nothing(site: DevSite, method: str, headers: dict[str, str]) -> None:
    for url in (site.handler_url("inbox", "learner"), f"{site.url}/blocks.json", f"{site.url}/reset_state"):
        assert requests.request(method, url, headers=headers, timeout=10).status_code == 403
    own = {"Origin": site.url, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert requests.get(f"{site.url}/blocks.json", headers=own, timeout=10).status_code == 200


def test_links_from_anywhere_lead_to_a_page_and_change_nothing(site: DevSite) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site", **NAVIGATION}
    assert requests.get(site.page_url("learner"), headers=elsewhere, timeout=10).status_code == 200
    for more in ({}, {"Referer": "https://evil.example/"}, {"Referer": f"{site.url}.evil.example/"}):
        answer = requests.get(f"{site.url}/reset_state", headers={**elsewhere, **more}, timeout=10)
        assert answer.status_code == 403


def test_a_name_that_was_bent_to_this_machine_is_refused(site: DevSite) -> None:
    evil = f"evil.example:{urlsplit(site.url).port}"
    for path in ("/", "/blocks.json", f"/{urlsplit(site.handler_url('inbox', 'learner')).path}"):
        answer = requests.get(site.url + path, headers={"Host": evil, "Origin": f"http://{evil}"}, timeout=10)
        assert answer.status_code == 400
        assert "learner" not in answer.text


def test_a_browser_cannot_call_the_chat_servers_api(site: DevSite) -> None:
    status = f"{site.addresses['api_url']}/status"
    assert answers(status)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": site.url}):
        text = {"Content-Type": "text/plain", **headers}
        assert requests.post(status, data="{}", headers=text, timeout=5).status_code == 403
    assert requests.get(status, timeout=5).status_code == 403


def test_sigterm_and_sigkill_end_everything_and_the_next_start_keeps_what_there_was(tmp_path: Path) -> None:
    with DevSite(tmp_path) as first:
        children = descendants(first.process.pid)
        assert len(children) >= 3
        watch = Watch(children)
        before = json.loads((tmp_path / "settings.json").read_text())
        leave_mark(tmp_path / "chatxblock.sqlite3")
        assert first.stop() == 0
    assert watch.alive_after() == []
    with DevSite(tmp_path) as second:
        assert all(requests.get(second.page_url("learner", block), timeout=10).ok for block in range(7))
        after = json.loads((tmp_path / "settings.json").read_text())
        watch = Watch(descendants(second.process.pid))
        second.process.kill()
        assert watch.alive_after() == []
    assert after["secret_key"] == before["secret_key"]
    for secret in ("TOKEN_SECRET", "SERVICE_PASSWORD"):
        assert after["chatxblock"][secret] == before["chatxblock"][secret]
    assert has_mark(tmp_path / "chatxblock.sqlite3")


def leave_mark(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO django_session VALUES ('mark', '', '2099-01-01')")


def has_mark(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        return bool(connection.execute("SELECT 1 FROM django_session WHERE session_key = 'mark'").fetchall())


def test_it_ends_with_its_parent_when_told_to(tmp_path: Path) -> None:
    with DevSite(tmp_path, "--with-parent", shell='"$@" & wait') as site:
        watch = Watch(descendants(site.process.pid))
        site.process.kill()
        site.process.wait(DEADLINE)
        assert watch.alive_after() == []


def test_everything_ends_when_the_workbench_does(tmp_path: Path) -> None:
    with DevSite(tmp_path) as site:
        children = descendants(site.process.pid)
        watch = Watch(children)
        workbench = next(pid for pid in children if b"chatxblock.devserver.site" in command_line(pid))
        os.kill(workbench, signal.SIGKILL)
        assert site.process.wait(DEADLINE) == 1
        assert watch.alive_after() == []
        assert "The workbench ended by itself" in (tmp_path / "stderr.txt").read_text()


def test_the_sweep_is_started_again(site: DevSite) -> None:
    first = sweeps(site)
    os.kill(first[0], signal.SIGKILL)
    assert eventually(lambda: [pid for pid in sweeps(site) if pid not in first] != [])
    assert "The sweep ended by itself and is started again." in (site.data / "stderr.txt").read_text()


def test_ejabberd_is_started_again_at_the_same_place(site: DevSite) -> None:
    first = chat_server(site)
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: chat_server(site) not in (0, first))
    status = f"{site.addresses['api_url']}/status"
    assert eventually(lambda: answers(status))
    assert "ejabberd ended by itself and is started again." in (site.data / "stderr.txt").read_text()


def answers(url: str) -> bool:
    try:
        return requests.post(url, json={}, timeout=5).ok
    except requests.ConnectionError:
        return False


def chat_server(site: DevSite) -> int:
    """Return the id of ejabberd's process, 0 while there is none."""
    found = (pid for pid in descendants(site.process.pid) if b"ejabberd" in command_line(pid).split(b"\0"))
    return next(found, 0)


def sweeps(site: DevSite) -> list[int]:
    return [pid for pid in descendants(site.process.pid) if b"chatxblock_sweep" in command_line(pid)]
