"""Django settings of the dev server: the workbench's own, with a chat.

What differs from start to start (ports, secrets) comes from the file that `chatxblock.devserver.state` writes into the
folder that the environment names in CHATXBLOCK_DATA. CHATXBLOCK_DEV_SETTINGS may hold a JSON object that is laid over
the CHATXBLOCK setting, for tests that want short times; CHATXBLOCK_DEV_LOG_LEVEL is the level of what we log.
Importing this module writes nothing.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from workbench import settings as workbench
from workbench.settings import *  # noqa: F403

from chatxblock.devserver.state import State, read_state

DATA = Path(os.environ.get("CHATXBLOCK_DATA", ".dev")).absolute()

_state = read_state(DATA) or State(secret_key="not-secret", hosts=["127.0.0.1", "localhost"], chatxblock={})  # noqa: S106

SECRET_KEY = _state.secret_key
ALLOWED_HOSTS = _state.hosts
# One person plays many parts here, and tests are quicker than people. The start page has people by their full names.
_here = {"ASKS_A_MINUTE": 10_000, "REQUESTS_A_MINUTE": 100_000, "NAMES": "full"}
_files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "talk-files")}}
CHATXBLOCK: dict[str, Any] = {
    **_here,
    "FILES": _files,
    **_state.chatxblock,
    **json.loads(os.environ.get("CHATXBLOCK_DEV_SETTINGS", "{}")),
}

INSTALLED_APPS = [*workbench.INSTALLED_APPS, "chatxblock", "chatxblock.devserver"]
MIDDLEWARE = [
    "chatxblock.devserver.doors.OwnPagesOnly",
    *workbench.MIDDLEWARE,
    "chatxblock.devserver.browsers.BrowserSessions",
]
ROOT_URLCONF = "chatxblock.devserver.urls"
# What is put into talks has a folder of its own. Without one Django would take that which the server was started in.
DEV_DATA = str(DATA)
MEDIA_ROOT, MEDIA_URL = str(DATA / "media"), "/media/"
WORKBENCH = {
    **workbench.WORKBENCH,
    "services": {**workbench.WORKBENCH["services"], "user": "chatxblock.devserver.people.PeopleService"},
}

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATA / "chatxblock.sqlite3"),
        "OPTIONS": {
            "timeout": 20,
            # A transaction that begins by reading could not wait for its turn to write: SQLite fails it at once.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
if _state.database:
    DATABASES = {"default": _state.database}
DJFS = {"type": "osfs", "directory_root": str(DATA / "files"), "url_root": "/static/djpyfs"}

TIME_ZONE = "UTC"
USE_TZ = True

_level = os.environ.get("CHATXBLOCK_DEV_LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"chatxblock": {"level": _level}, "slixmpp": {"level": _level}, "django": {"handlers": []}},
}
