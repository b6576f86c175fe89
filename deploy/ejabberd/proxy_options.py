"""The command line of the four proxies: `python -m chatxblock.ejabberd haproxy | nginx | caddy | apache`."""

from __future__ import annotations

import argparse
from typing import Any

from chatxblock.ejabberd.proxies import PARTS, PROGRAMS, haproxy
from chatxblock.ejabberd.proxy import Proxy

SHORTEST_IDLE = 15
"""Seconds. ejabberd pings each window every 5 s and gives it up after 12 s: a shorter time would take that from it."""
FILES = {"haproxy": "haproxy.cfg", "nginx": "nginx.conf", "caddy": "a Caddyfile", "apache": "Apache's configuration"}


def add_proxies(commands: Any) -> None:
    """Add a command for each program."""
    for program in PROGRAMS:
        command = commands.add_parser(program, help=f"print {FILES[program]}, in front of one node or several")
        add_options(command)
        if program == "haproxy":
            command.add_argument("--only", choices=PARTS, default="", help="one half of the doors alone")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what the four have in common."""
    add = command.add_argument
    add("--host", required=True, help="the learners' domain, under which browsers come")
    add("--origin", action="append", required=True, help="origin of the LMS's pages; may be repeated")
    add("--node", action="append", required=True, help="address of an ejabberd; repeated for each of a cluster")
    add("--certificate", default=Proxy.certificate, help="PEM file with chain and key (default: %(default)s)")
    add("--listen", default="", help="address for browsers (default: every one)")
    add("--port", type=int, default=Proxy.port, help="port for browsers (default: %(default)s)")
    add("--inside", default=Proxy.inside, help="address for the LMS's workers (default: %(default)s)")
    add("--inside-client", action="append", help="network of the LMS's workers (default: 127.0.0.0/8)")
    add("--ws-port", type=int, default=Proxy.ws_port, help="of the nodes (default: %(default)s)")
    add("--c2s-port", type=int, default=Proxy.c2s_port, help="of the nodes, and inside (default: %(default)s)")
    add("--api-port", type=int, default=Proxy.api_port, help="of the nodes, and inside (default: %(default)s)")
    if command.prog.endswith("haproxy"):
        add("--numbers-port", type=int, default=0, help="of its numbers for Prometheus, inside (default: none)")
    add("--idle", type=int, default=Proxy.idle, help="seconds without a byte that end a window (default: %(default)s)")
    add("--per-address", type=int, default=Proxy.per_address, help="windows of one address (default: %(default)s)")
    add("--handshakes", type=int, default=Proxy.handshakes, help="more of them a second (default: %(default)s)")
    add("--most", type=int, default=Proxy.most, help="connections in all (default: %(default)s)")
    add("--user", help="whom the program runs as (default: whom its package makes)")
    add("--run-folder", default="", help="folder of sockets and process ids (default: the package's)")


def proxy_of(options: argparse.Namespace) -> Proxy:
    """Return the proxy that the options describe. Raises `ValueError`."""
    if options.idle < SHORTEST_IDLE:
        raise ValueError(f"--idle is {SHORTEST_IDLE} at least: ejabberd itself gives a window up after 12 s.")
    return Proxy(
        host=options.host,
        origins=tuple(options.origin),
        nodes=tuple(options.node),
        ws_port=options.ws_port,
        c2s_port=options.c2s_port,
        api_port=options.api_port,
        numbers_port=getattr(options, "numbers_port", 0),
        certificate=options.certificate,
        listen=options.listen,
        port=options.port,
        inside=options.inside,
        inside_clients=tuple(options.inside_client or Proxy.inside_clients),
        idle=options.idle,
        per_address=options.per_address,
        handshakes=options.handshakes,
        most=options.most,
        user=options.user,
        run_folder=options.run_folder,
    )


def proxy_configuration(options: argparse.Namespace) -> str:
    """Return what one of the four commands prints. Raises `ValueError`."""
    proxy = proxy_of(options)
    configuration = haproxy(proxy, options.only) if options.command == "haproxy" else PROGRAMS[options.command](proxy)
    return configuration.rstrip("\n")
