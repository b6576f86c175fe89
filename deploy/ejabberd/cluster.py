"""What each node of a cluster needs besides its `ejabberd.yml`: names, arguments, environment, cookie.

This module must not know who starts the nodes.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from chatxblock.ejabberd.deployment import Deployment, Sql
from chatxblock.ejabberd.template import render

NAME = re.compile(r"[a-z][a-z0-9]*")
COOKIE = re.compile(r"[A-Za-z0-9_-]{20,255}")
LEAST_PATIENCE, MOST_PATIENCE = 1, 10
"""Nodes hear each other four times a second; `net_ticktime` gives up somebody lost after 10 s at most."""
POSTGRESQL = 5432
ASCII = 128
LIBRARIES = "/usr/lib/x86_64-linux-gnu"
AT_ONCE = "-kernel inet_default_connect_options [{nodelay,true}]"
"""What the driver sends to PostgreSQL is not held back (Nagle's algorithm, RFC 896)."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """One ejabberd among several."""

    name: str
    """Short, such as `a`."""
    address: str
    """IPv4 address on which everything of it listens."""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is not the name of a node: small letters and digits.")
        ipaddress.IPv4Address(self.address)


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Nodes that are joined, with rooms and archive in one database."""

    nodes: tuple[Node, ...]
    """In an order that is the same everywhere: of those that start at once the first goes ahead."""
    deployment: Deployment
    """What they have in common; each listens on its own address."""
    cookie: str = field(repr=False)
    """What lets one node into another: a secret as good as root's password on them."""
    port: int = 5210
    """Of Erlang's distribution, on each node's address. No name daemon is asked."""
    modules: str = "/etc/ejabberd/modules"
    """Folder of the compiled modules."""
    spool: str = "/var/lib/ejabberd/mnesia"
    """Folder that Mnesia may fill and empty."""
    log: str = "/var/log/ejabberd/ejabberd.log"
    libraries: str = LIBRARIES
    """Erlang's libraries: the folder that holds that of ejabberd (ERL_LIBS)."""
    patience: float = 1.5
    """Seconds of silence after which a node is taken for lost. One that loses ends, and comes back joined."""
    arguments: tuple[str, ...] = ()
    """Further ones for Erlang."""

    def __post_init__(self) -> None:
        if len(self.nodes) < 2:
            raise ValueError("A cluster has two nodes at least: --cluster a=10.0.0.5 --cluster b=10.0.0.6")
        different = min(len({node.name for node in self.nodes}), len({node.address for node in self.nodes}))
        if different < len(self.nodes):
            raise ValueError("Each node has a name and an address of its own.")
        if self.deployment.sql.type != "pgsql":
            raise ValueError("The nodes of a cluster share a PostgreSQL, which decides who goes on: --sql pgsql.")
        if not LEAST_PATIENCE <= self.patience <= MOST_PATIENCE:
            raise ValueError(f"Give a lost node between {LEAST_PATIENCE} and {MOST_PATIENCE} seconds: --patience 1.5")
        if not COOKIE.fullmatch(self.cookie):
            raise ValueError(
                "Put a cookie of 20 letters or digits at least into CHATXBLOCK_COOKIE: openssl rand -hex 32"
            )

    def erlang_name(self, node: Node) -> str:
        """Return the name by which Erlang knows a node; no DNS needs to."""
        return f"{node.name}@{self.domain(node)}"

    def domain(self, node: Node) -> str:
        """Return the domain in that name."""
        return f"{node.name}.{self.deployment.host}"


def files(cluster: Cluster, node: Node, folder: str) -> dict[str, str]:
    """Return the files of one node by their names; `folder` is where they will lie on its machine."""
    own = replace(cluster.deployment, listen=node.address, api_listen=node.address, joined=True)
    return {
        "ejabberd.yml": render(own),
        "inetrc": inetrc(cluster),
        "vm.args": arguments(cluster, node),
        "environment": "".join(f"{name}={quoted(value)}\n" for name, value in environment(cluster, folder).items()),
        "database": database(cluster.deployment.sql),
        ".erlang.cookie": cluster.cookie,
    }


def inetrc(cluster: Cluster) -> str:
    """Return where the nodes' names lead, for Erlang alone."""
    hosts = [f'{{host, {{{node.address.replace(".", ",")}}}, ["{cluster.domain(node)}"]}}.\n' for node in cluster.nodes]
    return "".join(['{lookup, ["file", "native"]}.\n', *hosts])


def database(sql: Sql) -> str:
    """Return how the lease's own connection is made, as terms of Erlang: ejabberd's are not there before it starts."""
    options = {"host": sql.server, "database": sql.database, "user": sql.username, "password": sql.password}
    lines = [f"{{{name}, {string(value)}}}.\n" for name, value in options.items()]
    return "".join([*lines, f"{{port, {sql.port or POSTGRESQL}}}.\n"])


def string(text: str) -> str:
    """Return the bytes of a text as a string of Erlang's."""
    plain = (chr(byte) if chr(byte).isalnum() and byte < ASCII else f"\\x{{{byte:x}}}" for byte in text.encode())
    return f'"{"".join(plain)}"'


def arguments(cluster: Cluster, node: Node) -> str:
    """Return Erlang's arguments, for `erl -args_file`."""
    address = node.address.replace(".", ",")
    names = " ".join(cluster.erlang_name(one) for one in cluster.nodes)
    lines = [
        "# Written by `python -m chatxblock.ejabberd config --cluster`: render it again, don't change it.",
        f"-name {cluster.erlang_name(node)}",
        "# The nodes reach each other on their own addresses and this port; no name daemon is asked or started.",
        "-start_epmd false",
        f"-erl_epmd_port {cluster.port}",
        f"-kernel inet_dist_use_interface {{{address}}}",
        "# A node that hangs is given up after 8 s at most. It has to stand here and in ejabberd.yml.",
        "-kernel net_ticktime 8",
        "# Who can't be reached is not waited for longer than this when a node starts.",
        "-kernel net_setuptime 2",
        "# Who was lost comes back by joining: a node that wakes must not be connected again by what it has to send.",
        "-kernel dist_auto_connect once",
        "# Who goes on the lease decides. Erlang would part two that see each other where a third sees one alone.",
        "-kernel prevent_overlapping_partitions false",
        "# Questions to the database go out in pieces; a piece may wait 40 ms until the one before it is acknowledged.",
        AT_ONCE,
        "+K true +fnu",
        *cluster.arguments,
        f"-pa {argument(cluster.modules)}",
        f"-mnesia dir {argument(chr(34) + cluster.spool + chr(34))}",
        "# All nodes, in the same order everywhere; then start, joined to those that are there.",
        f"-chatxblock_nodes {names}",
        "# For so many milliseconds a node may be silent before it is taken for lost.",
        f"-chatxblock_patience {round(cluster.patience * 1000)}",
        "-s chatxblock_cluster",
    ]
    return "\n".join([*lines, ""])


def environment(cluster: Cluster, folder: str) -> dict[str, str]:
    """Return the environment of a node whose files lie in that folder, which holds the cookie and so is its home."""
    return {
        "HOME": folder,
        "ERL_LIBS": cluster.libraries,
        "ERL_INETRC": f"{folder}/inetrc",
        "EJABBERD_CONFIG_PATH": f"{folder}/ejabberd.yml",
        "EJABBERD_LOG_PATH": cluster.log,
        "ERL_CRASH_DUMP_BYTES": "0",
        "ERL_MAX_PORTS": "32000",
    }


def argument(text: str) -> str:
    """Return text as one argument in a file of Erlang's."""
    return "'" + text.replace("'", "'\\''") + "'"


def quoted(text: str) -> str:
    """Return a value as systemd and shells read it in a file of variables."""
    return '"' + re.sub(r'(["\\$`])', r"\\\1", text) + '"'


def write(cluster: Cluster, into: Path, folder: str = "") -> list[Path]:
    """Write the files of all nodes into `into`, a folder each, that only its owner can read; return the folders.

    `folder` is where a node's files will lie on its machine; where they were written if it is not given.
    """
    return [write_node(cluster, node, into, folder) for node in cluster.nodes]


def write_node(cluster: Cluster, node: Node, into: Path, folder: str = "") -> Path:
    """Write the files of one node, as `write` does those of all; return their folder."""
    own = into / node.name
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in files(cluster, node, folder or str(own.absolute())).items():
        (own / name).unlink(missing_ok=True)
        with open(os.open(own / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w", encoding="utf-8") as file:
            file.write(text)
    return own
