"""The command line of a cluster: `python -m chatxblock.ejabberd config --cluster a=10.0.0.5 --cluster b=10.0.0.6 …`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from chatxblock.ejabberd.cluster import Cluster, Node, write
from chatxblock.ejabberd.deployment import Deployment


def add_cluster(config: argparse.ArgumentParser) -> None:
    """Add what makes several nodes of one configuration."""
    group = config.add_argument_group("cluster", "files for each node; the cookie is read from CHATXBLOCK_COOKIE")
    add = group.add_argument
    add(
        "--cluster",
        action="append",
        metavar="NAME=ADDRESS",
        help="a node; for each of them, in the same order everywhere",
    )
    add("--into", type=Path, metavar="FOLDER", help="write the files of each node into FOLDER/NAME")
    add(
        "--folder",
        default="/etc/chatxblock",
        help="where a node's files will lie on its machine (default: %(default)s)",
    )
    add("--node-port", type=int, default=Cluster.port, help="of Erlang's distribution (default: %(default)s)")
    add(
        "--patience",
        type=float,
        default=Cluster.patience,
        metavar="SECONDS",
        help="silence after which a node is taken for lost (default: %(default)s)",
    )
    add("--modules", default=Cluster.modules, help="folder of the compiled modules (default: %(default)s)")
    add("--spool", default=Cluster.spool, help="folder for Mnesia alone (default: %(default)s)")
    add("--log", default=Cluster.log, help="ejabberd's log (default: %(default)s)")
    add("--libraries", default=Cluster.libraries, help="folder with ejabberd's library (default: %(default)s)")


def cluster_of(options: argparse.Namespace, deployment: Deployment) -> Cluster:
    """Return the cluster that the options describe. Raises `ValueError`."""
    pairs = [text.partition("=") for text in options.cluster]
    return Cluster(
        nodes=tuple(Node(name=name, address=address) for name, _, address in pairs),
        deployment=deployment,
        cookie=os.environ.get("CHATXBLOCK_COOKIE", ""),
        port=options.node_port,
        patience=options.patience,
        modules=options.modules,
        spool=options.spool,
        log=options.log,
        libraries=options.libraries,
    )


def write_cluster(options: argparse.Namespace, deployment: Deployment) -> str:
    """Write the files of all nodes; return what was written, a folder a line. Raises `ValueError`."""
    if options.into is None:
        raise ValueError("Name a folder for the files of all nodes: --into FOLDER")
    return "\n".join(map(str, write(cluster_of(options, deployment), options.into, options.folder)))
