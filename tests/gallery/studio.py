"""The browser in which scenes are played and seen: wide, on a phone, in the dark, from right to left.

This module must not know which scenes there are.
"""

from __future__ import annotations

import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, Literal

from playwright.sync_api import Browser, BrowserContext, CDPSession, Playwright

from tests.gallery.ink import font
from tests.gallery.prints import BLOCK, Print, decoded
from tests.gallery.scene import ENGLISH, Reader, Scene
from tests.gallery.stage import Stage
from tests.gallery.words import ARABIC

FONT: Final = "DejaVu Sans"


@dataclass(frozen=True, kw_only=True)
class Variant:
    """How a state is looked at."""

    name: str
    title: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False
    """Whether the system's colours are forced on the page."""
    zoom: int = 1
    """How many pixels of the screen one of the page's is."""
    reader: Reader = ENGLISH


WIDE: Final = Variant(name="wide", title="1100 × 760", width=1100, height=760)
PHONE: Final = Variant(name="phone", title="360 × 640", width=360, height=640)
KEYBOARD: Final = Variant(name="keyboard", title="360 × 340, keyboard open", width=360, height=340)
LARGE: Final = Variant(name="large", title="1920 × 1080", width=1920, height=1080)
DARK: Final = Variant(name="dark", title="In the dark", width=1100, height=760, scheme="dark")
FORCED: Final = Variant(name="forced", title="Forced colours", width=1100, height=760, forced=True)
ZOOMED: Final = Variant(name="zoomed", title="200 %, 720 wide", width=720, height=450, zoom=2)
RTL: Final = Variant(name="rtl", title="From right to left", width=1100, height=760, reader=ARABIC)
RTL_PHONE: Final = Variant(
    name="rtl-phone", title="From right to left, 360 × 640", width=360, height=640, reader=ARABIC
)
VARIANTS: Final = (WIDE, PHONE, KEYBOARD, LARGE, DARK, FORCED, ZOOMED, RTL, RTL_PHONE)
PRINTED: Final = (WIDE, PHONE)
"""Of which ways to look the picture test has a print."""


class Studio:
    """A browser in which one scene after the other is played, each in a profile of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._context: BrowserContext | None = None
        self._devtools: CDPSession
        self.stage: Stage

    def open(self, scene: Scene, variant: Variant | None = None) -> Stage:
        """Play a scene, as it is looked at in one way."""
        self.close()
        if variant is None or scene.narrow:
            variant = replace(PHONE if scene.narrow else WIDE, reader=variant.reader if variant else ENGLISH)
        self._context = self._browser.new_context(
            viewport={"width": variant.width, "height": variant.height},
            locale="en-GB",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        self.stage = Stage(self._context)
        self._devtools = self._context.new_cdp_session(self.stage.page)
        self._set(variant)
        self.stage.open(scene, variant.reader)
        return self.stage

    def look(self, variant: Variant) -> None:
        """Look at what is on the stage in another way."""
        self._set(variant)
        self.stage.wait(300)

    def _set(self, variant: Variant) -> None:
        page = self.stage.page
        page.emulate_media(color_scheme=variant.scheme, forced_colors="active" if variant.forced else "none")
        page.set_viewport_size({"width": variant.width, "height": variant.height})
        self._devtools.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": variant.width, "height": variant.height, "deviceScaleFactor": variant.zoom, "mobile": False},
        )

    def print(self) -> Print:
        """Return a small picture of what is seen, all letters alike, and leave the page that way until `plain`."""
        page = self.stage.page
        page.evaluate(INKED, b64encode(font()).decode())
        self.stage.wait(300)
        size = page.evaluate("[innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]")
        width, height = size[0], min(size[1], MOST_HEIGHT)
        taken = self._devtools.send(
            "Page.captureScreenshot",
            {
                "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1 / BLOCK},
                "captureBeyondViewport": height > page.evaluate("innerHeight"),
            },
        )
        return decoded(b64decode(taken["data"]))

    def plain(self) -> None:
        """Give the page its own letters back."""
        self.stage.page.evaluate(PLAIN)
        self.stage.wait(300)

    def close(self) -> None:
        """End what is played, and the browser profile with it."""
        if self._context:
            self._context.close()
            self._context = None


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Debian's Chromium."""
    chromium = shutil.which("chromium")
    assert chromium, "The gallery needs Chromium: apt-get install chromium"
    started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    try:
        yield started
    finally:
        started.close()


MOST_HEIGHT: Final = 1600
"""Pixels of a long page that are in its print."""
INKED: Final = """async (font) => {
  const bytes = Uint8Array.from(atob(font), (one) => one.charCodeAt(0));
  document.fonts.add(await new FontFace("Ink", bytes).load());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*, ::before, ::after, ::placeholder {
    font-family: Ink !important; font-synthesis: none !important; caret-color: transparent !important;
    animation: none !important; transition: none !important;
  }`);
  const roots = [document];
  for (const root of roots) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) roots.push(one.shadowRoot);
  }
}"""
"""Puts all text of a page into the font of bars, in shadow roots too."""
PLAIN: Final = """() => {
  const roots = [document];
  for (const root of roots) {
    const own = (sheet) => !sheet.cssRules[0]?.cssText.includes("Ink");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter(own);
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) roots.push(one.shadowRoot);
  }
}"""
"""Takes it out again."""
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--font-render-hinting=none",
    "--disable-lcd-text",
)
