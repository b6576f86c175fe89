"""Sentences in the language of whoever reads them: the only place where one is translated that does not stand there.

Everywhere else what is handed to `gettext` is a literal, so that those who translate find it. This module must not know
who says what.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext, override

from chatxblock.errors import PLACEHOLDER, Counted, Message, Value, filled
from chatxblock.errors import gettext_noop as _

log = logging.getLogger(__name__)

TELLING = (
    _("Ask a helper"),
    _("Stuck on this problem?"),
    _("This page cannot be shown"),
    _("Your questions and talks"),
    _("What is kept of you"),
)
"""Sentences of which whoever translates some does these: by them it is seen which language ours are in."""


def translated(sentence: Message | Counted, /, **values: Value) -> str:
    """Return a sentence that was marked, in the reader's language, with numbers as they are written there.

    Where the translation does not have the braces that the English one has, it is the English one.
    """
    written = {name: value if isinstance(value, str) else _number(value) for name, value in values.items()}
    if not isinstance(sentence, Counted):
        return filled(_checked(gettext(sentence), sentence, may_lack=set()), written)
    words = ngettext(sentence.one, sentence.many, int(values[sentence.number]))
    return filled(_checked(words, sentence.english(values), may_lack={sentence.number}), written)


def shown_language() -> str:
    """Return the code of the language that our sentences are in for this reader.

    Where there are none in the reader's language Django takes those in the site's (`LANGUAGE_CODE`), and else there are
    the English ones.
    """
    wanted, said = get_language() or "en", [gettext(sentence) for sentence in TELLING]
    if said == list(TELLING):
        return wanted if wanted.split("-")[0] == "en" else "en"
    site = settings.LANGUAGE_CODE
    with override(site):
        is_sites = said == [gettext(sentence) for sentence in TELLING]
    return site if is_sites and wanted.split("-")[0] != site.split("-")[0] else wanted


def _checked(translation: str, english: Message, may_lack: set[str]) -> str:
    if not _placeholders(translation) ^ _placeholders(english) <= may_lack:
        log.warning("the %s translation of %r has other braces, the English sentence is used", get_language(), english)
        return english
    return translation


def _placeholders(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))
