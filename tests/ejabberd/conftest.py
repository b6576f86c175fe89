"""Fixtures of the tests against a real ejabberd."""

from __future__ import annotations

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from chatxblock.xmpp.rooms import XmppRooms
from tests.chat import MakeLearner
from tests.ejabberd.scene import Scene, set_scene


@pytest.fixture
def scene(service: XmppRooms, ejabberd: Ejabberd, learner: MakeLearner) -> Scene:
    """Return a room with two people in it and one outside."""
    return set_scene(service, ejabberd.rooms_domain, learner)
