"""What the documents say is so: settings, errors, links, commands and examples, held against the code."""

from __future__ import annotations

import ast
import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from chatxblock import errors
from chatxblock.conf import Config, problems
from chatxblock.ejabberd.__main__ import deployment, parser
from chatxblock.ejabberd.cluster_options import cluster_of
from chatxblock.ejabberd.template import render
from chatxblock.web import responses

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"!?\[[^]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """The fenced examples of that language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def section(page: str, heading: str) -> str:
    """What stands on a page below a heading, up to the next one of its kind."""
    return re.split(r"^## ", text_of(page).partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def cells(text: str) -> list[list[str]]:
    """The cells of each line of the tables in a text."""
    return [[cell.strip() for cell in line.split("|")] for line in re.findall(r"^\|(.*)\|$", text, re.MULTILINE)]


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the tables in a text, without their heads."""
    return [row for row in cells(text) if row[0].startswith("`") or row[0].isdigit()]


def declared() -> set[str]:
    """The names of the packages that setup.py asks for, some of them in lists that have a name."""
    setup = ast.parse((ROOT / "setup.py").read_text(encoding="utf-8"))
    named = [node for node in ast.walk(setup) if isinstance(node, ast.Assign | ast.keyword)]
    lists = [
        node.value.elts
        for node in named
        if isinstance(node.value, ast.List) and (isinstance(node, ast.Assign) or node.arg == "install_requires")
    ]
    wanted = [item.value for items in lists for item in items if isinstance(item, ast.Constant)]
    return {re.split(r"[^\w.-]", str(name))[0] for name in wanted}


def anchors(page: Path) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def has_default(option: Field[Any]) -> bool:
    return option.default is not MISSING or option.default_factory is not MISSING


def tree(root: type[errors.ChatxblockError]) -> Iterator[type[errors.ChatxblockError]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("source", PAGES, ids=lambda source: str(source.relative_to(ROOT)))
def test_relative_links_lead_somewhere(source: Path) -> None:
    targets = [one or other for one, other in LINK.findall(source.read_text(encoding="utf-8"))]
    for target in targets:
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (source.parent / path).resolve() if path else source
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_is_in_the_index() -> None:
    index = {(DOCS / (one or other)).resolve() for one, other in LINK.findall(text_of("README.md"))}
    assert {page for page in DOCS.rglob("*.md") if page.name != "README.md"} <= index


def test_every_setting_is_in_the_reference_and_nothing_else() -> None:
    listed = rows(section("reference/settings.md", "Must be set") + section("reference/settings.md", "May be set"))
    assert sorted(row[0].strip("`") for row in listed) == sorted(option.name.upper() for option in fields(Config))


def test_the_defaults_in_the_reference_are_the_defaults() -> None:
    values: dict[str, Any] = {option.name: "" for option in fields(Config) if not has_default(option)}
    known = Config(**values)
    listed = {row[0].strip("`"): row[2].strip("`") for row in rows(section("reference/settings.md", "May be set"))}
    assert listed.pop("BASE_URL") == "LMS_ROOT_URL"
    for key, shown in listed.items():
        value = getattr(known, key.lower())
        assert shown == (json.dumps(list(value)) if isinstance(value, dict) else json.dumps(value).capitalize()), key


@pytest.mark.parametrize("source", ["reference/settings.md", "../README.md"])
def test_the_example_of_settings_is_right(source: str) -> None:
    example = next(block for block in blocks(source, "python") if block.startswith("CHATXBLOCK"))
    secret = "0123456789abcdef0123456789abcdef"
    runnable = re.sub(r"os\.environ\[[^]]+\]", repr(secret), example).replace('"…"', repr(secret))
    known: dict[str, Any] = {}
    exec(runnable, known)
    assert list(problems(known["CHATXBLOCK"])) == []


def test_every_error_is_in_the_reference_with_its_status_and_nothing_else() -> None:
    listed = {(int(row[0]), row[1].strip("`")) for row in rows(section("reference/handlers.md", "Errors"))}
    known = {(responses.status_of(cls.__new__(cls)), cls.code) for cls in tree(errors.ChatxblockError)}
    assert listed == known


def test_every_dependency_has_its_line() -> None:
    listed = {name.strip() for line in cells(text_of("decisions/0007-dependencies.md")) for name in line[0].split(",")}
    npm = json.loads((ROOT / "static" / "package.json").read_text(encoding="utf-8"))
    assert declared() | npm["dependencies"].keys() | npm["devDependencies"].keys() <= listed


def test_the_example_of_a_transcript_is_one() -> None:
    schema = json.loads((DOCS / "reference" / "transcript.schema.json").read_text(encoding="utf-8"))
    (example,) = blocks("reference/transcript.md", "json")
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(json.loads(example))


def test_the_commands_that_write_ejabberds_configuration_work(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = "\n".join(blocks("howto/ejabberd-in-production.md", "sh")).replace("\\\n", " ")
    commands = re.findall(r"python -m chatxblock\.ejabberd (config .*?)(?:>|$)", shell, re.MULTILINE)
    assert len(commands) == 3
    first = parser().parse_args(shlex.split(commands[0]))
    assert "mod_chatxblock_guard" in render(deployment(first))
    second = parser().parse_args(shlex.split(commands[1].replace("…", shlex.join(shlex.split(commands[0])[1:]))))
    assert 'sql_type: "pgsql"' in render(deployment(second))
    third = parser().parse_args(shlex.split(commands[2]))
    monkeypatch.setenv("CHATXBLOCK_COOKIE", "0123456789abcdef0123456789abcdef")
    assert [node.address for node in cluster_of(third, deployment(third)).nodes] == ["10.0.0.5", "10.0.0.6"]


def test_the_example_of_a_peering_passes_its_own_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    rule, its_tests, _setting = blocks("howto/write-your-own-peering.md", "python")
    module = ModuleType("course_peering")
    exec(rule, module.__dict__)
    monkeypatch.setitem(sys.modules, "course_peering", module)
    known: dict[str, Any] = {}
    exec(its_tests, known)
    tests = [value for name, value in known.items() if name.startswith("test_")]
    assert len(tests) == 2
    for test in tests:
        test()
