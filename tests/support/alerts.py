"""Which alerts fire on numbers as they were scraped, by the word of Prometheus's own program."""

from __future__ import annotations

import json
import math
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import yaml
from prometheus_client.parser import text_string_to_metric_families

RULES = Path(__file__).resolve().parents[2] / "deploy" / "prometheus" / "chatxblock.rules.yml"
NODES = {"chatxblock_lease_open", "chatxblock_lease_held"}
"""What the nodes of a cluster say of themselves, in no scrape of a site."""
MINUTES = 20
"""For so long the numbers stay as they are, which is longer than any alert waits."""


def series(exposition: str, before: str = "") -> list[dict[str, str]]:
    """Return numbers as promtool takes them: gauges stay, counters go on by what came to them since `before`.

    Times are shifted: promtool's clock begins in 1970.
    """
    earlier = values(before)
    found = []
    for name, value in values(exposition).items():
        bare = name.partition("{")[0]
        first = value + MINUTES * 60 - time.time() if bare.endswith("_timestamp_seconds") else value
        step = value - earlier.get(name, 0.0) if bare.endswith("_total") else 0.0
        found.append({"series": name, "values": f"{first}+{step}x{MINUTES}"})
    return found


def scraped(expositions: Sequence[str]) -> list[dict[str, str]]:
    """Return numbers as promtool takes them that were scraped a minute after each other, and stay as they are then."""
    found = [values(exposition) for exposition in expositions]
    found += [found[-1]] * (MINUTES - len(found))
    names = dict.fromkeys(name for one in found for name in one)
    return [{"series": name, "values": " ".join(str(one.get(name, "_")) for one in found)} for name in names]


def values(exposition: str) -> dict[str, float]:
    """Return each series of a scrape with its value."""
    return {
        f"{sample.name}{{{','.join(f'{key}={json.dumps(value)}' for key, value in sorted(sample.labels.items()))}}}": (
            sample.value
        )
        for family in text_string_to_metric_families(exposition)
        for sample in family.samples
        if not math.isnan(sample.value)
    }


def assert_firing(numbers: list[dict[str, str]], folder: Path, expected: set[str], group: str) -> None:
    """Have promtool hold every alert of a group against what is expected: these fire after a while, and no other."""
    known = names(group)
    assert expected <= set(known)
    tests = [
        {
            "expr": f'group(ALERTS{{alertname="{name}",alertstate="firing"}})',
            "eval_time": f"{MINUTES}m",
            "exp_samples": [{"labels": "{}", "value": 1}] if name in expected else [],
        }
        for name in known
    ]
    test = {"interval": "1m", "input_series": numbers, "promql_expr_test": tests}
    file = folder / "test.yml"
    file.write_text(json.dumps({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": [test]}), "utf-8")
    said = subprocess.run(["promtool", "test", "rules", file], capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def names(group: str) -> list[str]:
    """Return the names of the alerts of a group."""
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule["alert"] for one in groups if one["name"] == group for rule in one["rules"]]
