"""Whether any log of the whole run repeats what people of the tests said, who they are, or what opens a door.

Whatever says something in a test notes it here. When all tests are over, every log that servers, sites and this process
wrote is read. This module must not know which test wrote what.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAMES = ("Lina Petrova", "Helper 1", "Helper 2", "Helper 3", "Kim Staff", "Sam Stranger")
"""The workbench's people."""
QUESTION = "Why is the matrix not invertible here?"
TOKEN = re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}")
"""A JSON Web Token (RFC 7519), or enough of one; what it opens is open to whoever has it for minutes."""
SHORTEST, LONGEST = 10, 40
"""Characters: "Why?" stands in logs for other reasons, and a log that repeats a long text begins with its beginning."""
SECRETS = ("service_password", "token_secret")
"""In the state that a chat server of the tests keeps."""

_noted: set[str] = {*NAMES, QUESTION}
_gone: dict[str, str] = {}
"""What stood in logs whose folder did not last until the end."""


@dataclass(frozen=True)
class Leak:
    """One thing that stands in a log and should not."""

    log: str
    what: str
    line: str


def note(text: object) -> None:
    """Remember what somebody said, if it is like nothing that a log may hold."""
    if isinstance(text, str):
        words = text.strip().partition("\n")[0][:LONGEST]
        if len(words) >= SHORTEST and " " in words and len(set(words)) > 5:
            _noted.add(words)


def noted() -> frozenset[str]:
    """Return what must be in no log."""
    return frozenset(_noted)


def secrets_in(root: Path) -> set[str]:
    """Return the passwords and keys of all chat servers that were started below that folder."""
    states = [json.loads(file.read_text()) for file in root.rglob("server.json")]
    return {state[name] for state in states for name in SECRETS if name in state}


def logs_in(root: Path) -> list[Path]:
    """Return every log below that folder."""
    return sorted(path for path in root.rglob("*") if is_log(path))


def is_log(path: Path) -> bool:
    """Tell whether a file is one into which a program writes what it does."""
    named = path.suffix == ".log" or path.name == "stderr.txt" or path.parent.name == "log"
    return named and path.is_file() and not path.is_symlink()


def read(log: Path) -> str:
    """Return what stands in a log."""
    return log.read_text(encoding="utf-8", errors="replace")


def keep(log: Path) -> None:
    """Remember what stands in a log that will be gone before the end."""
    if log.exists():
        _gone[str(log)] = read(log)


def leaks(logs: Mapping[str, str], words: Iterable[str]) -> Iterator[Leak]:
    """Yield each thing that stands in one of the logs, given by name, once a log."""
    wanted = sorted(words)
    for log, text in logs.items():
        found = [(word, text.find(word)) for word in wanted]
        found += [("a token", match.start()) for match in [TOKEN.search(text)] if match]
        for what, at in found:
            if at >= 0:
                line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
                yield Leak(log, what, line[:500])


class Plain(logging.Formatter):
    """What a record says, and the errors behind it in words: the lines of code in a traceback are the tests' own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return it all in one line."""
        error = record.exc_info[1] if record.exc_info else None
        said = [f"{record.name} {record.levelname} {record.getMessage()}"]
        while error is not None:
            said += traceback.format_exception_only(error)
            error = error.__cause__ or error.__context__
        return " | ".join(said).replace("\n", " ")


@contextmanager
def recorded(log: Path) -> Iterator[None]:
    """Write into that file whatever this process logs, and ours at its most talkative."""
    ours, root = logging.getLogger("chatxblock"), logging.getLogger()
    handler, level = logging.FileHandler(log, encoding="utf-8", delay=False), ours.level
    handler.setFormatter(Plain())
    ours.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        ours.setLevel(level)
        handler.close()


def check(root: Path) -> None:
    """Raise `AssertionError` if a log, below that folder or gone, holds what was noted, a secret, or a token."""
    logs = _gone | {str(log): read(log) for log in logs_in(root)}
    found = list(leaks(logs, noted() | secrets_in(root)))
    assert not found, "\n".join(f"{leak.log} holds {leak.what!r}: {leak.line}" for leak in found)
