"""Four workers forked from a master that has loaded the site and spoken to the chat server: gunicorn and uWSGI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event
from typing import Any

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.support.devsite import eventually
from tests.workers.fixtures import Answer, WorkersFixture, frozen, mute, running_site

MOST_SECONDS = 4.0
"""For the chat server, beyond what the machine takes at that moment for handlers that ask it nothing."""
SETTLING = 90.0
"""Seconds for everything to come to rest: grace, retries and the pauses between connections."""

POSTED = ("call", "cancel", "solved", "leave", "gone", "people", "accept", "decline", "seen", "invite", "remove")
ABOUT_A_CALL = (*POSTED, "window", "transcript")

Hurt = Callable[[Ejabberd], AbstractContextManager[None]]


@pytest.fixture(scope="module", params=["uwsgi", pytest.param("gunicorn", marks=pytest.mark.soak)])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkersFixture]:
    with running_site(request.param, tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(autouse=True)
def _at_rest(site: WorkersFixture) -> Iterator[None]:
    """Whatever a test did, in the end every call is closed and no room is left."""
    yield
    assert eventually(site.at_rest, SETTLING), (site.open_calls(), site.rooms())


def test_every_worker_has_a_session_of_its_own(site: WorkersFixture) -> None:
    """Once they have all connected, none puts another out: all of a round get their rooms at once."""

    def all_get_rooms() -> bool:
        answers = [answer for _, answer in site.all_workers_ask()]
        assert {answer.status for answer in answers} == {201}
        return all(answer.call["room"] is not None for answer in answers)

    assert eventually(all_get_rooms)


def test_every_worker_comes_back_after_a_kill_and_makes_nothing_that_was_withdrawn(site: WorkersFixture) -> None:
    site.all_workers_ask()
    site.ejabberd.kill()
    asker, during = site.ask()
    assert (during.status, during.call["room"]) == (201, None)
    assert during.seconds < MOST_SECONDS
    hers = {"call_id": during.call["id"]}
    site.post("lobby", asker, hers)  # her lobby is open: nobody in her room would end her call in some seconds
    site.leave_all(site.ask_many(8))
    site.ejabberd.start()
    assert eventually(lambda: site.post("call", asker, hers).call["room"] is not None)
    for _, answer in site.all_workers_ask():
        assert (answer.status, answer.call["room"] is not None) == (201, True)

    def hers_alone() -> bool:
        site.post("lobby", asker, hers)
        return site.open_calls() == {during.call["id"].replace("-", "")}

    assert eventually(hers_alone, SETTLING), site.open_calls()
    assert len(site.rooms()) == 1
    site.leave_all([(asker, during)])


@pytest.mark.parametrize("hurt", [frozen, mute])
def test_every_handler_answers_in_time_while_the_chat_server_is_silent(site: WorkersFixture, hurt: Hurt) -> None:
    site.all_workers_ask()
    asked = site.ask_many(len(ABOUT_A_CALL))
    newcomer = next(site.pupils)
    requests = prepared(site, newcomer, dict(zip(ABOUT_A_CALL, asked, strict=True)))
    with ThreadPoolExecutor(len(requests)) as pool:  # what the machine takes for as many that ask the chat nothing
        floor = max(answer.seconds for answer in pool.map(lambda _: site.post("history", newcomer), requests))
    assert eventually(lambda: site.looked_at("ready")[0] == 200)
    with hurt(site.ejabberd):
        Event().wait(2.5)  # until it is time to look who is inside
        status, found = site.looked_at("ready")
        assert (status, found["database"], site.looked_at("alive")[0]) == (503, "ok", 200)
        assert found["chat_api"] in ("wrong", "silent")
        with ThreadPoolExecutor(len(requests)) as pool:
            began = {name: pool.submit(send) for name, send in requests.items()}
            answers = {name: future.result() for name, future in began.items()}
    site.leave_all([*asked, (newcomer, answers["ask"])])
    slow = {name: answer.seconds for name, answer in answers.items() if answer.seconds > MOST_SECONDS + floor}
    assert slow == {}, floor
    assert {name: answer.status for name, answer in answers.items()} == {
        name: {"ask": 201, "transcript": 503, "answer_left": 404, "thank": 403}.get(name, 200) for name in requests
    }
    assert answers["transcript"].value == {} or answers["transcript"].value["code"] == "chat-unavailable"


def test_a_deploy_cuts_nobody_off(site: WorkersFixture) -> None:
    """Told to end while people ask: every answer comes, and nothing is left taken by who is gone."""
    site.all_workers_ask()
    site.leave_all(site.ask_many(4))  # for the sweep, which is told to end in the midst of them
    with frozen(site.ejabberd):
        before = site.open_calls()
        with ThreadPoolExecutor(4) as pool:
            under_way = [pool.submit(site.ask) for _ in range(4)]
            assert eventually(lambda: len(site.open_calls() - before) == 4)
            site.stop()
            asked = [future.result() for future in under_way]
        assert [(answer.status, answer.call["room"]) for _, answer in asked] == [(201, None)] * 4
        assert eventually(lambda: not (site.server.running or site.sweep.running), 20)
        assert site.sweep.exit_status == 0
        assert site.leased() == set()
    site.start_again()
    assert eventually(lambda: all(site.post("call", who, {"call_id": a.call["id"]}).call["room"] for who, a in asked))
    site.leave_all(asked)


def prepared(
    site: WorkersFixture, newcomer: str, asked: dict[str, tuple[str, Answer]]
) -> dict[str, Callable[[], Answer]]:
    """Return a request for each handler, each about a call of its own."""
    askers = {name: asker for name, (asker, _) in asked.items()}
    calls = {name: answer.call["id"] for name, (_, answer) in asked.items()}
    site.post("accept", "helper3", {"call_id": calls["remove"]})
    people = site.post("people", askers["remove"], {"call_id": calls["remove"]}).value["people"]
    helper = next(person["jid"] for person in people if person["role"] == "helper")
    who = askers | {
        "accept": "helper1",
        "decline": "helper2",
        "seen": "helper3",
        "duty": "helper1",
        "helper": "helper2",
    }
    who |= {"answer_left": "staff", "join": "staff", "follow": "staff"}
    more: dict[str, dict[str, Any]] = {
        "invite": {"person": "staff"},
        "remove": {"person": helper},
        "admit": {"person": helper},
        "thank": {"person": helper},
        "duty": {"on_duty": True},
        "helper": {"sound": False},
        "similar": {"question": "Why is the matrix not invertible here?"},
        "answer_left": {"answer": "Look at the determinant."},
    }

    def posting(name: str) -> Callable[[], Answer]:
        return lambda: site.post(name, who[name], {"call_id": calls[name], **more.get(name, {})})

    return {name: posting(name) for name in POSTED} | {
        "ask": lambda: site.ask(newcomer)[1],
        "ticket": lambda: site.post("ticket", "helper1"),
        "inbox": lambda: site.post("inbox", "helper1"),
        "window": lambda: site.get("window", askers["window"], calls["window"]),
        "transcript": lambda: site.get("transcript", askers["transcript"], calls["transcript"]),
    }
