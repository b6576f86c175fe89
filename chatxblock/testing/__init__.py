"""Doubles that behave like the real thing, in memory: for our tests and for those of whoever writes a plug-in.

They pass the same contract suites as the database and the chat server. This package must not know of Django or XMPP.
"""

from chatxblock.testing.choosing import AnybodyMayHelp, Draw, Failing, FirstCome, a_call, a_helper, a_person
from chatxblock.testing.clock import START, FixedClock
from chatxblock.testing.course import MemoryCourse
from chatxblock.testing.events import MemoryEvents
from chatxblock.testing.files import MemoryVault
from chatxblock.testing.outbox import MemoryChannel
from chatxblock.testing.rooms import MemoryNotifier, MemoryPresence, MemoryRoom, MemoryRooms, MemorySessions
from chatxblock.testing.search import MemorySearch
from chatxblock.testing.store import MemoryStore

__all__ = [
    "START",
    "AnybodyMayHelp",
    "Draw",
    "Failing",
    "FirstCome",
    "FixedClock",
    "MemoryChannel",
    "MemoryCourse",
    "MemoryEvents",
    "MemoryNotifier",
    "MemoryPresence",
    "MemoryRoom",
    "MemoryRooms",
    "MemorySearch",
    "MemorySessions",
    "MemoryStore",
    "MemoryVault",
    "a_call",
    "a_helper",
    "a_person",
]
