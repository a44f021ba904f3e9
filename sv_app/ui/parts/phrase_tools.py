"""What one can do with a phrase: copy it, or share it, inside the tap."""

import flet as ft

from sv_app.domain.scripts import Phrase
from sv_app.ui.parts.buttons import icon_button
from sv_app.ui.services import Services
from sv_app.ui.theme import Space


def phrase_tools(services: Services, phrase: Phrase) -> ft.Row:
    """The buttons under a phrase; phones alone have somewhere to share it."""
    labels = services.kit.labels.card
    copy = icon_button(
        ft.Icons.CONTENT_COPY,
        labels.copy_phrase,
        lambda: services.tell(labels.copied),
        ft.CopyToClipboard(phrase.text),
    )
    platform = ft.context.page.platform
    phone = platform is not None and platform.is_mobile()
    sharing = [_share(services, phrase)] if phone else []
    return ft.Row([copy, *sharing], alignment=ft.MainAxisAlignment.END, spacing=Space.HAIR)


def _share(services: Services, phrase: Phrase) -> ft.MergeSemantics:
    words = services.kit.labels.card.share
    return icon_button(ft.Icons.SHARE, words, lambda: None, ft.ShareText(phrase.text))
