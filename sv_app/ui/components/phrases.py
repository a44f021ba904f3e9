"""Phrases to use and to avoid, what can be done with one, and the favourites."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import flet as ft

from sv_app.domain.conversation import Cue, CueKind
from sv_app.domain.journal import MAX_PINS, LimitReachedError, SaveError
from sv_app.domain.scripts import AvoidPhrase, Phrase, Rehearsal, RehearsalAnswer, Script
from sv_app.ui.components.buttons import icon_button
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.storage_notices import ask_before_saving
from sv_app.ui.components.typography import bold, live_region, muted, said_aloud, text
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import RADIUS, Line, Size, Space


@dataclass(frozen=True)
class Pins:
    """The pins kept, as "moment/phrase-id", and what adds or removes one."""

    kept: tuple[str, ...]
    toggle: Callable[[str], Awaitable[None]]
    failed: str = ""
    """The one that could not be added or removed, until it is, or another."""
    why: str = ""
    """The sentence that says why."""
    asked: str = ""
    """The one that waits for an answer to whose device this is."""


def use_pins(context: AppContext) -> Pins:
    """The pins of now; the component is rendered again when they change."""
    device = use_storage()
    version, refresh = use_state(int)
    (failed, why), fail = use_state(lambda: ("", ""))
    asked, ask = use_state(str)
    kept = context.journal.pins()
    labels = context.content.labels.card

    async def toggle(pin: str) -> None:
        # Read again: the answer may have opened a journal that holds other pins.
        others = tuple(other for other in context.journal.pins() if other != pin)
        changed = others if pin in kept else (*others, pin)
        fail(("", ""))  # to be said again, if it fails again
        ask(pin if device.undecided else "")
        if device.undecided:
            return
        try:
            await context.journal.save_pins(changed)
        except LimitReachedError:
            fail((pin, labels.full.format(n=MAX_PINS)))
        except SaveError:
            fail((pin, labels.not_kept))
        else:
            refresh(version + 1)
            added = labels.pinned if device.durable else labels.pinned_until_closed
            context.show_toast(labels.unpinned if pin in kept else added)

    return Pins(kept, toggle, failed, why, asked if device.undecided else "")


def pin_question(pins: Pins, pin: str) -> list[ft.Control]:
    """The question to answer before that phrase is pinned, if it waits for one."""

    async def act() -> None:
        await pins.toggle(pin)

    return ask_before_saving(pins.asked == pin, act)


def pin_button(context: AppContext, pins: Pins, pin: str) -> ft.MergeSemantics:
    """The button that puts a phrase on the card, or takes it off."""
    labels = context.content.labels.card

    async def act() -> None:
        await pins.toggle(pin)

    if pin in pins.kept:
        return icon_button(ft.Icons.PUSH_PIN, labels.unpin, act)
    return icon_button(ft.Icons.PUSH_PIN_OUTLINED, labels.pin, act)


def phrase_tools(context: AppContext, pins: Pins, moment: str, phrase: Phrase) -> list[ft.Control]:
    """The buttons beside a phrase of `moment`; phones alone have somewhere to share it.

    Copying and sharing are done by the client, inside the tap: iOS allows nothing later.
    """
    labels = context.content.labels.card
    copy = icon_button(
        ft.Icons.CONTENT_COPY,
        labels.copy_phrase,
        lambda: context.show_toast(labels.copied),
        ft.CopyToClipboard(phrase.text),
    )
    platform = ft.context.page.platform
    phone = platform is not None and platform.is_mobile()
    sharing = [_share(context, phrase)] if phone else []
    pin = f"{moment}/{phrase.id}"
    buttons: list[ft.Control] = [*sharing, copy, pin_button(context, pins, pin)]
    row = ft.Row(buttons, spacing=0, alignment=ft.MainAxisAlignment.END)
    # In the place of what the finger is on, which may be all that is seen of the card.
    failed = said_aloud(pins.why if pins.failed == pin else "", PhraseKind.SAY.ink)
    return [*failed, row, *pin_question(pins, pin)]


def _share(context: AppContext, phrase: Phrase) -> ft.MergeSemantics:
    words = context.content.labels.card.share
    return icon_button(ft.Icons.SHARE, words, lambda: None, ft.ShareText(phrase.text))


LONG = 110
"""Letters from which a cue is no longer huge: it must hold on a phone."""
ICONS: Mapping[CueKind, ft.IconData] = {
    CueKind.AIM: ft.Icons.FLAG_OUTLINED,
    CueKind.BEFORE: ft.Icons.MEETING_ROOM_OUTLINED,
    CueKind.OPENING: ft.Icons.WAVING_HAND_OUTLINED,
    CueKind.SAY: ft.Icons.CHAT_BUBBLE_OUTLINE,
    CueKind.GESTURES: ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
    CueKind.STEP_UP: ft.Icons.PRIORITY_HIGH,
    CueKind.CLOSING: ft.Icons.EVENT_OUTLINED,
}


def cue_words(context: AppContext, cue: Cue) -> list[ft.Control]:
    """What to do or say now, as large as it can be, then the line about it; first, whom to call."""
    content = context.content
    words = content.quoted(cue.text) if cue.spoken else cue.text
    size = Size.QUOTE if len(words) > LONG else Size.CUE
    urgent = cue.kind is CueKind.STEP_UP
    return [
        _cue_kind(context, cue.kind),
        *([emergency_panel(context, content.labels.result.emergency)] if urgent else []),
        live_region(words, size=size),
        *([muted(cue.about, Size.LEAD)] if cue.about else []),
    ]


def _cue_kind(context: AppContext, kind: CueKind) -> ft.Row:
    word = bold(getattr(context.content.labels.scripts, kind), Size.LEAD, ft.Colors.PRIMARY)
    icon = ft.Icon(ICONS[kind], size=Size.ICON, color=ft.Colors.PRIMARY)
    return ft.Row([icon, ft.Container(word, expand=True)], spacing=Space.SMALL)


class PhraseKind(Enum):
    """What a phrase does: each has an icon, a shape and a colour of its own."""

    SAY = "say"
    AVOID = "avoid"

    @property
    def ink(self) -> str:
        """The colour of its words."""
        says = self is PhraseKind.SAY
        return ft.Colors.ON_SECONDARY_CONTAINER if says else ft.Colors.ON_TERTIARY_CONTAINER


UNDER_TITLE = 2
UNDER_HEADING = 3
"""Levels of a phrase, by what it stands under."""


def phrase_frame(
    kind: PhraseKind,
    words: tuple[str, str],
    controls: list[ft.Control],
    tools: Sequence[ft.Control] = (),
    level: int = UNDER_TITLE,
) -> ft.Container:
    """The surface of a phrase; its `words` are what it does, and what is said.

    Rounded with a speech bubble for what helps; square with a barred edge for what hurts.
    Its `tools` come last: heard before the phrase, nobody knows what they act on.
    """
    says = kind is PhraseKind.SAY
    return ft.Container(
        ft.Column([_head(kind, words, level), *controls, *tools], spacing=Space.SMALL, tight=True),
        padding=Space.BASE,
        border_radius=RADIUS if says else Space.HAIR,
        border=None if says else ft.Border(left=ft.BorderSide(Line.BAR, kind.ink)),
        bgcolor=ft.Colors.SECONDARY_CONTAINER if says else ft.Colors.TERTIARY_CONTAINER,
    )


def _head(kind: PhraseKind, words: tuple[str, str], level: int) -> ft.MergeSemantics:
    """One heading, from phrase to phrase: the word alone would be heard before each."""
    says, (mark, phrase) = kind is PhraseKind.SAY, words
    icon = ft.Icons.CHAT_BUBBLE_OUTLINE if says else ft.Icons.DO_NOT_DISTURB_ON_OUTLINED
    name = ft.Container(bold(mark, Size.SMALL, kind.ink), expand=True)
    word = ft.Row([ft.Icon(icon, size=Size.ICON, color=kind.ink), name], spacing=Space.SMALL)
    both = ft.Column([word, bold(phrase, Size.LEAD, kind.ink)], spacing=Space.SMALL, tight=True)
    return ft.MergeSemantics(ft.Semantics(header=True, heading_level=level, content=both))


def say_card(
    context: AppContext,
    phrase: Phrase,
    tools: Sequence[ft.Control] = (),
    level: int = UNDER_TITLE,
) -> ft.Container:
    """A phrase to use, and why."""
    words = context.content.labels.scripts.say, context.content.quoted(phrase.text)
    why = text(phrase.why, color=PhraseKind.SAY.ink)
    return phrase_frame(PhraseKind.SAY, words, [why], tools, level)


def avoid_card(context: AppContext, phrase: AvoidPhrase, level: int = UNDER_TITLE) -> ft.Container:
    """A phrase to avoid, why, and what to say instead."""
    ink, labels = PhraseKind.AVOID.ink, context.content.labels.scripts
    instead: list[ft.Control] = [
        text(phrase.why, color=ink),
        bold(labels.instead, Size.SMALL, ink),
        text(context.content.quoted(phrase.instead), color=ink),
    ]
    words = labels.avoid, context.content.quoted(phrase.text)
    return phrase_frame(PhraseKind.AVOID, words, instead, level=level)


def rehearsal_feedback(
    context: AppContext, script: Script, line: Rehearsal, answer: RehearsalAnswer
) -> ft.Container:
    """The answer tried, and why it helps or hurts; then what helps here."""
    content, labels = context.content, context.content.labels.rehearse
    phrase = script.phrase(answer.phrase)
    hurts = isinstance(phrase, AvoidPhrase)
    kind = PhraseKind.AVOID if hurts else PhraseKind.SAY
    better = [content.quoted(words) for words in helping(script, line)] if hurts else []
    return phrase_frame(
        kind,
        (labels.hurts if hurts else labels.helps, content.quoted(phrase.text)),
        [
            live_region(answer.why, kind.ink),
            *([bold(labels.better, Size.SMALL, kind.ink)] if better else []),
            *(text(words, color=kind.ink) for words in better),
        ],
    )


def helping(script: Script, line: Rehearsal) -> list[str]:
    """The answers of `line` that help, word for word."""
    phrases = [script.phrase(answer.phrase) for answer in line.answers]
    return [phrase.text for phrase in phrases if not isinstance(phrase, AvoidPhrase)]
