"""Plays scenarios with several seeds on all cores. What is played is decided by the seeds alone, not by the cores."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from benchmarks.lab.course import Course
from benchmarks.lab.outcome import Outcome
from benchmarks.lab.policies import Policy
from benchmarks.lab.scenario import Scenario
from benchmarks.lab.workload import draw

REPLICATIONS = 6

Job = tuple[Scenario, tuple[Policy, ...], int]
Result = dict[str, list[Outcome]]
"""The outcomes of each policy by its name, one a seed."""


def play(scenarios: Sequence[Scenario], policies: Sequence[Policy], seeds: int = REPLICATIONS) -> list[Result]:
    """Return the outcomes of each scenario, in their order; every policy meets the same courses."""
    jobs: list[Job] = [(scenario, tuple(policies), seed) for scenario in scenarios for seed in range(seeds)]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        played = list(pool.map(play_one, jobs))
    return [
        {
            policy.name: [played[place * seeds + seed][number] for seed in range(seeds)]
            for number, policy in enumerate(policies)
        }
        for place in range(len(scenarios))
    ]


def play_one(job: Job) -> list[Outcome]:
    """Draw one course and play it under each policy."""
    scenario, policies, seed = job
    workload = draw(scenario, seed)
    return [Course(scenario, workload, policy).play() for policy in policies]
