"""Start the app that `sv_app/app.py` composes."""

import flet as ft

from sv_app.app import main

if __name__ == "__main__":
    ft.run(main, no_cdn=True)
