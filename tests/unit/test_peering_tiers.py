"""One peering a round."""

from __future__ import annotations

from pkgutil import resolve_name

import pytest

from chatxblock.conf import PEERINGS
from chatxblock.domain.calls.call import Call
from chatxblock.domain.calls.rounds import Round
from chatxblock.errors import ConfigurationError
from chatxblock.peering.least_answered import LeastAnswered
from chatxblock.peering.named import NamedPeerings
from chatxblock.peering.tiers import Tiers
from chatxblock.testing import FirstCome, MemoryCourse, a_call, a_helper

ROUND = Round(size=2, wait=60.0)
LEAST_ANSWERED = {"BACKEND": "chatxblock.peering.least_answered.LeastAnswered"}


def test_each_round_has_its_own_and_the_last_stays() -> None:
    first, second = FirstCome(), FirstCome()
    tiers = Tiers(["first", "second"])
    tiers.meet({"first": first, "second": second})
    for number in range(4):
        tiers.choose(a_call(round=number), ROUND, [a_helper(1)])
    assert (len(first.rounds), len(second.rounds)) == (1, 3)


def test_those_with_a_path_need_nobody_else() -> None:
    assert len(Tiers([LEAST_ANSWERED]).choose(a_call(), ROUND, [a_helper(1), a_helper(2)])) == 2


def test_names_are_found_among_the_configured_ones() -> None:
    tiers = Tiers(["fewest", LEAST_ANSWERED])
    peerings = NamedPeerings({"tiers": tiers, "fewest": LeastAnswered()}, "tiers")
    assert len(peerings.choose(a_call(), ROUND, [a_helper(1), a_helper(2)])) == 2


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ([], "at least one"),
        ("least-answered", "a list"),
        ([{}], "has a 'BACKEND'"),
        ([7], "has a 'BACKEND'"),
        ([{"BACKEND": "chatxblock.no.Such"}], "cannot make"),
        ([{"BACKEND": "chatxblock.peering.least_answered.NoSuch"}], "cannot make"),
        ([{**LEAST_ANSWERED, "OPTIONS": {"speed": 9}}], "cannot make"),
        ([{"BACKEND": "datetime.timedelta"}], "is no PeeringService"),
        (["no such name"], "has only one, tiers"),
        (["tiers"], "cannot contain Tiers"),
    ],
)
def test_what_cannot_work_is_told_when_the_settings_are_read(wanted: list[str], sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence):
        NamedPeerings({"one": FirstCome(), "tiers": Tiers(wanted)}, "one")


def test_names_that_were_never_looked_up_are_told() -> None:
    with pytest.raises(ConfigurationError, match="meet"):
        Tiers(["one"]).choose(a_call(), ROUND, [])


def test_all_hear_the_outcome_once_even_where_one_fails() -> None:
    class Deaf(FirstCome):
        def call_ended(self, call: Call) -> None:
            raise KeyError("its own trouble")

    hears, call = FirstCome(), a_call()
    tiers = Tiers(["deaf", "hears", "hears"])
    tiers.meet({"deaf": Deaf(), "hears": hears})
    tiers.call_ended(call)
    assert hears.outcomes == [call]


def test_the_shipped_tiers_ask_peers_then_the_authors_list_then_everyone() -> None:
    shipped = {name: resolve_name(each["BACKEND"])(**each.get("OPTIONS", {})) for name, each in PEERINGS.items()}
    course = MemoryCourse(NamedPeerings(shipped, "tiers"), plan="1 peers 60s\n1 listed 60s\n3 everyone 60s")
    course.come("peer", "other", "teacher")
    call = course.ask(listed=("teacher",))
    for _ in range(2):
        course.pass_time(61)
    assert course.asked(call, 1)[0] in ("peer", "other")
    assert course.asked(call, 2) == ["teacher"]
    assert set(course.asked(call)) == {"peer", "other", "teacher"}
