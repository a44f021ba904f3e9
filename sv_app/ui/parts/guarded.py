"""Screens that can't freeze: a failure shows the fallback with the helplines.

Flet has no error boundary: an exception while a component renders ends its
update loop for good, silently. Every screen of the app is made here.
"""

from collections.abc import Callable
from functools import wraps

import flet as ft

from sv_app.ui.parts.fallback import fallback
from sv_app.ui.services import Services, use_services

Body = Callable[[Services], ft.View]
Screen = Callable[[], ft.View]


def screen(body: Body) -> Screen:
    """A routed component made of `body`, which may use hooks of its own.

    The fallback uses none: it takes the place of a body that stopped half-way.
    """

    @wraps(body)
    def guard() -> ft.View:
        services, path = use_services(), ft.use_view_path()
        try:
            view = body(services)
        except Exception as error:
            services.report(error)
            view = fallback(services)
        view.route = path
        return view

    return ft.component(guard)
