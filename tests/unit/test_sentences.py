"""Every sentence that the server says is a literal with placeholders, as only these are found by extractors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import chatxblock
from chatxblock import errors
from tests.unit.test_errors import CLASSES

PACKAGE = Path(chatxblock.__file__).parent
MARKS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
"""What marks a sentence, and how many forms it takes."""
FOR_OPERATORS = ("devserver", "ejabberd", "management", "ops", "testing")
"""Who reads these reads English."""
AT_THE_EDGE = {
    ("web/sentences.py", "gettext(sentence)"),
    ("web/sentences.py", "ngettext(sentence.one, sentence.many, int(values[sentence.number]))"),
}
"""Where a sentence is translated that was marked elsewhere, which the type of the argument ensures."""
TAKES_A_SENTENCE = {
    "translated",
    *(cls.__name__ for cls in CLASSES if cls.__init__ is errors.ChatxblockError.__init__),
}

MODULES = {
    str(file.relative_to(PACKAGE)): ast.parse(file.read_text())
    for file in PACKAGE.rglob("*.py")
    if file.relative_to(PACKAGE).parts[0] not in FOR_OPERATORS
}
TEMPLATES = {file.name: file.read_text() for file in (PACKAGE / "templates" / "chatxblock").glob("*.html")}


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value.strip())


def sentences(tree: ast.AST) -> Iterator[str]:
    """What an extractor finds."""
    for call in calls(tree):
        for form in call.args[: MARKS.get(name_of(call), 0)]:
            if isinstance(form, ast.Constant) and isinstance(form.value, str):
                yield form.value


def not_found(tree: ast.AST) -> Iterator[str]:
    """What is translated, or marked, and no literal; and names under which no extractor looks."""
    for call in calls(tree):
        forms = call.args[: MARKS.get(name_of(call), 0)]
        if not all(is_literal(form) for form in forms) or len(forms) < MARKS.get(name_of(call), 0):
            yield ast.unparse(call)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (ast.unparse(node) for a in node.names if a.name in MARKS and a.asname not in (None, "_"))


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Sentences for people that are given without a mark."""
    for call in calls(tree):
        if name_of(call) in TAKES_A_SENTENCE and any(isinstance(a, ast.Constant | ast.JoinedStr) for a in call.args):
            yield ast.unparse(call)


def unfilled(tree: ast.AST) -> Iterator[str]:
    """Sentences whose placeholders are not those that are filled in."""
    for call in calls(tree):
        marked = [a for a in call.args if isinstance(a, ast.Call) and name_of(a) in MARKS]
        if name_of(call) in TAKES_A_SENTENCE and marked:
            given = {keyword.arg for keyword in call.keywords}
            if any(set(errors.PLACEHOLDER.findall(sentence)) != given for sentence in sentences(marked[0])):
                yield ast.unparse(call)


def bare_words(template: str) -> str:
    """What a page says without asking for a translation."""
    text = re.sub(
        r"<style>.*?</style>|{% blocktranslate\b.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}",
        "",
        template,
        flags=re.DOTALL,
    )
    attributes = re.findall(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"', text)
    return " ".join([*attributes, re.sub(r"<[^>]*>", " ", text)]).strip()


@pytest.mark.parametrize("module", MODULES)
def test_what_is_translated_is_a_literal(module: str) -> None:
    assert [said for said in not_found(MODULES[module]) if (module, said) not in AT_THE_EDGE] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_is_given_to_an_error_without_a_mark(module: str) -> None:
    assert list(unmarked(MODULES[module])) == []


@pytest.mark.parametrize("module", MODULES)
def test_each_placeholder_is_filled_and_nothing_is_given_that_has_none(module: str) -> None:
    assert list(unfilled(MODULES[module])) == []


def test_every_exception_at_the_edge_is_still_there() -> None:
    assert {(module, said) for module, tree in MODULES.items() for said in not_found(tree)} == AT_THE_EDGE


@pytest.mark.parametrize("cls", CLASSES)
def test_the_sentence_of_an_error_is_found(cls: type[errors.ChatxblockError]) -> None:
    assert cls.message in {
        said for name, tree in MODULES.items() if name.startswith("errors/") for said in sentences(tree)
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_says_nothing_that_cannot_be_translated(template: str) -> None:
    assert bare_words(TEMPLATES[template]) == ""


@pytest.mark.parametrize(
    "code",
    [
        "gettext(str(error))",
        "gettext(f'The plan has {number} rounds.')",
        "gettext('The plan has ' + number)",
        "gettext('The plan has {number} rounds.'.format(number=number))",
        "translation.gettext_lazy(error.__doc__)",
        "_(sentence)",
        "_('')",
        "_()",
        "ngettext('{n} round', many, n)",
        "from django.utils.translation import gettext as say",
    ],
)
def test_what_no_extractor_would_find_fails(code: str) -> None:
    assert list(not_found(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["BadPlan('No.')", "errors.BadPlan(f'Not {this}.')", "translated('No.')", "raise NotAllowed('No.')"]
)
def test_a_sentence_without_a_mark_fails(code: str) -> None:
    assert list(unmarked(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["BadPlan(_('No {this}.'))", "BadPlan(_('No.'), this=1)", "translated(ngettext('{n}', '{m}', 'n'), n=1)"]
)
def test_a_placeholder_that_is_not_filled_fails(code: str) -> None:
    assert list(unfilled(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ["raise BadPlan", "BadPlan(_('No “{this}”.'), this=1)", "ngettext('{n} round', '{n} rounds', n)", "say(_('A') )"],
)
def test_literals_with_a_mark_pass(code: str) -> None:
    tree = ast.parse(code)
    assert [*not_found(tree), *unmarked(tree), *unfilled(tree)] == []


@pytest.mark.parametrize("template", ["<p>Hello</p>", '<p aria-label="Close"></p>', "{{ a }} b"])
def test_a_page_with_words_of_its_own_fails(template: str) -> None:
    assert bare_words(template)
