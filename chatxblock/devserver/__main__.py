"""The command line of the dev server."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any

from chatxblock.devserver.clustered import run_cluster
from chatxblock.devserver.server import Options, run

INTERRUPTED = 128 + signal.SIGINT


def main(arguments: list[str] | None = None) -> int:
    """Run until interrupted (SIGINT, SIGTERM, SIGHUP), and return the exit status."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    options = _options(arguments)
    try:
        (run_cluster if options.cluster else run)(options, _announce)
    except KeyboardInterrupt:
        print(f"Everything is ended. What was said is {'gone' if options.cluster else 'kept'}.", file=sys.stderr)
    return 0


def _options(arguments: list[str] | None) -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m chatxblock.devserver",
        description="Start a private ejabberd, the XBlock workbench with chatxblock, and the sweep. "
        "One line of JSON on standard output tells the addresses when all is ready; Ctrl-C ends everything.",
    )
    parser.add_argument("--data", type=Path, default=Path(".dev"), help="folder of what is kept (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--sweep-every", type=float, default=5.0, metavar="SECONDS", help="(default: %(default)s)")
    parser.add_argument("--with-parent", action="store_true", help="end when the process that started this one ends")
    parser.add_argument("--demo", action="store_true", help="make up a course with a thousand questions first")
    parser.add_argument(
        "--cluster",
        action="store_true",
        help="run two ejabberd nodes, two site processes, two sweeps, PostgreSQL, and HAProxy before the nodes; "
        "what was said is gone at the end",
    )
    return Options(**vars(parser.parse_args(arguments)))


def _announce(addresses: dict[str, Any]) -> None:
    print(json.dumps(addresses), flush=True)
    print(f"\n  chatxblock is ready: {addresses['url']}\n  Ctrl-C ends it.\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
