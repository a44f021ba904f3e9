"""State that the server sends to the open pages: versions of the code and content, and faults."""

import json
import threading
import time
from dataclasses import dataclass, field


@dataclass
class DevState:
    """The state of the site in development; `changed` is notified of every change.

    Pages reload when `code` differs from theirs, and fetch the content when `render_count` does.
    `render_count` counts the successful renders; it is 0 before the first one.
    """

    start: str = field(default_factory=lambda: format(time.time_ns(), "x"))
    code: int = 0
    render_count: int = 0
    faults: tuple[str, ...] = ()
    ended: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def version(self, code: int) -> str:
        """Return the version of the code that pages receive, which is unique to this server."""
        return f"{self.start}-{code}"

    def publish(self, code: int) -> None:
        """Publish new content, and the version `code`, which may be new too; clear the faults."""
        with self.changed:
            self.code, self.render_count, self.faults = code, self.render_count + 1, ()
            self.changed.notify_all()

    def fail(self, faults: tuple[str, ...]) -> None:
        """Publish faults; the last published version stays."""
        with self.changed:
            self.faults = faults
            self.changed.notify_all()

    def end(self) -> None:
        """End every open stream of events."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def message(self) -> str:
        """Return the state as JSON."""
        code = self.version(self.code)
        return json.dumps({"code": code, "render_count": self.render_count, "faults": self.faults})

    def wait(self, known: str | None, seconds: float) -> str:
        """Return the state as JSON once it differs from `known`, or after `seconds`."""
        with self.changed:
            self.changed.wait_for(lambda: self.ended or self.message() != known, seconds)
            return self.message()
