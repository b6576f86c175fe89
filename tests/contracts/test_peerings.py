"""Every shipped peering, and every double, keeps the contract that others are asked to keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatxblock.domain.calls.rounds import Pool
from chatxblock.peering.base import PeeringService
from chatxblock.peering.fixed_list import FixedList
from chatxblock.peering.http import HttpPeering
from chatxblock.peering.least_answered import LeastAnswered
from chatxblock.peering.named import NamedPeerings
from chatxblock.peering.tiers import Tiers
from chatxblock.testing import Failing, FirstCome
from chatxblock.testing.peering_contract import PeeringContract
from examples.peering_server import PeeringServer
from tests.support.outside import SECRET, serving


class TestLeastAnswered(PeeringContract):
    most_drawn = 3

    @pytest.fixture
    def peering(self) -> PeeringService:
        return LeastAnswered()


class TestFixedList(PeeringContract):
    chooses_from = (Pool.LISTED,)
    most_drawn = 3

    @pytest.fixture
    def peering(self) -> PeeringService:
        return FixedList()


class TestTiers(PeeringContract):
    most_drawn = 3

    @pytest.fixture
    def peering(self) -> PeeringService:
        tiers = Tiers(["least-answered", {"BACKEND": "chatxblock.peering.fixed_list.FixedList"}, "least-answered"])
        tiers.meet({"least-answered": LeastAnswered(), "tiers": tiers})
        return tiers


class TestNamedPeerings(PeeringContract):
    most_drawn = 3

    @pytest.fixture
    def peering(self) -> PeeringService:
        return NamedPeerings({"broken": Failing(), "list": FixedList(), "fewest": LeastAnswered()}, "fewest")


class TestHttpPeering(PeeringContract):
    most_drawn = 50

    @pytest.fixture
    def peering(self) -> Iterator[PeeringService]:
        with serving(PeeringServer(SECRET)) as url:
            yield HttpPeering(url, SECRET)


class TestFirstCome(PeeringContract):
    most_drawn = 3

    @pytest.fixture
    def peering(self) -> PeeringService:
        return FirstCome()


class TestFailingUntilMended(PeeringContract):
    most_drawn = 3

    @pytest.fixture
    def peering(self) -> PeeringService:
        double = Failing()
        double.trouble = None
        return double
