"""A build that reuses cached steps makes the same site as a build from scratch."""

from pathlib import Path

import pytest

from sv_app.pwa.build import build
from tests.profile import LONG, PROFILE

pytestmark = pytest.mark.browser


def files(site: Path) -> dict[str, bytes]:
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def test_build_from_cached_steps_makes_the_same_site(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path / "reused")
    assert "usage trace: reused 1 of 1" in capsys.readouterr().out
    assert files(tmp_path / "reused") == files(site)


@pytest.mark.skipif(PROFILE is not LONG, reason="two whole builds: in the long profile")
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
