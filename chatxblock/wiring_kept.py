"""The composition root of what is kept: of talks, read again and forgotten in time, and of who is eligible to help."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chatxblock import conf, wiring, wiring_files
from chatxblock.domain.calls.reading import LogReader
from chatxblock.domain.forgetting.retention import Retention
from chatxblock.domain.forgetting.retirement import Retirement
from chatxblock.domain.helpers.candidacy import Candidacies
from chatxblock.domain.history.service import History
from chatxblock.domain.ports import FigureStore, RecordStore
from chatxblock.domain.resources.attaching import ResourceFiles
from chatxblock.domain.resources.exporting import Exports
from chatxblock.domain.resources.files import TakenFile
from chatxblock.errors import Message
from chatxblock.store import DjangoStore


def exports() -> Exports:
    """Return what takes talks out, page by page. Raises `ConfigurationError`."""
    store = DjangoStore()
    return Exports(
        calls=store,
        people=store,
        reader=LogReader(logs=store, rooms=wiring.room_kinds()),
        resources=store,
        feedback=store,
        clock=wiring.SystemClock(),
        files=wiring_files.of_talk(),
    )


def history() -> History:
    """Return what finds somebody's questions and talks again. Raises `ConfigurationError`."""
    store = DjangoStore()
    read = wiring.service().transcript_of
    return History(history=store, people=store, resources=store, deferred=store, read=read)


def resource_files(say: Callable[[Message], str] = str) -> ResourceFiles:
    """Return what keeps what resources show, with pseudonyms in one language. Raises `ConfigurationError`."""
    store = DjangoStore()
    return ResourceFiles(
        service=wiring.resources(),
        drafts=wiring.drafts(say),
        resources=store,
        files=store,
        consents=store,
        calls=store,
        clock=wiring.SystemClock(),
        events=wiring.events(),
    )


def read_file(file: TakenFile) -> Iterator[bytes]:
    """Yield the bytes of a file that a resource shows. Raises `FileNotFound`, `FilesOff`, `FilesUnavailable`."""
    return wiring_files.vault().read(file.key)


def retention() -> Retention:
    """Return what forgets what is over. Raises `ConfigurationError` where settings are missing or wrong."""
    return Retention(store=DjangoStore(), periods=conf.load().periods, clock=wiring.SystemClock())


def retirement() -> Retirement:
    """Return what retires people. Raises `ConfigurationError` where settings are missing or wrong."""
    return Retirement(
        store=DjangoStore(),
        withdraw=wiring.service().withdraw,
        sessions=wiring.chat_sessions(),
        listeners=tuple(wiring.resource_channels()),
        clock=wiring.SystemClock(),
    )


def records() -> RecordStore:
    """Return what reads everything that is kept of a person."""
    return DjangoStore()


def begin_retirement(user_id: str) -> None:
    """Take name, picture and id of a user at once; the sweep does the rest. Needs no settings."""
    DjangoStore().begin_retirement(user_id)


def figures() -> FigureStore:
    """Return what counts a course's questions, and what became of them."""
    return DjangoStore()


def candidacies() -> Candidacies:
    """Return what keeps who is eligible where. Raises `ConfigurationError`."""
    return Candidacies(store=DjangoStore(), judge=wiring.eligibility(), clock=wiring.SystemClock())
