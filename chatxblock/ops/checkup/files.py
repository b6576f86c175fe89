"""Looks at what lets pictures and files through: the place where they are kept, and what the LMS takes.

What a proxy before the LMS allows nobody can see from here. This module must not know of the chat server.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings

from chatxblock import conf, wiring_files
from chatxblock.checks import check_files
from chatxblock.ops.checkup.steps import Outcome

AROUND = 4096
"""Bytes of a request beside the file itself."""
LMS_TAKES = 4_000_000
"""What the LMS takes where its setting says nothing (`STUDENT_FILEUPLOAD_MAX_SIZE`)."""
TRIED = b"chatxblock_check"


def files(_context: object) -> Outcome:
    """Keep something small, read it and delete it again, and compare what is allowed with what the LMS takes."""
    config = conf.load()
    if not config.files:
        return Outcome("switched off: nobody can send pictures or files")
    if wrong := [message.msg for message in check_files()]:
        return Outcome(" ".join(wrong), "Set FILES as docs/howto/pictures-and-files.md describes.")
    vault, key = wiring_files.vault(), f"check/{uuid4()}"
    try:
        where = vault.save(key, [TRIED])
        kept = b"".join(vault.read(where))
    finally:
        vault.delete(key)
    if kept != TRIED:
        return Outcome("the storage gave back something else than it was given", "Look at the storage of FILES.")
    takes = int(getattr(settings, "STUDENT_FILEUPLOAD_MAX_SIZE", LMS_TAKES))
    if config.file_bytes + AROUND > takes:
        mend = f"Let FILE_BYTES be {takes - AROUND} at most, or raise STUDENT_FILEUPLOAD_MAX_SIZE."
        return Outcome(f"a file may have {config.file_bytes} bytes here, and the LMS refuses what has {takes}", mend)
    least = -(-(config.file_bytes + AROUND) // 1_000_000)
    return Outcome(
        f"can be kept, {config.file_bytes} bytes each; a proxy has to take {least} MB (client_max_body_size)"
    )
