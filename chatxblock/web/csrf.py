"""The newest token by which the platform knows that a request comes from a page of its own.

Pages begin with one (`chatxblock.web.pages`). Logging in changes it, also in another tab: a page whose request was
refused asks for the newest here, once. This module must not know of calls.
"""

from __future__ import annotations

from chatxblock.errors import SomebodyElse
from chatxblock.openedx import platform
from chatxblock.web.pages import owner_of
from chatxblock.web.schemas.csrf import CsrfToken, OfOwner
from chatxblock.web.visit import Visit


def csrf(visit: Visit, told: OfOwner) -> CsrfToken:
    """Return the newest token to a page of the caller's; what somebody else's page has under way is not the caller's.

    Raises `SomebodyElse`.
    """
    if told.owner != owner_of(visit):
        raise SomebodyElse()
    return CsrfToken(token=platform.csrf_token())
