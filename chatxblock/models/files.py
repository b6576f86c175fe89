"""The table of files of talks. Nothing outside `chatxblock.store` queries it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.domain.files.file import Kind
from chatxblock.models.chat import CallRow, PersonRow
from chatxblock.models.resources import ResourceRow


class FileRow(models.Model):
    """A picture or file that somebody put into a talk; its bytes are in the storage, under `key`.

    `token` is the sender's browser's own for one file, `kept_token` the same once the file is there: two that arrive at
    once are told apart by it, as two of one talk are by `position`. A row without a call that no
    resource shows waits for its bytes to be deleted.

    .. pii: What somebody sent, what they called it and what they say is to be seen in it.
    .. pii_types: other, image
    .. pii_retirement: local_api
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(CallRow, on_delete=models.SET_NULL, null=True, blank=True, related_name="files")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="files")
    token = models.UUIDField()
    kept_token = models.UUIDField(null=True, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)
    name = models.TextField()
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.TextField(blank=True)
    key = models.CharField(max_length=255)
    begun_at = models.DateTimeField(db_index=True)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_file"
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(fields=["call", "person", "kept_token"], name="chatxblock_file_once"),
            models.UniqueConstraint(fields=["call", "position"], name="chatxblock_file_place"),
        ]
        indexes = [models.Index(fields=["kept_at", "begun_at"], name="chatxblock_file_arriving")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class ResourceFileRow(models.Model):
    """A file of a talk that a resource shows, which may outlive the talk; name and description are without names.

    `call` is the talk in which its sender may say yes or no to it, while that is kept and the sender is there.

    .. pii: What somebody sent, under a name and description without people's names.
    .. pii_types: other, image
    .. pii_retirement: local_api
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(FileRow, on_delete=models.CASCADE, related_name="shown_in")
    call = models.ForeignKey(CallRow, on_delete=models.SET_NULL, null=True, blank=True, related_name="shown_files")
    name = models.TextField()
    alt = models.TextField(blank=True)

    class Meta:
        db_table = "chatxblock_resource_file"
        verbose_name = _("file of a resource")
        verbose_name_plural = _("files of resources")
        constraints = [models.UniqueConstraint(fields=["resource", "file"], name="chatxblock_shown_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.file_id}"
