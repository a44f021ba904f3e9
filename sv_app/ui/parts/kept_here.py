"""What keeps things from being kept on this device; nothing when all is well."""

import flet as ft

from sv_app.domain.journal import Keeping
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.keeping_notice import damaged_notice, keeping_notice
from sv_app.ui.services import Services

CALM = (Keeping.KEPT, Keeping.UNDECIDED, Keeping.LOCKED)
"""Nothing to say before something is saved: the question is asked then, the code as well."""


def kept_here(services: Services, kept: Kept) -> list[ft.Control]:
    """What a screen that keeps something says of the device first."""
    return (damaged_notice if kept.state in CALM else keeping_notice)(services, kept)
