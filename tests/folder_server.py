"""Serves a folder on this machine with the server of the app."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sv_app.pwa.serve import server


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve `folder`, and yield its origin, without a slash at the end."""
    with server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
