"""The language switch: one short button for each language."""

import flet as ft

from sv_app.ui.components.buttons import ClickHandler, button_style
from sv_app.ui.components.semantics import SemanticRole, identifier_of, with_role
from sv_app.ui.context import AppContext
from sv_app.ui.theme import Breakpoint

OPTION_WIDTH = 48


def language_switch(context: AppContext) -> ft.Semantics:
    """A radio group of the languages, each shown by its code; it uses no hook.

    A choice that the device cannot save holds until the app is closed.
    """

    def choose(code: str) -> ClickHandler:
        async def act() -> None:
            await context.choose_language(code)

        return act

    options: list[ft.Control] = [
        _option(context, code, name, choose(code)) for code, name in context.languages.items()
    ]
    row = ft.Row(options, spacing=0, tight=True)
    return with_role(SemanticRole.RADIOGROUP, row, context.content.labels.settings.language)


def _option(context: AppContext, code: str, name: str, act: ClickHandler) -> ft.MergeSemantics:
    chosen = code == context.content.code
    color, bgcolor = (
        (ft.Colors.ON_PRIMARY, ft.Colors.PRIMARY)
        if chosen
        else (ft.Colors.ON_SURFACE_VARIANT, None)
    )
    style = button_style(color, bgcolor, dense=True)
    # The name contains the visible code, by which people control the app with their voice.
    words = ft.Semantics(
        label=f"{code.upper()}, {name}", exclude_semantics=True, content=ft.Text(code.upper())
    )
    # The default width, 64, would put the third language under the quick exit on a small phone.
    enlarged = context.compact and context.breakpoint is Breakpoint.PHONE
    width = None if enlarged else OPTION_WIDTH
    button = ft.TextButton(words, style=style, on_click=act, width=width)
    language = context.content.language_if_different(code)
    identifier = identifier_of(SemanticRole.RADIO, language)
    return ft.MergeSemantics(ft.Semantics(identifier=identifier, checked=chosen, content=button))
