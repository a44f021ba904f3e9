"""The archive of the app: which files it has, and that its bytes are reproducible."""

import os
import shutil
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app.data import packed_contents
from sv_app.data.content import load_contents
from sv_app.data.packed_contents import PACKED_LANGUAGES, PICKLE
from sv_app.pwa import tree_shaking
from tests.languages import LANGUAGES
from tests.pwa.wheelhouse import make_wheel
from tests.source import ROOT

PACKED_FILES = (PACKED_LANGUAGES, *(f"{code}{PICKLE}" for code in LANGUAGES))
NOT_SHIPPED = (
    *("sv_app/pwa", "sv_app/editorial", "sv_app/kit", "sv_app/cli.py"),
    *("tests", "pyproject.toml", "requirements.txt", ".build"),
)


@pytest.fixture
def packages(tmp_path: Path) -> dict[str, Path]:
    return {
        "kind": make_wheel(tmp_path, "kind", {"kind/__init__.py": "", "kind/a/b.py": "B = 1\n"}),
        "other": make_wheel(tmp_path, "other", {"other.py": "", "a/first.py": ""}),
        "flet-web": make_wheel(tmp_path, "flet_web", {"flet_web/web/main.dart.js": "0"}),
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, with files beside it that must not be shipped."""
    root = tmp_path / "project"
    for folder in ("sv_app", "content"):
        shutil.copytree(ROOT / folder, root / folder)
    for name in ("pyproject.toml", "requirements.txt", "tests/test_x.py", ".build/x.py"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("")
    (root / "content" / "requirements.txt").write_text("")
    return root


def packed_files(root: Path, packages: Mapping[str, Path], out: Path) -> dict[str, bytes]:
    tree_shaking.write_archive(
        tree_shaking.collect_members(root / "sv_app", load_contents(root / "content"), packages),
        out,
    )
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def test_archive_has_the_app_its_content_and_its_packages(
    project: Path, packages: dict[str, Path], tmp_path: Path
) -> None:
    names = packed_files(project, packages, tmp_path / "app.zip")
    code = {p.relative_to(project).as_posix() for p in (project / "sv_app").rglob("*.py")}
    app = {name for name in code if not name.startswith(NOT_SHIPPED)} - {"sv_app/__main__.py"}
    names_in_packages = {"kind/__init__.py", "kind/a/b.py", "other.py", "a/first.py"}
    package_files = {f"__pypackages__/{name}" for name in names_in_packages}
    contents = {f"content/{name}" for name in PACKED_FILES}
    assert names.keys() == {"main.py", *contents, *app, *package_files}
    assert "sv_app/app.py" in names


def test_archived_files_equal_their_sources(
    project: Path, packages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = packed_files(project, packages, tmp_path / "app.zip")
    assert files["sv_app/app.py"] == (ROOT / "sv_app" / "app.py").read_bytes()
    assert files["main.py"] == (ROOT / "sv_app" / "__main__.py").read_bytes()
    assert files["__pypackages__/kind/a/b.py"] == b"B = 1\n"
    packed = tmp_path / "packed"
    packed.mkdir()
    for name in PACKED_FILES:
        (packed / name).write_bytes(files[f"content/{name}"])
    monkeypatch.setattr(packed_contents, "CONTENT", packed)
    shipped = packed_contents.load_contents_or_exit()
    assert shipped == {
        code: tree_shaking.without_examples(content)
        for code, content in load_contents(ROOT / "content").items()
    }


def test_build_and_test_files_are_not_shipped(
    project: Path, packages: dict[str, Path], tmp_path: Path
) -> None:
    names = packed_files(project, packages, tmp_path / "app.zip")
    assert [name for name in names if name.startswith(NOT_SHIPPED)] == []
    assert [n for n in names if "__pycache__" in n or n.endswith("requirements.txt")] == []


def test_web_client_is_not_in_the_archive(
    project: Path, packages: dict[str, Path], tmp_path: Path
) -> None:
    assert not [n for n in packed_files(project, packages, tmp_path / "app.zip") if "flet_web" in n]


def test_archive_does_not_depend_on_file_times_or_order(
    project: Path, packages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed_files(project, packages, tmp_path / "one.zip")
    for path in project.rglob("*"):
        os.utime(path, (1, 1))
    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    packed_files(project, dict(reversed(packages.items())), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_changed_content_changes_the_archive(
    project: Path, packages: dict[str, Path], tmp_path: Path
) -> None:
    packed_files(project, packages, tmp_path / "one.zip")
    numbers = project / "content" / "helplines" / "fr.toml"
    numbers.write_text(numbers.read_text("utf-8").replace("2026-11-22", "2026-11-24"), "utf-8")
    packed_files(project, packages, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() != (tmp_path / "two.zip").read_bytes()
