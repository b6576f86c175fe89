"""Each state of each screen in the gallery: it looks as it did, and it is for everybody.

Looks are compared with the prints that are kept here: `make screens ACCEPT=1` keeps new ones, all or of some `SCREENS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.gallery.faults import AUDIT, faults
from tests.gallery.prints import compare, decoded, encoded
from tests.gallery.scenes import SCENES
from tests.gallery.studio import PHONE, PRINTED, WIDE, Studio, Variant
from tests.gallery.studio import browser as gallery_browser

HERE: Final = Path(__file__).parent
PRINTS: Final = HERE / "pictures"
SCRATCH: Final = HERE.parents[1] / "build" / "pictures"
MOST_BYTES: Final = 2_800
"""What a print has on average: all of them are looked through with each change of theirs."""
BY_NAME: Final = {scene.name: scene for scene in SCENES}
FIRST: Final = {scene.screen: scene.name for scene in reversed(SCENES)}.values()
"""One scene of each screen, which is looked at in the dark too: all have their colours from one sheet."""
EACH = """(change) => {
  const roots = [document];
  let found = 0;
  for (const root of roots)
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) roots.push(one.shadowRoot);
      if (!one.matches(change.which) || !one.checkVisibility()) continue;
      for (const [name, value] of Object.entries(change.style)) one.style.setProperty(name, value);
      found += 1;
    }
  return found;
}"""
"""Changes the style of all elements of a kind that can be seen, and returns how many there are."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What there was to be seen of a scene."""

    complaints: list[str]
    changes: list[str]
    """What is not as it was."""
    faults: list[str]
    """What is in somebody's way."""


class Visit:
    """One browser for all scenes, each of which is played once, for whichever test asks first."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._seen: dict[str, Seen] = {}

    def see(self, name: str) -> Seen:
        """Return what there is to be seen of a scene."""
        if name not in self._seen:
            stage = self.studio.open(BY_NAME[name])
            changes = [change for variant in PRINTED if (change := changed(name, variant, self.studio))]
            self.studio.plain()
            found = faults(self.studio, dark=name in FIRST)
            self._seen[name] = Seen(complaints=stage.complaints, changes=changes, faults=found)
        return self._seen[name]


@pytest.fixture(scope="module")
def visit(playwright: Playwright) -> Iterator[Visit]:
    """A visit to the gallery, in a browser that was started as for its pictures."""
    with gallery_browser(playwright) as started:
        studio = Studio(started)
        yield Visit(studio)
        studio.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    page = browser.new_page()
    yield page
    page.close()


def changed(name: str, variant: Variant, studio: Studio) -> str:
    """Say what is not as it was, and leave pictures of it; nothing if all is."""
    studio.look(variant)
    seen, file = studio.print(), PRINTS / f"{name}.{variant.name}.png"
    if not file.is_file():
        return f"There is no print of {name}, {variant.title}. Look at it first."
    before = decoded(file.read_bytes())
    difference = compare(before, seen)
    if difference is None:
        return ""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for what, shown in (("expected", before), ("actual", seen), ("difference", difference.picture)):
        (SCRATCH / f"{name}.{variant.name}.{what}.png").write_bytes(encoded(shown))
    studio.stage.page.screenshot(path=SCRATCH / f"{name}.{variant.name}.page.png", animations="disabled")
    return f"{name}, {variant.title}: {difference}. See {SCRATCH}/{name}.{variant.name}.*.png"


@pytest.mark.parametrize("name", BY_NAME)
def test_a_screen_looks_as_it_did(visit: Visit, name: str) -> None:
    changes = visit.see(name).changes
    assert not changes, "\n".join([*changes, f"If that is meant: make screens ACCEPT=1 SCREENS={name}"])


@pytest.mark.parametrize("name", BY_NAME)
def test_a_screen_is_for_everybody(visit: Visit, name: str) -> None:
    faults = visit.see(name).faults
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_screen_works_as_it_is_played(visit: Visit, name: str) -> None:
    assert visit.see(name).complaints == []


def test_there_is_a_print_of_each_state_and_of_nothing_else() -> None:
    wanted = {f"{name}.{variant.name}.png" for name in BY_NAME for variant in PRINTED}
    files = {file.name: file.stat().st_size for file in PRINTS.iterdir()}
    assert set(files) == wanted
    assert sum(files.values()) < MOST_BYTES * len(wanted)


@pytest.mark.parametrize(
    ("what", "which", "style"),
    [
        ("a hidden button", ".primary", {"visibility": "hidden"}),
        ("a recoloured button", ".primary", {"background-color": "#1f7a4a"}),
        ("a button a little further down", ".primary", {"transform": "translateY(6px)"}),
        ("a moved panel", "section", {"transform": "translateX(12px)"}),
        ("a label that is gone", "label", {"visibility": "hidden"}),
    ],
)
def test_what_a_reader_would_notice_is_told(visit: Visit, what: str, which: str, style: dict[str, str]) -> None:
    studio = visit.studio
    stage = studio.open(BY_NAME["lobby-form"])
    before = studio.print()
    assert stage.page.evaluate(EACH, {"which": which, "style": style}), f"there is no {which}"
    assert compare(before, studio.print()) is not None, what


@pytest.mark.parametrize("variant", [WIDE, PHONE], ids=lambda variant: str(variant.name))
def test_another_font_is_no_change(visit: Visit, variant: Variant) -> None:
    studio = visit.studio
    shots, prints = [], []
    for font in ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono"):
        stage = studio.open(BY_NAME["room-talk"], variant)
        stage.page.evaluate("font => document.documentElement.style.setProperty('--chatxblock-font', font)", font)
        stage.wait(100)
        shots.append(stage.page.screenshot())
        prints.append(studio.print())
    assert len(set(shots)) == 3
    assert [compare(prints[0], other) for other in prints[1:]] == [None, None]


BUTTON: Final = '<button style="width: 9rem; height: 3rem; {style}" {more}>{words}</button>'


def page_of(*buttons: tuple[str, str, str]) -> str:
    """Return a page with buttons, each with its style, its other attributes and its words."""
    return "<!DOCTYPE html><body>" + "".join(
        BUTTON.format(style=style, more=more, words=words) for style, more, words in buttons
    )


@pytest.mark.parametrize(
    ("told", "html"),
    [
        ("does not begin with what is seen", page_of(("", 'aria-label="Go away"', "Leave"))),
        ("2 filled buttons", page_of(("", 'class="primary"', "Send"), ("", 'class="primary"', "Leave"))),
        ("wide in a window of", page_of(("width: 200vw", "", "Send"))),
        ("stands beside it", page_of(("width: 1rem; height: 1rem", "", "S"), ("margin: -0.25rem", "", "Leave"))),
        ("is covered by", page_of(("", "", "Send"), ("position: absolute; inset: 0; width: 100%", "disabled", ""))),
        ("overlaps", page_of(("", "", "Send"), ("margin-inline-start: -2rem", "", "Leave"))),
    ],
)
def test_what_is_in_somebodys_way_is_told(page: Page, told: str, html: str) -> None:
    page.set_content(html)
    assert [fault for fault in page.evaluate(AUDIT) if told in fault]


def test_what_is_in_nobodys_way_is_not_told(page: Page) -> None:
    page.set_content(
        page_of(("", 'class="primary" aria-label="Send what you wrote"', "Send"), ("", 'aria-label="More"', "⋯"))
        + '<p>Read <a href="/">what others learned</a>.</p><label><input type="checkbox"> Without my name</label>'
        + '<div inert><button class="primary">Not now</button></div>'
    )
    assert page.evaluate(AUDIT) == []
