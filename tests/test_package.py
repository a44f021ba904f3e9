"""The wheel has every file of the package, content and assets, and works without the sources."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sv_app.project import ASSETS, CONTENT, PACKAGE
from tests.profile import LONG, PROFILE
from tests.source import ROOT, project_files

MODULE = "sv_app.cli"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip builds from a copy of the sources, with the installed build tools."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in project_files():
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(source)], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which only this wheel is installed."""
    folder = tmp_path_factory.mktemp("packages")
    options = ["--no-deps", "--quiet", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options], check=True)
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """Run Python in `folder` with the installed package first on the path; return its output."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_wheel_has_every_file_of_package_content_and_assets(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {
        PACKAGE: "sv_app",
        CONTENT: "sv_app/bundled/content",
        ASSETS: "sv_app/bundled/assets",
    }
    expected = {
        f"{target}/{path.relative_to(source).as_posix()}"
        for path in project_files()
        for source, target in sources.items()
        if path.is_relative_to(source)
    }
    assert names == expected


def test_installed_package_checks_its_content_and_prints_its_version(
    installed: Path, tmp_path: Path
) -> None:
    module_file = run(installed, tmp_path, "-c", "import sv_app.data as data; print(data.__file__)")
    assert Path(module_file.strip()).is_relative_to(installed)
    assert "No errors" in run(installed, tmp_path, "-m", MODULE, "check")
    version = run(installed, tmp_path, "-m", MODULE, "--version").split()[-1]
    assert f'\nversion = "{version}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.skipif(PROFILE is not LONG, reason="builds the site: in the long profile")
def test_installed_package_builds_the_site(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", MODULE, "build", "--out", "site")
    assert (tmp_path / "site" / "build.json").is_file()
    assert (tmp_path / "site" / "app.zip").stat().st_size > 1_000_000
