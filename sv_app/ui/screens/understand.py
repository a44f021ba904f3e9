"""The background: what a second victim is, and the limits of the evidence."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.citations import claim, claims, source_list, titled_items
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, heading, muted, text, title
from sv_app.ui.context import AppContext


@screen
def understand(context: AppContext) -> ft.View:
    """The claims, each with its source."""
    content, labels = context.content, context.content.labels.understand
    words = content.understand
    return page_shell(
        context,
        title(labels.title),
        [
            heading(labels.reaction),
            *claims(content, [words.reaction, words.harm]),
            heading(labels.signs),
            claim(content, words.signs_intro),
            bullets(content.self_check.signs.values()),
            heading(labels.patient),
            claim(content, words.patient_first),
            heading(labels.word),
            claim(content, words.word),
            heading(labels.when),
            claim(content, words.when),
            heading(labels.helper),
            claim(content, words.helper_role),
            *_studies(context),
            heading(labels.safety),
            claim(content, words.safety),
        ],
        back_to=routes.HOME,
    )


def _studies(context: AppContext) -> list[ft.Control]:
    content, labels = context.content, context.content.labels.understand
    words = content.understand
    return [
        heading(labels.stages),
        text(words.stages_intro),
        *titled_items(words.stages),
        *source_list(content, [words.stages_source]),
        heading(labels.figures),
        *claims(content, words.figures),
        muted(words.figures_limit),
    ]
