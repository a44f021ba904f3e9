"""What one can do with a phrase: keep it on one's card, copy it, share it."""

import flet as ft

from sv_app.domain.scripts import Phrase
from sv_app.ui.parts.buttons import icon_button
from sv_app.ui.parts.phrase_card import Kind
from sv_app.ui.parts.pins import Pins, pin_button, pin_question
from sv_app.ui.parts.words import said_aloud
from sv_app.ui.services import Services


def phrase_tools(services: Services, pins: Pins, moment: str, phrase: Phrase) -> list[ft.Control]:
    """The buttons beside a phrase of `moment`; phones alone have somewhere to share it.

    Copying and sharing are done by the client, inside the tap: iOS allows nothing later.
    """
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
    pin = f"{moment}/{phrase.id}"
    buttons: list[ft.Control] = [*sharing, copy, pin_button(services, pins, pin)]
    row = ft.Row(buttons, spacing=0, alignment=ft.MainAxisAlignment.END)
    # In the place of what the finger is on, which may be all that is seen of the card.
    failed = said_aloud(pins.why if pins.failed == pin else "", Kind.SAY.ink)
    return [*failed, row, *pin_question(pins, pin)]


def _share(services: Services, phrase: Phrase) -> ft.MergeSemantics:
    words = services.kit.labels.card.share
    return icon_button(ft.Icons.SHARE, words, lambda: None, ft.ShareText(phrase.text))
