"""This device: the person's own, or one that others use."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.journal import StorageState
from sv_app.ui.components.buttons import primary, tertiary
from sv_app.ui.components.confirm import erase_question
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import answer, device_question, storage_notice
from sv_app.ui.components.typography import muted, said_aloud, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def device(context: AppContext) -> ft.View:
    """What was answered, and the way to the other answer."""
    storage = use_storage()
    asking, set_asking = use_state(bool)
    trouble, say = use_state(str)

    def ask(whether: bool) -> None:
        say("")
        set_asking(whether)

    own = context.journal.settings().own_device
    shown = [
        title(context.content.privacy.device.title),
        *device_question(storage),
        *([] if own is None else _answered(context, own)),
        *(
            []
            if storage.state is StorageState.UNDECIDED
            else _other(context, own, (asking, ask), say)
        ),
        *said_aloud(trouble),
        *(storage_notice(context, storage) if storage.state in TROUBLE else []),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)


TROUBLE = (StorageState.REFUSED, StorageState.ELSEWHERE, StorageState.ERASED)


def _answered(context: AppContext, own: bool) -> list[ft.Control]:
    labels = context.content.privacy.device
    return [text(labels.own_now if own else labels.shared_now)]


def _other(
    context: AppContext,
    own: bool | None,
    asked: tuple[bool, Callable[[bool], None]],
    say: Callable[[str], None],
) -> list[ft.Control]:
    labels, (asking, ask) = context.content.privacy.device, asked
    if not own:
        act = answer(context, yes=True, say=say)
        to_own = primary(labels.to_own, act, ft.Icons.SMARTPHONE_OUTLINED)
        return [to_own, muted(labels.to_own_about)]
    if not asking:
        return [tertiary(labels.to_shared, lambda: ask(True), ft.Icons.PEOPLE_OUTLINE)]

    shared = answer(context, yes=False, say=say)

    async def erase() -> None:
        ask(False)
        await shared()

    return [
        erase_question(labels.erase_ask, (labels.erase, erase), (labels.keep, lambda: ask(False)))
    ]
