"""Confirmation of a destructive action, in the screen and not a dialog."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.journal import ErasureNotVerifiedError, SaveError
from sv_app.ui.components.buttons import ClickHandler, destructive, secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.typography import live_region
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BorderWidth


def destructive_confirmation(
    question: str, erase: tuple[str, ClickHandler], keep: tuple[str, ClickHandler]
) -> ft.Container:
    """The question, with a button that cancels and a button that erases or removes.

    `erase` and `keep` are the label and the handler of each button.
    """
    return card(
        [live_region(question), secondary(*keep), destructive(*erase)],
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR),
    )


def erase_everything_handler(
    context: AppContext, set_message: Callable[[str], None]
) -> ClickHandler:
    """Return a handler that erases the whole journal and opens the home screen.

    On failure, `set_message` receives the error message and the screen stays.
    """
    labels = context.content.privacy.erase

    async def erase() -> None:
        context.forget_requests()
        try:
            await context.journal.erase_everything()
        except ErasureNotVerifiedError:
            set_message(labels.unchecked)
        except SaveError:
            set_message(labels.failed)
        else:
            context.go(routes.HOME)  # first, as `install_immediate_navigation` asks
            context.observed_draft.forget()
            context.observed_search.clear()
            context.team_session.clear()
            context.conversation_positions.clear()
            context.show_toast(labels.done, routes.HOME)

    return erase
