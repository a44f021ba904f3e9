"""What the end of a self-check shows for each step: words and a way to act."""

from collections.abc import Callable, Mapping

import flet as ft

from sv_app.domain.self_check import SelfCheck, Step, next_steps
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.emergency import emergency_panel
from sv_app.ui.parts.helpline_card import short_helpline
from sv_app.ui.parts.inside import inside
from sv_app.ui.parts.key_message import key_message
from sv_app.ui.parts.words import heading, text
from sv_app.ui.services import Services


def next_step_sections(services: Services, check: SelfCheck) -> list[ft.Control]:
    """The sections that follow from `check`, in the order of the domain."""
    return [SECTIONS[step](services) for step in next_steps(check)]


def _emergency(services: Services) -> ft.Control:
    kit = services.kit
    return emergency_panel(services, kit.labels.result.emergency, kit.here.words.emergency)


def _step_up(services: Services) -> ft.Control:
    kit = services.kit
    return card([heading(kit.labels.result.step_up), text(kit.messages.step_up.text)])


def _reaction(services: Services) -> ft.Control:
    kit = services.kit
    words = [text(claim.text) for claim in kit.messages.reaction]
    return card([heading(kit.labels.result.reaction), *words])


def _internal(services: Services) -> ft.Control:
    kit = services.kit
    lead, how = text(kit.messages.internal_first), text(kit.messages.internal_how)
    return card([heading(kit.labels.result.internal), lead, *inside(services), how])


def _external(services: Services) -> ft.Control:
    kit = services.kit
    lines = [short_helpline(services, line) for line in kit.support_lines]
    return card([heading(kit.labels.result.external), text(kit.here.words.external), *lines])


def _legal(services: Services) -> ft.Control:
    kit = services.kit
    return card([heading(kit.labels.result.legal), text(kit.messages.legal.text)])


SECTIONS: Mapping[Step, Callable[[Services], ft.Control]] = {
    Step.EMERGENCY: _emergency,
    Step.STEP_UP: _step_up,
    Step.KEY_MESSAGE: key_message,
    Step.REACTION: _reaction,
    Step.INTERNAL: _internal,
    Step.EXTERNAL: _external,
    Step.LEGAL: _legal,
}
