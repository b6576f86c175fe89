"""What kept a page of Chromium busy, by the time of the processor alone: other work on the machine adds little to it.

By the clock, as the Long Tasks API has it, a task that waits for its turn is as long as one that works.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
"""Of Chromium's tracing. With one of them alone, Playwright would note all that Chromium does, which takes it long."""


def watch(browser: Browser, page: Page) -> None:
    """Begin to note the tasks of a page."""
    browser.start_tracing(page=page, categories=CATEGORIES)


def longest(browser: Browser) -> float:
    """Return for how many milliseconds a processor worked on the longest task since then.

    That in which the browser puts an old page away and begins another one is not counted. Raises `RuntimeError` where
    no time of a processor was noted: nothing would be too long then.
    """
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    threads = {
        place(event) for event in events if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    begun = [(place(event), event["ts"]) for event in events if event["name"] == "CommitLoad"]
    tasks = [one for one in events if one["name"] == "RunTask" and place(one) in threads and "tdur" in one]
    if not tasks:
        raise RuntimeError("Chromium did not note for how long its tasks worked.")
    # The clock of a thread is coarse on some machines: no task worked for longer than it took. One that goes on has no
    # end yet.
    return max((worked(task) for task in tasks if not any(holds(task, *one) for one in begun)), default=0.0)


def place(event: dict[str, Any]) -> tuple[int, int]:
    """Return the process and the thread of an event."""
    return event["pid"], event["tid"]


def worked(task: dict[str, Any]) -> float:
    """Return the milliseconds of processor time that a task took."""
    milliseconds: float = min(task["tdur"], task.get("dur", 0)) / 1000
    return milliseconds


def holds(task: dict[str, Any], where: tuple[int, int], moment: int) -> bool:
    """Say whether a moment of a thread, in microseconds, is within a task."""
    begun: int = task["ts"]
    return place(task) == where and begun <= moment <= begun + task.get("dur", 0)


def longest_in(page: Page, act: Callable[[], Any]) -> float:
    """Return for how many milliseconds a processor worked on the longest task of any window while `act` was done."""
    browser = page.context.browser
    assert browser is not None
    watch(browser, page)
    try:
        act()
        # A task is noted when it ends, and may have answered before.
        page.evaluate("() => new Promise((done) => setTimeout(done))")
    finally:
        took = longest(browser)
    return took
