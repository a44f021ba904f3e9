"""Screens that can't freeze: a failure shows the fallback with the helplines.

Flet has no error boundary: an exception while a component renders ends its
update loop for good, silently. Every screen of the app is made here.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

import flet as ft

from sv_app.ui.components.fallback import fallback
from sv_app.ui.components.typography import text
from sv_app.ui.context import AppContext, use_app_context, use_state

Body = Callable[[AppContext], ft.View]
Screen = Callable[[], ft.View]
Given = ParamSpec("Given")


def screen(body: Body) -> Screen:
    """A routed component made of `body`, which may use hooks of its own.

    The fallback uses none: it takes the place of a body that stopped half-way.
    """

    @wraps(body)
    def guard() -> ft.View:
        path = ft.use_view_path()
        context = replace(use_app_context(), here=path)
        tries, set_tries = use_state(int)

        def leave(to: str) -> None:
            # Going to where one is changes nothing: render the screen again instead.
            set_tries(tries + 1) if to == path else context.go(to)

        try:
            view = body(context)
        except Exception as error:
            context.report(error)
            view = fallback(replace(context, go=leave))
        view.route = path
        return view

    return ft.component(guard)


def component(
    body: Callable[Concatenate[AppContext, Given], ft.Control],
) -> Callable[Given, ft.Control]:
    """A component of a screen, with hooks of its own: what it holds goes when it does.

    One that fails says so in its place; the rest of the screen stays.
    """

    @wraps(body)
    def guard(*args: Given.args, **kwargs: Given.kwargs) -> ft.Control:
        context = use_app_context()
        try:
            return body(context, *args, **kwargs)
        except Exception as error:
            context.report(error)
            return text(context.content.labels.fallback.title)

    return ft.component(guard)
