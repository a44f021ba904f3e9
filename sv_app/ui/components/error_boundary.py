"""Error boundaries: a screen that raises is replaced with the fallback screen and its helplines.

Flet has no error boundary: an exception while a component renders ends its update loop
permanently and silently. Therefore `screen` and `component` make every component of the app, except
the root and the toast.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

import flet as ft

from sv_app import routes
from sv_app.ui.components.fallback import fallback
from sv_app.ui.components.typography import text
from sv_app.ui.context import AppContext, use_app_context, use_state

ScreenBody = Callable[[AppContext], ft.View]
Screen = Callable[[], ft.View]
P = ParamSpec("P")


def screen(body: ScreenBody) -> Screen:
    """Make a routed component of `body`, which may use hooks.

    The fallback screen uses no hook, because it replaces a body that may have raised between two
    hooks.
    """

    @wraps(body)
    def guard() -> ft.View:
        path = ft.use_view_path()
        context = replace(use_app_context(), path=path)
        attempts, set_attempts = use_state(int)

        def go_or_retry(to: str) -> None:
            # Going to the current path has no effect: render the screen again instead.
            set_attempts(attempts + 1) if to == path else context.go(to)

        try:
            view = body(context)
        except Exception as error:
            context.report(error)
            view = fallback(replace(context, go=go_or_retry))
        view.route = routes.navigator_page(path)
        return view

    return ft.component(guard)


def component(
    body: Callable[Concatenate[AppContext, P], ft.Control],
) -> Callable[P, ft.Control]:
    """Make a component of a screen with its own hooks; its state is lost when it is removed.

    If `body` raises, a sentence takes the place of the component; the rest of the screen stays.
    """

    @wraps(body)
    def guard(*args: P.args, **kwargs: P.kwargs) -> ft.Control:
        context = replace(use_app_context(), path=ft.use_view_path())
        try:
            return body(context, *args, **kwargs)
        except Exception as error:
            context.report(error)
            return text(context.content.labels.fallback.title)

    return ft.component(guard)
