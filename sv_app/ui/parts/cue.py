"""One cue, readable at arm's length."""

from collections.abc import Mapping

import flet as ft

from sv_app.domain.conversation import Cue, Turn
from sv_app.ui.parts.emergency import emergency_panel
from sv_app.ui.parts.words import bold, live, soft
from sv_app.ui.services import Services
from sv_app.ui.theme import Size, Space

LONG = 110
"""Letters from which a cue is no longer huge: it must hold on a phone."""
ICONS: Mapping[Turn, ft.IconData] = {
    Turn.AIM: ft.Icons.FLAG_OUTLINED,
    Turn.BEFORE: ft.Icons.MEETING_ROOM_OUTLINED,
    Turn.OPENING: ft.Icons.WAVING_HAND_OUTLINED,
    Turn.SAY: ft.Icons.CHAT_BUBBLE_OUTLINE,
    Turn.GESTURES: ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
    Turn.STEP_UP: ft.Icons.PRIORITY_HIGH,
    Turn.CLOSING: ft.Icons.EVENT_OUTLINED,
}


def cue_words(services: Services, cue: Cue) -> list[ft.Control]:
    """What to do or say now, as large as it can be, then the line about it; first, whom to call."""
    kit = services.kit
    words = kit.quoted(cue.text) if cue.spoken else cue.text
    size = Size.QUOTE if len(words) > LONG else Size.CUE
    urgent = cue.turn is Turn.STEP_UP
    return [
        _turn(services, cue.turn),
        *([emergency_panel(services, kit.labels.result.emergency)] if urgent else []),
        live(words, size=size),
        *([soft(cue.about, Size.LEAD)] if cue.about else []),
    ]


def _turn(services: Services, turn: Turn) -> ft.Row:
    word = bold(getattr(services.kit.labels.scripts, turn), Size.LEAD, ft.Colors.PRIMARY)
    icon = ft.Icon(ICONS[turn], size=Size.ICON, color=ft.Colors.PRIMARY)
    return ft.Row([icon, ft.Container(word, expand=True)], spacing=Space.SMALL)
