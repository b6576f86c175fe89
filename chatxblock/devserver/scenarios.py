"""The workbench scenarios of the chat block."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.runtime import WORKBENCH_KVS, WorkbenchRuntime
from workbench.scenarios import add_class_scenarios, get_scenarios
from xblock.core import XBlock

BLOCK_TYPE = "chatxblock"


@dataclass(frozen=True, kw_only=True)
class ChatScenario:
    """One page of the workbench with a chat block on it."""

    name: str
    """Its name in the workbench's addresses."""
    title: str
    usage: str
    """Usage id of the first chat block on the page."""


def load_scenarios() -> None:
    """Make the pages, once per process and before the first request.

    The workbench itself would do it in the first request, unsafely where two arrive at once, and for the sample blocks
    of every installed package as well.
    """
    WORKBENCH_KVS.prep_for_scenario_loading()
    add_class_scenarios(BLOCK_TYPE, XBlock.load_class(BLOCK_TYPE), fail_silently=False)
    get_scenarios.initialized = True


def chat_scenarios() -> list[ChatScenario]:
    """Return the pages that hold a chat block, the block's own first scenario first."""
    found = []
    for name, scenario in sorted(get_scenarios().items()):
        usage = _first_chat(WorkbenchRuntime(), scenario.usage_id)
        if usage:
            found.append(ChatScenario(name=name, title=scenario.description, usage=usage))
    return found


def _first_chat(runtime: WorkbenchRuntime, usage: str) -> str:
    """Return the usage id of the first chat block in the tree below `usage`, or an empty string."""
    block = runtime.get_block(usage)
    if block.scope_ids.block_type == BLOCK_TYPE:
        return usage
    return next((found for child in getattr(block, "children", ()) if (found := _first_chat(runtime, child))), "")
