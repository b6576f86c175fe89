"""A request under which the database went away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import Error, InterfaceError, OperationalError, transaction
from webob import Request

from chatxblock.web.responses import post


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [OperationalError, InterfaceError])
def test_it_is_told_as_such_and_half_of_it_does_not_stand(
    failure: type[Error], caplog: pytest.LogCaptureFixture
) -> None:
    def handler(body: dict[str, Any]) -> dict[str, Any]:
        get_user_model().objects.create(username=body["name"])
        raise failure("INSERT of 'half' failed")

    request = Request.blank("/", method="POST", body=b'{"name": "half"}', content_type="application/json")
    with transaction.atomic():  # as the platform has around each request, where it is told so
        answer = post(request, handler)  # type: ignore[arg-type]
    assert (answer.status_int, json.loads(answer.body)["code"]) == (503, "store-busy")
    assert not get_user_model().objects.filter(username="half").exists()
    assert failure.__name__ in caplog.text
    assert "half" not in caplog.text
