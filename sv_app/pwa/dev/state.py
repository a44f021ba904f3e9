"""What the open pages are told: the version of the code and of the words, and faults."""

import json
import threading
import time
from dataclasses import dataclass, field


@dataclass
class DevState:
    """The state of the site in development; `changed` is notified of every change.

    Pages reload when `code` differs from theirs, and fetch the words when `words` does.
    Nothing has been rendered yet while `words` is 0.
    """

    start: str = field(default_factory=lambda: format(time.time_ns(), "x"))
    code: int = 0
    words: int = 0
    faults: tuple[str, ...] = ()
    ended: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def version(self, code: int) -> str:
        """The version of the code as pages know it: another server has others."""
        return f"{self.start}-{code}"

    def publish(self, code: int) -> None:
        """Tell of words that are new, and perhaps of code that is; no fault is left."""
        with self.changed:
            self.code, self.words, self.faults = code, self.words + 1, ()
            self.changed.notify_all()

    def fail(self, faults: tuple[str, ...]) -> None:
        """Tell of faults: what was published last stays."""
        with self.changed:
            self.faults = faults
            self.changed.notify_all()

    def end(self) -> None:
        """Let every open stream of events end."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def message(self) -> str:
        """The state as JSON."""
        code = self.version(self.code)
        return json.dumps({"code": code, "words": self.words, "faults": self.faults})

    def wait(self, known: str | None, seconds: float) -> str:
        """The state as JSON, once it is not the one `known`, or after `seconds`."""
        with self.changed:
            self.changed.wait_for(lambda: self.ended or self.message() != known, seconds)
            return self.message()
