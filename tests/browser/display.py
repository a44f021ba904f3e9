"""A virtual display for browsers that draw with WebGL only when they have a window."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

DISPLAY_PROGRAM = "Xvfb"


@contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """Start an X server without a screen, and yield the environment of a browser that uses it."""
    reading, writing = os.pipe()
    command = [DISPLAY_PROGRAM, "-displayfd", str(writing), "-screen", "0", "800x1200x24"]
    process = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            display = f":{answer.readline().strip()}"
        yield os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
    finally:
        process.terminate()
        process.wait()
