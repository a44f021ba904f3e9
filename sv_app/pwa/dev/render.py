"""Renders what changes while one develops; runs as a process of its own.

The words, the page and the archive are made by the code of now, and Python can't load
its modules anew: after a change of code the server starts another such process. Nothing
of the app is imported at the top, so that faults of the code are answered like others.

Each line read asks to render: the version of the code. Each answer is a line of JSON.
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
BOOT = '<script type="module" src="boot.js"></script>'
DEV = '<script type="module" src="dev.js?code={code}"></script>'
CONTENTS = "dev/contents.pickle"
FLUTTER = "flutter"
"""The folder of the web client, which never changes."""


def main(arguments: list[str], requests: TextIO, answers: TextIO) -> None:
    """Render into a folder, of the words and the institution of `arguments`, when asked."""
    out, content = Path(arguments[0]), Path(arguments[1])
    institution = Path(arguments[2]) if arguments[2] else None
    render: Callable[[str], None] | None = None
    for line in requests:
        faults: list[str] = []
        try:
            render = render or renderer(out, content, institution)
            render(line.strip())
        except Exception as error:
            faults = [str(fault) for fault in getattr(error, "faults", ())] or [place(error)]
        print(json.dumps(faults), file=answers, flush=True)


def renderer(out: Path, words: Path, institution: Path | None) -> Callable[[str], None]:
    """What renders into `out`, for one version of the code after another."""
    from sv_app.editorial.rules import checked_contents
    from sv_app.pwa import assets, static_page, tree_shaking, wheels

    found = wheels.fetch(CACHE / "wheels")
    bootstrap = out / "flutter.json"
    if not bootstrap.exists():
        flutter = assets.copy_web_client(found["flet-web"], out / FLUTTER)
        bootstrap.write_text(json.dumps(flutter), "utf-8")
    options = {"archive": "app.zip", "build": None, "flutter": json.loads(bootstrap.read_text())}
    archived = ""

    def render(code: str) -> None:
        nonlocal archived
        contents = checked_contents(words, institution)
        offline = {name: content.labels.offline.model_dump() for name, content in contents.items()}
        html = static_page.render_page(contents, options | {"words": offline})
        if html.count(BOOT) != 1:
            raise ValueError(f"index.html: not one line says {BOOT}")
        files: dict[str, Any] = {
            CONTENTS: pickle.dumps(contents, protocol=5),
            "celsius.html": static_page.decoy_page(),
            static_page.PRINT: static_page.print_css(),
            "contrast.css": static_page.contrast_css(),
        }
        for name, text in files.items():
            write(out / name, text)
        assets.write_manifests(contents, out)
        if archived != code:
            members = tree_shaking.collect_members(PACKAGE, contents, found)
            members["main.py"] = (PACKAGE / "pwa/dev_client/main.py").read_bytes()
            tree_shaking.write_archive(members, out / "app.zip.new")
            (out / "app.zip.new").replace(out / "app.zip")
            archived = code
        # Last: it is what a page that reloads asks for first.
        write(out / "index.html", html.replace(BOOT, DEV.format(code=code) + BOOT))

    return render


def write(path: Path, content: str | bytes) -> None:
    """Write a file that is being served: whoever reads it sees all of it."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content if isinstance(content, bytes) else content.encode())
    beside.replace(path)


def place(error: Exception) -> str:
    """What is wrong, and in which file and line of the project, in one line."""
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
