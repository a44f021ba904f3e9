"""Understand: what a second victim is, with the limits of what is known."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.citations import claim, claims, named, source_list
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, heading, muted, text, title
from sv_app.ui.context import AppContext


@screen
def understand(services: AppContext) -> ft.View:
    """The background, each claim with its source."""
    kit, labels = services.kit, services.kit.labels.understand
    words = kit.understand
    return page_shell(
        services,
        [
            title(labels.title),
            heading(labels.reaction),
            *claims(kit, [words.reaction, words.harm]),
            heading(labels.patient),
            claim(kit, words.patient_first),
            heading(labels.word),
            claim(kit, words.word),
            heading(labels.signs),
            claim(kit, words.signs_intro),
            bullets(kit.self_check.signs.values()),
            heading(labels.when),
            claim(kit, words.when),
            heading(labels.helper),
            claim(kit, words.helper_role),
            *_studies(services),
            heading(labels.safety),
            claim(kit, words.safety),
        ],
        back_to=routes.HOME,
    )


def _studies(services: AppContext) -> list[ft.Control]:
    kit, labels = services.kit, services.kit.labels.understand
    words = kit.understand
    return [
        heading(labels.stages),
        text(words.stages_intro),
        *named(words.stages),
        *source_list(kit, [words.stages_source]),
        heading(labels.figures),
        *claims(kit, words.figures),
        muted(words.figures_limit),
    ]
