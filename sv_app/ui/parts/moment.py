"""What the screens of one moment share: its script, and how far one is in it."""

from collections.abc import Callable

import flet as ft

from sv_app.domain.scripts import Script
from sv_app.ui.parts.fallback import helplines_instead
from sv_app.ui.services import Services
from sv_app.ui.state import use_state

Move = Callable[[int], None]


def of_moment(services: Services, show: Callable[[Script], ft.View]) -> ft.View:
    """What `show` makes of the script the path names; the helplines when there is none."""
    kit = services.kit
    script = kit.script(ft.use_route_params().get("moment", ""))
    if script is None:
        missing = kit.labels.fallback.not_found
        return helplines_instead(services, missing, kit.labels.scripts.missing)
    return show(script)


def use_place() -> tuple[int | None, Move]:
    """How far one has gone in the moment of the path, if one has, and what goes further."""
    moment = ft.use_route_params().get("moment", "")
    place: tuple[str, int | None] = (moment, None)
    (of, at), put = use_state(lambda: place)
    # Going from a moment to another keeps the state of the first.
    return at if of == moment else None, lambda to: put((moment, to))
