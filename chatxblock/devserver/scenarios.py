"""The workbench scenarios of the chat block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.runtime import WORKBENCH_KVS, WorkbenchRuntime
from workbench.scenarios import add_class_scenarios, get_scenarios
from xblock.core import XBlock

BLOCK_TYPE = "chatxblock"


@dataclass(frozen=True, kw_only=True)
class ChatScenario:
    """One page of the workbench with chat blocks on it."""

    name: str
    """Its name in the workbench's addresses."""
    title: str
    usages: tuple[str, ...]
    """Usage ids of the chat blocks, in the order of the page."""


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
    runtime = WorkbenchRuntime()
    pages = (
        ChatScenario(name=name, title=scenario.description, usages=tuple(_chats(runtime, scenario.usage_id)))
        for name, scenario in sorted(get_scenarios().items())
    )
    return [page for page in pages if page.usages]


def _chats(runtime: WorkbenchRuntime, usage: str) -> Iterator[str]:
    """Yield the usage ids of the chat blocks in the tree that begins at `usage`."""
    block = runtime.get_block(usage)
    if block.scope_ids.block_type == BLOCK_TYPE:
        yield usage
    for child in getattr(block, "children", ()):
        yield from _chats(runtime, child)
