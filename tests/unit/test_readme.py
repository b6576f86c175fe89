"""What README, quickstart and CONTRIBUTING claim, held against Makefile, setup.py, lock files and sources."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
README, QUICKSTART, CONTRIBUTING, SECURITY = "README.md", "docs/quickstart.md", "CONTRIBUTING.md", "SECURITY.md"
DEPENDENCIES = "docs/decisions/0007-dependencies.md"
PYTHONS = ["3.11", "3.12"]
LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([\w.-]+)==(\S+) \\$", re.MULTILINE)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """What stands on a page below a heading, up to the next one of its kind."""
    assert f"\n## {heading}\n" in text_of(page)
    return text_of(page).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@cache
def setup_tree() -> ast.Module:
    return ast.parse(text_of("setup.py"))


@cache
def setup_arguments() -> dict[str, Any]:
    """What setup.py hands to setuptools, where it stands there word by word."""
    (call,) = [
        node for node in ast.walk(setup_tree()) if isinstance(node, ast.Call) and ast.unparse(node.func) == "setup"
    ]
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    wanted = ("classifiers", "entry_points", "install_requires", "python_requires")
    return {name: ast.literal_eval(given[name]) for name in wanted}


def requirements() -> list[Requirement]:
    return [Requirement(line) for line in setup_arguments()["install_requires"]]


@cache
def locked(name: str) -> dict[str, str]:
    """The versions of a lock file, by package."""
    return {canonicalize_name(package): version for package, version in PIN.findall(text_of(f"requirements/{name}"))}


def lower_bound(requirement: Requirement) -> str:
    (bound,) = [part.version for part in requirement.specifier if part.operator == ">="]
    return bound


def padded(version: str) -> list[int]:
    """The numbers of a version, three at least, so that 13 and 13.0 and 13.0.0 are one."""
    numbers = [int(part) for part in version.split(".")]
    return numbers + [0] * (3 - len(numbers))


def handlers() -> set[str]:
    """The names in the reference, which another test holds against the block."""
    table = text_of("docs/reference/handlers.md").partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)`(?: \(GET\))? \|", table, re.MULTILINE))


def sources(*suffixes: str, folders: Sequence[str] = ("chatxblock", "static/src", "templates")) -> str:
    """All that people are shown or can call, as text."""
    files = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file() and path.suffix in suffixes)


# --- commands ---


def targets() -> set[str]:
    """The targets of the Makefile that are explained there."""
    return set(re.findall(r"^([a-z-]+):.*## ", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", [README, QUICKSTART, CONTRIBUTING, DEPENDENCIES])
def test_every_make_command_is_a_target(page: str) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text_of(page), re.MULTILINE))
    assert named
    assert named <= targets()


def test_make_help_lists_every_target_that_is_no_file() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)
    assert targets() == set(phony.split()) - {"python-found"}
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", shown, re.MULTILINE)) == targets()


@pytest.mark.parametrize("variable", ["PORT", "PYTHON", "PYTEST", "LOCK"])
def test_every_variable_of_the_documents_is_one_of_make(variable: str) -> None:
    assert re.search(rf"\b{variable}=", text_of(README) + text_of(CONTRIBUTING))
    assert re.search(rf"^{variable} \?=", text_of("Makefile"), re.MULTILINE)


def test_every_management_command_exists() -> None:
    named = set(re.findall(r"(?:lms|manage\.py) (chatxblock_\w+)", text_of(README)))
    files = {path.stem for path in (ROOT / "chatxblock/management/commands").glob("chatxblock_*.py")}
    assert named
    assert named <= files


def test_node_is_as_old_as_the_front_end_allows() -> None:
    engine = json.loads(text_of("static/package.json"))["engines"]["node"]
    for page in (README, QUICKSTART, CONTRIBUTING):
        assert set(re.findall(r"Node (\d+)", text_of(page))) == set(re.findall(r"^>=(\d+)", engine))


# --- Pythons and packages ---


def test_the_pythons_are_the_same_everywhere() -> None:
    classified = re.findall(r"Python :: (3\.\d+)'", str(setup_arguments()["classifiers"]))
    tried = re.findall(r"workbench, Python (3\.\d+)", section(README, "What it was tried on"))
    assert classified == tried == PYTHONS
    assert setup_arguments()["python_requires"] == f">={PYTHONS[0]}"
    for page in (README, QUICKSTART, CONTRIBUTING, "scripts/find-python"):
        assert " or ".join(PYTHONS) in text_of(page), page
    assert (
        sorted(["lowest-3.11.txt", *(f"{kind}-{python}.txt" for kind in ("dev", "test") for python in PYTHONS)])
        == LOCKS
    )


@pytest.mark.parametrize("python", PYTHONS)
def test_the_table_of_what_was_tried_has_the_versions_of_the_lock_file(python: str) -> None:
    row = re.findall(rf"workbench, Python {re.escape(python)} \| yes: (.*?) \|", text_of(README))
    named = dict(part.split(" ") for part in row[0].split(", "))
    assert named.keys() == {"XBlock", "xblock-sdk", "Django"}
    for package, version in named.items():
        assert f"{locked(f'test-{python}.txt')[canonicalize_name(package)]}.".startswith(f"{version}."), package


@pytest.mark.parametrize("name", LOCKS)
def test_every_archive_has_a_hash_and_no_lock_file_names_an_index(name: str) -> None:
    lines = text_of(f"requirements/{name}").splitlines()
    pins = [number for number, line in enumerate(lines) if "==" in line]
    assert len(locked(name)) == len(pins) > 50
    assert all(lines[number + 1].startswith("    --hash=sha256:") for number in pins)
    assert [line for line in lines if "://" in line or re.match(r"(-i|--(extra-)?index|--find|--trusted)", line)] == []


@pytest.mark.parametrize("name", [name for name in LOCKS if not name.startswith("lowest")])
def test_the_lock_files_have_what_users_may_have(name: str) -> None:
    python = name.partition("-")[2].removesuffix(".txt")
    for requirement in requirements():
        if requirement.marker is None or requirement.marker.evaluate({"python_version": python}):
            assert requirement.specifier.contains(locked(name)[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_file_forgets_a_package_of_setup(name: str) -> None:
    lists = {ast.unparse(node.targets[0]): node.value for node in setup_tree().body if isinstance(node, ast.Assign)}
    wanted = ast.literal_eval(lists["DEV"]) + (ast.literal_eval(lists["TEST"]) if "dev" not in name else [])
    assert wanted
    assert {canonicalize_name(Requirement(line).name) for line in wanted} <= locked(name).keys(), "make lock LOCK="


@pytest.mark.parametrize("python", PYTHONS)
def test_people_run_what_is_tested(python: str) -> None:
    assert locked(f"dev-{python}.txt").items() <= locked(f"test-{python}.txt").items()


def test_the_lowest_packages_are_the_lower_bounds() -> None:
    lowest = locked("lowest-3.11.txt")
    for requirement in requirements():
        assert padded(lowest[canonicalize_name(requirement.name)]) == padded(lower_bound(requirement)), requirement
    (builds,) = re.findall(r'^requires = \["setuptools>=(.+)"\]$', text_of("pyproject.toml"), re.MULTILINE)
    assert lowest["setuptools"] == builds


def test_every_lower_bound_has_its_reason() -> None:
    table = section(DEPENDENCIES, "At run time").partition("\n### Lower bounds\n")[2]
    listed = dict(re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", table, re.MULTILINE))
    assert listed.keys() == {requirement.name for requirement in requirements()}
    for requirement in requirements():
        assert padded(listed[requirement.name]) == padded(lower_bound(requirement)), requirement


# --- what the screens say ---


def test_what_the_quickstart_tells_people_to_choose_is_on_the_screens() -> None:
    shown = sources(".py", ".ts", ".html")
    named = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", section(QUICKSTART, "Play"), re.DOTALL)}
    assert {"Ask a helper", "Keep this open", "Helping others"} <= named
    for words in named - {"whose learners help each other"}:
        general = re.sub(r"^Open as .+", "Open as {{ person.name }}", words.replace("Lina Petrova", "{name}"))
        assert re.search(rf"[\">]\s*{re.escape(general)}\s*[\"<]", shown), words


def test_the_prompt_stands_where_the_documents_say() -> None:
    places = [
        *re.findall(r"^\| `prompt` \|.*?What stands (\w+) the", text_of("docs/reference/settings.md"), re.MULTILINE),
        *re.findall(r"\| Prompt \| What stands (\w+) the", text_of("docs/howto/add-to-a-course.md")),
        *re.findall(r"What stands (\w+) the question box", text_of("chatxblock/block.py")),
    ]
    assert places == ["above"] * 3


# --- limits ---

LIMITS: dict[str, Callable[[], bool]] = {
    "English only": lambda: not [*(ROOT / "chatxblock").rglob("*.mo")],
    "Only where the block is": lambda: "xblock_asides.v1" not in setup_arguments()["entry_points"],
    "Only while a browser is open": lambda: (
        not re.search(r"serviceWorker|pushManager|send_mail|EmailMessage", sources(".py", ".ts"))
    ),
}
"""How to see that a limit is still one."""


def test_every_limit_has_a_way_to_see_that_it_is_one() -> None:
    named = re.findall(r"^- \*\*(.+?)\.?\*\*", section(README, "Limits of this version"), re.MULTILINE)
    assert named == list(LIMITS)
    assert len(named) == len(re.findall(r"^- ", section(README, "Limits of this version"), re.MULTILINE))


@pytest.mark.parametrize("limit", LIMITS)
def test_no_limit_names_what_exists(limit: str) -> None:
    assert LIMITS[limit](), f"{limit}: this is there now, so README's limits have to go on without it."


# --- licence and changelog ---


def test_the_licence_is_the_same_everywhere() -> None:
    assert text_of("LICENSE").split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert 'license_expression="Apache-2.0"' in text_of("setup.py")
    assert "[Apache-2.0](LICENSE)" in section(README, "Licence")


def test_the_changelog_begins_with_what_is_unreleased_in_sections_that_are_known() -> None:
    changelog = text_of("CHANGELOG.md")
    assert re.findall(r"^## (.+)$", changelog, re.MULTILINE)[0] == "Unreleased"
    found = re.findall(r"^### (.+)$", changelog, re.MULTILINE)
    assert found
    assert set(found) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
