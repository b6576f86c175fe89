"""The page on which the pictures of the gallery are looked through."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.gallery.scene import Scene
from tests.gallery.studio import Variant

PAGE = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>The screens of chatxblock</title>
    <style>
      :root {{ color-scheme: light dark; }}
      body {{ margin: 0; padding: 1rem 2rem; font: 1rem/1.5 system-ui, sans-serif; }}
      nav a {{ margin-inline-end: 1rem; }}
      section > div {{ display: flex; gap: 1rem; align-items: start; overflow-x: auto; padding-bottom: 0.5rem; }}
      figure {{ margin: 0; flex: none; }}
      figcaption {{ font-size: 0.8125rem; }}
      img {{ display: block; max-height: 26rem; border: 1px solid #8886; }}
      h3 small {{ font-weight: normal; opacity: 0.7; }}
    </style>
  </head>
  <body>
    <h1>The screens of chatxblock</h1>
    <nav>{nav}</nav>
    {body}
  </body>
</html>
"""


def write(folder: Path, scenes: Sequence[Scene], variants: Sequence[Variant]) -> None:
    """Write the page for the pictures that are in the folder, by screen and state."""
    screens = dict.fromkeys(scene.screen for scene in scenes)
    nav = "".join(f'<a href="#{escape(screen)}">{escape(screen)}</a>' for screen in screens)
    body = "".join(
        _screen(folder, screen, [one for one in scenes if one.screen == screen], variants) for screen in screens
    )
    (folder / "index.html").write_text(PAGE.format(nav=nav, body=body), "utf-8")


def _screen(folder: Path, screen: str, scenes: Sequence[Scene], variants: Sequence[Variant]) -> str:
    states = "".join(_state(folder, scene, variants) for scene in scenes)
    return f'<h2 id="{escape(screen)}">{escape(screen)}</h2>{states}'


def _state(folder: Path, scene: Scene, variants: Sequence[Variant]) -> str:
    taken = [(variant, f"{scene.name}.{variant.name}.png") for variant in variants]
    pictures = "".join(
        f'<figure><a href="{name}"><img src="{name}" alt="" loading="lazy"></a>'
        f"<figcaption>{escape(variant.title)}</figcaption></figure>"
        for variant, name in taken
        if (folder / name).is_file()
    )
    return (
        f"<section><h3>{escape(scene.title)} <small>{escape(scene.name)}</small></h3><div>{pictures}</div></section>"
        if pictures
        else ""
    )
