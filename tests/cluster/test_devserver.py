"""`python -m chatxblock.devserver --cluster`: two of everything, of which anything may be killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from chatxblock.devserver.state import read_state
from tests.support.devsite import DevSite, Watch, command_line, descendants, eventually

TOKEN = "c" * 32


def post(site: DevSite, handler: str, **given: Any) -> dict[str, Any]:
    """Ask the block something as a learner, as often as it takes where a process was killed."""
    answer: dict[str, Any] = {}

    def answered() -> bool:
        try:
            url = site.handler_url(handler, "learner")
            said = requests.post(
                url, json=given, cookies={"csrftoken": TOKEN}, headers={"X-CSRFToken": TOKEN}, timeout=10
            )
        except requests.RequestException:
            return False
        answer.update(said.json() if said.ok else {"status": said.status_code, "said": said.text[-500:]})
        return said.ok

    assert eventually(answered), answer
    return answer


def pids(site: DevSite, *words: str) -> list[int]:
    """Return the processes below it with one of these words on their command lines."""
    return sorted(
        pid for pid in descendants(site.process.pid) if any(word.encode() in command_line(pid) for word in words)
    )


def test_one_of_each_is_killed_and_people_are_answered(tmp_path: Path) -> None:
    with DevSite(tmp_path, "--cluster", "--sweep-every", "1", deadline=90) as site:
        sites, sweeps, nodes = (pids(site, word) for word in ("devserver.site", "chatxblock_sweep", "beam.smp"))
        assert (len(sites), len(sweeps), len(nodes)) == (2, 2, 2)
        state = read_state(tmp_path)
        assert state is not None
        assert state.database["ENGINE"] == "django.db.backends.postgresql"
        assert state.chatxblock["WEBSOCKET_URL"].startswith("wss://localhost:")
        database = pids(site, "/postgres")[0]
        for pid in (sites[0], sweeps[0], nodes[0], database):
            os.kill(pid, signal.SIGKILL)
        assert eventually(lambda: database not in pids(site, "/postgres") and len(pids(site, "/postgres")) == 1)
        asked = post(site, "ask", request_id=str(uuid4()), question="Why is the determinant zero?")
        assert eventually(lambda: post(site, "call", call_id=asked["call"]["id"])["call"]["room"] is not None)
        again = ("devserver.site", "chatxblock_sweep", "beam.smp", "haproxy")
        assert eventually(lambda: len(pids(site, *again)) == 8), pids(site, *again)
        watch = Watch(pids(site, *again, "/postgres"))
        assert site.stop() == 0
    assert watch.alive_after() == []
    assert "What was said is gone." in (tmp_path / "stderr.txt").read_text()
