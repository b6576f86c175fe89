"""The dev server's site as servers with a master process load it: before they fork.

The master has already spoken to the chat server when it forks, which is the worst case for what its workers inherit.
A whole class is enrolled, and every answer says which process gave it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

PATIENT_HELPERS = (
    '<chatxblock who_helps="listed" helpers="helper1, helper2, helper3" rounds="3 listed 60s"'
    ' offers_cap="1000" calls_cap="1000"/>'
)
"""Three people who are asked by everybody."""


def load() -> Any:
    """Load everything, and open the master's own session with the chat server."""
    loaded = get_wsgi_application()
    from chatxblock import wiring
    from chatxblock.block import ChatXBlock
    from chatxblock.devserver.scenarios import load_scenarios
    from tests.workers.pupils import enroll

    enroll()
    ChatXBlock.workbench_scenarios = staticmethod(lambda: [("A problem with helpers", PATIENT_HELPERS)])  # type: ignore[method-assign]
    load_scenarios()
    wiring._rooms().end("nobody-was-here")
    return loaded


site = load()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request, with the worker's process id in a header."""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *rest)

    answer: Iterable[bytes] = site(environ, start)
    return answer
