import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sv_app.pwa import wheels
from sv_app.pwa.wheels import PIN, PINS, BuildError, fetch
from tests.pwa.wheelhouse import make_wheel, pin
from tests.source import ROOT

Pip = Callable[[list[str]], int]


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    (tmp_path / "registry").mkdir()
    return make_wheel(tmp_path / "registry", "kind", {"kind/__init__.py": "WORD = 'yes'\n"})


@pytest.fixture
def cache(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pins = tmp_path / "wheels.txt"
    pins.write_text(f"# what the site ships\n\n{pin('kind', wheel)}")
    monkeypatch.setattr(wheels, "PINS", pins)
    return tmp_path / "cache"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have reached the registry; each one downloads nothing."""
    return pip(monkeypatch, lambda command: 0)


def pip(monkeypatch: pytest.MonkeyPatch, download: Pip) -> list[list[str]]:
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, download(command), "", "no such wheel")

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def bring(wheel: Path, text: bytes | None = None) -> Pip:
    """A pip that brings this wheel, or `text` under its name."""

    def download(command: list[str]) -> int:
        folder = Path(command[command.index("--dest") + 1])
        (folder / wheel.name).write_bytes(wheel.read_bytes() if text is None else text)
        return 0

    return download


def test_every_pin_has_one_version_and_one_hash() -> None:
    lines = PINS.read_text("utf-8").splitlines()
    said = [line for line in lines if line and not line.startswith("#")]
    pins = PIN.findall(PINS.read_text("utf-8"))
    assert len(said) == 2 * len(pins)
    assert len({name for name, _, _ in pins}) == len({digest for *_, digest in pins}) == len(pins)
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for _, version, _ in pins)


def test_the_site_ships_the_versions_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shipped = {f"{name}=={version}" for name, version, _ in PIN.findall(PINS.read_text("utf-8"))}
    marked = {name for name in project["dependencies"] if ";" in name}
    assert all(name.endswith("; sys_platform != 'emscripten'") for name in marked)
    assert set(project["dependencies"]) - marked <= shipped
    flet = next(name for name in project["dependencies"] if name.startswith("flet=="))
    assert flet.replace("flet", "flet-web") in shipped


def test_wheels_already_there_are_not_asked_for_again(
    cache: Path, wheel: Path, asked: list[list[str]]
) -> None:
    cache.mkdir()
    kept = wheel.rename(cache / wheel.name)
    assert fetch(cache) == {"kind": kept}
    assert asked == []


def test_a_missing_wheel_is_downloaded(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = pip(monkeypatch, bring(wheel))
    assert fetch(cache) == {"kind": cache / wheel.name}
    assert len(asked) == 1


def test_the_download_is_of_the_pins_alone_and_checked(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = pip(monkeypatch, bring(wheel))
    fetch(cache)
    command = asked[0]
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(command)
    assert command[command.index("--requirement") + 1] == str(wheels.PINS)


def test_a_wheel_with_another_hash_is_refused(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip(monkeypatch, bring(wheel, b"something else"))
    with pytest.raises(BuildError):
        fetch(cache)


def test_a_wheel_changed_since_it_was_kept_is_not_used(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.mkdir()
    (cache / wheel.name).write_bytes(wheel.read_bytes() + b"\0")
    asked = pip(monkeypatch, bring(wheel))
    found = fetch(cache)
    assert len(asked) == 1
    assert found["kind"].read_bytes() == wheel.read_bytes()


def test_one_wheel_missing_of_two_is_refused(
    cache: Path, wheel: Path, asked: list[list[str]]
) -> None:
    other = make_wheel(wheel.parent, "other", {"other.py": ""})
    wheels.PINS.write_text(wheels.PINS.read_text() + pin("other", other))
    cache.mkdir()
    wheel.rename(cache / wheel.name)
    with pytest.raises(BuildError):
        fetch(cache)


def test_what_pip_says_is_passed_on(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip(monkeypatch, lambda command: 1)
    with pytest.raises(BuildError, match="no such wheel"):
        fetch(cache)


def test_another_build_never_sees_half_of_a_wheel(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(command: list[str]) -> int:
        (Path(command[command.index("--dest") + 1]) / wheel.name).write_bytes(b"half")
        assert list(cache.glob("*.whl")) == []
        return bring(wheel)(command)

    pip(monkeypatch, download)
    assert fetch(cache) == {"kind": cache / wheel.name}
    assert [path.name for path in cache.iterdir()] == [wheel.name]
