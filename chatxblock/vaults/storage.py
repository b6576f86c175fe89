"""The bytes of files in one of Django's storages (`django.core.files.storage`), as the operator names it.

No address of the storage's own is ever handed out: whoever reads comes through a handler. This module must not know
what a file is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage

from chatxblock.errors import FileNotFound, FilesUnavailable

log = logging.getLogger(__name__)

PIECE = 64 * 1024
MOST_IN_MEMORY = 512 * 1024
"""Bytes of one file; what is more is written down on its way."""


class StorageVault:
    """Keeps bytes in a storage of Django's."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def save(self, key: str, pieces: Iterable[bytes]) -> str:
        """Keep what comes in pieces, none of it if it does not come to its end."""
        try:
            with SpooledTemporaryFile(MOST_IN_MEMORY) as whole:  # some storages have to go through it twice
                for piece in pieces:
                    whole.write(piece)
                whole.seek(0)
                return str(self._storage.save(key, File(whole, name=key)))
        except Exception as exc:
            with suppress(Exception):  # what is left of it the sweep takes away
                self._storage.delete(key)
            raise _unavailable(exc) from exc

    def read(self, key: str) -> Iterator[bytes]:
        """Yield what is kept in pieces."""
        try:
            file = self._storage.open(key, "rb")
        except FileNotFoundError as exc:
            raise FileNotFound() from exc
        except Exception as exc:
            raise _unavailable(exc) from exc
        return _read(file)

    def has(self, key: str) -> bool:
        """Tell whether something is kept there."""
        try:
            return bool(self._storage.exists(key))
        except Exception as exc:
            raise _unavailable(exc) from exc

    def delete(self, key: str) -> None:
        """Delete what is kept there, if anything is."""
        try:
            self._storage.delete(key)
        except FileNotFoundError:
            return
        except Exception as exc:
            raise _unavailable(exc) from exc


def _read(file: Any) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _unavailable(exc: Exception) -> FilesUnavailable:
    log.warning("the storage of files failed: %s", type(exc).__name__)
    return FilesUnavailable(f"the storage of files failed: {type(exc).__name__}")
