"""Screens that can't freeze: a failure shows the fallback with the helplines.

Flet has no error boundary: an exception while a component renders ends its
update loop for good, silently. Every screen of the app is made here.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

import flet as ft

from sv_app.ui.parts.fallback import fallback
from sv_app.ui.services import Services, use_services
from sv_app.ui.state import use_state

Body = Callable[[Services], ft.View]
Screen = Callable[[], ft.View]


def screen(body: Body) -> Screen:
    """A routed component made of `body`, which may use hooks of its own.

    The fallback uses none: it takes the place of a body that stopped half-way.
    """

    @wraps(body)
    def guard() -> ft.View:
        path = ft.use_view_path()
        services = replace(use_services(), here=path)
        tries, set_tries = use_state(int)

        def leave(to: str) -> None:
            # Going to where one is changes nothing: render the screen again instead.
            set_tries(tries + 1) if to == path else services.go(to)

        try:
            view = body(services)
        except Exception as error:
            services.report(error)
            view = fallback(replace(services, go=leave))
        view.route = path
        return view

    return ft.component(guard)
