"""Who goes on, decided by a row in a real PostgreSQL, between nodes that run nothing else."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from chatxblock.devserver.ejabberd import free_port
from chatxblock.ejabberd.template import BACK
from tests.cluster.bare import ADDRESSES, Bare, BareNode, bare
from tests.cluster.wires import Wires
from tests.support.alerts import assert_firing, scraped, series
from tests.support.devsite import eventually, stays

ENDED, TOO_OLD = 3, 4
WELL = """chatxblock_lease_open{instance="a"} 1
chatxblock_lease_held{instance="a"} 1
chatxblock_lease_open{instance="b"} 1
chatxblock_lease_held{instance="b"} 0
"""
A_WHILE = 4.0
"""Seconds: longer than any lease lasts that is not renewed."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    """Start what the nodes share."""
    with bare(tmp_path_factory.mktemp("bare")) as shared:
        yield shared


def open_in_turn(*nodes: BareNode) -> None:
    """Start each when the one before it serves."""
    for node in nodes:
        node.start()
        assert node.opens()


@contextmanager
def behind_a_wire(cluster: Bare, folder: Path) -> Iterator[tuple[Wires, BareNode, BareNode]]:
    """Make two nodes that reach the database through a wire."""
    with ExitStack() as held:
        door = free_port(0, held)
    with (
        Wires({"127.0.0.1": "127.0.0.1"}, door, cluster.postgres.port) as database,
        cluster.nodes(folder, sql_port=door) as (_, (a, b)),
    ):
        yield database, a, b


@contextmanager
def a_wire_of_their_own(wires: Wires, one: BareNode, other: BareNode) -> Iterator[Wires]:
    """Lead two nodes to each other by a wire that can be cut while both reach the third one."""
    ends = {"127.0.2.2": one, "127.0.2.3": other}
    with Wires({end: ADDRESSES[node.folder.name] for end, node in ends.items()}, wires.port) as between:
        for (end, node), leads in zip(ends.items(), (other, one), strict=True):
            between.lead(leads.folder, {f"{node.folder.name}.chat.test": end})
        yield between


def test_a_cut_is_decided_once_and_heals_by_itself(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (wires, (a, b)):
        open_in_turn(a, b)
        assert b.says("joined a@")
        wires.cut()
        assert b.end() == ENDED
        assert b.says("a@a.chat.test holds it and is not reached. This node ends.")
        assert eventually(lambda: a.is_open)
        b.start()
        assert b.says("a@a.chat.test holds it and can't be joined. This node waits.")
        assert not b.is_open
        wires.mend()
        assert b.opens()
        assert b.says("joined a@")
        assert a.is_open


def test_a_node_that_stood_still_never_opens_again(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        a.freeze()
        assert b.says("Lease: this node holds it.")
        assert b.opens()
        a.thaw()
        before = a.said.count("open")
        assert a.end() == ENDED
        assert a.said.count("open") == before
        assert a.says("b@b.chat.test has taken the lease. This node ends.")
        assert b.is_open


def test_alerts_fire_where_no_node_holds_the_lease(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        assert eventually(lambda: a.numbers() + b.numbers() == WELL)
        assert_firing(series(WELL), tmp_path, set(), "chatxblock-cluster")
        cluster.ask("ALTER TABLE chatxblock_lease RENAME TO elsewhere")
        away = WELL.replace(" 1\n", " 0\n")
        assert eventually(lambda: a.numbers() + b.numbers() == away)
        cluster.ask("ALTER TABLE elsewhere RENAME TO chatxblock_lease")
        assert_firing(series(away), tmp_path, {"ChatNodeTakesNoLine", "ChatLeaseUnheld"}, "chatxblock-cluster")


def test_an_older_ejabberd_than_has_served_from_the_database_does_not_start(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        cluster.take("24.12-3+deb13u2")
        a.start()
        assert a.opens()
        cluster.take("23.01-1")
        b.start()
        assert b.end() == TOO_OLD
        assert b.says(
            "ejabberd 24.12 has served from this database, and 23.01 may not open the rooms that it wrote.", 0
        )
        assert not b.says("serves", 0)
        cluster.take("24.12.5")
        b.start()
        assert b.opens()
        for node in (a, b):
            node.kill()
        cluster.postgres.sql("chat", "--file", str(BACK))
        cluster.take("23.01-1")
        a.start()
        assert a.opens()
        assert cluster.ask("SELECT ejabberd FROM chatxblock_newest") == "2301"


def test_an_alert_fires_where_the_lease_moves_for_the_third_time(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        scrapes = [a.numbers() + b.numbers()]
        for holder, other in [(a, b), (b, a), (a, b)]:
            assert_firing(scraped(scrapes), tmp_path, set(), "chatxblock-cluster")
            holder.kill()
            assert eventually(partial(says_that_it_holds_the_lease, other))
            scrapes.append(other.numbers())
            holder.start()
            assert holder.opens()
            scrapes.append(a.numbers() + b.numbers())
        assert_firing(scraped(scrapes), tmp_path, {"ChatLeaseMoves"}, "chatxblock-cluster")


def says_that_it_holds_the_lease(node: BareNode) -> bool:
    """Say whether Prometheus would read so."""
    return 'chatxblock_lease_held{instance="' + node.folder.name + '"} 1' in node.numbers()


@pytest.mark.soak
def test_a_node_that_stalls_again_and_again_ends_each_time_and_one_is_enough(cluster: Bare, tmp_path: Path) -> None:
    """The first time takes the lease from it; then it stays where it is. Alone even one that stalls goes on."""
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        for times in (1, 2, 3):
            a.freeze()
            assert eventually(lambda: sum("a@a.chat.test is lost" in line for line in list(b.said)) == times)  # noqa: B023
            assert eventually(lambda: cluster.holder() == "b@b.chat.test")
            a.thaw()
            assert a.end() == ENDED
            assert a.says("Lease: this node stood still for ", 0)
            assert a.says("This node ends.", 0)
            a.start()
            assert a.opens()
            assert b.is_open
            assert cluster.holder() == "b@b.chat.test"
        a.send(signal.SIGTERM)  # what the runbook says
        assert a.end() == 0
        assert b.opens()
        b.freeze()
        assert stays(lambda: cluster.holder() == "b@b.chat.test", A_WHILE)
        before = b.said.count("open")
        b.thaw()
        assert eventually(lambda: b.said.count("open") > before)
        assert stays(lambda: b.is_open, A_WHILE)


@pytest.mark.soak
def test_of_nodes_that_start_at_once_and_do_not_see_each_other_one_opens(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (wires, (a, b)):
        wires.cut()
        a.start()
        b.start()
        assert eventually(lambda: a.is_open or b.is_open)
        first, second = (a, b) if a.is_open else (b, a)
        assert second.says("holds it and can't be joined. This node waits.")
        assert stays(lambda: first.is_open and not second.is_open, A_WHILE)
        wires.mend()
        assert second.opens()
        assert second.says("joined ")


@pytest.mark.soak
def test_a_node_that_starts_beside_a_frozen_one_opens_and_the_frozen_one_ends(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        a.start()
        assert a.opens()
        a.freeze()
        b.start()
        assert b.opens()
        assert not b.says("joined a@", 0)
        a.thaw()
        assert a.end() == ENDED
        a.start()
        assert a.opens()
        assert a.says("joined b@")
        assert b.is_open


@pytest.mark.soak
def test_who_holds_the_lease_is_followed_at_once_when_it_dies_and_both_may_die_at_once(
    cluster: Bare, tmp_path: Path
) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        a.kill()
        assert b.says("this node holds it", 2)  # and not after the three seconds that it lasts
        for node in (a, b):
            node.stop()
        for node in (a, b):
            node.start()
        assert a.opens()
        assert b.opens()
        assert [node.says("this node holds it", 0) for node in (a, b)].count(True) == 1


@pytest.mark.soak
def test_none_goes_on_alone_while_the_database_is_away_and_one_does_when_it_is_back(
    cluster: Bare, tmp_path: Path
) -> None:
    with behind_a_wire(cluster, tmp_path) as (database, a, b):
        open_in_turn(a, b)
        database.cut()
        for node in (a, b):
            assert node.says("no line is taken")
        a.kill()
        assert b.says("a@a.chat.test is lost")
        a.start()
        assert stays(lambda: not (a.is_open or b.is_open), A_WHILE)
        database.mend()
        assert b.opens()
        assert b.says("lines are taken again")
        assert a.opens()
        assert [node.says("this node holds it", 0) for node in (a, b)] == [False, True]


@pytest.mark.soak
def test_an_answer_that_does_not_come_is_asked_for_again(cluster: Bare, tmp_path: Path) -> None:
    with behind_a_wire(cluster, tmp_path) as (database, a, b):
        open_in_turn(a, b)
        database.swallow_answers()
        a.kill()  # b has the lease and does not know
        assert eventually(lambda: cluster.holder().startswith("b@"))
        token = cluster.ask("SELECT token FROM chatxblock_lease")
        assert stays(lambda: not b.is_open, 2.0)
        database.mend()
        assert b.opens()
        assert cluster.ask("SELECT token FROM chatxblock_lease") == token


@pytest.mark.soak
def test_a_lease_that_somebody_deleted_is_put_back_by_who_holds_it(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        cluster.ask("DELETE FROM chatxblock_lease")
        assert eventually(lambda: cluster.holder().startswith("a@"))
        assert stays(lambda: a.is_open and b.is_open, 1.0)
        a.freeze()
        assert eventually(
            lambda: cluster.ask("SELECT renewed < clock_timestamp() - interval '1.2 s' FROM chatxblock_lease") == "t"
        )
        cluster.ask("DELETE FROM chatxblock_lease")
        assert b.opens()
        assert eventually(lambda: cluster.holder().startswith("b@"))
        a.thaw()
        assert a.end() == ENDED


@pytest.mark.soak
def test_a_table_that_was_not_loaded_is_said_and_waited_for(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, _b)):
        cluster.ask("ALTER TABLE chatxblock_lease RENAME TO elsewhere")
        a.start()
        assert a.says("the database does not say who goes on (42P01). This node waits.")
        cluster.ask("ALTER TABLE elsewhere RENAME TO chatxblock_lease")
        assert a.opens()


@pytest.mark.soak
def test_of_three_nodes_those_that_lose_the_holder_end_and_two_go_on_without_it(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path, "abc") as (wires, (a, b, c)):
        open_in_turn(a, b, c)
        wires.cut()
        assert b.end() == c.end() == ENDED
        assert eventually(lambda: a.is_open)
        b.start()
        c.start()
        wires.mend()
        assert b.opens()
        assert c.opens()
        a.kill()
        assert eventually(lambda: cluster.holder()[0] in "bc")
        assert eventually(lambda: b.is_open and c.is_open)
        assert stays(lambda: b.is_open and c.is_open, 2.0)
        assert [node.says("this node holds it", 0) for node in (b, c)].count(True) == 1


@pytest.mark.soak
def test_of_two_that_lose_each_other_and_not_the_holder_the_later_one_ends_and_waits(
    cluster: Bare, tmp_path: Path
) -> None:
    with (
        cluster.nodes(tmp_path, "abc") as (wires, (a, b, c)),
        a_wire_of_their_own(wires, b, c) as between,
    ):
        open_in_turn(a, b, c)
        between.cut()
        assert c.end() == ENDED
        assert c.says("b@b.chat.test is lost, and a@a.chat.test, which holds the lease, goes on with it.")
        assert b.opens()
        c.start()
        assert c.says("a@a.chat.test goes on with ['b@b.chat.test'], not seen from here. This node waits.")
        assert stays(lambda: a.is_open and b.is_open and not c.is_open, 2.0)
        between.mend()
        assert c.opens()
        assert a.is_open
        assert b.is_open


@pytest.mark.soak
def test_who_loses_the_holder_ends_and_does_not_come_back_by_a_third_one(cluster: Bare, tmp_path: Path) -> None:
    with (
        cluster.nodes(tmp_path, "abc") as (wires, (a, b, c)),
        a_wire_of_their_own(wires, a, b) as between,
    ):
        open_in_turn(a, b, c)
        between.cut()
        assert b.end() == ENDED
        assert b.says("a@a.chat.test holds it and is not reached.")
        b.start()
        assert b.says("c@c.chat.test goes on with ['a@a.chat.test'], not seen from here. This node waits.")
        assert stays(lambda: a.is_open and c.is_open and not b.is_open, 2.0)
        between.mend()
        assert b.opens()
        assert a.is_open
        assert c.is_open


@pytest.mark.soak
def test_a_node_that_is_told_to_end_does_so_in_order(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        a.send(signal.SIGTERM)
        assert a.end() == 0
        assert not a.says("This node ends", 0)
        assert b.opens()


def test_the_cookie_is_changed_node_by_node(cluster: Bare, tmp_path: Path) -> None:
    """The first one that has the new one waits, with its doors shut, and opens when the other one goes."""
    with cluster.nodes(tmp_path) as (_, (a, b)):
        open_in_turn(a, b)
        b.kill()
        give_cookie(b)
        b.start()
        assert b.says("a@a.chat.test holds it and can't be joined. This node waits.")
        assert eventually(lambda: a.is_open)
        assert not b.is_open
        a.kill()
        assert b.opens()
        give_cookie(a)
        a.start()
        assert a.says("joined b@")
        assert a.opens()
        assert cluster.holder() == "b@b.chat.test"


def give_cookie(node: BareNode) -> None:
    """Put the next one into its folder, as who copies rendered files does."""
    file = node.folder / ".erlang.cookie"
    file.unlink()
    file.write_text("fedcba9876543210fedcba9876543210", encoding="utf-8")
    file.chmod(0o400)
