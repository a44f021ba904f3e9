"""A folder served on this machine, as the app's own server does it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sv_app.pwa.serve import server


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where `folder` is served, with no slash at the end."""
    with server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
