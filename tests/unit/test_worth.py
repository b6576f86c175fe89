"""What helped many stands before what helped a few, and what is new gets a chance."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chatxblock.domain.resources.worth import NEW, lower_bound, standing


@pytest.mark.parametrize(
    ("helped", "opened", "bound"), [(0, 0, 0.0), (0, 10, 0.0), (1, 1, 0.2065), (9, 10, 0.5958), (90, 100, 0.8256)]
)
def test_the_bound_is_wilsons(helped: int, opened: int, bound: float) -> None:
    assert lower_bound(helped, opened) == pytest.approx(bound, abs=1e-4)


@given(st.integers(0, 500), st.integers(0, 500))
@example(0, 47)  # the formula alone gives 6e-18
def test_it_is_a_share_and_no_more_than_what_was_seen(helped: int, more: int) -> None:
    opened = helped + more
    assert 0.0 <= lower_bound(helped, opened) <= (helped / opened if opened else 0.0)


@given(st.integers(1, 100), st.integers(0, 100))
def test_one_more_whom_it_helped_lifts_it(helped: int, more: int) -> None:
    assert lower_bound(helped, helped + more) > lower_bound(helped - 1, helped + more)


def test_what_is_new_stands_before_what_was_opened_in_vain_and_not_before_what_helps() -> None:
    assert standing(0, 0) > standing(0, NEW)
    assert standing(0, 0) < standing(9, 10)
