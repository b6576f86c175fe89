"""Find Erlang and ejabberd on this machine, and compile modules for them.

Works by looking at folders and never starts ejabberdctl, which insists on a user of its own, a node name and a
daemon that listens on every address. This module must not know what the server is for.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatxblock.errors import ConfigurationError

APPLICATIONS = (
    "/usr/lib/*/ejabberd-*",
    "/usr/lib/ejabberd-*",
    "/usr/lib*/erlang/lib/ejabberd-*",
    "/usr/local/lib/*/ejabberd-*",
    "/usr/local/lib/ejabberd-*",
    "/opt/ejabberd*/lib/ejabberd-*",
    "/opt/homebrew/lib/ejabberd-*",
)
INSTALL = "On Debian and Ubuntu: apt-get install --no-install-recommends ejabberd erlang-p1-sqlite3"
COMPILE_TIME = 60.0


@dataclass(frozen=True, kw_only=True)
class Erlang:
    """An Erlang with an ejabberd in it."""

    erl: str
    erlc: str
    application: Path
    """Folder of the application `ejabberd`."""
    version: str
    """Such as `23.01`."""

    def environment(self) -> dict[str, str]:
        """Return the environment in which Erlang finds ejabberd, without anything of ours."""
        inherited = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
        libraries = [os.environ.get("ERL_LIBS", ""), str(self.application.parent)]
        return inherited | {"ERL_LIBS": os.pathsep.join(folder for folder in libraries if folder)}

    def compile(self, cache: Path, *sources: Path) -> Path:
        """Compile modules once for each content and ejabberd; return the folder that holds the results."""
        content = b"".join(source.read_bytes() for source in sources) + str(self.application).encode()
        folder = cache / hashlib.sha256(content).hexdigest()[:16]
        if not all((folder / f"{source.stem}.beam").exists() for source in sources):
            scratch = folder.with_suffix(f".{os.getpid()}")
            scratch.mkdir(parents=True, exist_ok=True)
            self.run_erlc(scratch, *sources)
            shutil.rmtree(folder, ignore_errors=True)
            scratch.rename(folder)
        return folder

    def run_erlc(self, into: Path, *sources: Path) -> None:
        """Run the compiler with warnings on. Raises `ConfigurationError` with what it says."""
        names = [source.name for source in sources]
        for source in sources:
            shutil.copyfile(source, into / source.name)  # the compiler begins there, and meets no name of a folder
        command = [self.erlc, "-Wall", "-pa", str(self.application / "ebin"), *names]
        result = subprocess.run(
            command,
            cwd=into,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=COMPILE_TIME,
            check=False,
        )
        if result.returncode:
            said = result.stdout.strip() or result.stderr.strip()
            raise ConfigurationError(f"Cannot compile {', '.join(names)}: {said}")


def find_erlang() -> Erlang:
    """Return this machine's Erlang and ejabberd. Raises `ConfigurationError` that names what to install."""
    erl, erlc = shutil.which("erl"), shutil.which("erlc")
    if not erl or not erlc:
        raise ConfigurationError(f"Erlang (erl and erlc) is not installed. {INSTALL}")
    application = next(applications(erl), None)
    if application is None:
        raise ConfigurationError(f"ejabberd is not installed. {INSTALL}")
    if not any(has_sqlite(folder) for folder in (application.parent, library(erl), *library_folders())):
        raise ConfigurationError(f"ejabberd's SQLite driver (p1_sqlite3) is not installed. {INSTALL}")
    return Erlang(erl=erl, erlc=erlc, application=application, version=version(application))


def applications(erl: str) -> Iterator[Path]:
    """Yield the folders of the application ejabberd: the chosen libraries, Erlang's own, then the usual places."""
    for folder in (*library_folders(), library(erl)):
        yield from whole(sorted(folder.glob("ejabberd-*"), reverse=True))
    for pattern in APPLICATIONS:
        yield from whole(sorted(Path("/").glob(pattern.lstrip("/")), reverse=True))


def whole(folders: list[Path]) -> Iterator[Path]:
    """Yield the folders that hold a compiled ejabberd."""
    return (folder for folder in folders if (folder / "ebin" / "ejabberd.app").is_file())


def library(erl: str) -> Path:
    """Return the folder of Erlang's own libraries, which lies beside the real `erl`."""
    return Path(erl).resolve().parent.parent / "lib"


def library_folders() -> list[Path]:
    """Return the folders named in ERL_LIBS."""
    return [Path(folder) for folder in os.environ.get("ERL_LIBS", "").split(os.pathsep) if folder]


def has_sqlite(folder: Path) -> bool:
    """Say whether a folder of libraries holds the SQLite driver, under Debian's or upstream's name."""
    return any(folder.glob("p1_sqlite3-*/ebin")) or any(folder.glob("sqlite3-*/ebin"))


def version(application: Path) -> str:
    """Return ejabberd's version from its application file."""
    text = (application / "ebin" / "ejabberd.app").read_text(encoding="utf-8")
    found = re.search(r'\{vsn,\s*"([0-9.]+)', text)
    if found is None:
        raise ConfigurationError(f"Cannot read ejabberd's version in {application}.")
    return found[1]
