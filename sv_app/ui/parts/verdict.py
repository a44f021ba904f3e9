"""What one answer of a rehearsal does to the other, gently."""

import flet as ft

from sv_app.domain.scripts import Answer, AvoidPhrase, Rehearsal, Script
from sv_app.ui.parts.phrase_card import Kind, phrase_frame
from sv_app.ui.parts.words import bold, live, text
from sv_app.ui.services import Services
from sv_app.ui.theme import Size


def verdict(services: Services, script: Script, line: Rehearsal, answer: Answer) -> ft.Container:
    """The answer tried, and why it helps or hurts; then what helps here."""
    kit, labels = services.kit, services.kit.labels.rehearse
    phrase = script.phrase(answer.phrase)
    hurts = isinstance(phrase, AvoidPhrase)
    kind = Kind.AVOID if hurts else Kind.SAY
    better = [kit.quoted(words) for words in helping(script, line)] if hurts else []
    return phrase_frame(
        kind,
        (labels.hurts if hurts else labels.helps, kit.quoted(phrase.text)),
        [
            live(answer.why, kind.ink),
            *([bold(labels.better, Size.SMALL, kind.ink)] if better else []),
            *(text(words, color=kind.ink) for words in better),
        ],
    )


def helping(script: Script, line: Rehearsal) -> list[str]:
    """The answers of `line` that help, word for word."""
    phrases = [script.phrase(answer.phrase) for answer in line.answers]
    return [phrase.text for phrase in phrases if not isinstance(phrase, AvoidPhrase)]
