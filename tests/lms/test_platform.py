"""The platform's contract inside a real LMS, and what only one can show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatxblock.openedx import platform
from tests.contracts.platform_contract import PlatformContract
from tests.lms.platform import RealLms

pytestmark = [pytest.mark.lms, pytest.mark.django_db]


@pytest.fixture
def lms(db: None) -> Iterator[RealLms]:
    made = RealLms()
    yield made
    made.end()


class TestRealLms(PlatformContract):
    @pytest.fixture
    def lms(self, db: None) -> Iterator[RealLms]:
        made = RealLms()
        yield made
        made.end()


def test_staff_of_a_few_is_asked_for_without_reading_the_others(lms: RealLms) -> None:
    kim, bo = lms.user("kim", role="staff"), lms.user("bo")
    for number in range(20):
        lms.user(f"teacher{number}", role="staff")
    with CaptureQueriesContext(connection) as captured:
        assert platform.on_staff(lms.course, [kim, bo]) == {kim}
    assert len(captured) == 2
    assert all(f"IN ({kim}, {bo})" in query["sql"] for query in captured.captured_queries)
