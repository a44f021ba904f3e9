"""Saving a finished self-check: a note if one likes, and "saved" only once it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from sv_app import routes
from sv_app.domain.draft import Draft
from sv_app.domain.journal import as_note
from sv_app.domain.keeping import Keeping, LimitReachedError, LostTurnError, NotKeptError
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.buttons import primary, quiet, secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.device_question import device_question
from sv_app.ui.parts.fields import note_field
from sv_app.ui.parts.guarded import piece
from sv_app.ui.parts.keeping_notice import keeping_notice
from sv_app.ui.parts.touch import feel
from sv_app.ui.parts.words import heading, live, said_aloud, soft, text
from sv_app.ui.services import Services, use_kept
from sv_app.ui.state import use_state


@dataclass(frozen=True)
class Saved:
    """What there is to say once it is saved; `first` entries are told how long they stay."""

    kept: bool
    first: bool = False
    spared: bool | None = None


def _not_yet() -> Saved | None:
    return None


@piece
def save_card(services: Services, draft: Draft) -> ft.Control:
    """The offer, then what became of it."""
    kept = use_kept()
    note, write = use_state(str)
    saved, done = use_state(_not_yet)
    said, say = use_state(str)
    labels = services.kit.labels.result

    async def save() -> None:
        if said == services.kit.privacy.saving.busy:
            return
        say(services.kit.privacy.saving.busy)
        try:
            result = await _save(services, draft, as_note(note))
        except LostTurnError:
            say(services.kit.privacy.saving.lost_turn)
        except LimitReachedError:
            say(services.kit.privacy.saving.full)
        except NotKeptError:
            say(labels.not_saved)
        else:
            services.progress.draft = None
            done(result)
            feel()
            if result.kept and result.first:
                # Only then: a browser may ask the person, who may let it wait.
                done(replace(result, spared=await services.persist()))

    if saved:
        return card(_said(services, saved))
    form = [
        heading(labels.save_title),
        *_where(services, kept),
        *_note(services, note, write),
        *said_aloud(said),
        primary(labels.save, save),
        *_otherwise(services, draft, say),
    ]
    return card(form)


async def _save(services: Services, draft: Draft, note: str | None) -> Saved:
    first = not (await services.journal.page()).entries
    await services.journal.add(draft.check, note)
    return Saved(services.kept.state is Keeping.KEPT, first)


def _where(services: Services, kept: Kept) -> list[ft.Control]:
    """Where it will go; or the question that decides it."""
    if kept.state is Keeping.KEPT:
        return [soft(services.kit.labels.result.save_about)]
    return [*device_question(kept), *keeping_notice(services, kept)]


def _note(services: Services, note: str, write: Callable[[str], None]) -> list[ft.Control]:
    labels = services.kit.privacy.saving
    return [note_field(labels.note, labels.note_about, note, write)]


def _otherwise(services: Services, draft: Draft, say: Callable[[str], None]) -> list[ft.Control]:
    labels = services.kit.labels.result

    async def change() -> None:
        await services.progress.turn(draft.from_the_start())
        services.go(routes.SELF_CHECK)

    async def discard() -> None:
        say("")
        if await services.progress.discard():
            services.go(routes.HOME)
        else:
            say(services.kit.labels.journal.failed)

    return [quiet(labels.change, change), quiet(labels.discard, discard)]


def _said(services: Services, saved: Saved) -> list[ft.Control]:
    labels, words = services.kit.labels.result, services.kit.privacy.saving
    to_journal = secondary(labels.journal, lambda: services.go(routes.JOURNAL))
    if not saved.kept:
        return [live(words.saved_here), to_journal]
    if not saved.first:
        return [live(labels.saved), to_journal]
    spared = {True: [words.persistent], False: [words.not_persistent], None: []}[saved.spared]
    how_long = words.retention[services.journal.settings().retention]
    other = quiet(words.change_retention, lambda: services.go(routes.RETENTION))
    return [live(labels.saved), text(how_long), *(text(s) for s in spared), to_journal, other]
