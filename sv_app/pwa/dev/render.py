"""Render the site for `sv-app dev`, in a process of its own.

Python can't reload its modules reliably, so the server starts a new process after each change of a
`.py` file. The app is not imported at the top, so that its import errors are reported like other
faults.

A request is a line with the version of the code; its answer is a JSON list of faults on one line.
"""

import json
import pickle
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from sv_app.project import CACHE, PACKAGE

ROOT = PACKAGE.parent
BOOT_TAG = '<script type="module" src="boot.js"></script>'
DEV_TAG = '<script type="module" src="dev.js?code_version={code_version}"></script>'
CONTENTS = "dev/contents.pickle"
FLUTTER = "flutter"
"""The folder of the web client, which is copied only once."""


def main(arguments: list[str], requests: TextIO, answers: TextIO) -> None:
    """Render after each line of `requests`, and write the faults to `answers`.

    `arguments` are the output folder, the content folder, and the institution's file or "".
    """
    out, content = Path(arguments[0]), Path(arguments[1])
    institution = Path(arguments[2]) if arguments[2] else None
    render: Callable[[str], None] | None = None
    for line in requests:
        faults: list[str] = []
        try:
            render = render or renderer(out, content, institution)
            render(line.strip())
        except Exception as error:
            faults = [str(fault) for fault in getattr(error, "faults", ())] or [
                describe_error(error)
            ]
        print(json.dumps(faults), file=answers, flush=True)


def renderer(out: Path, content_folder: Path, institution: Path | None) -> Callable[[str], None]:
    """Return a function that renders into `out` under a given version of the code."""
    from sv_app.editorial.rules import load_checked_files
    from sv_app.pwa import assets, statements, static_page, tree_shaking, wheels

    wheel_paths = wheels.fetch(CACHE / "wheels")
    bootstrap = out / "flutter.json"
    if not bootstrap.exists():
        bootstrap.write_text(
            json.dumps(assets.copy_web_client(wheel_paths["flet-web"], out / FLUTTER)), "utf-8"
        )
    flutter = json.loads(bootstrap.read_text())
    archived_version = ""

    def render(code_version: str) -> None:
        nonlocal archived_version
        parsed, contents = load_checked_files(content_folder, institution)
        options = static_page.script_options(
            contents, flutter, build=None, start_bytes={}, archives=["app.zip"]
        )
        html = static_page.render_page(contents, options)
        if html.count(BOOT_TAG) != 1:
            raise ValueError(f"index.html: expected exactly one {BOOT_TAG}")
        files: dict[str, Any] = {
            CONTENTS: pickle.dumps(contents, protocol=5),
            "celsius.html": static_page.decoy_page(),
            **static_page.linked_style_sheets(),
            **statements.pages(parsed, contents, statements.publication(parsed)),
        }
        for name, data in files.items():
            write(out / name, data)
        assets.write_manifests(contents, out)
        if archived_version != code_version:
            members = tree_shaking.collect_members(PACKAGE, contents, wheel_paths)
            members["main.py"] = (PACKAGE / "pwa/dev_client/main.py").read_bytes()
            tree_shaking.write_archive(members, out / "app.zip.new")
            (out / "app.zip.new").replace(out / "app.zip")
            archived_version = code_version
        # Written last: a page that reloads requests it first.
        dev_tag = DEV_TAG.format(code_version=code_version)
        write(out / "index.html", html.replace(BOOT_TAG, dev_tag + BOOT_TAG))

    return render


def write(path: Path, content: str | bytes) -> None:
    """Write a served file atomically, so that no reader sees part of it."""
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_bytes(content if isinstance(content, bytes) else content.encode())
    temporary.replace(path)


def describe_error(error: Exception) -> str:
    """Return one line: the file and line in the project, the type of the error, its message."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if ROOT in Path(frame.filename).parents and "site-packages" not in frame.filename
    ]
    file, line = (frames[-1].filename, frames[-1].lineno) if frames else (str(ROOT), None)
    message = " ".join(str(error).split())
    if isinstance(error, SyntaxError) and error.filename:
        file, line, message = error.filename, error.lineno, error.msg
    name = Path(file).relative_to(ROOT) if Path(file).is_relative_to(ROOT) else Path(file)
    return f"{name.as_posix()}: line {line}: {type(error).__name__}: {message}"


if __name__ == "__main__":
    answers, sys.stdout = sys.stdout, sys.stderr
    main(sys.argv[1:], sys.stdin, answers)
