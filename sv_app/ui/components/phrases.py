"""The words to say, to send and to avoid: cards, cues, the buttons of each, the favourites."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import flet as ft

from sv_app.domain.conversation import Cue, CueKind
from sv_app.domain.journal import MAX_PINS, LimitReachedError, SaveError
from sv_app.domain.scripts import AvoidPhrase, Opening, Phrase, Rehearsal, RehearsalAnswer, Script
from sv_app.ui.components.buttons import word_button
from sv_app.ui.components.calls import brief_emergency_panel
from sv_app.ui.components.sharing import copy_action, share_action
from sv_app.ui.components.storage_notices import ask_before_saving
from sv_app.ui.components.typography import bold, live_region, muted, status_message, text
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import ICON_SIZE, RADIUS, STRETCH, BorderWidth, Space, TextSize


@dataclass(frozen=True)
class PinState:
    """The saved pins, as "moment/phrase-id", and the state of the last change."""

    saved: tuple[str, ...]
    toggle: Callable[[str], Awaitable[None]]
    """Adds a pin, or removes a saved one."""
    failed_pin: str = ""
    """The pin whose last change failed; empty after the next change of any pin."""
    error: str = ""
    """The sentence that says why it failed."""
    pending_pin: str = ""
    """The pin that waits for the answer to the device question."""


def use_pins(context: AppContext) -> PinState:
    """Return the current pins; the component renders again when they change."""
    storage = use_storage()
    version, refresh = use_state(int)
    (failed_pin, error), set_failure = use_state(lambda: ("", ""))
    pending_pin, set_pending_pin = use_state(str)
    saved_pins = context.journal.pins()
    labels = context.content.labels.favourites

    async def toggle(pin: str) -> None:
        # Read again: the answer to the device question may have opened a journal with other pins.
        others = tuple(other for other in context.journal.pins() if other != pin)
        changed = others if pin in saved_pins else (*others, pin)
        set_failure(("", ""))  # so that the same error is announced again
        set_pending_pin(pin if storage.undecided else "")
        if storage.undecided:
            return
        try:
            await context.journal.save_pins(changed)
        except LimitReachedError:
            set_failure((pin, labels.full.format(n=MAX_PINS)))
        except SaveError:
            set_failure((pin, labels.not_kept))
        else:
            refresh(version + 1)
            added = labels.pinned if storage.durable else labels.pinned_until_closed
            context.show_toast(labels.unpinned if pin in saved_pins else added)

    return PinState(saved_pins, toggle, failed_pin, error, pending_pin if storage.undecided else "")


def pin_question(pins: PinState, pin: str) -> list[ft.Control]:
    """The device question, if `pin` waits for its answer; else an empty list."""

    async def toggle() -> None:
        await pins.toggle(pin)

    return ask_before_saving(pins.pending_pin == pin, toggle)


def pin_button(context: AppContext, pins: PinState, pin: str) -> ft.TextButton:
    """The button that adds a phrase to the favourites, or removes it."""
    labels = context.content.labels.favourites

    async def toggle() -> None:
        await pins.toggle(pin)

    if pin in pins.saved:
        return word_button(ft.Icons.PUSH_PIN, labels.unpin, toggle, PhraseKind.SAY.text_color)
    return word_button(ft.Icons.PUSH_PIN_OUTLINED, labels.pin, toggle, PhraseKind.SAY.text_color)


def phrase_actions(
    context: AppContext, pins: PinState, moment: str, phrase: Phrase
) -> list[ft.Control]:
    """The buttons that copy, pin and share a phrase of `moment`."""
    pin = f"{moment}/{phrase.id}"
    copy, *share = copy_and_share(context, phrase.text)
    row = action_row([copy, pin_button(context, pins, pin), *share])
    # Beside the buttons: they may be all that is visible of the card.
    failure = status_message(
        pins.error if pins.failed_pin == pin else "", PhraseKind.SAY.text_color
    )
    return [*failure, row, *pin_question(pins, pin)]


def action_row(buttons: Sequence[ft.Control]) -> ft.Row:
    """A row of buttons with a word, which wraps."""
    return ft.Row([*buttons], spacing=0, run_spacing=0, wrap=True)


def copy_and_share(context: AppContext, words: str, copied: str = "") -> list[ft.Control]:
    """The buttons that copy and share `words`; `copied` says that they were copied."""
    labels, color = context.content.labels.favourites, PhraseKind.SAY.text_color
    copy = word_button(
        ft.Icons.CONTENT_COPY,
        labels.copy_phrase,
        lambda: context.show_toast(copied or labels.copied),
        color,
        copy_action(words),
    )
    if (sheet := share_action(context, words)) is None:
        return [copy]
    return [copy, word_button(ft.Icons.SHARE, labels.share, lambda: None, color, sheet)]


CUE_SIZES = {110: TextSize.CUE, 220: TextSize.QUOTE}
"""The text size of a cue, by the most characters at that size: each must fit on a phone."""
ICONS: Mapping[CueKind, ft.IconData] = {
    CueKind.OPENING: ft.Icons.WAVING_HAND_OUTLINED,
    CueKind.SAY: ft.Icons.CHAT_BUBBLE_OUTLINE,
    CueKind.GESTURES: ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED,
    CueKind.STEP_UP: ft.Icons.PRIORITY_HIGH,
    CueKind.CLOSING: ft.Icons.EVENT_OUTLINED,
}


def cue_view(context: AppContext, cue: Cue) -> list[ft.Control]:
    """A cue in large text, with its description; the step-up cue has the emergency panel above."""
    content = context.content
    words = content.in_quotes(cue.text) if cue.verbatim else cue.text
    size = next((size for most, size in CUE_SIZES.items() if len(words) <= most), TextSize.LEAD)
    urgent = cue.kind is CueKind.STEP_UP
    return [
        _cue_kind(context, cue.kind),
        *([brief_emergency_panel(context)] if urgent else []),
        live_region(words, size=size),
        *([muted(cue.about, TextSize.LEAD)] if cue.about else []),
    ]


def _cue_kind(context: AppContext, kind: CueKind) -> ft.Row:
    word = bold(getattr(context.content.labels.scripts, kind), TextSize.LEAD, ft.Colors.PRIMARY)
    icon = ft.Icon(ICONS[kind], size=ICON_SIZE, color=ft.Colors.PRIMARY)
    return ft.Row([icon, ft.Container(word, expand=True)], spacing=Space.SMALL)


class PhraseKind(Enum):
    """Whether a phrase is to use or to avoid; each kind has its own icon and colours."""

    SAY = "say"
    AVOID = "avoid"

    @property
    def text_color(self) -> str:
        """The colour of the text."""
        says = self is PhraseKind.SAY
        return ft.Colors.ON_SECONDARY_CONTAINER if says else ft.Colors.ON_TERTIARY_CONTAINER


UNDER_TITLE = 2
UNDER_HEADING = 3
"""The heading level of a phrase: under the title, or under a second-level heading."""


def phrase_frame(
    kind: PhraseKind,
    words: tuple[str, str],
    controls: list[ft.Control],
    level: int = UNDER_TITLE,
) -> ft.Container:
    """The surface of a phrase; `words` are the label of its kind, and the phrase itself.

    The label is empty where a heading above says the kind. A phrase to use has a speech bubble; a
    phrase to avoid has a border.
    """
    says = kind is PhraseKind.SAY
    return ft.Container(
        ft.Column(
            [_phrase_heading(kind, words, level), *controls],
            spacing=Space.SMALL,
            tight=True,
            horizontal_alignment=STRETCH,
        ),
        padding=Space.BASE,
        border_radius=RADIUS,
        border=None if says else ft.Border.all(BorderWidth.HAIR, kind.text_color),
        bgcolor=ft.Colors.SECONDARY_CONTAINER if says else ft.Colors.TERTIARY_CONTAINER,
    )


def _phrase_heading(kind: PhraseKind, words: tuple[str, str], level: int) -> ft.MergeSemantics:
    """A single heading of label and phrase, so that going by headings says the phrase too."""
    says, (label, phrase) = kind is PhraseKind.SAY, words
    name = ft.Icons.CHAT_BUBBLE_OUTLINE if says else ft.Icons.DO_NOT_DISTURB_ON_OUTLINED
    icon = ft.Icon(name, size=ICON_SIZE, color=kind.text_color)
    phrase_text = bold(phrase, TextSize.LEAD, kind.text_color)
    if label:
        content: ft.Control = ft.Column(
            [_beside(icon, bold(label, TextSize.SMALL, kind.text_color)), phrase_text],
            spacing=Space.SMALL,
            tight=True,
        )
    else:
        content = _beside(icon, phrase_text)
    return ft.MergeSemantics(ft.Semantics(header=True, heading_level=level, content=content))


def _beside(icon: ft.Icon, words: ft.Text) -> ft.Row:
    """An icon before the first line of `words`."""
    icon.margin = ft.Margin(top=Space.TINY / 2)
    return ft.Row(
        [icon, ft.Container(words, expand=True)],
        spacing=Space.SMALL,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _label_at(level: int, label: str) -> str:
    """The label of a phrase; empty under a second-level heading, which says the same."""
    return "" if level == UNDER_HEADING else label


def say_card(
    context: AppContext,
    phrase: Phrase,
    actions: Sequence[ft.Control] = (),
    level: int = UNDER_TITLE,
) -> ft.Container:
    """A phrase to use, and why; the `actions` are last, so that a screen reader says it first."""
    labels = context.content.labels.scripts
    words = _label_at(level, labels.say), context.content.in_quotes(phrase.text)
    why = text(phrase.why, color=PhraseKind.SAY.text_color)
    return phrase_frame(PhraseKind.SAY, words, [why, *actions], level)


def opening_card(context: AppContext, opening: Opening) -> ft.Container:
    """The first words of a conversation, under their heading, and how to say them."""
    how = text(opening.how, color=PhraseKind.SAY.text_color)
    words = "", context.content.in_quotes(opening.text)
    actions = action_row(copy_and_share(context, opening.text))
    return phrase_frame(PhraseKind.SAY, words, [how, actions], UNDER_HEADING)


def message_card(context: AppContext, words: str, about: str = "") -> ft.Container:
    """A message to copy or to share, under a second-level heading, with the explanation `about`."""
    color, copied = PhraseKind.SAY.text_color, context.content.labels.scripts.send_copied
    actions = action_row(copy_and_share(context, words, copied))
    explanation = [text(about, color=color)] if about else []
    heading = "", context.content.in_quotes(words)
    return phrase_frame(PhraseKind.SAY, heading, [*explanation, actions], UNDER_HEADING)


def avoid_card(context: AppContext, phrase: AvoidPhrase, level: int) -> ft.Container:
    """A phrase to avoid, why, and what to say instead."""
    labels, in_quotes = context.content.labels.scripts, context.content.in_quotes
    why = text(phrase.why, color=PhraseKind.AVOID.text_color)
    words = _label_at(level, labels.avoid), in_quotes(phrase.text)
    better = _alternatives_box(labels.instead, [in_quotes(phrase.instead)])
    return phrase_frame(PhraseKind.AVOID, words, [why, better], level)


def _alternatives_box(label: str, phrases: Sequence[str]) -> ft.Container:
    """What helps, within a card of what hurts: it has the colour of a phrase to use."""
    color = PhraseKind.SAY.text_color
    lines: list[ft.Control] = [
        bold(label, TextSize.SMALL, color),
        *(text(words, color=color) for words in phrases),
    ]
    return ft.Container(
        ft.Column(lines, spacing=Space.TINY, tight=True),
        padding=Space.MEDIUM,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
    )


def rehearsal_feedback(
    context: AppContext, script: Script, line: Rehearsal, answer: RehearsalAnswer
) -> ft.Container:
    """The chosen answer and why it helps or hurts; if it hurts, also the answers that help."""
    content, labels = context.content, context.content.labels.rehearse
    phrase = script.phrase(answer.phrase)
    hurts = isinstance(phrase, AvoidPhrase)
    kind = PhraseKind.AVOID if hurts else PhraseKind.SAY
    better = [content.in_quotes(words) for words in helpful_answers(script, line)] if hurts else []
    return phrase_frame(
        kind,
        (labels.hurts if hurts else labels.helps, content.in_quotes(phrase.text)),
        [
            live_region(answer.why, kind.text_color),
            *([_alternatives_box(labels.better, better)] if better else []),
        ],
    )


def helpful_answers(script: Script, line: Rehearsal) -> list[str]:
    """The texts of the answers of `line` that help."""
    phrases = [script.phrase(answer.phrase) for answer in line.answers]
    return [phrase.text for phrase in phrases if not isinstance(phrase, AvoidPhrase)]
