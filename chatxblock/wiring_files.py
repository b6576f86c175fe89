"""The composition root of files of talks. It is below the one of calls, which asks whether a talk's files are there."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from django.core.files.storage import Storage
from django.utils.module_loading import import_string

from chatxblock import conf
from chatxblock.domain.files.service import TalkFiles
from chatxblock.domain.ports import FileVault
from chatxblock.domain.resources.exporting import NO_FILES, FilesOfTalk
from chatxblock.errors import ConfigurationError, FilesOff
from chatxblock.store import DjangoStore
from chatxblock.vaults.storage import StorageVault


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)


def talk_files() -> TalkFiles:
    """Return what keeps files of talks. Raises `ConfigurationError`, `FilesOff` where the site keeps none."""
    store = DjangoStore()
    limits = conf.load().file_limits
    return TalkFiles(files=store, vault=vault(), load=store.load, limits=limits, clock=SystemClock())


def on() -> bool:
    """Say whether this site has a place for files."""
    return bool(conf.load().files)


def whole(call_id: UUID) -> bool:
    """Tell whether all files of a talk are where they should be. Raises `FilesUnavailable`."""
    return not DjangoStore().files_of(call_id) or (on() and talk_files().whole(call_id))


def of_talk() -> FilesOfTalk:
    """Return how the files of a talk are taken along; where the site keeps none any more they are lost."""
    if on():
        files = talk_files()
        return FilesOfTalk(of=files.of, has=files.has, read=files.read)
    return FilesOfTalk(of=DjangoStore().files_of, has=lambda _file: False, read=NO_FILES.read)


def vault() -> FileVault:
    """Return where the bytes of files are. Raises `ConfigurationError`, `FilesOff`."""
    if not on():
        raise FilesOff()
    return StorageVault(storage())


@cache
def storage() -> Storage:
    """Return the storage that the operator names. Raises `ConfigurationError`."""
    chosen = conf.load().files
    try:
        made: Storage = import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))
    except (ImportError, TypeError, ValueError) as exc:
        raise ConfigurationError(f"{chosen['BACKEND']} cannot be made: {exc}.") from exc
    return made
