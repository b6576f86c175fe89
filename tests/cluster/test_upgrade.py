"""Both nodes get a newer ejabberd, one after the other, while people talk; and the older one again, in a stop."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from chatxblock.devserver.cluster import DevCluster
from chatxblock.devserver.erlang import find_erlang
from chatxblock.ejabberd.template import BACK
from chatxblock.errors import ConfigurationError
from tests.cluster.doors import Door
from tests.cluster.newer import newer_erlang
from tests.cluster.talks import Site, all_go_on, finish, people_in, talking

ROOMS = 4
GAP = 3.0


@pytest.mark.soak
def test_both_nodes_are_upgraded_under_talk_and_no_line_is_lost(
    cluster: DevCluster, site: Site, door: Door, tmp_path: Path
) -> None:
    newer, older, gaps = newer_erlang(tmp_path), find_erlang(), []
    assert newer.version != older.version
    with talking(site, door, ROOMS) as talks:
        assert all_go_on(talks)
        for node in cluster.nodes:
            stopped_at = time.monotonic()
            node.stop()
            cluster.change(node, newer)
            node.start()
            assert all_go_on(talks)
            gaps += [talk.longest_gap(stopped_at) for talk in talks]
            for person in people_in(talks)[::2]:  # both have rooms and people again, of both versions
                person.renew()
            assert all_go_on(talks)
        for node in cluster.nodes:
            node.stop()
            cluster.change(node, older)
        with pytest.raises(ConfigurationError, match=f"ejabberd {newer.version} has served from this database, and"):
            cluster.nodes[0].start()
        cluster.postgres.sql("chat", "--file", str(BACK))
        for node in cluster.nodes:
            node.start()
        assert all_go_on(talks)
        finish(talks, site)
    assert statistics.median(gaps) <= GAP, gaps
