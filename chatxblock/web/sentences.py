"""Sentences in the language of whoever reads them: the only place where one is translated that does not stand there.

Everywhere else what is handed to `gettext` is a literal, so that those who translate find it. This module must not know
who says what.
"""

from __future__ import annotations

import logging

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from chatxblock.errors import PLACEHOLDER, Counted, Message, Value, filled

log = logging.getLogger(__name__)


def translated(sentence: Message | Counted, /, **values: Value) -> str:
    """Return a sentence that was marked, in the reader's language, with numbers as they are written there.

    Where the translation does not have the braces that the English one has, it is the English one.
    """
    written = {name: value if isinstance(value, str) else _number(value) for name, value in values.items()}
    if not isinstance(sentence, Counted):
        return filled(_checked(gettext(sentence), sentence, may_lack=set()), written)
    words = ngettext(sentence.one, sentence.many, int(values[sentence.number]))
    return filled(_checked(words, sentence.english(values), may_lack={sentence.number}), written)


def _checked(translation: str, english: Message, may_lack: set[str]) -> str:
    if not _placeholders(translation) ^ _placeholders(english) <= may_lack:
        log.warning("the %s translation of %r has other braces, the English sentence is used", get_language(), english)
        return english
    return translation


def _placeholders(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))
