"""Two sites, each with a database of its own, on one chat server: same course, unit and usernames, and nothing mixes.

They have the domain, the service's account and the secret in common, the least that can keep them apart. With domains
of their own the server does not even let a token of one into the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.domain.calls.call import Call, State
from chatxblock.domain.helpers.service import HelperService
from chatxblock.domain.ports import RoomKinds
from chatxblock.rooms.kinds import CHAT, NamedKinds
from chatxblock.testing import MemoryEvents
from tests.support.chat import MakeLearner, Service, settings_for
from tests.support.learner import Learner
from tests.unit.fixtures import Course

pytest_plugins = ("tests.support.servers",)


class OneSite(Course):
    """A site whose rooms are real."""

    def __init__(self, chat: Service, secret: str) -> None:
        self.chat = chat
        super().__init__()
        self.duty = HelperService(
            service=self.service,
            calls=self.store,
            helpers=self.store,
            presence=chat.presence,
            events=MemoryEvents(),
            clock=self.clock,
            secret=secret,
        )

    def kinds(self) -> RoomKinds:
        return NamedKinds({CHAT: self.chat}, CHAT)


@pytest.fixture
def sites(ejabberd: Ejabberd) -> Iterator[tuple[OneSite, OneSite]]:
    with ExitStack() as held:
        services = [Service(settings_for(ejabberd, timeout=10.0)) for _ in range(2)]
        for service in services:
            held.callback(service.close)
        first, second = (OneSite(service, ejabberd.token_secret) for service in services)
        yield first, second


def talk(site: OneSite, ejabberd: Ejabberd, learner: MakeLearner) -> tuple[Call, str, Learner, Learner]:
    """Let Alex ask and Bo come, and return the call, its address and both of them there."""
    call = site.ask()
    site.service.accept(call.id, site.person("bo"))
    address = f"{call.room}@{ejabberd.rooms_domain}"
    alex, bo = (learner(site.person(name).localpart) for name in ("alex", "bo"))
    for who in (alex, bo):
        assert who.join(address).get("type") is None
    return call, address, alex, bo


def test_people_rooms_and_names_of_two_sites_do_not_mix(
    sites: tuple[OneSite, OneSite], ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    first, second = sites
    here, there = talk(first, ejabberd, learner), talk(second, ejabberd, learner)
    assert here[0].room != there[0].room
    names = ["alex", "bo", "cy", "dee"]
    assert not {first.person(n).localpart for n in names} & {second.person(n).localpart for n in names}
    assert there[2].join(here[1]).get("type") == "error"  # Alex of the other site
    here[2].say(here[1], "said here")
    there[2].say(there[1], "said there")
    for which, (site, (call, _address, _alex, bo)) in enumerate(zip(sites, (here, there), strict=True)):
        site.chat.settle()
        lines = site.chat.read(call.room).lines
        assert [line.body for line in lines] == [["said here", "said there"][which]]
        assert {line.author for line in lines} == {site.person("alex").localpart}
        assert site.store.persons([sites[1 - which].person("bo").localpart]) == {}
        assert bo.localpart == site.person("bo").localpart


def test_a_call_that_ends_at_one_site_leaves_the_other_site_talking(
    sites: tuple[OneSite, OneSite], ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    first, second = sites
    here, there = talk(first, ejabberd, learner), talk(second, ejabberd, learner)
    here[2].say(here[1], "kept here")
    here[2].settle()
    first.service.leave(here[0].id, first.person("alex"), None)
    first.service.leave(here[0].id, first.person("bo"), None)
    first.service.sweep()
    assert first.store.load(here[0].id).state is State.CLOSED
    assert [line.body for line in first.store.log(here[0].id)] == ["kept here"]
    second.service.sweep()
    assert second.store.load(there[0].id).running
    assert second.chat.inside(there[0].room) == {there[2].localpart, there[3].localpart}


def test_who_is_on_duty_at_one_site_is_nobody_at_the_other(
    sites: tuple[OneSite, OneSite], ejabberd: Ejabberd, learner: MakeLearner
) -> None:
    first, second = sites
    for site in sites:
        site.duty.come(site.person("bo"))
    door = first.duty.arrive(first.person("bo"))
    second.duty.arrive(second.person("bo"))
    bo = learner(first.person("bo").localpart)
    assert bo.join(f"{door.room}@{ejabberd.rooms_domain}", password=door.password).get("type") is None
    for site in sites:
        site.clock.pass_time(600)
        site.duty.watch()
    assert first.duty.helper(first.person("bo")).present
    assert not second.duty.helper(second.person("bo")).present
    assert second.store.persons([bo.localpart]) == {}
