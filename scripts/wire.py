"""Write the generated files of the wire: `python -m scripts.wire`, which is what `make wire` runs."""

from __future__ import annotations

import os

import django


def main() -> None:
    """Write the front end's types."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatxblock.devserver.settings")
    django.setup()
    from scripts import wire_types  # noqa: PLC0415  (needs Django's settings)

    wire_types.TARGET.write_text(wire_types.wire_types(), encoding="utf-8")


if __name__ == "__main__":
    main()
