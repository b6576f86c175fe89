"""What all errors have in common: sentences that are translated later, and the classes that others are kinds of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NewType

Message = NewType("Message", str)
"""A sentence in English that was marked for translation, with what is filled in named in braces."""
Value = str | int
"""What is filled in; a number is written as the reader's language writes it."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Counted:
    """A sentence whose words depend on a number that stands in it."""

    one: Message
    many: Message
    number: str
    """What it is called in the braces."""

    def english(self, values: Mapping[str, Value]) -> Message:
        """Return the words that are right in English."""
        return self.one if values.get(self.number) == 1 else self.many


def gettext_noop(sentence: str) -> Message:
    """Mark a sentence that is translated later. The name is one that Django's `makemessages` looks for."""
    return Message(sentence)


def ngettext_lazy(one: str, many: str, number: str) -> Counted:
    """Mark a sentence whose words depend on a number. The name is one that Django's `makemessages` looks for."""
    return Counted(one=Message(one), many=Message(many), number=number)


_ = gettext_noop


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """Return a sentence with its values; braces in a value stay what they are, and what is not known stays open."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), sentence)


class ChatxblockError(Exception):
    """What everything that goes wrong in chatxblock is raised as.

    Where a more exact sentence than the class's own is known it is given, marked, with the values for its braces. As
    text the error is that sentence in English.
    """

    code: ClassVar[str] = "chat-error"
    message: Message | Counted = _("Something went wrong in the chat.")

    def __init__(self, message: Message | Counted | None = None, /, **values: Value) -> None:
        super().__init__()
        if message is not None:
            self.message = message
        self.values = values

    def __str__(self) -> str:
        english = self.message.english(self.values) if isinstance(self.message, Counted) else self.message
        return filled(
            english, {name: f"{value:,}" if isinstance(value, int) else value for name, value in self.values.items()}
        )


class ForOperators:
    """Mixed into errors that people who ask or help can do nothing about.

    They read `message` alone. `detail` is for logs and for `chatxblock_check`: in English, as these are, and without
    what people said or who they are. As text the error is its detail.
    """

    def __init__(self, detail: str = "") -> None:
        super().__init__()
        self.detail = detail

    def __str__(self) -> str:
        return self.detail or super().__str__()


class BadInput(ChatxblockError):
    """A request that says something which cannot be meant."""

    code = "bad-input"
    message = _("We could not read that request. Reload the page and try again.")


class Forbidden(ChatxblockError):
    """What somebody may not do."""

    code = "forbidden"
    message = _("You cannot do that here.")


class Conflict(ChatxblockError):
    """What was asked for does not go with how things stand."""

    code = "conflict"
    message = _("Things changed in the meantime. Reload the page and try again.")
