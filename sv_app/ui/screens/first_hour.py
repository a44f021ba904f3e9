"""The first hour after an event: a checklist to tick and print.

Its ticks stay in memory, unless the person keeps them on their own device.
"""

import datetime as dt
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.journal import SaveError, Ticks
from sv_app.domain.team_tool_pages import first_hour_page
from sv_app.ui.components.buttons import secondary, tertiary
from sv_app.ui.components.citations import citation_line
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, check_list
from sv_app.ui.components.printing import print_page
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.step_up import step_up
from sv_app.ui.components.storage_notices import ask_before_saving, not_stored_notice
from sv_app.ui.components.typography import muted, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import TextSize


@screen
def first_hour(context: AppContext) -> ft.View:
    """When to act at once, the checklist, and the buttons that print, keep and untick it."""
    words, labels = context.content.team_tools.first_hour, context.content.labels.team_tools
    storage, kept = use_storage(), context.journal.ticks()
    ticks = _session_ticks(context, kept)
    version, refresh = use_state(int)
    status, set_status = use_state(str)
    device_asked, set_device_asked = use_state(bool)

    async def save(confirmation: str, keep: bool = True) -> None:
        """Replace the ticks on the device; without `keep`, erase them there."""
        set_status("")
        now = dt.datetime.now(dt.UTC)
        new = Ticks(items=tuple(sorted(ticks)), changed_at=now) if keep else None
        try:
            await context.journal.save_ticks(new)
        except SaveError:
            set_status(labels.ticks_not_kept)
            # The ticks fill more than a screen: the message may be out of sight.
            context.show_toast(labels.ticks_not_kept)
        else:
            if confirmation:
                context.show_toast(confirmation)
        refresh(version + 1)

    async def update() -> None:
        refresh(version + 1)
        if context.journal.ticks() is not None:
            await save("")

    async def toggle(item_id: str) -> None:
        ticks.symmetric_difference_update({item_id})
        await update()

    async def untick() -> None:
        ticks.clear()
        await update()

    async def keep() -> None:
        set_device_asked(True)
        # The answer may be that the device is shared: nothing is then kept.
        if context.storage.durable:
            await save(labels.ticks_kept)

    async def stop_keeping() -> None:
        await save(labels.ticks_no_longer_kept, keep=False)

    async def print_ticked() -> None:
        await print_page(context, first_hour_page(context.content, ticks))

    async def print_blank() -> None:
        await print_page(context, first_hour_page(context.content))

    options = [
        Option(item.name, item.id in ticks, partial(toggle, item.id), about=item.about)
        for item in words.items
    ]
    blank = secondary(labels.print_blank, print_blank, ft.Icons.PRINT_OUTLINED)
    with_ticks = secondary(labels.print_ticked, print_ticked, ft.Icons.PRINT_OUTLINED)
    keep_buttons = []
    if kept:
        keep_buttons = [tertiary(labels.stop_keeping_ticks, stop_keeping)]
    elif storage.durable or storage.undecided:
        keep_buttons = [tertiary(labels.keep_ticks, keep, ft.Icons.SMARTPHONE_OUTLINED)]
    progress = labels.progress.format(n=len(ticks), total=len(words.items))
    follow_up = context.content.labels.next_contact.title
    controls = [
        text(words.lead),
        muted(_where_kept(context, kept), TextSize.SMALL),
        *status_message(status),
        *keep_buttons,
        *ask_before_saving(device_asked and storage.undecided, keep),
        *(not_stored_notice(context, storage) if device_asked else []),
        step_up(context),
        check_list(options, dense=False),
        muted(progress, TextSize.SMALL),
        secondary(follow_up, lambda: context.go(routes.FOLLOW_UP), ft.Icons.EVENT),
        *([with_ticks] if ticks else [blank]),
        *([tertiary(labels.untick, untick)] if ticks else []),
        citation_line(context.content, (item.source for item in words.items)),
    ]
    return page_shell(context, title(words.title), controls, back_to=routes.TEAM)


def _session_ticks(context: AppContext, kept: Ticks | None) -> set[str]:
    """Return the ticks of this session, which begin with those that are kept."""
    session = context.team_session
    if session.ticks is None:
        items = {item.id for item in context.content.team_tools.first_hour.items}
        session.ticks = items & {*kept.items} if kept else set()
    return session.ticks


def _where_kept(context: AppContext, kept: Ticks | None) -> str:
    labels = context.content.labels
    if not kept:
        return labels.team_tools.in_memory
    date = labels.date.format_datetime(kept.changed_at.astimezone())
    return labels.team_tools.kept_ticks.format(date=date)
