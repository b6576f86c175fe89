"""Real Chromium, with its popup blocker on, against a real dev server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.fixtures import Browsers
from tests.support.devsite import DevSite

GRACE_SECONDS = 6
RESUME_SECONDS = 15
"""For so long the chat server keeps the place of a window that a busy browser closed without a goodbye (XEP-0198)."""
LINK_GRACE_SECONDS = 30
"""Longer than from one look of a room window to the next."""
CLUSTER = ["--cluster"] if os.environ.get("CHATXBLOCK_TEST_CLUSTER") else []
"""Set by tests/cluster/test_journeys.py, which has these tests run on two of everything."""
VIDEO = "https://meet.test"
ROOM_KINDS = {
    "video": {
        "BACKEND": "chatxblock.rooms.link.LinkRooms",
        "OPTIONS": {"url": f"{VIDEO}/{{room}}", "label": "video room", "least_grace": LINK_GRACE_SECONDS},
    }
}

expect.set_options(timeout=20_000)  # a machine that does other things too is no fault of ours


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; Playwright would switch the popup blocker off."""
    chromium = shutil.which("chromium")
    assert chromium, "These tests need Chromium: apt-get install chromium"
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            *(["--ignore-certificate-errors"] if CLUSTER else []),
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-sync",
        ],
        "ignore_default_args": ["--disable-popup-blocking"],
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevSite]:
    """A dev server whose calls do not outlive their last window for long."""
    settings = {"GRACE_SECONDS": GRACE_SECONDS, "ROOM_KINDS": ROOM_KINDS}
    with DevSite(tmp_path_factory.mktemp("site"), *CLUSTER, settings=settings, deadline=90) as site:
        yield site


@pytest.fixture
def browsers(browser: Browser, site: DevSite) -> Iterator[Browsers]:
    """An empty browsers, on which nobody may have stumbled when the curtain falls."""
    browsers = Browsers(browser, site)
    yield browsers
    complaints = list(browsers.complaints)
    browsers.end()
    assert complaints == []
