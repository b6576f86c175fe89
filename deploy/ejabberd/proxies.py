"""Write the configuration of a proxy in front of the chat, for four programs.

This module must not know who starts the program, and it keeps no values of its own: what may differ is in `Proxy`,
what must not is in the templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from string import Template

from chatxblock.ejabberd.proxy import Proxy

FOLDER = Path(__file__).resolve().parent
PARTS = ("browsers", "inside")
THREADS = 100
"""Of one of Apache's processes."""
APACHE_MODULES = (
    *("authz_core", "authz_host", "headers", "lbmethod_byrequests", "mpm_event", "proxy", "proxy_balancer"),
    *("proxy_hcheck", "proxy_http", "qos", "reqtimeout", "rewrite", "slotmem_shm", "socache_shmcb", "ssl"),
)
NUMBERS = """
# Its own numbers, for Prometheus.
frontend numbers
    bind $inside:$port
    http-request deny unless { src $networks }
    http-request deny deny_status 404 unless { path /metrics }
    http-request use-service prometheus-exporter"""
OLD_PCRE = ("x86_64", "aarch64")


def haproxy(proxy: Proxy, only: str = "") -> str:
    """Return a whole `haproxy.cfg`, or with `only` the doors of browsers or those inside alone."""
    user = "haproxy" if proxy.user is None else proxy.user
    bind = f"{proxy.listen}:{proxy.port}" if proxy.listen else f":{proxy.port},[::]:{proxy.port} v6only"
    values = {
        "bind": bind,
        "user": f"user {user}\n    group {user}" if user else "# no other user",
        "run_folder": proxy.run_folder or "/run/haproxy",
        "origins": " ".join(proxy.origins),
        "networks": " ".join(proxy.networks),
        "numbers": Template(NUMBERS).substitute(
            inside=proxy.inside, port=proxy.numbers_port, networks=" ".join(proxy.networks)
        )
        if proxy.numbers_port
        else "",
        "in_twenty_seconds": str(proxy.per_address + 20 * proxy.handshakes),
        "ws_servers": lines(servers(proxy, proxy.ws_port), "    {} check"),
        "c2s_servers": lines(servers(proxy, proxy.c2s_port), f"    {{}} check port {proxy.ws_port}"),
        "api_servers": lines(
            (f"{server} track service_sessions/{server.split()[1]}" for server in servers(proxy, proxy.api_port)),
            "    {}",
        ),
    }
    return "\n".join(
        fill(name, proxy, values)
        for name in ("haproxy.cfg", *(f"haproxy-{part}.cfg" for part in PARTS if only in ("", part)))
    )


def nginx(proxy: Proxy) -> str:
    """Return a whole `nginx.conf`."""
    user = "www-data" if proxy.user is None else proxy.user
    folder = proxy.run_folder
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = [f"{kind}_temp_path {folder}/{kind};" for kind in kinds] if folder else ["# scratch files as packaged"]
    listen = [f"listen {proxy.listen}{':' if proxy.listen else ''}{proxy.port} ssl;"]
    listen += [f"listen [::]:{proxy.port} ssl;"] if proxy.v6 else []
    values = {
        "user": f"user {user};" if user else "# no other user",
        "files": str(2 * proxy.most + 100),
        "pid": f"pid {folder or '/run'}/nginx.pid;",
        "scratch": "\n    ".join(scratch),
        "origins": lines(proxy.origins, '        "{}" 0;'),
        "listen": lines(listen, "        {}"),
        "allowed": "\n".join([lines(proxy.networks, "        allow {};"), "        deny all;"]),
    }
    for name, port in (("ws", proxy.ws_port), ("c2s", proxy.c2s_port), ("api", proxy.api_port)):
        upstream = [f"{node}:{port} max_fails=1 fail_timeout=5s" for node in proxy.nodes]
        values[f"{name}_servers"] = lines(upstream, "        server {};")
    return fill("nginx.conf", proxy, values)


def caddy(proxy: Proxy) -> str:
    """Return a whole `Caddyfile`."""
    folder = proxy.run_folder
    values = {
        "admin": f"admin unix/{folder}/caddy.sock" if folder else "admin localhost:2019",
        "listen": proxy.listen or "0.0.0.0 [::]",
        "origins": lines(proxy.origins, "\t\t\theader Origin {}"),
        "networks": " ".join(proxy.networks),
        "ws_servers": " ".join(f"{node}:{proxy.ws_port}" for node in proxy.nodes),
        "api_servers": " ".join(f"{node}:{proxy.api_port}" for node in proxy.nodes),
    }
    return fill("Caddyfile", proxy, values)


def apache(proxy: Proxy) -> str:
    """Return a whole configuration for Apache's httpd."""
    user = "www-data" if proxy.user is None else proxy.user
    folder = proxy.run_folder or "/run/apache2"
    processes = -(-proxy.most // THREADS)
    # Debian 12 forgot to link its module qos with the library that it needs.
    libraries = [f"/usr/lib/{kind}-linux-gnu/libpcre.so.3" for kind in OLD_PCRE]
    modules = [f"<IfFile {file}>\n    LoadFile {file}\n</IfFile>" for file in libraries]
    modules += [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in APACHE_MODULES]
    check = "hcmethod=GET hcuri={} hcexpr=alive hcinterval=1 hcfails=1 hcpasses=1"
    member = f"upgrade=websocket connectiontimeout=1 timeout={{}} retry=1 {check.format('/ws')}"
    windows = [f"http://{node}:{proxy.ws_port} {member.format(proxy.idle)}" for node in proxy.nodes]
    calls = [f"http://{node}:{proxy.api_port} connectiontimeout=1 timeout=2 retry=1" for node in proxy.nodes]
    values = {
        "run_files": f"DefaultRuntimeDir {folder}\nPidFile {folder}/apache2.pid\nMutex file:{folder} default",
        "modules": "\n".join(modules),
        "user": f"User {user}\nGroup {user}" if user else "# no other user",
        "processes": str(processes),
        "threads": str(THREADS),
        "workers": str(processes * THREADS),
        "listen": f"{proxy.listen}:{proxy.port}" if proxy.listen else str(proxy.port),
        "host_address": f"{proxy.listen or '*'}:{proxy.port}",
        "origins": "|".join(re.escape(origin) for origin in proxy.origins),
        "networks": " ".join(proxy.networks),
        "ws_servers": lines(windows, "    BalancerMember {}"),
        "api_servers": lines(calls, "    BalancerMember {}"),
    }
    return fill("apache.conf", proxy, values)


PROGRAMS: dict[str, Callable[[Proxy], str]] = {"haproxy": haproxy, "nginx": nginx, "caddy": caddy, "apache": apache}


def servers(proxy: Proxy, port: int) -> list[str]:
    """Return HAProxy's words for the nodes."""
    return [f"server node{number} {node}:{port}" for number, node in enumerate(proxy.nodes, 1)]


def lines(values: Iterable[str], form: str) -> str:
    """Return a line for each value."""
    return "\n".join(form.format(value) for value in values)


def fill(name: str, proxy: Proxy, values: dict[str, str]) -> str:
    """Return a template with its values and those that all have in common."""
    common = {
        "host": proxy.host,
        "port": str(proxy.port),
        "inside": proxy.inside,
        "ws_port": str(proxy.ws_port),
        "c2s_port": str(proxy.c2s_port),
        "api_port": str(proxy.api_port),
        "certificate": proxy.certificate,
        "idle": str(proxy.idle),
        "per_address": str(proxy.per_address),
        "handshakes": str(proxy.handshakes),
        "most": str(proxy.most),
    }
    template = Template((FOLDER / f"{name}.tmpl").read_text(encoding="utf-8"))
    return template.substitute(common | values)
