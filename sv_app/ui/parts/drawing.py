"""Line drawings of our own: company for the eyes, nothing for a screen reader."""

from enum import StrEnum

import flet as ft

from sv_app.ui.theme import DRAWING


class Drawing(StrEnum):
    """What there is under assets/drawings/."""

    SIDE_BY_SIDE = "side-by-side"
    EMPTY_JOURNAL = "empty-journal"
    EMPTY_CARD = "empty-card"
    EMPTY_CONTACTS = "empty-contacts"
    LOST = "lost"


def drawing(which: Drawing) -> ft.Semantics:
    """A drawing, of a line that both themes show."""
    image = ft.Image(f"drawings/{which}.svg", height=DRAWING, fit=ft.BoxFit.CONTAIN)
    return ft.Semantics(exclude_semantics=True, content=image)
