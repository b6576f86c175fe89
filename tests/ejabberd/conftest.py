"""Fixtures of the tests against a real ejabberd."""

from __future__ import annotations

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.ejabberd.fixtures import TalkFixture, make_talk
from tests.support.chat import MakeLearner, Service


@pytest.fixture
def talk(service: Service, ejabberd: Ejabberd, learner: MakeLearner) -> TalkFixture:
    """Return a room with two people in it and one outside."""
    return make_talk(service, ejabberd.rooms_domain, learner)
