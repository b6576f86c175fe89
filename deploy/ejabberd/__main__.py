"""Write what ejabberd needs for chatxblock to standard output: its configuration, key and modules, and a proxy's.

    python -m chatxblock.ejabberd config --host chat.example.org --origin https://lms.example.org … > ejabberd.yml
    CHATXBLOCK_TOKEN_SECRET=… python -m chatxblock.ejabberd key > chatxblock.jwk
    python -m chatxblock.ejabberd modules
    python -m chatxblock.ejabberd tables | psql …
    python -m chatxblock.ejabberd back | psql …
    python -m chatxblock.ejabberd evacuate --node 10.0.0.5
    CHATXBLOCK_SQL_PASSWORD=… python -m chatxblock.ejabberd move --from /var/lib/ejabberd/chatxblock.db --database …
    python -m chatxblock.ejabberd haproxy --host chat.example.org --origin https://lms.example.org --node 10.0.0.5 …

Secrets come from the environment, never from arguments, which every user of a machine can read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from chatxblock.ejabberd.cluster_options import add_cluster, write_cluster
from chatxblock.ejabberd.deployment import Deployment, Sql
from chatxblock.ejabberd.evacuate import add_evacuate, evacuate
from chatxblock.ejabberd.move import add_move, move
from chatxblock.ejabberd.proxies import PROGRAMS
from chatxblock.ejabberd.proxy_options import add_proxies, proxy_configuration
from chatxblock.ejabberd.template import BACK, MODULES, TABLES, jwk, render


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m chatxblock.ejabberd", description=(__doc__ or "").partition("\n")[0])
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("key", help="print the token key; the secret is read from CHATXBLOCK_TOKEN_SECRET")
    commands.add_parser("modules", help="print the paths of our modules' sources, to be compiled with erlc")
    commands.add_parser("tables", help="print what a cluster needs in ejabberd's database")
    commands.add_parser("back", help="print what lets an older ejabberd serve from that database again")
    config = commands.add_parser("config", help="print ejabberd.yml; a password from CHATXBLOCK_SQL_PASSWORD")
    add_names(config)
    add_listeners(config)
    add_database(config)
    add_cluster(config)
    add_proxies(commands)
    add_evacuate(commands.add_parser("evacuate", help="empty a node of a cluster before it is stopped, by HAProxy"))
    add_move(commands.add_parser("move", help="take rooms and archive of a stopped server from SQLite to PostgreSQL"))
    return top


def add_names(config: argparse.ArgumentParser) -> None:
    """Add what names the deployment."""
    config.add_argument("--host", required=True, help="the learners' domain")
    config.add_argument("--rooms-host", default="", help="domain of the rooms (default: rooms.HOST)")
    config.add_argument("--service-host", default="", help="domain of the service's account (default: service.HOST)")
    config.add_argument("--service-user", default="chatxblock", help="localpart of the service's account")
    config.add_argument("--origin", action="append", required=True, help="origin of the LMS's pages; may be repeated")
    config.add_argument("--jwt-key", default="/etc/ejabberd/chatxblock.jwk", help="where the output of `key` is kept")
    config.add_argument(
        "--further-key", action="append", default=[], help="a key that is good too, while keys are changed"
    )
    config.add_argument("--version", default="23.01", help="ejabberd's version (default: %(default)s)")


def add_listeners(config: argparse.ArgumentParser) -> None:
    """Add what the server listens on."""
    config.add_argument("--listen", default="127.0.0.1", help="address for WebSockets and the service")
    config.add_argument("--ws-port", type=int, default=5280)
    config.add_argument("--c2s-port", type=int, default=5222)
    config.add_argument("--api-listen", default="127.0.0.1", help="address of the HTTP API, for the LMS alone")
    config.add_argument("--api-port", type=int, default=5281)
    config.add_argument("--api-client", action="append", help="network of the LMS's workers (default: 127.0.0.1/8)")
    config.add_argument("--certificate", action="append", default=[], help="PEM file; the service then has to use TLS")


def add_database(config: argparse.ArgumentParser) -> None:
    """Add where archive and rooms are kept."""
    config.add_argument("--sql", choices=["sqlite", "mysql", "pgsql"], default="sqlite")
    config.add_argument("--database", default="/var/lib/ejabberd/chatxblock.db", help="file, or name of the database")
    config.add_argument("--sql-server", default="localhost")
    config.add_argument("--sql-port", type=int, default=0)
    config.add_argument("--sql-username", default="ejabberd")


def deployment(options: argparse.Namespace) -> Deployment:
    """Return the deployment that the options describe. Raises `ValueError`."""
    sql = Sql(
        type=options.sql,
        database=options.database,
        server=options.sql_server,
        port=options.sql_port,
        username=options.sql_username,
        password=os.environ.get("CHATXBLOCK_SQL_PASSWORD", ""),
    )
    return Deployment(
        host=options.host,
        rooms_host=options.rooms_host,
        service_host=options.service_host,
        service_user=options.service_user,
        jwt_key_path=options.jwt_key,
        further_keys=tuple(options.further_key),
        sql=sql,
        websocket_origins=tuple(options.origin),
        listen=options.listen,
        ws_port=options.ws_port,
        c2s_port=options.c2s_port,
        api_listen=options.api_listen,
        api_port=options.api_port,
        api_clients=tuple(options.api_client or ["127.0.0.1/8"]),
        certificates=tuple(options.certificate),
        version=options.version,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was asked for; return the exit status."""
    command_line = parser()
    options = command_line.parse_args(arguments)
    try:
        if options.command == "evacuate":
            return evacuate(options)
        if options.command == "move":
            return move(options)
        sys.stdout.write(f"{answer(options)}\n")
    except ValueError as exc:
        command_line.error(str(exc))
    return 0


def answer(options: argparse.Namespace) -> str:
    """Return what one command prints. Raises `ValueError`."""
    if options.command == "modules":
        return "\n".join(map(str, MODULES))
    if options.command == "tables":
        return TABLES.read_text(encoding="utf-8").rstrip()
    if options.command == "back":
        return BACK.read_text(encoding="utf-8").rstrip()
    if options.command == "config" and options.cluster:
        return write_cluster(options, deployment(options))
    if options.command == "config":
        return render(deployment(options))
    if options.command in PROGRAMS:
        return proxy_configuration(options)
    secret = os.environ.get("CHATXBLOCK_TOKEN_SECRET", "")
    if not secret:
        raise ValueError("Put the token secret into CHATXBLOCK_TOKEN_SECRET.")
    return jwk(secret)


if __name__ == "__main__":
    sys.exit(main())
