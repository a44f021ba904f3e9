"""Two builds make the same site, with and without cached steps, here and elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sv_app.project import CACHE
from sv_app.pwa.build import build
from tests.browser.daily_selection import WEEKLY
from tests.profile import LONG, PROFILE
from tests.source import ROOT

pytestmark = [pytest.mark.browser, WEEKLY]

BUILD = "import sys, pathlib; from sv_app.pwa.build import build; build(pathlib.Path(sys.argv[1]))"


@pytest.fixture(autouse=True)
def build_date_of_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build on the day of the site, which may be an earlier one: its pages say their date."""
    built_at = (site / "index.html").stat().st_mtime
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(built_at)))


def files(site: Path) -> dict[str, bytes]:
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def test_build_from_cached_steps_makes_the_same_site(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path / "reused")
    assert "usage trace: reused 1 of 1" in capsys.readouterr().out
    assert files(tmp_path / "reused") == files(site)


@pytest.mark.skipif(PROFILE is not LONG, reason="a whole build and one from cached steps: long")
def test_site_is_the_same_with_and_without_the_cache(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = tmp_path / "steps"
    build(tmp_path / "from-nothing", steps=steps)
    assert "bytecode: reused 0 of" in capsys.readouterr().out
    build(tmp_path / "reused", steps=steps)
    assert "usage trace: reused 1 of 1" in capsys.readouterr().out
    expected = files(tmp_path / "from-nothing")
    for folder in (tmp_path / "reused", site):
        built = files(folder)
        assert sorted(n for n in {*expected, *built} if expected.get(n) != built.get(n)) == []


@pytest.mark.skipif(PROFILE is not LONG, reason="a whole build: in the long profile")
def test_build_of_another_folder_user_and_time_zone_is_the_same(site: Path, tmp_path: Path) -> None:
    copy, home = tmp_path / "another folder", tmp_path / "home"
    for name in ("sv_app", "content", "assets"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    shutil.copytree(CACHE / "wheels", copy / ".build" / "wheels")
    home.mkdir()
    environment = {
        "HOME": str(home),
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(copy),
        "TZ": "Pacific/Auckland",
    }
    subprocess.run(
        [sys.executable, "-c", BUILD, str(copy / "site")],
        cwd=copy,
        env=os.environ | environment,
        umask=0o077,
        check=True,
    )
    expected, built = files(site), files(copy / "site")
    assert sorted(n for n in {*expected, *built} if expected.get(n) != built.get(n)) == []
