"""Toasts: a sentence shown under the content for a moment, to say that something was done."""

import asyncio

import flet as ft

from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.context import AppContext, ObservedToast
from sv_app.ui.theme import RADIUS, REGULAR, Space, TextSize

DURATION = 8.0
"""Seconds for which a toast is shown: enough to read the longest sentence twice."""


def show_toast(
    page: ft.Page, observed: ObservedToast, sentence: str, path: str | None = None
) -> None:
    """Show a sentence for `DURATION` seconds on the screen at `path`; None is the current screen.

    Flet's snack bar is not used: it covers the bottom of the screen, and slides in for longer
    than the app allows a movement.
    """
    key = observed.show(sentence, path or page.route)

    async def close() -> None:
        await asyncio.sleep(DURATION)
        observed.close(key)

    page.run_task(close)


def toast_area(context: AppContext) -> list[ft.Control]:
    """The place of the toast, between the content and what stays at the bottom of the screen.

    The toast takes its height from the content that scrolls: it covers nothing, and no button
    moves. It is a component: there is none in a view outside the component tree.
    """
    return [_area(context.toast, context.path)] if context.toast else []


# Not made by `component`: importing it would be circular. The body can't raise.
@ft.component
def _area(observed: ObservedToast, path: str) -> ft.Control:
    """The toast, if it belongs to the screen at `path`."""
    ft.use_state(observed)
    toast = observed.toast
    if toast is None or toast.path != path:
        return ft.Column(tight=True)
    style = ft.TextStyle(size=TextSize.BODY, font_family=REGULAR, color=ft.Colors.SURFACE)
    message = ft.Semantics(live_region=True, content=ft.Text(toast.sentence, style=style))
    box = ft.Container(
        with_role(SemanticRole.STATUS, message),
        bgcolor=ft.Colors.ON_SURFACE,
        border_radius=RADIUS,
        padding=ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.MEDIUM),
    )
    padding = ft.Padding(Space.BASE, Space.SMALL, Space.BASE, Space.SMALL)
    # A key that is unique: the same words are announced again.
    return ft.Container(box, key=toast.key, padding=padding, alignment=ft.Alignment.CENTER)
