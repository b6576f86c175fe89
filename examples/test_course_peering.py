import pytest
from course_peering import SpareTheReluctant

from chatxblock.domain.calls.rounds import Round
from chatxblock.peering.base import PeeringService
from chatxblock.testing import MemoryCourse, a_call, a_helper
from chatxblock.testing.peering_contract import PeeringContract


class TestContract(PeeringContract):
    most_drawn = 16

    @pytest.fixture
    def peering(self) -> PeeringService:
        return SpareTheReluctant()


def test_who_seldom_comes_is_asked_after_who_does() -> None:
    seldom, often, new = a_helper(1, asked=30), a_helper(2, asked=9, answered=2), a_helper(3)
    chosen = SpareTheReluctant().choose(a_call(), Round(size=2, wait=60.0), [seldom, often, new])
    assert chosen == [new, often]


def test_in_a_course_everybody_gets_a_turn() -> None:
    course = MemoryCourse(SpareTheReluctant(asks_a_turn=1), plan="1 everyone 60s")
    course.come("bo", "cy", "dee")
    first = []
    for number in range(3):
        call = course.ask(f"asker {number}")
        first += course.asked(call)
        course.end(call)
    assert sorted(first) == ["bo", "cy", "dee"]
