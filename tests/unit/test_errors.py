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
def test_its_docstring_is_a_sentence_for_people(cls: type[errors.ChatxblockError]) -> None:
    sentence = errors.first_line(cls.__doc__)
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
