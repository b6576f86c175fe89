"""Start one of the proxies that we write configurations for, with one of them, as long as its parent lives.

This module must not know what is behind the proxy.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from chatxblock.devserver.children import Child
from chatxblock.devserver.ejabberd import make_private, wait_until, write_private
from chatxblock.errors import ConfigurationError

COMMANDS = {
    "haproxy": ("haproxy", "-W", "-db", "-f"),
    "nginx": ("nginx", "-g", "daemon off;", "-c"),
    "caddy": ("caddy", "run", "--adapter", "caddyfile", "--config"),
    "apache": ("apache2", "-DFOREGROUND", "-f"),
}
START_TIME = 15.0


def start_proxy(program: str, configuration: str, folder: Path, listens: str) -> Child:
    """Write the configuration into a folder and start; return once something listens at `listens`, ADDRESS:PORT.

    Raises `ConfigurationError` that says what to install, or what the program says.
    """
    name, *options = COMMANDS[program]
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise ConfigurationError(f"{name} is not installed. On Debian and Ubuntu: apt-get install {name}")
    make_private(folder)
    file = folder / f"{program}.conf"
    write_private(file, configuration)
    here = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    child = Child(program, [found, *options, str(file)], log=folder / f"{program}.log", env={**os.environ, **here})
    address, _, port = listens.rpartition(":")
    try:
        sentence = f"{program} does not answer; see {folder}."
        wait_until(lambda: listening(child, address, int(port)), START_TIME, sentence)
    except BaseException:
        child.stop()
        raise
    return child


def listening(child: Child, address: str, port: int) -> bool:
    """Say whether the program listens. Raises `ConfigurationError` with its last words where it has ended."""
    if not child.running:
        raise ConfigurationError(f"{child.name} did not start: {child.last_words()}")
    return port in ports_of(address)


def ports_of(address: str) -> set[int]:
    """Return the ports of an IPv4 address that something listens on, as Linux tells; nobody is called for that."""
    wanted = "".join(f"{int(part):02X}" for part in reversed(address.split(".")))
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    locals_ = [row[1].split(":") for row in rows if row[3] == "0A"]
    return {int(port, 16) for host, port in locals_ if host in (wanted, "00000000")}
