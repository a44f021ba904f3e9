"""Run the rendering process of `sv-app dev`, which is restarted after each change of code."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from sv_app.project import PACKAGE

MODULE = "sv_app.pwa.dev.render"


class Renderer:
    """Renders the site into `out` in a subprocess, with the code at the start of that process."""

    def __init__(self, out: Path, content: Path, institution: Path | None) -> None:
        folders = [str(out), str(content.resolve())]
        institution_path = str(institution.resolve()) if institution else ""
        self._command = [sys.executable, "-m", MODULE, *folders, institution_path]
        self._process: subprocess.Popen[str] | None = None

    def render(self, code: str) -> tuple[str, ...]:
        """Render the version `code`; return the faults that prevented it, or an empty tuple."""
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(f"{code}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if answer:
            return tuple(json.loads(answer))
        self.stop()
        return (f"{MODULE} could not be run: run it alone to see why.",)

    def stop(self) -> None:
        """Kill the process; the next `render` starts another, with the code at that time."""
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
