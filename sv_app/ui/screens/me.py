"""The screen "For me": the self-check, the contact to reach, and links to the rest."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import destructive, primary
from sv_app.ui.components.cards import card, nav_card
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.error_boundary import component, screen
from sv_app.ui.components.people import contact_to_reach_card
from sv_app.ui.components.self_check_steps import Resume, use_resume
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import not_stored_notice
from sv_app.ui.components.tool_cards import tool_cards
from sv_app.ui.components.typography import muted, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def me(context: AppContext) -> ft.View:
    """The start of a self-check, or the offer to resume it; the contact to reach; the links."""
    labels, contacts = context.content.labels.me, context.content.labels.contacts
    # This screen stays rendered below the result. It does not depend on the answers: rendering it
    # again at each change of the result would be wasted.
    storage, resume = use_storage(), use_resume(context)
    return page_shell(
        context,
        title(labels.title),
        [
            _resume(resume) if resume else _start(context),
            *contact_to_reach_card(context),
            *not_stored_notice(context, storage),
            muted(labels.privacy),
            *tool_cards(context),
            nav_card(
                context,
                labels.journal,
                labels.journal_about,
                ft.Icons.BOOK_OUTLINED,
                routes.JOURNAL,
            ),
            nav_card(
                context,
                contacts.title,
                contacts.me_about,
                ft.Icons.PEOPLE_OUTLINE,
                routes.CONTACTS,
            ),
            nav_card(
                context,
                labels.understand,
                labels.understand_about,
                ft.Icons.LIGHTBULB_OUTLINE,
                routes.UNDERSTAND,
            ),
        ],
        back_to=routes.HOME,
    )


def _start(context: AppContext) -> ft.Control:
    labels = context.content.labels.me
    return card([text(labels.lead), primary(labels.start, lambda: context.go(routes.SELF_CHECK))])


@component
def _resume(context: AppContext, resume: Resume) -> ft.Control:
    labels, (failed, set_failed) = context.content.labels.me, use_state(bool)
    confirming, set_confirming = use_state(bool)

    async def start_again() -> None:
        set_failed(False)
        set_confirming(False)
        if await context.observed_draft.discard():
            context.go(routes.SELF_CHECK)
        else:
            set_failed(True)

    return card(
        [
            text(labels.resume_about),
            primary(resume.words, resume.act),
            destructive_confirmation(
                context.content.labels.result.discard_ask,
                (labels.discard, start_again),
                (context.content.labels.journal.keep, lambda: set_confirming(False)),
            )
            if confirming
            else destructive(labels.discard, lambda: set_confirming(True)),
            *status_message(context.content.labels.journal.failed if failed else ""),
        ]
    )
