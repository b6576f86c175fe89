"""The handlers of a block, made from the table. This module must not know what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from webob import Request, Response
from xblock.core import XBlock

from chatxblock.web.mount import BlockMount
from chatxblock.web.routes import POSTED, ROUTES
from chatxblock.web.routing import Route

Block = TypeVar("Block", bound=type)


def with_handlers(block_class: Block, routes: Iterable[Route[Any]] = ROUTES) -> Block:
    """Give a block a handler for each row of the table, under its name. A class decorator."""
    for route in routes:
        if hasattr(block_class, route.name):
            raise TypeError(f"{block_class.__name__} has something else under the name of the handler {route.name}")
        setattr(block_class, route.name, handler_of(route))
    return block_class


def mounted(block: Any) -> BlockMount:
    """Return a block as the place where the handlers are mounted."""
    return BlockMount(block, POSTED)


def handler_of(route: Route[Any]) -> Callable[..., Response]:
    """Return the method of a block that answers what a row says."""

    def handler(self: Any, request: Request, suffix: str = "") -> Response:
        return route.answer(mounted(self), request, suffix)

    handler.__name__ = route.name
    handler.__doc__ = route.function.__doc__
    return XBlock.handler(handler)  # type: ignore[no-any-return]
