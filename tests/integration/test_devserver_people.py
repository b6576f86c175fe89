"""The people of the workbench, as the block and the platform meet them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from chatxblock.devserver.people import NOBODY, PeopleService, find, member


def attributes(student: str | None) -> dict[str, object]:
    service = PeopleService()
    service.runtime = SimpleNamespace(user_id=student)
    return {name.partition(".")[2]: value for name, value in service.get_current_user().opt_attrs.items()}


def test_find_takes_usernames_and_exact_names_in_order_and_once() -> None:
    found = find(["helper2", "Lina Petrova", "learner", "nobody", "lina petrova"])
    assert [person.username for person in found] == ["helper2", "learner"]


def test_only_the_stranger_is_not_enrolled_and_only_staff_is_staff() -> None:
    people = find(["learner", "helper1", "helper2", "helper3", "staff", "stranger"])
    assert [person.username for person in people if not person.enrolled] == ["stranger"]
    assert [person.username for person in people if person.staff] == ["staff"]


def test_an_invented_name_is_no_member() -> None:
    assert member("student_1") is None


def test_current_user_has_what_the_lms_would_give() -> None:
    assert attributes("learner") == {
        "is_authenticated": True,
        "user_id": "learner",
        "username": "learner",
        "user_is_staff": False,
        "user_role": "student",
    }


def test_staff_has_the_role() -> None:
    assert attributes("staff")["user_is_staff"] is True
    assert attributes("staff")["user_role"] == "staff"


@pytest.mark.parametrize("student", [None, *sorted(NOBODY)])
def test_nobody_is_not_logged_in(student: str | None) -> None:
    assert attributes(student) == {"is_authenticated": False}
