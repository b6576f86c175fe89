"""A load as small as it can be, on a real server: everything is heard, archived and told, and nothing stays behind."""

from __future__ import annotations

import multiprocessing

from benchmarks.machine import lines
from benchmarks.machine.chat import SQLITE, chat


def test_a_small_load_loses_nothing_and_tells_what_it_cost() -> None:
    told: list[str] = []
    with chat(SQLITE) as here:
        found = lines.measure(here, told.append, seconds=0.5, repeats=1, rates=[40], rooms=3)
        assert here.processes()[0] > 0
    [row] = found["rates"]
    assert found["people"] == 9
    assert found["cut"] == 0
    assert {row[name] for name in ("refused", "unheard", "lost", "twice")} == {0}, row
    assert row["said"] == row["acknowledged"] > 0
    assert 0 < row["p50"] <= row["p95"]
    assert set(row["cpu"]) == {"ejabberd", "bots", "others"}
    assert len(told) == 2
    assert not multiprocessing.active_children()
