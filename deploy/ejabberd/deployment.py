"""What differs between one ejabberd and another: names, ports, files, database.

This module must not know how a configuration is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True, kw_only=True)
class Sql:
    """The database of the archive and the rooms."""

    type: str
    """`sqlite`, `mysql` or `pgsql`."""
    database: str
    """A file's path for SQLite, otherwise the name of the database."""
    server: str = ""
    port: int = 0
    """0 means the database's own default."""
    username: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.type not in ("sqlite", "mysql", "pgsql"):
            raise ValueError(f"The archive can be kept in sqlite, mysql or pgsql, not in {self.type!r}.")
        if self.type != "sqlite" and not self.server:
            raise ValueError(f"The archive in {self.type} needs the name of the database's server.")


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """One ejabberd: three domains, three listeners, one archive."""

    host: str
    """The learners' domain: tokens only, nobody registers."""
    jwt_key_path: str
    """File with the token secret as a JWK (see `jwk`)."""
    sql: Sql
    websocket_origins: tuple[str, ...]
    """Origins of the pages that may connect, such as `https://lms.example.org`."""
    further_keys: tuple[str, ...] = ()
    """Files with keys whose tokens are good too, while the key is being changed."""
    rooms_host: str = ""
    """`rooms.HOST` if empty."""
    service_host: str = ""
    """`service.HOST` if empty: where the service's own account lives, which no token opens."""
    service_user: str = "chatxblock"
    listen: str = "127.0.0.1"
    """Address of the WebSocket and client listeners."""
    ws_port: int = 5280
    c2s_port: int = 5222
    api_listen: str = "127.0.0.1"
    api_port: int = 5281
    api_clients: tuple[str, ...] = ("127.0.0.1/8",)
    """Networks of the LMS workers: nobody else may call the HTTP API."""
    api_commands: tuple[str, ...] = (
        "get_room_occupants",
        "get_room_occupants_number",
        "get_presence",
        "user_resources",
        "kick_session",
        "kick_user",
    )
    line_burst: int = 300
    """How many lines and typing signs a person may send at once, by all connections together."""
    line_rate: int = 10
    """How many a second after that."""
    minute_bytes: int = 65_536
    """How much a person may write in a minute, in bytes of UTF-8, identifiers included."""
    room_bytes: int = 2_097_152
    """How much in one room."""
    room_reactions: int = 300
    """How many reactions to lines a person may send into one room."""
    minute_reads: int = 120
    """How many pages of archives a person may ask for in a minute."""
    room_sleep: int = 60
    """Seconds after which a room without anybody inside leaves memory until it is wanted."""
    certificates: tuple[str, ...] = ()
    """PEM files for the client listener; without them it speaks in the clear and belongs on loopback."""
    joined: bool = False
    """One of several nodes: what Mnesia holds may be lost, and rooms live where somebody came first."""
    version: str = "23.01"
    """Of ejabberd: one option has no spelling that all versions know."""

    def __post_init__(self) -> None:
        for domain in (self.host, self.rooms, self.service):
            if not DOMAIN.fullmatch(domain):
                raise ValueError(f"{domain!r} is not the name of a domain, in lower case.")
        if len({self.host, self.rooms, self.service}) < 3:
            raise ValueError("Learners, rooms and the service need a domain each.")

    @property
    def rooms(self) -> str:
        """Return the domain of the rooms."""
        return self.rooms_host or f"rooms.{self.host}"

    @property
    def service(self) -> str:
        """Return the domain of the service's account."""
        return self.service_host or f"service.{self.host}"

    @property
    def release(self) -> tuple[int, ...]:
        """Return the version as numbers that can be compared; Debian's suffix is left out."""
        return tuple(int(number) for number in re.findall(r"\d+", self.version.partition("-")[0]))
