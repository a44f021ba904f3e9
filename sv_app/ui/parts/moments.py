"""The moments one may prepare for, to choose from."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Script
from sv_app.ui.parts.cards import door
from sv_app.ui.services import Services
from sv_app.ui.theme import Room


def moments(services: Services) -> list[ft.Control]:
    """A door to each moment's script; the one that is open is marked."""
    return [_moment(services, script) for script in services.kit.scripts]


def moments_beside(services: Services) -> list[ft.Control] | None:
    """The same beside a screen, where there is room."""
    return moments(services) if services.room >= Room.DESK else None


def _moment(services: Services, script: Script) -> ft.Control:
    path = routes.script(script.id)
    here = services.here == path
    return door(services, script.title, script.aim, None, path, here)
