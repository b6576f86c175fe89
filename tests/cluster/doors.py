"""Streams that many people of a test have at once: XMPP over WebSockets (RFC 7395), all in one loop, in one thread."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree as ET

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.typing import Origin, Subprotocol

from chatxblock.xmpp.websocket import SILENT
from tests.cluster.loops import InLoop
from tests.support.learner import CLIENT, SASL, STREAM, token_for

OPEN_TIME = 12.0
"""Seconds for a log-in, as in the window (link.ts)."""


class Away(Exception):
    """The stream has ended, or did not come to be."""


class Stream:
    """One that is logged in. Its methods raise `Away` when it has ended."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, xml: str) -> None:
        """Send one stanza as it is."""
        try:
            await self._connection.send(xml)
        except (ConnectionClosed, OSError) as exc:
            raise Away from exc

    async def stanzas(self, seconds: float) -> AsyncIterator[ET.Element]:
        """Yield what comes within that time."""
        deadline = time.monotonic() + seconds
        with contextlib.suppress(TimeoutError):
            while True:
                async with asyncio.timeout(max(0.001, deadline - time.monotonic())):
                    stanza = await self.receive()
                yield stanza

    async def receive(self) -> ET.Element:
        """Return the next stanza."""
        try:
            return ET.fromstring(await self._connection.recv())
        except (ConnectionClosed, OSError) as exc:
            raise Away from exc

    async def log_in(self, jid: str, token: str) -> None:
        """Log in, bind, and become available."""
        localpart, _, domain = jid.partition("@")
        opening = f'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="{domain}" version="1.0"/>'
        secret = base64.b64encode(f"\0{localpart}\0{token}".encode()).decode()
        await self.send(opening)
        await self._expect(f"{STREAM}features")
        await self.send(f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{secret}</auth>')
        await self._expect(f"{SASL}success")
        await self.send(opening)
        await self._expect(f"{STREAM}features")
        bind = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>'
        await self.send(f'<iq xmlns="jabber:client" type="set" id="{uuid4().hex}">{bind}</iq>')
        await self._expect(f"{CLIENT}iq")
        await self.send('<presence xmlns="jabber:client"/>')

    async def _expect(self, tag: str) -> None:
        while True:
            stanza = await self.receive()
            if stanza.tag == tag:
                return
            if stanza.tag == f"{SASL}failure":
                raise Away


class Door(InLoop):
    """Where everybody comes in, and the loop in which they live."""

    def __init__(self, url: str, domain: str, token_secret: str, certificate: Path, origin: str) -> None:
        super().__init__()
        self._url, self._domain, self._secret, self._origin = url, domain, token_secret, origin
        self._trust = ssl.create_default_context(cafile=certificate)

    @contextlib.asynccontextmanager
    async def open(self, name: str) -> AsyncIterator[Stream]:
        """Log somebody in. Raises `Away`."""
        jid = f"{name}@{self._domain}"
        try:
            connection = await asyncio.wait_for(self._connect(), OPEN_TIME)
        except (OSError, EOFError, TimeoutError, InvalidHandshake, InvalidMessage) as exc:
            raise Away from exc
        try:
            stream = Stream(connection)
            try:
                await asyncio.wait_for(stream.log_in(jid, token_for(jid, self._secret)), OPEN_TIME)
            except TimeoutError as exc:
                raise Away from exc
            yield stream
        finally:
            connection.transport.abort()

    async def _connect(self) -> ClientConnection:
        return await connect(
            self._url,
            origin=Origin(self._origin),
            subprotocols=[Subprotocol("xmpp")],
            ssl=self._trust,
            compression=None,
            proxy=None,
            open_timeout=None,
            ping_interval=None,
            max_size=None,
            logger=SILENT,
        )
