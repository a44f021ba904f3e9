"""Starts the app; what it is made of is in sv_app/app.py."""

import flet as ft

from sv_app.app import main

if __name__ == "__main__":
    ft.run(main, no_cdn=True)
