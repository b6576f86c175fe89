"""How the house is built: few modules at the top, no circle, nothing long, and no product on test doubles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "chatxblock"
SOURCES = sorted(
    path
    for top in ("chatxblock", "deploy", "benchmarks", "examples", "tests")
    for path in (ROOT / top).rglob("*.py")
    if "migrations" not in path.parts and not any(parent.is_symlink() for parent in path.parents)
)
NOT_SHIPPED_TO_LEARNERS = ("chatxblock.testing", "chatxblock.devserver")
MOST_AT_THE_TOP = 13
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def product() -> Iterator[Path]:
    """The modules that run in a platform."""
    for path in SOURCES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if module.startswith("chatxblock.") and not module.startswith(NOT_SHIPPED_TO_LEARNERS):
            yield path


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_few_modules_stand_at_the_top() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_AT_THE_TOP


def test_no_module_imports_itself_through_others() -> None:
    graph = grimp.build_graph("chatxblock", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    order = list(TopologicalSorter(imports).static_order())  # raises CycleError, which names the circle
    assert len(order) >= 100


@pytest.mark.parametrize("path", list(product()), ids=relative)
def test_no_shipped_module_names_what_developers_run_it_with(path: Path) -> None:
    """Neither in an import, which import-linter sees too, nor in a text that becomes one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
    assert [text for text in texts if text.startswith(NOT_SHIPPED_TO_LEARNERS)] == []


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_file_is_long(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("path", [path for path in SOURCES if "tests" not in path.parts], ids=relative)
def test_no_function_is_long(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
