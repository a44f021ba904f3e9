"""Start the app; its composition root is sv_app/app.py."""

import flet as ft

from sv_app.app import main

if __name__ == "__main__":
    ft.run(main, no_cdn=True)
