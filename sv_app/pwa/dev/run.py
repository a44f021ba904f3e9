"""Watches the words, the code and the assets, and shows each change on the open pages."""

import ast
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import watch

from sv_app.project import ASSETS, PACKAGE
from sv_app.pwa.dev.process import Renderer
from sv_app.pwa.dev.render import FLUTTER, place
from sv_app.pwa.dev.server import dev_server
from sv_app.pwa.dev.state import DevState

PWA = PACKAGE / "pwa"
SOURCES = (PWA / "dev_client", PWA / "client", ASSETS)
"""What is served from where it is written."""
CODE = (PACKAGE, ASSETS)
TICK = 500
"""Milliseconds between two looks at the institution's file, which may be anywhere."""


@dataclass
class Development:
    """The site in development: what changed is rendered, then told to the open pages."""

    state: DevState
    renderer: Renderer
    content: Path
    institution: Path | None = None
    unparsed: dict[Path, str] = field(default_factory=dict)
    code: int = 0
    """How often the code has changed; pages learn of it once it has been rendered."""

    def change(self, paths: Iterable[Path]) -> None:
        """Render after a change of `paths`, and say in the terminal what came of it."""
        code = {path for path in paths if any(path.is_relative_to(folder) for folder in CODE)}
        code = {path for path in code if not path.is_relative_to(self.content)}
        self.code += bool(code)
        if modules := {path for path in code if path.suffix == ".py"}:
            self._parse(modules)
            self.renderer.stop()
        self.render()

    def render(self) -> None:
        """Render, and publish what was rendered or what forbids it."""
        began = time.monotonic()
        faults = tuple(self.unparsed.values())
        faults = faults or self.renderer.render(self.state.version(self.code))
        if not faults:
            self.state.publish(self.code)
            print(f"Rendered in {time.monotonic() - began:.1f} s. Nothing to mend.", flush=True)
            return
        self.state.fail(faults)
        print(*faults, sep="\n", file=sys.stderr)
        print(f"{len(faults)} to mend. The page is as it was before.", file=sys.stderr, flush=True)

    def _parse(self, modules: Iterable[Path]) -> None:
        """Note the modules that are no Python: the page could not start on them."""
        for path in modules:
            self.unparsed.pop(path, None)
            try:
                ast.parse(path.read_text("utf-8"), str(path))
            except (SyntaxError, UnicodeDecodeError) as error:
                self.unparsed[path] = place(error)
            except OSError:
                continue

    def follow(self, stop: threading.Event) -> None:
        """Render after every change, until `stop` is set."""
        folders = {self.content, *CODE}
        seen = _modified(self.institution)
        for changes in watch(
            *folders, stop_event=stop, debounce=200, rust_timeout=TICK, yield_on_timeout=True
        ):
            paths = {Path(path) for _, path in changes}
            if (now := _modified(self.institution)) != seen:
                seen = now
                paths.add(self.content)
            if paths:
                self.change(paths)


def _modified(path: Path | None) -> int | None:
    try:
        return path.stat().st_mtime_ns if path else None
    except OSError:
        return None


def run(port: int, content: Path, institution: Path | None = None) -> None:
    """Serve the app for development on `port` until interrupted.

    Raises:
        PortError: when the port can't be had.
    """
    content, state = content.resolve(), DevState()
    with tempfile.TemporaryDirectory(prefix="sv-app-dev-") as folder:
        out = Path(folder)
        with (
            dev_server(state, (out, *SOURCES), out / FLUTTER, port) as server,
            Renderer(out, content, institution) as renderer,
        ):
            development = Development(state, renderer, content, institution)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            try:
                development.render()
                print(f"Côte à côte is at {address}; each change shows there. Stop: Ctrl C.")
                sys.stdout.flush()
                development.follow(threading.Event())
            except KeyboardInterrupt:
                print("Stopped.")
            finally:
                state.end()
                server.shutdown()
