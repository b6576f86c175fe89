"""Everything twice, as on several machines: two chat servers behind HAProxy, two site processes, two sweeps.

Whatever ends by itself, or is killed for a trial, is started again, as a supervisor would. The sites share a socket,
and chat servers, sites and sweeps one PostgreSQL.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from chatxblock.devserver.children import Child, wait_for_end
from chatxblock.devserver.cluster import HOME, DevCluster
from chatxblock.devserver.ejabberd import PRIVATE, make_private
from chatxblock.devserver.postgres import USER
from chatxblock.devserver.server import (
    LOOK_EVERY,
    Options,
    Programs,
    Starts,
    alone_in,
    ask_for_blocks,
    chat_settings,
    hosts,
    listen,
)
from chatxblock.devserver.state import write_state
from chatxblock.errors import ConfigurationError

PLATFORM = "platform"
"""Name of the sites' database, beside that of the chat."""


class Kept:
    """Something that is started again whenever it ends."""

    def __init__(self, what: str, start: Callable[[], Child]) -> None:
        self._starts = Starts(what)
        self._start = start
        self.child = start()
        self._starts.note()

    def look(self) -> None:
        """Start it again if it has ended; raises SystemExit when it can't stay alive."""
        if not self.child.running:
            self._starts.again(self.child.last_words())
            self.child = self._start()
            self._starts.note()

    def stop(self) -> None:
        """End it."""
        self.child.stop()


def run_cluster(options: Options, announce: Callable[[dict[str, Any]], None]) -> None:
    """Start everything, hand its addresses to `announce` once all answers, and stay until interrupted.

    Everything that was started is ended again, however this ends. Raises SystemExit with a sentence for people.
    """
    parent = os.getppid() if options.with_parent else None
    os.umask(PRIVATE)
    for folder in (options.data, options.data / "log"):
        make_private(folder)
    with ExitStack() as stack:
        stack.enter_context(alone_in(options.data))
        listener = stack.enter_context(listen(options.host, options.port))
        url = f"http://{options.host}:{listener.getsockname()[1]}"
        cluster = start_cluster(url, stack)
        write_state(
            options.data,
            hosts=hosts(options.host),
            chatxblock=chat_settings(url, cluster),
            database=platform_database(cluster),
        )
        programs = Programs(log=options.data / "log", data=options.data, sweep_every=options.sweep_every)
        kept = [keep(stack, "The workbench", partial(programs.site, listener, "site-1"))]
        blocks = ask_for_blocks(url, kept[0].child)
        if options.demo:
            programs.make_up_a_course()
        kept.append(keep(stack, "The second workbench", partial(programs.site, listener, "site-2")))
        kept += [keep(stack, f"Sweep {n}", partial(programs.another_sweep, f"sweep-{n}")) for n in (1, 2)]
        announce({"url": url, "websocket_url": cluster.websocket_url, "api_url": cluster.api_url, **blocks})
        watch(kept, cluster, parent)


def start_cluster(url: str, stack: ExitStack) -> DevCluster:
    """Start the chat's part. Raises SystemExit that says what is missing."""
    origins = sorted({url, url.replace("//127.0.0.1:", "//localhost:")})
    # Not in the folder of the data: names of sockets are short, and HAProxy takes no blank for a part of a path.
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chatxblock-cluster-")))
    try:
        cluster = stack.enter_context(DevCluster(folder, origins=origins))
        cluster.postgres.make_database(PLATFORM)
    except ConfigurationError as error:
        raise SystemExit(str(error)) from error
    print(f"  Let your browser trust the chat once: https://localhost:{cluster.ports['door']}/ws", file=sys.stderr)
    print(f"  Logs of the chat servers and of HAProxy are in {folder}", file=sys.stderr)
    return cluster


def platform_database(cluster: DevCluster) -> dict[str, Any]:
    """Return what stands in Django's DATABASES."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": PLATFORM,
        "USER": USER,
        "PASSWORD": cluster.postgres.password,
        "HOST": HOME,
        "PORT": str(cluster.postgres.port),
    }


def keep(stack: ExitStack, what: str, start: Callable[[], Child]) -> Kept:
    """Start something that is ended with all else."""
    kept = Kept(what, start)
    stack.callback(kept.stop)
    return kept


def watch(kept: list[Kept], cluster: DevCluster, parent: int | None) -> None:
    """Return when the parent has ended; raise SystemExit when something can't stay alive."""
    proxy, database = Starts("HAProxy"), Starts("PostgreSQL")
    nodes = {node.name: Starts(node.name) for node in cluster.nodes}
    while True:
        pids = {one.child.pid for one in kept} | ({parent} if parent else set())
        if parent in wait_for_end(pids, LOOK_EVERY):
            return
        for one in kept:
            one.look()
        if not cluster.postgres.running:
            database.again(cluster.postgres.last_words())
            database.note()
            cluster.postgres.launch()
        for node in cluster.nodes:
            if not node.running:
                nodes[node.name].again(f"see {node.folder}")
                nodes[node.name].note()
                node.launch()
        if cluster.proxy is not None and not cluster.proxy.running:
            proxy.again(cluster.proxy.last_words())
            proxy.note()
            cluster.restart_proxy()
