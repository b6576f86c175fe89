"""Every error has a sentence, a code of its own and a status."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from chatxblock import errors
from chatxblock.web.responses import status_of


def tree(root: type[errors.ChatxblockError]) -> Iterator[type[errors.ChatxblockError]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


CLASSES = list(tree(errors.ChatxblockError))


@pytest.mark.parametrize("cls", CLASSES)
def test_its_message_is_a_sentence_for_people(cls: type[errors.ChatxblockError]) -> None:
    sentence = cls.__dict__["message"]
    assert sentence[-1] == "."
    assert not re.search(r"\b(JID|MUC|IQ|stanza|XMPP|peer|session)\b", sentence)


@pytest.mark.parametrize("cls", CLASSES)
def test_it_has_a_status(cls: type[errors.ChatxblockError]) -> None:
    status = status_of(cls.__new__(cls))
    assert 400 <= status <= 503


def test_codes_are_kebab_case_and_each_its_own() -> None:
    codes = [cls.__dict__["code"] for cls in CLASSES]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_drawing_has_the_whole_tree() -> None:
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert sorted(drawn) == sorted(cls.__name__ for cls in CLASSES if cls is not errors.ChatxblockError)


def test_as_text_it_is_english_with_the_values_filled_in() -> None:
    error = errors.BadQuestion(errors.gettext_noop("{count} of {what}"), count=8001, what="{count} and {braces}")
    assert str(error) == "8,001 of {count} and {braces}"
    assert str(errors.BadQuestion()) == "Type your question first."


@pytest.mark.parametrize(("count", "said"), [(1, "1 round"), (2, "2 rounds")])
def test_words_go_with_the_number(count: int, said: str) -> None:
    assert str(errors.BadPlan(errors.ngettext_lazy("{n} round", "{n} rounds", "n"), n=count)) == said


@pytest.mark.parametrize("cls", [errors.ConfigurationError, errors.PeeringFailed, errors.RoomsRefused])
def test_a_detail_for_operators_is_no_message_for_people(cls: type[errors.RoomsError]) -> None:
    error = cls("HTTP status 599 in {braces}.")
    assert (str(error), error.detail) == ("HTTP status 599 in {braces}.", "HTTP status 599 in {braces}.")
    assert error.message == cls.message == str(cls())
