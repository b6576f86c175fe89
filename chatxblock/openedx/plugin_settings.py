"""What the LMS's settings need of us: where a template for the instructor's dashboard is, which is one of Mako's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def plugin_settings(settings: Any) -> None:
    """Change the LMS's settings; it calls this under this name."""
    folders = getattr(settings, "MAKO_TEMPLATE_DIRS_BASE", None)
    if folders is not None and TEMPLATES not in folders:
        folders.append(TEMPLATES)
