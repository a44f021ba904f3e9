"""Claims with their sources, the key message, and the attitudes to avoid."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import flet as ft

from sv_app.domain.content import Content
from sv_app.domain.scripts import Attitude
from sv_app.domain.sources import Claim, Source
from sv_app.domain.team import TitledItem
from sv_app.ui.components.cards import card
from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.components.typography import bold, muted, pair, subheading, text
from sv_app.ui.context import AppContext
from sv_app.ui.theme import RADIUS, Space, TextSize


def claims(content: Content, items: Iterable[Claim]) -> list[ft.Control]:
    """Render claims; successive claims with the same sources share one citation."""
    runs = groupby(items, key=lambda item: item.sources)
    return [_cited_texts(content, sources, [item.text for item in run]) for sources, run in runs]


def claim(content: Content, item: Claim) -> ft.Column:
    """A claim, with its sources under it."""
    return _cited_texts(content, item.sources, [item.text])


def _cited_texts(content: Content, sources: Sequence[str], texts: Sequence[str]) -> ft.Column:
    paragraphs = [text(words) for words in texts]
    return ft.Column(
        [*paragraphs, citation_line(content, sources)], spacing=Space.SMALL, tight=True
    )


def citation_line(content: Content, sources: Iterable[str]) -> ft.Text:
    """A line of short citations, without duplicates."""
    return muted(
        " · ".join(content.source(source).short_citation for source in dict.fromkeys(sources)),
        TextSize.SMALL,
    )


def titled_items(items: Iterable[TitledItem]) -> list[ft.Control]:
    """The name of each item, with its description under it."""
    return [pair(bold(item.name), text(item.about)) for item in items]


def practice(context: AppContext) -> list[ft.Control]:
    """What happens after an event, step by step, with the sources of a region's law."""
    content = context.content
    steps = content.practice_steps
    sources = dict.fromkeys(source for step in steps for source in step.sources)
    return [
        *unverified_practice_notice(content),
        *titled_items(steps),
        *([citation_line(content, sources)] if sources else []),
    ]


def unverified_practice_notice(content: Content) -> list[ft.Control]:
    """The sentence that nobody verified the practice of the region; empty if somebody did."""
    if content.has_verified_practice:
        return []
    return [muted(content.labels.result.unverified_practice, TextSize.SMALL)]


def source_list(content: Content, source_ids: Sequence[str]) -> list[ft.Control]:
    """Full citations: author and year, then the title, marked with its own language."""
    return [_full_citation(content, content.source(source_id)) for source_id in source_ids]


def _full_citation(content: Content, source: Source) -> ft.Control:
    words = muted(source.title, TextSize.SMALL)
    title = with_role(
        SemanticRole.TEXT, words, language=content.language_if_different(source.language)
    )
    return pair(bold(source.short_citation, TextSize.SMALL), title)


def key_message(
    context: AppContext, brief: bool = False, action: ft.Control | None = None
) -> ft.Container:
    """The key message with its attribution; `brief` is smaller, with the short citation.

    An `action` is beside the attribution, and below it in a compact window.

    A translated key message is followed by its original, unless it is brief.
    """
    content = context.content
    key = content.messages.key
    attribution = content.brief_key_attribution if brief else key.attribution
    # In a compact window, long words would be broken at the larger size.
    size = TextSize.LEAD if brief or context.compact else TextSize.QUOTE
    color = ft.Colors.ON_PRIMARY_CONTAINER
    return ft.Container(
        ft.Column(
            [
                text(content.in_quotes(key.text), size, color),
                *_attribution(context, text(attribution, TextSize.SMALL, color), action),
                *([] if brief else original_key_message(content, color)),
            ],
            spacing=Space.SMALL,
            tight=True,
        ),
        padding=Space.BASE if brief else Space.LARGE,
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )


def _attribution(
    context: AppContext, words: ft.Text, action: ft.Control | None
) -> list[ft.Control]:
    if action is None or context.compact:
        return [words, *filter(None, [action])]
    end = ft.CrossAxisAlignment.END
    row = [ft.Container(words, expand=True), action]
    return [ft.Row(row, spacing=Space.SMALL, vertical_alignment=end)]


def original_key_message(content: Content, color: str) -> list[ft.Control]:
    """The sentence that the key message translates, marked with its own language, and a note."""
    original = content.messages.key.original
    if original is None:
        return []
    quotation = text(content.in_quotes(original.text), TextSize.SMALL, color)
    return [
        with_role(SemanticRole.TEXT, quotation, language=original.language),
        text(original.note, TextSize.SMALL, color),
    ]


def attitudes(context: AppContext) -> list[ft.Control]:
    """The attitudes to avoid: an introduction, and a card for each."""
    words = context.content.attitudes
    return [text(words.intro), *(_attitude(context, attitude) for attitude in words.items)]


def _attitude(context: AppContext, attitude: Attitude) -> ft.Control:
    return card(
        [
            subheading(attitude.text),
            text(attitude.why),
            bold(context.content.labels.scripts.instead, TextSize.SMALL),
            text(attitude.instead),
        ]
    )
