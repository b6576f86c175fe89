"""Empty a node of a cluster before it is stopped: `python -m chatxblock.ejabberd evacuate --node 10.0.0.5`.

HAProxy is asked to send nobody new there, and then to end the connections that are there, one after the other, within
the time that was given: a window comes back by itself, by another node. This module must not know how windows do that.
"""

from __future__ import annotations

import argparse
import re
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

WINDOWS, SERVICE = "windows", "service_sessions"
"""HAProxy's names of what goes to the nodes and stays (`haproxy.cfg.tmpl`)."""
SOCKET = Path("/run/haproxy/admin.sock")
ANSWER_TIME = 5.0
SAY_EVERY = 5.0
REST = 10.0
"""Seconds after the last one in which those may go who came in the last moment."""
RUNS = 2
NO_NEW = 0x01 | 0x02 | 0x04 | 0x08 | 0x10
"""Of HAProxy's words for a server's state: it is in maintenance, or drained."""
SESSION = re.compile(r"(0x[0-9a-f]+): .* be=(\S+) srv=(\S+) ")


@dataclass(frozen=True, kw_only=True)
class Server:
    """A node, as HAProxy knows it."""

    name: str
    address: str
    takes: bool
    """Whether it is well, and gets new windows."""


def add_evacuate(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument("--node", required=True, help="the node's address, as HAProxy knows it")
    command.add_argument("--socket", type=Path, default=SOCKET, help="HAProxy's admin socket (default: %(default)s)")
    command.add_argument("--within", type=float, default=60.0, help="seconds over which people are moved (default: 60)")
    command.add_argument("--undo", action="store_true", help="let people come to the node again")


def evacuate(options: argparse.Namespace) -> int:
    """Empty the node, or undo it; return the exit status. Raises `ValueError` with a sentence."""
    if not 0 < options.within <= 3600:
        raise ValueError("--within is a number of seconds, 3600 at most.")
    servers = servers_of(options.socket)
    node = next((one for one in servers if one.address == options.node), None)
    if node is None:
        known = ", ".join(one.address for one in servers)
        raise ValueError(f"HAProxy knows no node {options.node}, but {known}.")
    if options.undo:
        set_state(options.socket, node, "ready")
        say(f"{node.address} gets windows again.")
        return 0
    if not any(one.takes for one in servers if one is not node):
        raise ValueError("No other node is well: nobody could go anywhere.")
    set_state(options.socket, node, "drain")
    say(f"{node.address} gets no new windows. To undo that: the same with --undo.")
    return move(options.socket, node, options.within)


def move(path: Path, node: Server, within: float) -> int:
    """End its connections, spread over that time; return 0 where none is left."""
    there = connections(path, node)
    begun = said_at = time.monotonic()
    for number, connection in enumerate(there):
        ask(path, f"shutdown session {connection}")
        if time.monotonic() - said_at >= SAY_EVERY:
            said_at = time.monotonic()
            say(f"{number + 1} of {len(there)} moved.")
        time.sleep(max(0.0, begun + within * (number + 1) / len(there) - time.monotonic()))
    deadline = time.monotonic() + REST
    while left := connections(path, node):
        if time.monotonic() > deadline:
            say(f"{len(left)} connections are still on {node.address}.")
            return 1
        for connection in left:
            ask(path, f"shutdown session {connection}")
        time.sleep(0.2)
    say(f"{len(there)} of {len(there)} moved: nobody is connected to {node.address}, it may be stopped.")
    return 0


def servers_of(path: Path) -> list[Server]:
    """Return all nodes. Raises `ValueError`."""
    rows = [line.split() for line in ask(path, f"show servers state {WINDOWS}").splitlines()[2:] if line]
    if not rows:
        raise ValueError(f"HAProxy at {path} has no windows: is its configuration the one that `haproxy` prints?")
    return [Server(name=row[3], address=row[4], takes=int(row[5]) == RUNS and not int(row[6]) & NO_NEW) for row in rows]


def connections(path: Path, node: Server) -> list[str]:
    """Return which connections go to that node: the service's first, so that no room is made there."""
    found = [match.groups() for line in ask(path, "show sess").splitlines() if (match := SESSION.match(line))]
    return [key for backend in (SERVICE, WINDOWS) for key, be, srv in found if (be, srv) == (backend, node.name)]


def set_state(path: Path, node: Server, state: str) -> None:
    """Say whether somebody new may come. Raises `ValueError`."""
    for backend in (WINDOWS, SERVICE):
        if refusal := ask(path, f"set server {backend}/{node.name} state {state}").strip():
            raise ValueError(f"HAProxy refused: {refusal}")


def ask(path: Path, command: str) -> str:
    """Return what HAProxy answers. Raises `ValueError`."""
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(ANSWER_TIME)
            link.connect(str(path))
            link.sendall(f"{command}\n".encode())
            return b"".join(iter(lambda: link.recv(65536), b"")).decode(errors="replace")
    except OSError as exc:
        raise ValueError(f"HAProxy does not answer at {path} ({exc.strerror or exc}): run this beside it.") from exc


def say(sentence: str) -> None:
    """Tell how far it is, at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
