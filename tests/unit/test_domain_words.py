"""What happens in a call is told without a word of how it travels: a chat room is one kind of place to meet."""

from __future__ import annotations

import re
from pathlib import Path

import chatxblock.domain

FOREIGN = re.compile(r"xmpp|jabber|\bjid|\bmuc\b|stanza|ejabberd|\bxep\b|rfc (?:612|739|762)", re.IGNORECASE)


def test_the_domain_says_nothing_of_xmpp() -> None:
    files = sorted(Path(chatxblock.domain.__path__[0]).rglob("*.py"))
    assert len(files) > 20
    said = [f"{file.name}: {word}" for file in files for word in FOREIGN.findall(file.read_text(encoding="utf-8"))]
    assert said == []
