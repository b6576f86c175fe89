"""What the service has to know to work on a chat server. This module must not know where the values are kept."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class XmppSettings:
    """The service's account, the domains beside it and the limits."""

    service_jid: str
    """Bare address of the service's account, on a domain that no token opens."""
    password: str = field(repr=False)
    host: str
    """Where to connect to; the account's domain need not be in DNS."""
    port: int = 5222
    tls: bool = True
    """STARTTLS with a certificate that is checked for the account's domain; without it only for loopback."""
    ca_file: str = ""
    """PEM file of the authorities to trust; empty for the system's."""
    domain: str
    """The learners' domain."""
    rooms_domain: str
    api_url: str
    """Base of ejabberd's HTTP API, such as `http://127.0.0.1:5281/api`."""
    timeout: float = 3.0
    """Seconds in which every call of the rooms port ends, connecting included."""
    places_each: int = 1_000
    """How many places a room has for each person who is meant to come. Whoever was asked may look in, with as many
    windows as the server lets one person have: places are never what keeps anybody out."""
    duty_occupants: int = 20_000
    """Windows of helpers that fit into one course's duty room; `max_users` of mod_muc has to allow them."""
