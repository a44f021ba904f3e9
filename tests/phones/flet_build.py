"""Runs the steps of `flet build` whose code is in the wheels of Flet.

It runs without Flutter, and without Flet's template, which Flet downloads. A small template takes
its place: its `context.json` records what the real one would receive. `Build` holds what was
recorded.
"""

import argparse
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from flet_cli.commands import build_base, flutter_base
from flet_cli.commands.build import Command
from flet_cli.utils import python_versions
from flet_platform_assets import DEFAULT_SPECS

from tests.source import ROOT

PYTHON = "3.14"
MANIFEST = {
    "default_python_version": PYTHON,
    "pythons": {
        PYTHON: {
            "full_version": f"{PYTHON}.2",
            "pyodide_version": "314.0.0",
            "android_abis": ["arm64-v8a", "x86_64"],
        }
    },
}
"""The releases of Python that Flet can bundle; Flet downloads this list."""
CONTEXT = "context.json"
READ_BY_THE_TEMPLATE = ("android.manifest_application", "android.min_sdk_version")
"""Settings that only the template reads, below `tool.flet`. Flet documents both. Its template
is in no wheel: that of 0.86.6 was read by hand, not that of the pinned version (docs/phones.md).
"""


@dataclass
class Build:
    """What `flet build` made of a project."""

    context: dict[str, Any]
    """What the template receives."""
    package_arguments: list[str]
    """The arguments of the packager of the Python app."""
    flutter_arguments: list[str]
    project: Path
    """The folder of the Flutter project, with the pictures that Flet drew."""
    settings_read: set[str]
    """The settings of pyproject.toml that Flet asked for."""
    log: str


def make_project(folder: Path, pyproject: str) -> None:
    """Write a project that `flet build` accepts, with the pictures of this one."""
    (folder / "pyproject.toml").write_text(pyproject, "utf-8")
    (folder / "main.py").touch()
    (folder / "assets").mkdir()
    for picture in (ROOT / "assets").glob("*.png"):
        shutil.copy(picture, folder / "assets")


def _make_template(folder: Path, names: Iterable[str]) -> None:
    """Write a template that takes the variables `names`; cookiecutter passes no other."""
    project = folder / "{{cookiecutter.out_dir}}"
    project.mkdir(parents=True)
    (folder / "cookiecutter.json").write_text(json.dumps(dict.fromkeys(names)), "utf-8")
    (project / "pubspec.yaml").write_text("dependencies: {}\n", "utf-8")
    (project / CONTEXT).write_text("{{ cookiecutter | jsonify }}", "utf-8")
    for icon in DEFAULT_SPECS["ios"].targets:  # Flet replaces only those that the template has
        (project / icon.relative_path).parent.mkdir(parents=True, exist_ok=True)
        (project / icon.relative_path).touch()


def flet_build(target: str, pyproject: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Run `flet build TARGET` on a project with this pyproject.toml, up to Flutter."""
    app, template, manifest = folder / "app", folder / "template", folder / "manifest.json"
    app.mkdir(parents=True)
    make_project(app, pyproject)
    manifest.write_text(json.dumps(MANIFEST), "utf-8")
    monkeypatch.setenv(python_versions.MANIFEST_PATH_ENV, str(manifest))
    monkeypatch.setenv("HOME", str(folder))  # cookiecutter keeps a replay of each run there
    python_versions._load_data.cache_clear()
    settings: set[str] = set()
    commands: list[list[str]] = []
    monkeypatch.setattr(
        build_base, "load_pyproject_toml", recorder(build_base.load_pyproject_toml, settings)
    )
    monkeypatch.setattr(flutter_base.BaseFlutterCommand, "initialize_command", _without_flutter)
    monkeypatch.setattr(Command, "run", runner(app / "build", commands))
    monkeypatch.setattr(Command, "cleanup", _fail)
    parser = argparse.ArgumentParser()
    command = Command(parser)
    options = parser.parse_args([target, str(app), "--template", str(template)])
    # The same steps as `Command.handle`, without its display and the copy of Flutter's output.
    with build_base.console.capture() as log:
        build_base.BaseBuildCommand.handle(command, options)
        command.initialize_command()
        command.validate_entry_point()
        command.setup_template_data()
        if target == "web":  # only its settings count: what follows downloads Pyodide
            return Build({}, [], [], app, settings, "")
        _make_template(template, command.template_data)
        if target == "ipa":
            command.preflight_ios_signing()
        command.create_flutter_project()
        command.package_python_app()
        command.register_flutter_extensions()
        command.customize_icons()
        command.customize_splash_images()
        command.run_flutter()
    project = app / "build" / "flutter"
    package, flutter = commands
    context = json.loads((project / CONTEXT).read_text("utf-8"))
    return Build(context, package, flutter, project, settings, log.get())


def recorder(load: Callable[[Path], Any], settings: set[str]) -> Callable[[Path], Any]:
    """Return a loader of pyproject.toml that adds each setting that Flet asks for to a set."""

    def load_recorded(folder: Path) -> Any:
        get = load(folder)

        def get_recorded(setting: str | None = None) -> Any:
            settings.add(setting or "")
            return get(setting)

        return get_recorded

    return load_recorded


def _without_flutter(command: Command) -> None:
    command.flutter_exe, command.dart_exe = "flutter", "dart"
    command.emojis = dict.fromkeys(("checkmark", "loading", "success", "directory"), "")
    command.update_status = lambda _: None


def runner(build: Path, commands: list[list[str]]) -> Callable[..., CompletedProcess[str]]:
    """Return a fake of the method that runs a program: it records the arguments."""

    def run(_: Command, args: list[str], *__: Any, **___: Any) -> CompletedProcess[str]:
        commands.append(list(args))
        (build / "python-app").mkdir(exist_ok=True)  # what the packager writes
        return CompletedProcess(args, 0, "", "")

    return run


def _fail(_: Command, code: int, message: object = None) -> None:
    raise AssertionError(f"flet build ended with {code}: {message}")


def unknown_settings(flet: dict[str, Any], settings_read: set[str]) -> list[str]:
    """Return the settings of `[tool.flet]` that neither Flet nor its template asks for."""
    known = {name.removeprefix("tool.flet.") for name in settings_read} | {*READ_BY_THE_TEMPLATE}
    return [".".join(path) for path in leaves(flet) if not is_read(path, known)]


def leaves(table: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of each value that is no table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*above, name))
        else:
            yield (*above, name)


def is_read(path: tuple[str, ...], known: set[str]) -> bool:
    """Whether a setting, or a table that it is in, is one of `known`."""
    return any(".".join(path[:length]) in known for length in range(1, len(path) + 1))
