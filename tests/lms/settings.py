"""Django's settings inside a real LMS: its own for tests, with what is ours beside them.

From a checkout of the platform, with its requirements for tests, the platform itself (`pip install --no-deps -e .`),
this package and mongomock installed; `-W ignore`, since what the platform's pins warn of is no error of ours:

    export PYTHONPATH=OURS:. DJANGO_SETTINGS_MODULE=tests.lms.settings
    python -m pytest -c OURS/pyproject.toml --rootdir=OURS --nomigrations -W ignore -m lms OURS/tests/lms
"""

import mongomock
import pymongo
from lms.envs.test import *  # noqa: F403
from lms.envs.test import CACHES, DATABASES
from mongomock.gridfs import enable_gridfs_integration

pymongo.MongoClient = mongomock.MongoClient  # its courses live in MongoDB, and those of tests in memory
enable_gridfs_integration()
DATABASES["default"]["TEST"] = {"NAME": "file:chatxblock?mode=memory&cache=shared"}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CHATXBLOCK = {
    "DOMAIN": "chat.test",
    "WEBSOCKET_URL": "ws://127.0.0.1:1/ws",
    "TOKEN_SECRET": "0123456789abcdef0123456789abcdef",
    "SERVICE_JID": "chatxblock@service.chat.test",
    "SERVICE_PASSWORD": "secret",
    "SERVICE_PORT": 1,
    "SERVICE_TLS": False,
    "API_URL": "http://127.0.0.1:1/api",
    "BASE_URL": "http://lms.test",
}
