"""For how long a window of Chromium does nothing else, on a machine that may be busy with other things."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

CATEGORY = "disabled-by-default-devtools.timeline"


def longest_task(page: Page, act: Callable[[], Any]) -> float:
    """Return the milliseconds of processor time that the longest task took of any window while `act` was done.

    What other programs take meanwhile is not in it, as it is in the `duration` of the Long Tasks API: there a task that
    waits for its turn is as long as one that works.
    """
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=[CATEGORY])
    try:
        act()
    finally:
        events = json.loads(browser.stop_tracing())["traceEvents"]
    windows = {place(one) for one in events if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"}
    tasks: list[int] = [
        one["tdur"] for one in events if one["name"] == "RunTask" and place(one) in windows and "tdur" in one
    ]
    assert tasks, "the browser did not tell what it did"
    return max(tasks) / 1_000


def place(event: dict[str, Any]) -> tuple[int, int]:
    """Return the process and the thread of an event."""
    return event["pid"], event["tid"]
