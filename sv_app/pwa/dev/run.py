"""Watch the content, the code and the assets, and update the open pages after each change."""

import ast
import json
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import watch

from sv_app.project import ASSETS, PACKAGE
from sv_app.pwa.dev.render import FLUTTER, describe_error
from sv_app.pwa.dev.server import DevState, dev_server

PWA = PACKAGE / "pwa"
SOURCES = (PWA / "dev_client", PWA / "client", ASSETS)
"""Folders that are served in place."""
CODE_FOLDERS = (PACKAGE, ASSETS)
POLL_MS = 500
"""Milliseconds between two checks of the institution's file, whose folder is not watched."""


RENDER_MODULE = "sv_app.pwa.dev.render"


class Renderer:
    """Renders the site into `out` in a subprocess, with the code as it was when that started."""

    def __init__(self, out: Path, content: Path, institution: Path | None) -> None:
        folders = [str(out), str(content.resolve())]
        institution_path = str(institution.resolve()) if institution else ""
        self._command = [sys.executable, "-m", RENDER_MODULE, *folders, institution_path]
        self._process: subprocess.Popen[str] | None = None

    def render(self, version: str) -> tuple[str, ...]:
        """Render this version of the code; return the faults that prevented it, if any."""
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(f"{version}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if answer:
            return tuple(json.loads(answer))
        self.stop()
        command = shlex.join(self._command)
        return (f"The renderer could not be run. See why with: {command} (then press Enter).",)

    def stop(self) -> None:
        """Kill the process; the next `render` starts another, with the code as it is then."""
        if self._process:
            with self._process:
                self._process.kill()
        self._process = None

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._command,
            cwd=PACKAGE.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


@dataclass
class LiveReload:
    """Renders the site after each change and publishes the result to the open pages."""

    state: DevState
    renderer: Renderer
    content: Path
    institution: Path | None = None
    syntax_errors: dict[Path, str] = field(default_factory=dict)
    code_changes: int = 0
    """The number of changes of the code; pages receive it once it has been rendered."""

    def handle_change(self, paths: Iterable[Path]) -> None:
        """Render after a change of `paths`; a change of Python restarts the rendering process."""
        code_paths = {
            path
            for path in paths
            if any(path.is_relative_to(folder) for folder in CODE_FOLDERS)
            and not path.is_relative_to(self.content)
        }
        self.code_changes += bool(code_paths)
        if modules := {path for path in code_paths if path.suffix == ".py"}:
            self._check_syntax(modules)
            self.renderer.stop()
        self.render()

    def render(self) -> None:
        """Render, publish the new version or the faults, and print the result."""
        started = time.monotonic()
        faults = tuple(self.syntax_errors.values())
        faults = faults or self.renderer.render(self.state.version(self.code_changes))
        if not faults:
            self.state.publish(self.code_changes)
            print(f"Rendered in {time.monotonic() - started:.1f} s. No errors.", flush=True)
            return
        self.state.fail(faults)
        print(*faults, sep="\n", file=sys.stderr)
        print(f"Errors to fix: {len(faults)}. The page is unchanged.", file=sys.stderr, flush=True)

    def _check_syntax(self, modules: Iterable[Path]) -> None:
        """Record the modules with syntax errors: the page could not start with them."""
        for path in modules:
            self.syntax_errors.pop(path, None)
            try:
                ast.parse(path.read_text("utf-8"), str(path))
            except (SyntaxError, UnicodeDecodeError) as error:
                self.syntax_errors[path] = describe_error(error)
            except OSError:
                continue

    def follow(self, stop: threading.Event) -> None:
        """Render after every change, until `stop` is set."""
        folders = {self.content, *CODE_FOLDERS}
        last_modified = _mtime_ns(self.institution)
        for changes in watch(
            *folders, stop_event=stop, debounce=200, rust_timeout=POLL_MS, yield_on_timeout=True
        ):
            paths = {Path(path) for _, path in changes}
            if (now := _mtime_ns(self.institution)) != last_modified:
                last_modified = now
                paths.add(self.content)
            if paths:
                self.handle_change(paths)


def _mtime_ns(path: Path | None) -> int | None:
    try:
        return path.stat().st_mtime_ns if path else None
    except OSError:
        return None


def run(port: int, content: Path, institution: Path | None = None) -> None:
    """Serve the app for development on `port` until interrupted.

    Raises:
        PortError: when the port is not available.
    """
    content, state = content.resolve(), DevState()
    with tempfile.TemporaryDirectory(prefix="sv-app-dev-") as folder:
        out = Path(folder)
        with (
            dev_server(state, (out, *SOURCES), out / FLUTTER, port) as server,
            Renderer(out, content, institution) as renderer,
        ):
            live_reload = LiveReload(state, renderer, content, institution)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            try:
                live_reload.render()
                print(f"Côte à côte is at {address}; each change shows there. Stop: Ctrl C.")
                sys.stdout.flush()
                live_reload.follow(threading.Event())
            except KeyboardInterrupt:
                print("Stopped.")
            finally:
                state.end()
                server.shutdown()
