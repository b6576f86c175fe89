"""What somebody asked, as it is kept with the resource that helped. This module must not know what it is kept for."""

from __future__ import annotations

import re

from chatxblock.domain.calls.call import Person
from chatxblock.domain.resources.contacts import MAIL, PHONE, hide_contacts
from chatxblock.domain.resources.names import FIRST, Names, introduced

LONGEST_ASKED = 300
"""Characters that are kept."""

_SIGNS = re.compile(f"[{MAIL}{PHONE}{chr(FIRST)}]")


def asked_words(question: str, person: Person) -> str:
    """Return what somebody asked as it is kept with what helped: without names of theirs, addresses and numbers."""
    names = Names([[person.name, person.username, *introduced(question)]])
    hidden = _SIGNS.sub(" ", names.hide(hide_contacts(question)))
    return " ".join(hidden.split())[:LONGEST_ASKED]
