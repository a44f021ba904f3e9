"""The key message, word for word, and whose words they are."""

import flet as ft

from sv_app.ui.parts.notes import cite
from sv_app.ui.parts.words import text
from sv_app.ui.services import Services
from sv_app.ui.theme import RADIUS, Size, Space


def key_message(services: Services, brief: bool = False) -> ft.Container:
    """The message one hears first; `brief` names its source in short, to leave room."""
    key = services.kit.messages.key
    whose = cite(services.kit, key.source) if brief else key.attribution
    # Where few words hold, its longest ones would break in the middle.
    size = Size.LEAD if services.cramped else Size.QUOTE
    ink = ft.Colors.ON_PRIMARY_CONTAINER
    return ft.Container(
        ft.Column(
            [
                text(services.kit.quoted(key.text), size, ink),
                text(whose, Size.SMALL, ink),
            ],
            spacing=Space.SMALL,
            tight=True,
        ),
        padding=Space.LARGE,
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )
