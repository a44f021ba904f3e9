"""Each error of the command line is on stderr, with exit code 1.

It is one sentence, or a list of the faults of the content.
"""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sv_app import cli
from sv_app.project import CONTENT, PROJECT
from sv_app.pwa import build, output, wheels
from sv_app.pwa.errors import BuildError
from sv_app.pwa.step_cache import digest
from tests.pwa.wheelhouse import make_wheel, pin

STAMP = '{"made_from": "' + digest() + '"}'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the working folder and home of the command, and a build that writes a small site."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()

    def write(site: Path, *_: object) -> None:
        (site / "index.html").write_text("new")
        output.write_stamp(site, digest())

    monkeypatch.setattr(build, "_write", write)
    return root


def make_file(path: Path) -> Path:
    path.write_text("a file")
    return path


def make_folder(path: Path, files: Mapping[str, str] = {}) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def make_fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def make_link(path: Path, target: Path) -> Path:
    path.symlink_to(target)
    return path


def make_unreadable_file(path: Path) -> Path:
    make_file(path).chmod(0)
    return path


def make_read_only_folder(path: Path) -> Path:
    path.mkdir(mode=0o500)
    return path


def make_folder_with_linked_stamp(path: Path) -> Path:
    site = make_folder(path, {"index.html": "kept"})
    make_link(site / "build.json", make_file(path.with_name("stamp")))
    return site


def make_folder_with_fifo_stamp(path: Path) -> Path:
    site = make_folder(path, {"index.html": "kept"})
    make_fifo(site / "build.json")
    return site


unless_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")

OUT_CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    # the value of --out, and a part of the message
    "root": (lambda _: "/", "never replaced"),
    "working folder": (lambda _: ".", "never replaced"),
    "no name": (lambda _: "", "never replaced"),
    "parent": (lambda _: "..", "never replaced"),
    "home": (lambda root: root.parent / "home", "never replaced"),
    "project": (lambda _: PROJECT, "never replaced"),
    "content": (lambda _: CONTENT, "holds no valid build.json"),
    "file": (lambda root: make_file(root / "out"), "is not a folder"),
    "device": (lambda _: "/dev/null", "is not a folder"),
    "FIFO": (lambda root: make_fifo(root / "out"), "is not a folder"),
    "below a file": (lambda root: make_file(root / "out") / "site", "out is not a folder"),
    "link": (lambda root: make_link(root / "out", make_folder(root / "to")), "is a symbolic link"),
    "dangling link": (lambda root: make_link(root / "out", root / "to"), "is a symbolic link"),
    "loop": (lambda root: make_link(root / "out", root / "out") / "site", "symbolic link"),
    "other files": (
        lambda root: make_folder(root / "out", {"a.txt": "a"}),
        "holds no valid build.json",
    ),
    "broken stamp": (
        lambda root: make_folder(root / "out", {"build.json": "{"}),
        "holds no valid build.json",
    ),
    "foreign stamp": (
        lambda root: make_folder(root / "out", {"build.json": '{"made_from": "not-a-digest"}'}),
        "holds no valid build.json",
    ),
    "nested stamp": (
        lambda root: make_folder(root / "out", {"build.json": "[" * 9_000}),
        "holds no valid build.json",
    ),
    "stamp that is a link": (
        lambda root: make_folder_with_linked_stamp(root / "out"),
        "holds no valid build.json",
    ),
    "stamp that is a FIFO": (
        lambda root: make_folder_with_fifo_stamp(root / "out"),
        "holds no valid build.json",
    ),
    "long name": (lambda _: "a" * 300, "name too long"),
}
INSTITUTION_CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda root: root / "own.toml", "does not exist"),
    "folder": (lambda root: make_folder(root / "own"), "is a folder, not a file"),
    "FIFO": (lambda root: make_fifo(root / "own.toml"), "is not a regular file"),
    "device": (lambda _: "/dev/zero", "is not a regular file"),
    "below a file": (lambda root: make_file(root / "own") / "own.toml", "not a directory"),
    "loop": (lambda root: make_link(root / "own.toml", root / "own.toml"), "symbolic links"),
    "long name": (lambda _: "a" * 300, "name too long"),
}
FOLDER_CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda root: root / "words", "does not exist"),
    "file": (lambda root: make_file(root / "words"), "is not a folder"),
    "FIFO": (lambda root: make_fifo(root / "words"), "is not a folder"),
    "dangling link": (lambda root: make_link(root / "words", root / "none"), "does not exist"),
}


def error_message(capsys: pytest.CaptureFixture[str], *arguments: object, lines: int = 1) -> str:
    """Run the command, which must fail with exit code 1 and `lines` lines; return its stderr."""
    assert cli.main([str(argument) for argument in arguments]) == 1
    message = capsys.readouterr().err
    assert len(message.splitlines()) == lines, message
    assert "Traceback" not in message
    return message


def snapshot(folder: Path) -> set[tuple[str, int]]:
    """Return every path under `folder`, with its inode."""
    return {(str(path), path.lstat().st_ino) for path in folder.rglob("*")}


@pytest.mark.parametrize("case", OUT_CASES)
def test_build_refuses_to_replace_other_folders(
    case: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = OUT_CASES[case]
    out = str(make(project))
    before = snapshot(project)
    message = error_message(capsys, "build", "--out", out)
    assert reason in message.lower() or reason in message
    named = str(Path(out)).removesuffix("/site")
    assert re.match(rf"{re.escape(named)}(/site)?[ :]", message), message
    assert snapshot(project) == before


@unless_root
def test_build_reports_a_read_only_parent(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = make_read_only_folder(project / "parent") / "site"
    assert f"{out} can't be written, permission denied: name" in error_message(
        capsys, "build", "--out", out
    )


def test_build_reports_a_failed_temporary_folder(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "site.new-x")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    out = project / "site"
    assert f"{out} can't be written, permission denied: name" in error_message(
        capsys, "build", "--out", out
    )


@pytest.mark.parametrize("command", ["check", "build", "serve", "dev"])
@pytest.mark.parametrize("case", INSTITUTION_CASES)
def test_unreadable_institution_file_is_named(
    command: str, case: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = INSTITUTION_CASES[case]
    path = make(project)
    message = error_message(capsys, command, "--institution", path)
    assert message.startswith(str(path))
    assert reason in message
    assert message.endswith("give --institution a file, as content/README.md describes.\n")


@pytest.mark.parametrize("command", ["check", "dev"])
@pytest.mark.parametrize("case", FOLDER_CASES)
def test_unreadable_content_folder_is_named(
    command: str, case: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = FOLDER_CASES[case]
    path = make(project)
    message = error_message(capsys, command, "--content", path)
    assert message == f"{path} {reason}: give --content a folder like content/.\n"


@pytest.mark.parametrize("case", FOLDER_CASES)
def test_unreadable_font_package_is_named(
    case: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = FOLDER_CASES[case]
    path = make(project)
    assert f"{path} {reason}: give DIR as" in error_message(capsys, "fonts", path)


def test_file_that_is_not_a_font_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sv_app.editorial import fonts

    files = [path for paths in fonts.sources(project).values() for path in paths]
    files[0].parent.mkdir()
    for path in (*files, project / "LICENSE"):
        make_file(path)
    assert error_message(capsys, "fonts", project).startswith(f"{files[0]} is not a font")


@unless_root
@pytest.mark.parametrize("option", ["--institution", "--content"])
def test_path_without_permission_is_named(
    option: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_unreadable_file(project / "own") if option == "--institution" else project / "words"
    if option == "--content":
        path.mkdir(mode=0)
    assert f"{path} can't be read, permission denied" in error_message(
        capsys, "check", option, path
    )


@pytest.mark.parametrize("option", ["--institution", "--content"])
def test_path_is_named_when_the_system_denies_access(
    option: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = (
        make_file(project / "own") if option == "--institution" else make_folder(project / "words")
    )
    monkeypatch.setattr(Path, "open" if option == "--institution" else "iterdir", refuse)
    assert f"{path} can't be read, permission denied" in error_message(
        capsys, "check", option, path
    )


CONTENT_CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    # how to replace fr/team.toml, and a part of the message
    "folder": (Path.mkdir, "this is not a regular file"),
    "FIFO": (os.mkfifo, "this is not a regular file"),
    "dangling link": (lambda path: make_link(path, path.with_name("none")), "this file is missing"),
    "loop": (lambda path: make_link(path, path), "can't be read: Too many levels"),
    "not UTF-8": (lambda path: path.write_bytes(b"\xff"), "encoding UTF-8"),
    "not TOML": (make_file, "not valid TOML"),
    "deep": (lambda path: path.write_text("a = " + "[" * 100_000), "nested too deeply"),
    "long number": (lambda path: path.write_text("a = " + "1" * 5_000), "not valid TOML"),
}


@pytest.mark.parametrize("case", CONTENT_CASES)
def test_unreadable_content_file_is_reported(
    case: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, reason = CONTENT_CASES[case]
    content = project / "content"
    shutil.copytree(CONTENT, content)
    (content / "fr/team.toml").unlink()
    make(content / "fr/team.toml")
    assert cli.main(["check", "--content", str(content)]) == 1
    message = capsys.readouterr().err
    assert re.search(rf"^fr/team\.toml: .*{re.escape(reason)}", message, re.MULTILINE)
    assert re.search(r"\nErrors to fix: [1-9]\d*\.\n\Z", message)


@pytest.mark.parametrize("port", ["-1", "65536", "99999", "in use"])
@pytest.mark.parametrize("command", ["dev", "serve"])
def test_unavailable_port_is_named_before_the_build(
    port: str, command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1] if port == "in use" else port
        assert str(number) in error_message(capsys, command, "--port", number)
    assert list(project.iterdir()) == []


def test_serve_refuses_its_default_folder_without_a_valid_stamp(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / ".build").mkdir()
    make_folder(project / cli.OUT, {"build.json": '{"made_from":'})
    message = error_message(capsys, "serve", "--port", "0")
    assert message.startswith(".build/site is not empty and holds no valid build.json")
    assert "delete it yourself" in message


@pytest.fixture
def no_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Point pip at a registry that cannot be reached."""
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")


@pytest.mark.usefixtures("no_registry")
def test_unreachable_registry_is_one_sentence(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pins = project / "wheels.txt"
    pins.write_text(pin("kind", make_wheel(project, "kind", {"kind.py": ""})))
    monkeypatch.setattr(wheels, "PINS", pins)
    monkeypatch.setattr(build, "_write", lambda *_: wheels.fetch(project / "cache"))
    message = error_message(capsys, "build", "--out", project / "site")
    assert "the package registry can't be reached; check the network" in message
    assert not list(project.glob("site*"))


def test_other_build_errors_are_one_sentence_and_keep_the_previous_build(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = make_folder(project / "site", {"build.json": STAMP})
    for exception, reason in (
        (BuildError("No wheel."), "No wheel.\n"),
        (OSError(28, "No space left on device", "app.zip"), "app.zip: No space left on device.\n"),
        (OSError(28, "No space left on device"), "No space left on device.\n"),
        (
            shutil.Error([("a", "b", "`a` is a named pipe")]),
            "a could not be copied: `a` is a named",
        ),
        (ModuleNotFoundError("No module", name="jinja2"), "jinja2 is not installed: run pip"),
        (KeyboardInterrupt(), "Stopped.\n"),
    ):

        def fail(*_: object, exception: BaseException = exception) -> None:
            raise exception

        monkeypatch.setattr(build, "_write", fail)
        assert error_message(capsys, "build", "--out", out).startswith(reason)
        assert [path.name for path in project.iterdir()] == ["site"]
        assert (out / "build.json").read_text() == STAMP


def test_lost_connection_prints_no_stack_trace(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from sv_app.pwa.serve import server

    before = threading.active_count()
    with server(make_folder(project / "site", {"big.txt": "a" * 10_000_000}), 0) as running:
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", running.server_port)) as client:
                client.sendall(b"GET /big.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert client.recv(10)
        running.shutdown()
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before
    assert capfd.readouterr().err == ""
