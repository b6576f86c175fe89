"""What can go wrong with files of a talk."""

from __future__ import annotations

from chatxblock.errors.base import BadInput, ChatxblockError, Conflict, Forbidden, ForOperators, gettext_noop

_ = gettext_noop


class BadFile(BadInput):
    """A file that is not taken."""

    code = "bad-file"
    message = _("This file cannot be sent.")


class FilesOff(Forbidden):
    """Files are switched off, by the author or on the whole site."""

    code = "files-off"
    message = _("Pictures and files cannot be sent here. Write it instead.")


class LinkOver(Forbidden):
    """A link to a file whose time is over, or that nobody of ours made."""

    code = "link-over"
    message = _("This link is no longer good. Open the conversation to see the file.")


class FilesFull(Conflict):
    """As many files as one talk may have."""

    code = "files-full"
    message = _("No more files fit into this conversation.")


class FileNotFound(ChatxblockError):
    """There is no such file, or none any more."""

    code = "file-not-found"
    message = _("This file is not kept any more.")


class FilesUnavailable(ForOperators, ChatxblockError):
    """The place where files are kept does not answer, or is full."""

    code = "files-unavailable"
    message = _("We can't keep files right now. Nothing is lost: try again in a moment.")
