"""Sends files into talks, as a room window does."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.integration.conftest import Answer, Site


def send(site: Site, student: str, call_id: str, data: bytes, name: str = "photo.png", **fields: Any) -> Answer:
    """Send a file into a talk."""
    body = {"call_id": call_id, "request_id": str(uuid4()), "name": name, **fields}
    url, sent = site.url(student, "file_put"), {**body, "file": SimpleUploadedFile("x", data)}
    response = Client().post(url, sent, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    return Answer(response.status_code, response.json())
