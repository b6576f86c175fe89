"""A request under which the database went away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import Error, InterfaceError, OperationalError, connection, transaction
from webob import Request
from workbench.runtime import WorkbenchRuntime

from chatxblock.web.responses import Attachment, Stream, get, post
from chatxblock.web.routes import READ, ROUTES
from chatxblock.web.routing import Route
from tests.integration.conftest import Site
from tests.integration.test_routes import QUESTION, prepared, suffix_of


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


def away(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Be a database that goes away before our own tables are asked, and after the platform's."""
    if "chatxblock_" not in sql:
        return execute(sql, params, many, context)
    raise OperationalError(f"server closed the connection unexpectedly: {QUESTION}")


@pytest.mark.parametrize("route", [route for route in ROUTES if route.name in READ], ids=lambda route: route.name)
def test_what_is_read_then_is_a_page_of_ours_that_says_to_try_again(
    site: Site, route: Route[Any], caplog: pytest.LogCaptureFixture
) -> None:
    call_id = prepared(site, "helper")
    suffix = suffix_of(route, call_id)
    block = WorkbenchRuntime("staff").get_block(site.usage)
    with connection.execute_wrapper(away):
        answer = getattr(block, route.name)(Request.blank("/"), suffix)
        body = b"".join(answer.app_iter).decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.content_type == "text/html"
    assert "This cannot be shown just now. Nothing is lost: try again in a moment." in body
    assert '<a href="">' in body
    assert "Content-Disposition" not in answer.headers
    assert "OperationalError" in caplog.text
    assert QUESTION not in caplog.text + body
    assert "Traceback" not in caplog.text + body


def test_a_file_whose_first_lines_cannot_be_read_is_such_a_page_too(site: Site) -> None:
    """What is written while it is read has asked for nothing yet when its handler is done."""

    def pieces() -> Iterator[str]:
        yield "the head"
        raise OperationalError

    file = Stream(pieces=pieces(), filename="talk.txt", content_type="text/plain")
    answer = get(Request.blank("/"), lambda: file, "/page.css")
    assert (answer.status_int, answer.content_type) == (503, "text/html")


def test_a_file_is_whole_and_closed_with_what_it_is_read_from() -> None:
    closed = []

    def pieces() -> Iterator[bytes]:
        try:
            yield from (b"one ", b"two ", b"three ", b"four")
        finally:
            closed.append(True)

    def file() -> Attachment:
        return Attachment(pieces=pieces(), filename="a", content_type="text/plain", inline=False)

    assert get(Request.blank("/"), file, "/page.css").body == b"one two three four"
    left = get(Request.blank("/"), file, "/page.css").app_iter
    assert next(left) == b"one "
    left.close()
    assert closed == [True, True]
