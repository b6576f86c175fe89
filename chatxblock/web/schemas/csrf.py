"""How a page proves that it is the platform's own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chatxblock.web.marks import LENGTH
from chatxblock.web.schemas.base import Input, Output


class Csrf(Output):
    """What a page posts with: the token under the name of the header, until it is refused; then one from the URL."""

    cookie: str
    """The name of the platform's cookie, which no page of ours reads."""
    header: str
    token: str
    """Empty where the platform told none."""
    url: str
    """Where the newest token is read."""


class OfOwner(Input):
    """Whose page it is."""

    owner: Annotated[str, Field(pattern=f"^[0-9a-f]{{{LENGTH}}}$")]
    """A mark, as `chatxblock.web.marks` makes them."""


class CsrfToken(Output):
    """The newest token."""

    token: str
