"""However chatxblock reaches a machine, its scripts, templates and chat server's files come along."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_SOURCES = shutil.ignore_patterns(
    ".git", ".venv*", ".dev", ".*_cache", ".hypothesis", "node_modules", "build", "*.egg-info", "__pycache__", "var"
)
MAPPED = {"resources/public": "static/dist", "templates": "templates", "ejabberd": "deploy/ejabberd"}

LOOK = """
import json, os, sys
import django
from importlib.metadata import entry_points
from importlib.resources import files
django.setup()
from django.template.loader import get_template
from xblock.core import XBlock
import chatxblock.block
block = XBlock.load_class("chatxblock") if sys.argv[1] == "installed" else chatxblock.block.ChatXBlock
published = os.path.join(str(files("chatxblock")), block.resources_dir)
json.dump({
    "from": chatxblock.__file__,
    "missing": [name for name in sys.argv[2:] if not (files("chatxblock") / name).is_file()],
    "published": [
        os.path.relpath(os.path.join(folder, name), published)
        for folder, _, names in os.walk(published, followlinks=True)
        for name in names
    ],
    "lobby": len(block.open_local_resource("public/lobby.js").read()),
    "template": get_template("chatxblock/room.html").origin.name,
    "plugins": {
        group: [point.load().__name__ for point in entry_points(group=group, name="chatxblock")]
        for group in ("xblock.v1", "lms.djangoapp", "cms.djangoapp")
    },
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sources, as a git repository of their own with nothing else in it."""
    copy = tmp_path_factory.mktemp("sources") / "chatxblock"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=NOT_SOURCES)
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    for arguments in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "-m", "Copy"]):
        run("git", "-C", str(copy), *arguments)
    return copy


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source distribution, so that what is missing in one is missing in both."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(sources))
    return next(out.glob("*.whl"))


def run(*command: str, **environment: str) -> str:
    """Run a program that has to succeed, and return what it prints."""
    env = {**os.environ, **environment}
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, f"{' '.join(command)}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def new_python(folder: Path) -> str:
    """Make a new environment that knows the dependencies of this one, and no chatxblock."""
    venv.create(folder, with_pip=False)
    site_packages = sysconfig.get_path("purelib", vars={"base": str(folder)})
    (Path(site_packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return str(folder / "bin" / "python")


def install(python: str, *what: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *quiet, "--ignore-installed", *what)


def look(python: str, sources: Path, *, installed: bool = True, **environment: str) -> dict[str, Any]:
    """Return what a process sees that imports chatxblock in that environment, from a folder with nothing in it."""
    settings = {"DJANGO_SETTINGS_MODULE": "chatxblock.devserver.settings", **environment}
    command = [python, "-W", "ignore", "-c", LOOK, "installed" if installed else "bare", *data_files(sources)]
    seen: dict[str, Any] = json.loads(run("env", "-C", "/", *command, **settings))
    return seen


def data_files(sources: Path) -> list[str]:
    """Return the files that are no Python, by their place in the package."""
    package = sources / "chatxblock"
    pages = (package / "devserver" / "templates").rglob("*.html")
    found = ["py.typed", *(str(path.relative_to(package)) for path in pages)]
    for place, folder in MAPPED.items():
        files = (path.relative_to(sources / folder) for path in (sources / folder).rglob("*") if path.is_file())
        found += [f"{place}/{path}" for path in files if path.suffix not in {".py", ".pyc"}]
    return sorted(found)


def assert_complete(seen: dict[str, Any]) -> None:
    assert seen["missing"] == []
    # An LMS's collectstatic publishes all that lies below the block's `resources_dir`, for whoever asks.
    assert {name.rpartition("/")[0] for name in seen["published"]} == {"public"}
    assert seen["lobby"] > 0
    assert Path(seen["template"]).is_file()


PLUGINS = {
    "xblock.v1": ["ChatXBlock"],
    "lms.djangoapp": ["ChatxblockConfig"],
    "cms.djangoapp": ["ChatxblockConfig"],
}


def test_the_list_of_data_files_has_something_of_every_kind(sources: Path) -> None:
    files = data_files(sources)
    for name in (
        "resources/public/lobby.js",
        "resources/public/room.js",
        "templates/chatxblock/room.html",
        "ejabberd/ejabberd.yml.tmpl",
    ):
        assert name in files
    assert "resources/public/chunks.json" in files


def test_the_front_end_has_the_version_of_the_package() -> None:
    """By it the front end's build tells which chunks were shipped with the version before."""
    version = json.loads((ROOT / "static" / "package.json").read_text("utf-8"))["version"]
    assert f'version="{version}",' in (ROOT / "setup.py").read_text("utf-8").split()


def test_wheel_from_the_source_distribution_is_complete(sources: Path, wheel: Path, tmp_path: Path) -> None:
    python = new_python(tmp_path)
    install(python, str(wheel))
    seen = look(python, sources)
    assert_complete(seen)
    assert seen["from"].startswith(str(tmp_path))
    assert seen["plugins"] == PLUGINS


def test_git_address_is_complete(sources: Path, tmp_path: Path) -> None:
    python = new_python(tmp_path)
    install(python, f"git+file://{sources}")
    seen = look(python, sources)
    assert_complete(seen)
    assert seen["from"].startswith(str(tmp_path))
    assert seen["plugins"] == PLUGINS


def test_editable_installation_is_complete(sources: Path, tmp_path: Path) -> None:
    python = new_python(tmp_path)
    install(python, "--editable", str(sources))
    seen = look(python, sources)
    assert_complete(seen)
    assert seen["from"].startswith(str(sources))
    assert seen["plugins"] == PLUGINS


def test_bare_checkout_is_complete(sources: Path, tmp_path: Path) -> None:
    seen = look(new_python(tmp_path), sources, installed=False, PYTHONPATH=str(sources))
    assert_complete(seen)
    assert seen["from"].startswith(str(sources))


def test_wheel_has_every_module_and_nothing_else(sources: Path, wheel: Path) -> None:
    package = sources / "chatxblock"
    modules = {f"chatxblock/{path.relative_to(package)}" for path in package.rglob("*.py") if not linked(path, package)}
    modules |= {f"chatxblock/ejabberd/{path.name}" for path in (sources / "deploy/ejabberd").glob("*.py")}
    files = modules | {f"chatxblock/{name}" for name in data_files(sources)}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == files


def test_wheel_and_source_distribution_carry_the_licence_and_name_it(sources: Path, wheel: Path) -> None:
    licence = (sources / "LICENSE").read_text()
    assert "Apache License" in licence
    with zipfile.ZipFile(wheel) as archive:
        named = {name.partition(".dist-info/")[2]: name for name in archive.namelist()}
        metadata = HeaderParser().parsestr(archive.read(named["METADATA"]).decode())
        assert archive.read(named["licenses/LICENSE"]).decode() == licence
    assert (metadata["License-Expression"], metadata["License-File"]) == ("Apache-2.0", "LICENSE")
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as packed:
        texts = {name.partition("/")[2]: name for name in packed.getnames()}
        file = packed.extractfile(texts["LICENSE"])
        assert file is not None
        assert file.read().decode() == licence


def test_source_distribution_has_what_its_tests_and_contributors_need(sources: Path, wheel: Path) -> None:
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    locks = {f"requirements/{path.name}" for path in (sources / "requirements").iterdir()}
    assert locks | {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "SECURITY.md", "setup.py"} <= names


def linked(path: Path, package: Path) -> bool:
    """Tell whether the path goes through one of the package's symbolic links."""
    return (package / path.relative_to(package).parts[0]).is_symlink()
