"""Take the pictures of all screens in all states: `make screens`, or `make screens SCREENS="room inbox-left"`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.gallery import index, studio  # noqa: E402
from tests.gallery.prints import encoded  # noqa: E402
from tests.gallery.scene import Scene  # noqa: E402
from tests.gallery.scenes import SCENES  # noqa: E402
from tests.gallery.studio import PRINTED, VARIANTS, Studio, Variant  # noqa: E402

HERE = Path(__file__).parents[2]
OUT = HERE / "build" / "screens"
PRINTS = HERE / "tests" / "browser" / "pictures"


def chosen(names: Sequence[str]) -> list[Scene]:
    """Return the scenes whose name begins with one of these, all without any."""
    return [scene for scene in SCENES if not names or scene.name.startswith(tuple(names))]


def shoot(stand: Studio, scene: Scene, variants: Sequence[Variant]) -> Iterator[str]:
    """Take the pictures of a scene, and yield what it complained of."""
    for _, several in groupby(variants, key=lambda variant: variant.reader.language):
        views = list(several)
        stand.open(scene, views[0])
        for variant in views:
            stand.look(variant)
            stand.stage.page.screenshot(
                path=OUT / f"{scene.name}.{variant.name}.png",
                full_page=not scene.fixed,
                animations="disabled",
                caret="hide",
            )
        yield from stand.stage.complaints


def accept(stand: Studio, scene: Scene) -> list[str]:
    """Keep the prints of a scene, and return what it complained of."""
    stage = stand.open(scene)
    for variant in PRINTED:
        stand.look(variant)
        (PRINTS / f"{scene.name}.{variant.name}.png").write_bytes(encoded(stand.print()))
    return stage.complaints


def forget_the_rest() -> None:
    """Delete the prints of states that are no more."""
    wanted = {f"{scene.name}.{variant.name}.png" for scene in SCENES for variant in PRINTED}
    for file in PRINTS.iterdir():
        if file.name not in wanted:
            file.unlink()


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that are asked for; tell how many scenes complained."""
    parser = argparse.ArgumentParser(prog="make screens", description=__doc__)
    parser.add_argument("screens", nargs="*", help="how the names of scenes begin; all without any")
    parser.add_argument("--variants", default="", help="names with commas between them; all without any")
    parser.add_argument("--accept", action="store_true", help="keep the prints that the picture test compares with")
    told = parser.parse_args(arguments)
    wanted = told.variants.split(",") if told.variants else [variant.name for variant in VARIANTS]
    variants = [variant for variant in VARIANTS if variant.name in wanted]
    scenes, failed = chosen(told.screens), 0
    for folder in (OUT, PRINTS):
        folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, studio.browser(playwright) as browser:
        stand = Studio(browser)
        for place, scene in enumerate(scenes, 1):
            complaints: list[str] = []
            try:
                complaints.extend(accept(stand, scene) if told.accept else shoot(stand, scene, variants))
            except Exception as error:  # noqa: BLE001  (the other scenes are of use; the number of failures is told)
                complaints.append(f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}")
            failed += bool(complaints)
            print(f"{place:3} of {len(scenes)}  {scene.name}", *complaints, sep="\n        ", flush=True)
        stand.close()
    if told.accept:
        forget_the_rest()
    else:
        index.write(OUT, SCENES, VARIANTS)
    print(
        f"\n{PRINTS if told.accept else OUT / 'index.html'}",
        *([f"{failed} scenes complained"] if failed else []),
        sep="\n",
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
