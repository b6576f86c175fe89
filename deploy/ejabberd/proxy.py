"""What differs between one proxy in front of the chat and another: names, addresses, limits, times.

This module must not know which program the proxy is.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from chatxblock.ejabberd.deployment import DOMAIN

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")
ADDRESS = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\]")
PATH = re.compile(r"/[\w./+@-]+")


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """One proxy: a door for browsers outside, two doors for the LMS's workers inside, and the nodes behind them."""

    host: str
    """The learners' domain, under which browsers come."""
    origins: tuple[str, ...]
    """Origins of the pages that may connect, such as `https://lms.example.org`."""
    nodes: tuple[str, ...]
    """Address or name of each ejabberd."""
    ws_port: int = 5280
    """On each node, as are the next two."""
    c2s_port: int = 5222
    """Of the service's connection; inside, the proxy listens on the same."""
    api_port: int = 5281
    """Of the HTTP API; inside, the proxy listens on the same."""
    numbers_port: int = 0
    """Of HAProxy's own numbers for Prometheus, inside; 0: nobody reads them."""
    certificate: str = "/etc/ssl/private/chatxblock.pem"
    """PEM file with the chain and its key."""
    listen: str = ""
    """Address of the door for browsers; "" is every one."""
    port: int = 443
    inside: str = "127.0.0.1"
    """Address of the doors for the LMS's workers."""
    inside_clients: tuple[str, ...] = ("127.0.0.0/8",)
    """Networks of the workers: nobody else comes in there."""
    idle: int = 30
    """Seconds without a byte in either direction after which a window's connection is ended.

    ejabberd pings each window every 5 s, and a window pings its room every 20 s, or every 25 s the server.
    """
    per_address: int = 200
    """How many connections one address may have, and may open at once."""
    handshakes: int = 5
    """How many connections a second an address may open after that."""
    most: int = 20_000
    """How many connections there may be in all."""
    user: str | None = None
    """Whom the program runs as; "" is whoever starts it, and None what its package makes for it."""
    run_folder: str = ""
    """Where process ids, sockets and scratch files go, if not where the package puts them."""

    def __post_init__(self) -> None:
        if not DOMAIN.fullmatch(self.host):
            raise ValueError(f"{self.host!r} is not the name of a domain, in lower case.")
        checked = [(ORIGIN, origin, "an origin, such as https://lms.example.org") for origin in self.origins]
        checked += [(ADDRESS, node, "the address of a node") for node in (*self.nodes, self.inside, self.listen or "a")]
        checked += [(PATH, path, "a path without blanks") for path in (self.certificate, self.run_folder or "/a")]
        checked += [(re.compile("[a-z_][a-z0-9_-]*"), self.user or "a", "the name of a user")]
        for form, value, what in checked:
            if not form.fullmatch(value):
                raise ValueError(f"{value!r} is not {what}.")
        if not self.origins or not self.nodes:
            raise ValueError("The proxy needs an origin and a node at least.")
        if len(set(self.nodes)) < len(self.nodes):
            raise ValueError("Each node is named once.")
        for network in self.inside_clients:
            ipaddress.ip_network(network)

    @property
    def networks(self) -> tuple[str, ...]:
        """Return the networks of the workers as every program reads them."""
        return tuple(str(ipaddress.ip_network(network)) for network in self.inside_clients)

    @property
    def v6(self) -> bool:
        """Say whether the door for browsers is open on IPv6 besides."""
        return not self.listen
