"""The service's connection: one account, one connection a process, reconnected for ever.

It refuses work while there is no session, since slixmpp would keep the stanzas and send them into the next one, where
nobody waits for them any more. It logs what happened and never what was said. This module must not know of rooms.
"""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

from slixmpp import JID, ClientXMPP, InvalidJID, Iq
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath

from chatxblock.errors import RoomNotFound, RoomsError, RoomsRefused, RoomsUnavailable
from chatxblock.xmpp import stanzas
from chatxblock.xmpp.settings import XmppSettings

logger = logging.getLogger(__name__)

ATTEMPT_TIME = 10.0
"""Seconds for one attempt, from the TCP connection to the session."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between attempts; somebody who waits shortens the pause to the first."""
PING_EVERY, PING_TIME = 20.0, 5.0
GONE = {"item-not-found"}
AWAY = {"remote-server-not-found", "remote-server-timeout", "resource-constraint", "recipient-unavailable"}


class ServiceClient:
    """The service's session, if there is one. Lives inside one event loop."""

    def __init__(self, settings: XmppSettings) -> None:
        self._settings = settings
        self._loop = asyncio.get_running_loop()
        self._results: dict[str, list[ET.Element]] = {}
        self._up: asyncio.Future[bool] = self._loop.create_future()
        self._lost: asyncio.Future[None] = self._loop.create_future()
        self._wanted = asyncio.Event()
        self._in_session = False
        self._xmpp = self._build()
        self._tasks = {self._loop.create_task(self._stay_connected())}

    @property
    def in_session(self) -> bool:
        """Say whether there is a session; from any thread."""
        return self._in_session

    async def ask(self, kind: str, to: str, payload: ET.Element) -> ET.Element:
        """Send one IQ (`get` or `set`) and return its answer.

        Raises `RoomNotFound`, `RoomsRefused`, or `RoomsUnavailable` without a session and when it ends meanwhile.
        """
        await self.session()
        return await self.send_iq(kind, to, payload)

    async def session(self) -> None:
        """Wait for the attempt that is under way or the next one. Raises `RoomsUnavailable` if it fails."""
        if self._in_session:
            return
        self._wanted.set()
        up = self._up
        await asyncio.wait({up})
        if not up.result():
            raise RoomsUnavailable

    def send_iq(self, kind: str, to: str, payload: ET.Element) -> asyncio.Task[ET.Element]:
        """Write an IQ at once, so that what is written next comes behind it; the task is its answer."""
        self._need_session()
        iq: Iq = self._xmpp.Iq(stype=kind, sto=jid(to))
        iq.append(payload)
        answer = write(iq, self._settings.timeout)
        task = self._loop.create_task(self._answer(answer, self._lost))
        task.add_done_callback(retrieve)
        return task

    def send_messages(self, messages: Iterable[tuple[str, str, list[ET.Element]]]) -> None:
        """Write messages (to, type, content) at once. Raises `RoomsUnavailable` without a session."""
        self._need_session()
        for to, kind, content in messages:
            message = self._xmpp.Message(stype=kind, sto=jid(to))
            for element in content:
                message.append(element)
            self._xmpp.send(message)

    async def collect(self, to: str, payload: ET.Element, query_id: str) -> tuple[list[ET.Element], ET.Element]:
        """Ask an archive; return the messages that came for this query, and the answer behind them."""
        await self.session()
        found = self._results[query_id] = []
        try:
            answer = await self.send_iq("set", to, payload)
        finally:
            del self._results[query_id]
        return [message for message in found if message.get("from") == to], answer

    async def close(self) -> None:
        """End the session and stay away."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._in_session = False
        await self._xmpp.disconnect(wait=1.0, ignore_send_queue=True)

    def _need_session(self) -> None:
        if not self._in_session:
            raise RoomsUnavailable

    async def _answer(self, answer: asyncio.Future[Iq], lost: asyncio.Future[None]) -> ET.Element:
        await first_of(answer, lost)
        if not answer.done():
            answer.cancel()
            raise RoomsUnavailable
        try:
            return answer.result().xml
        except IqError as exc:
            raise translate(exc.condition) from exc
        except IqTimeout as exc:
            raise RoomsUnavailable from exc

    def _build(self) -> ClientXMPP:
        settings = self._settings
        quiet_slixmpp()
        plain = {"unencrypted_scram": True, "unencrypted_plain": True} if not settings.tls else {}
        xmpp = ClientXMPP(
            f"{settings.service_jid}/{uuid4().hex}", settings.password, plugin_config={"feature_mechanisms": plain}
        )
        xmpp.enable_direct_tls = False
        xmpp.enable_starttls = settings.tls
        xmpp.enable_plaintext = not settings.tls
        xmpp.ssl_context = ssl.create_default_context(cafile=settings.ca_file or None)
        xmpp.add_event_handler("session_start", self._started)
        xmpp.add_event_handler("disconnected", self._ended)
        xmpp.add_event_handler("connection_failed", self._ended)
        xmpp.add_event_handler("failed_all_auth", self._refused)
        xmpp.register_handler(Callback("Archive", MatchXPath(stanzas.RESULT_PATH), self._keep_result))
        return xmpp

    def _started(self, _event: Any) -> None:
        self._in_session = True
        finish(self._up, True)

    def _ended(self, _event: Any) -> None:
        self._in_session = False
        self._xmpp.cancel_connection_attempt()
        finish(self._up, False)
        finish(self._lost, None)

    def _refused(self, event: Any) -> None:
        logger.error("The chat server refuses the account %s: check its password", self._settings.service_jid)
        self._xmpp.abort()
        self._ended(event)

    def _keep_result(self, stanza: Any) -> None:
        found = self._results.get(stanzas.query_id_of(stanza.xml))
        if found is not None:
            found.append(stanza.xml)

    async def _stay_connected(self) -> None:
        failures = 0
        while True:
            try:
                reached = await self._attempt()
            except Exception:
                logger.exception("The connection failed in a way that nobody foresaw; connecting anew")
                self._xmpp.abort()
                self._ended(None)
                reached = False
            failures = 0 if reached else failures + 1
            logger.info("No session with the chat server (attempt %d since the last one)", failures)
            self._up, self._lost = self._loop.create_future(), self._loop.create_future()
            await self._pause(min(LONGEST_PAUSE, FIRST_PAUSE * 2**failures))

    async def _attempt(self) -> bool:
        """Connect and stay until the session is lost; return whether there was one."""
        self._wanted.clear()
        self._xmpp.connect(self._settings.host, self._settings.port)
        await asyncio.wait({self._up}, timeout=ATTEMPT_TIME)
        if not self._in_session:
            self._xmpp.cancel_connection_attempt()
            self._xmpp.abort()
            finish(self._up, False)
            return False
        logger.info("In session with the chat server")
        while not self._lost.done():
            await asyncio.wait({self._lost}, timeout=PING_EVERY)
            await self._check()
        return True

    async def _check(self) -> None:
        """Ping, and cut a connection that no longer answers: it would swallow stanzas and deliver them later."""
        if not self._in_session:
            return
        ping = self._xmpp.Iq(stype="get", sto=JID(self._settings.service_jid).domain)
        ping.append(stanzas.ping())
        answer = write(ping, PING_TIME)
        await first_of(answer, self._lost)
        if answer.done() and isinstance(answer.exception(), IqTimeout):
            logger.warning("The chat server does not answer; connecting anew")
            self._xmpp.abort()

    async def _pause(self, seconds: float) -> None:
        spread = random.uniform(0.5, 1.0)  # noqa: S311  (so that not every worker comes back at the same moment)
        await asyncio.sleep(FIRST_PAUSE * spread)
        try:
            await asyncio.wait_for(self._wanted.wait(), seconds * spread)
        except TimeoutError:
            return


def jid(address: str) -> JID:
    """Return the address as slixmpp wants it. Raises `RoomsRefused` if it is none."""
    try:
        return JID(address)
    except InvalidJID as exc:
        raise RoomsRefused from exc


def translate(condition: str) -> RoomsError:
    """Return our error for an error condition of RFC 6120, section 8.3.3."""
    if condition in GONE:
        return RoomNotFound()
    if condition in AWAY:
        return RoomsUnavailable()
    return RoomsRefused(f"The chat server refused that request ({condition}).")


def write(iq: Iq, timeout: float) -> asyncio.Future[Iq]:
    """Send an IQ and return the future of its answer."""
    send: Callable[..., asyncio.Future[Iq]] = iq.send
    answer = send(timeout=timeout)
    answer.add_done_callback(retrieve)
    return answer


async def first_of(*futures: asyncio.Future[Any]) -> None:
    """Wait until one of them is done."""
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)


def finish(future: asyncio.Future[Any], result: object) -> None:
    """Set the result unless there is one."""
    if not future.done():
        future.set_result(result)


def retrieve(future: asyncio.Future[Any]) -> None:
    """Look at an error that nobody may wait for any more, else asyncio logs it, content and all."""
    if not future.cancelled():
        future.exception()


def quiet_slixmpp() -> None:
    """Keep slixmpp from logging stanzas, passwords among them, wherever the platform logs debug."""
    log = logging.getLogger("slixmpp")
    log.setLevel(max(logging.WARNING, log.level))
