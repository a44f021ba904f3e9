"""The wheels of the build: pinned, downloaded once, and verified."""

import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sv_app.pwa import wheels
from sv_app.pwa.errors import BuildError
from sv_app.pwa.wheels import PIN, PINS, fetch
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
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The pip commands that were run; each downloads nothing."""
    return fake_pip(monkeypatch, lambda command: 0)


def fake_pip(monkeypatch: pytest.MonkeyPatch, download: Pip) -> list[list[str]]:
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, download(command), "", "no such wheel")

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def copy_wheel(wheel: Path, text: bytes | None = None) -> Pip:
    """Return a fake download that copies `wheel`, or writes `text` under its name."""

    def download(command: list[str]) -> int:
        folder = Path(command[command.index("--dest") + 1])
        (folder / wheel.name).write_bytes(wheel.read_bytes() if text is None else text)
        return 0

    return download


def test_every_pin_has_one_version_and_one_hash() -> None:
    lines = PINS.read_text("utf-8").splitlines()
    pin_lines = [line for line in lines if line and not line.startswith("#")]
    pins = PIN.findall(PINS.read_text("utf-8"))
    assert len(pin_lines) == 2 * len(pins)
    assert len({name for name, _, _ in pins}) == len({digest for *_, digest in pins}) == len(pins)
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for _, version, _ in pins)


def test_pinned_versions_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shipped = {f"{name}=={version}" for name, version, _ in PIN.findall(PINS.read_text("utf-8"))}
    conditional = {name for name in project["dependencies"] if ";" in name}
    assert all(name.endswith("; sys_platform != 'emscripten'") for name in conditional)
    assert set(project["dependencies"]) - conditional <= shipped
    flet = next(name for name in project["dependencies"] if name.startswith("flet=="))
    assert flet.replace("flet", "flet-web") in shipped


def test_cached_wheels_are_not_downloaded_again(
    cache: Path, wheel: Path, commands: list[list[str]]
) -> None:
    cache.mkdir()
    cached = wheel.rename(cache / wheel.name)
    assert fetch(cache) == {"kind": cached}
    assert commands == []


def test_missing_wheel_is_downloaded(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = fake_pip(monkeypatch, copy_wheel(wheel))
    assert fetch(cache) == {"kind": cache / wheel.name}
    assert len(commands) == 1


def test_download_requires_the_pins_and_their_hashes(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = fake_pip(monkeypatch, copy_wheel(wheel))
    fetch(cache)
    command = commands[0]
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(command)
    assert command[command.index("--requirement") + 1] == str(wheels.PINS)


def test_wheel_with_another_hash_is_refused(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_pip(monkeypatch, copy_wheel(wheel, b"something else"))
    with pytest.raises(BuildError):
        fetch(cache)


def test_changed_cached_wheel_is_downloaded_again(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.mkdir()
    (cache / wheel.name).write_bytes(wheel.read_bytes() + b"\0")
    commands = fake_pip(monkeypatch, copy_wheel(wheel))
    wheels_by_name = fetch(cache)
    assert len(commands) == 1
    assert wheels_by_name["kind"].read_bytes() == wheel.read_bytes()


def test_download_without_every_wheel_is_refused(
    cache: Path, wheel: Path, commands: list[list[str]]
) -> None:
    other = make_wheel(wheel.parent, "other", {"other.py": ""})
    wheels.PINS.write_text(wheels.PINS.read_text() + pin("other", other))
    cache.mkdir()
    wheel.rename(cache / wheel.name)
    with pytest.raises(BuildError):
        fetch(cache)


def test_error_output_of_pip_is_in_the_build_error(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_pip(monkeypatch, lambda command: 1)
    with pytest.raises(BuildError, match="no such wheel"):
        fetch(cache)


def test_partial_download_is_never_in_the_cache(
    cache: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(command: list[str]) -> int:
        (Path(command[command.index("--dest") + 1]) / wheel.name).write_bytes(b"half")
        assert list(cache.glob("*.whl")) == []
        return copy_wheel(wheel)(command)

    fake_pip(monkeypatch, download)
    assert fetch(cache) == {"kind": cache / wheel.name}
    assert [path.name for path in cache.iterdir()] == [wheel.name]
