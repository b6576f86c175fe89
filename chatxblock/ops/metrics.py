"""The numbers in the format of Prometheus: one look at the database for each scrape, and what this process counted.

`docs/reference/metrics.md` lists them. This module must not know who may read them.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from chatxblock import wiring
from chatxblock.store.numbers import SWEEP_BEFORE, Numbers, heartbeats, numbers
from chatxblock.web.counters import ERRORS

QUANTILES = (0.5, 0.9, 0.95)
SESSIONS = ("connected", "away", "unused")


class Calls(Collector):
    """How the calls are doing, by the database, and this process's session with the chat server."""

    def collect(self) -> Iterator[Metric]:
        """Look now."""
        yield from of_calls(numbers(datetime.now(UTC)))
        beats = GaugeMetricFamily(
            "chatxblock_heartbeat_timestamp_seconds", "When a process that ticks was last well.", labels=["process"]
        )
        for name, at in heartbeats().items():
            if name != SWEEP_BEFORE:
                beats.add_metric([name], at.timestamp())
        yield beats
        session = wiring.session_state()
        yield labelled(
            "chatxblock_xmpp_session",
            "Session of the answering process with the chat server.",
            "state",
            {state: float(state == session) for state in SESSIONS},
        )


class Errors(Collector):
    """Errors by code: of all workers of this machine where they count together, else of this process."""

    def collect(self) -> Iterable[Metric]:
        """Read what was counted."""
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return ERRORS.collect()
        together = MultiProcessCollector(None).collect()  # type: ignore[no-untyped-call]
        found = [metric for metric in together if metric.name == "chatxblock_errors"]
        return found or [CounterMetricFamily("chatxblock_errors", "Errors by code.", labels=["code"])]


def exposition() -> bytes:
    """Return all of it as Prometheus reads it."""
    registry = CollectorRegistry(auto_describe=False)
    for collector in (Calls(), Errors()):
        registry.register(collector)
    return generate_latest(registry)


def of_calls(now: Numbers) -> Iterator[Metric]:
    """Return what the database says."""
    yield labelled("chatxblock_calls", "Calls by state, of all times.", "state", now.calls)
    yield GaugeMetricFamily("chatxblock_due_lag_seconds", "For how long a call has been due.", now.due_lag)
    yield GaugeMetricFamily("chatxblock_archive_lag_seconds", "For how long a log has waited.", now.archive_lag)
    yield labelled(
        "chatxblock_recent_calls",
        "Calls of the last hour, by whether a helper came.",
        "answered",
        {"yes": len(now.first_helper), "no": now.unanswered},
    )
    yield labelled(
        "chatxblock_first_helper_seconds",
        "From a question of the last hour to its first helper.",
        "quantile",
        {str(part): quantile(now.first_helper, part) for part in QUANTILES if now.first_helper},
    )
    yield labelled(
        "chatxblock_recent_rounds",
        "Calls of the last hour, by their rounds.",
        "rounds",
        {str(rounds): count for rounds, count in sorted(now.rounds.items())},
    )
    yield GaugeMetricFamily("chatxblock_set_aside_calls", "Calls for which nobody can do what is due.", now.set_aside)
    yield GaugeMetricFamily("chatxblock_open_reports", "Reports of talks that nobody has settled.", now.reports)
    yield GaugeMetricFamily("chatxblock_recent_incomplete_logs", "Logs of the last hour with a hole.", now.incomplete)


def labelled(name: str, says: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    """Return a gauge with one label."""
    family = GaugeMetricFamily(name, says, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family


def quantile(ascending: tuple[float, ...], part: float) -> float:
    """Return the smallest value that so large a part of them does not exceed."""
    return ascending[max(math.ceil(len(ascending) * part) - 1, 0)]
