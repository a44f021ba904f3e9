"""Start the app in development; its content is replaced while it runs."""

import pickle

import flet as ft
from js import BroadcastChannel, fetch
from pyodide.ffi import create_proxy

from sv_app.app import root, start

CONTENTS = "dev/contents.pickle"


async def main(page: ft.Page) -> None:
    """Start the app on `page`, and replace its content when dev.js announces a change."""
    app = await start(page)

    async def replace_contents() -> None:
        response = await fetch(CONTENTS)
        pickled = (await response.arrayBuffer()).to_bytes()
        contents = pickle.loads(pickled)  # noqa: S301, the server's own file
        if contents != app.contents:
            app.contents = contents
            page.render_views(root, app)

    channel = BroadcastChannel.new("sv-app-dev")
    channel.onmessage = create_proxy(lambda _: page.run_task(replace_contents))
    # The content may have changed while Python started.
    await replace_contents()


if __name__ == "__main__":
    ft.run(main, no_cdn=True)
