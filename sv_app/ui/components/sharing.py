"""Copying and sharing a text, and the link to the screen that shares the app."""

import flet as ft

from sv_app import routes
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.ui.components.cards import nav_card
from sv_app.ui.context import AppContext, is_mobile


def copy_action(words: str) -> ft.CopyToClipboard:
    """The action that copies `words`, without the no-break hyphens and spaces of the app.

    The client copies during the user activation, because iOS refuses it later.
    """
    return ft.CopyToClipboard(with_plain_characters(words))


def share_action(context: AppContext, words: str) -> ft.ShareText | None:
    """The action that shares `words`, with ordinary spaces and hyphens; None without a sheet."""
    if not (is_mobile() if context.has_share_sheet is None else context.has_share_sheet):
        return None
    action = ft.ShareText(with_plain_characters(words))
    # Without a share sheet, the client would open an e-mail, with the words in its address.
    action.args["mail_to_fallback_enabled"] = False
    return action


def share_link(context: AppContext) -> list[ft.Control]:
    """The card that opens the screen `share`; none where the app has no address to share."""
    labels = context.content.labels.share
    if not context.address:
        return []
    return [nav_card(context, labels.title, labels.brief, ft.Icons.QR_CODE_2, routes.SHARE)]
