"""Django's settings for the tests: the dev server's, with a database in memory and a chat server that nobody runs."""

from chatxblock.devserver.settings import *  # noqa: F403

SECRET_KEY = "for tests alone"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LOGGING_CONFIG = None
CHATXBLOCK = {
    "DOMAIN": "chat.test",
    "WEBSOCKET_URL": "ws://127.0.0.1:1/ws",
    "TOKEN_SECRET": "0123456789abcdef0123456789abcdef",
    "SERVICE_JID": "chatxblock@service.chat.test",
    "SERVICE_PASSWORD": "secret",
    "SERVICE_PORT": 1,
    "SERVICE_TLS": False,
    "API_URL": "http://127.0.0.1:1/api",
    "NAMES": "full",
    "BASE_URL": "http://lms.test",
    "ASKS_A_MINUTE": 10_000,
    "REQUESTS_A_MINUTE": 100_000,
    "FINDS_A_MINUTE": 100_000,
    "FILES": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
