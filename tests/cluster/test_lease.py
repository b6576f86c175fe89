"""Who goes on, decided by a row in a real PostgreSQL, between nodes that run nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.bare import Bare, bare
from tests.support.devsite import eventually

ENDED = 3


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    """Start what the nodes share."""
    with bare(tmp_path_factory.mktemp("bare")) as shared:
        yield shared


def test_a_cut_is_decided_once_and_heals_by_itself(cluster: Bare, tmp_path: Path) -> None:
    with cluster.nodes(tmp_path) as (wires, (a, b)):
        for node in (a, b):
            node.start()
        assert a.opens()
        assert b.opens()
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
        a.start()
        assert a.opens()
        b.start()
        assert b.opens()
        a.freeze()
        assert b.says("Lease: this node holds it.")
        assert b.opens()
        a.thaw()
        before = a.said.count("open")
        assert a.end() == ENDED
        assert a.said.count("open") == before
        assert a.says("b@b.chat.test has taken the lease. This node ends.")
        assert b.is_open
