"""The reference server of `examples/`, on loopback, for tests of the peering that asks it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from examples.peering_server import PeeringServer

SECRET = "0123456789abcdef0123456789abcdef"


@contextmanager
def serving(server: PeeringServer) -> Iterator[str]:
    """Serve in a thread, and give the address."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
