"""A newer ejabberd than this system's own, in a root of its own: a Debian that debootstrap made.

`CHATXBLOCK_TEST_NEWER` names the folder. The folder of temporary files has to be the same in it (`mount --bind`).
"""

from __future__ import annotations

import os
from pathlib import Path

from chatxblock.devserver.erlang import Erlang, version

VARIABLE = "CHATXBLOCK_TEST_NEWER"
ABSENT = f"{VARIABLE} names no newer ejabberd: the rolling upgrade is not tried (CONTRIBUTING.md says how it is)"
ENTER = """#!/bin/sh
exec chroot {root} /bin/sh -c 'cd "$0" && exec {program} "$@"' "$PWD" "$@"
"""


def is_there() -> bool:
    """Say whether one can be had."""
    return bool(os.environ.get(VARIABLE))


def newer_erlang(scripts: Path) -> Erlang:
    """Return it, to be started by scripts that are written into a folder."""
    root = Path(os.environ[VARIABLE])
    # Debian has it by two names, of which one is a link to the other.
    ebin = min(root.glob("usr/lib/*/ejabberd-*/ebin/ejabberd.app"), key=lambda file: len(str(file))).parent
    programs = {}
    for program in ("erl", "erlc"):
        script = scripts / program
        script.write_text(ENTER.format(root=root, program=program), encoding="utf-8")
        script.chmod(0o700)
        programs[program] = str(script)
    application = Path("/") / ebin.parent.relative_to(root)
    return Erlang(**programs, application=application, version=version(ebin.parent))
