"""Sharing the app: the QR code of the site, its address, and the pocket card."""

import flet as ft

from sv_app import routes
from sv_app.domain.qr_code import encode
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import qr_code
from sv_app.ui.components.printing import print_card_button
from sv_app.ui.components.sharing import copy_action, share_action
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, heading, text, title
from sv_app.ui.context import AppContext

LARGE_MODULE_SIZE = 6
"""The side of a module, in logical pixels: the largest code still fits on a narrow phone."""


@screen
def share(context: AppContext) -> ft.View:
    """The code and the address of the site, without the path of any screen."""
    labels = context.content.labels.share
    shown = [text(labels.about), _address_card(context)] if context.address else []
    controls = [
        *(shown or [text(labels.no_address)]),
        heading(labels.paper),
        text(labels.paper_about),
        print_card_button(context),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.HOME)


def _address_card(context: AppContext) -> ft.Container:
    labels, address = context.content.labels.share, context.address
    copy = secondary(
        labels.copy_link,
        lambda: context.show_toast(labels.copied),
        ft.Icons.CONTENT_COPY,
        action=copy_action(address),
    )
    send = share_action(context, labels.message.format(address=address))
    sheet = [secondary(labels.send, lambda: None, ft.Icons.SHARE, action=send)] if send else []
    return card([*_code(context), bold(address), copy, *sheet])


def _code(context: AppContext) -> list[ft.Control]:
    """The QR code, in the middle; none for an address that is too long for the encoder."""
    try:
        encode(context.address)
    except ValueError:
        return []
    words = context.content.labels.share.scan.format(address=context.address)
    code = qr_code(context.address, words, LARGE_MODULE_SIZE)
    return [ft.Row([code], alignment=ft.MainAxisAlignment.CENTER)]
