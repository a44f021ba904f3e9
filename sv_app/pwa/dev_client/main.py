"""Starts the app in development: its words are replaced while it runs."""

import pickle

import flet as ft
from js import BroadcastChannel, fetch
from pyodide.ffi import create_proxy

from sv_app.app import root, start

KITS = "dev/kits.pickle"


async def main(page: ft.Page) -> None:
    """Start the app on `page`, and replace its words when dev.js tells of new ones."""
    app = await start(page)

    async def replace_kits() -> None:
        response = await fetch(KITS)
        packed = (await response.arrayBuffer()).to_bytes()
        kits = pickle.loads(packed)  # noqa: S301, the server's own file
        if kits != app.kits:
            app.kits = kits
            page.render_views(root, app)

    channel = BroadcastChannel.new("sv-app-dev")
    channel.onmessage = create_proxy(lambda _: page.run_task(replace_kits))
    # The words may have changed while Python started.
    await replace_kits()


if __name__ == "__main__":
    ft.run(main, no_cdn=True)
