"""The key message, word for word, and whose words they are."""

import flet as ft

from sv_app.ui.parts.notes import cite
from sv_app.ui.parts.words import text
from sv_app.ui.services import Services
from sv_app.ui.theme import RADIUS, Size, Space


def key_message(services: Services) -> ft.Container:
    """The message one hears first."""
    key = services.kit.messages.key
    ink = ft.Colors.ON_PRIMARY_CONTAINER
    return ft.Container(
        ft.Column(
            [
                text(services.kit.quoted(key.text), Size.QUOTE, ink),
                text(cite(services.kit, key.source), Size.SMALL, ink),
            ],
            spacing=Space.SMALL,
            tight=True,
        ),
        padding=Space.LARGE,
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )
