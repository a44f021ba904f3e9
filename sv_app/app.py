"""The composition root: content, journal, context and router meet here, and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.data import device
from sv_app.data.content import load_contents_or_exit
from sv_app.data.journal import Journal
from sv_app.diagnostics import report, report_trace, silence_flet_logging
from sv_app.domain.content import Content, select_content
from sv_app.domain.journal import Settings
from sv_app.ui.auto_lock import AutoLock, follow
from sv_app.ui.components.decoy_screen import decoy_screen
from sv_app.ui.components.fallback import fallback
from sv_app.ui.components.toast import show_toast
from sv_app.ui.context import (
    AppContext,
    AppContextProvider,
    DraftInProgress,
    ObservedStorage,
    resume_draft,
    use_state,
)
from sv_app.ui.files import Files
from sv_app.ui.flet_patches import install_error_recovery, install_sparse_diff
from sv_app.ui.page_setup import (
    apply_colours,
    apply_language,
    in_page_context,
    load_fonts,
    spoken_languages,
    use_breakpoint,
)
from sv_app.ui.router import router
from sv_app.ui.theme import breakpoint_for

CONTENTS = load_contents_or_exit()  # at import: before any page is there to be left half-way


async def main(page: ft.Page) -> None:
    """Start the app on `page`."""
    await start(page)


async def start(page: ft.Page) -> "App":
    """Start the app on `page`, and return it."""
    silence_flet_logging()
    install_sparse_diff()
    served = page.web and not device.IN_BROWSER
    apps: list[App] = []

    def changed() -> None:
        for app in apps:
            app.storage.again()
            app.progress.again(hidden=app.storage.locked)

    backend = device.journal_backend(served)
    journal = await Journal.open(backend, device.keys(), changed, served=served)
    if journal.storage_error:
        report(journal.storage_error)
    spoken = device.languages() or await spoken_languages(page)
    await resume_draft(journal, await device.take_draft())
    apps[:] = [app := App(page, CONTENTS, journal, served, spoken)]
    app.begin()
    install_error_recovery(page, app.show_fallback)
    device.say("ready")
    return app


@dataclass
class App:
    """One running app: a page, the words, and the journal of this device."""

    page: ft.Page
    contents: Mapping[str, Content]
    journal: Journal
    served: bool
    spoken: Sequence[str]

    def __post_init__(self) -> None:
        self.storage, self.progress = (
            ObservedStorage(self.journal),
            DraftInProgress(self.journal, device.hold_draft),
        )
        self.locking = AutoLock(self.journal.lock, self.journal.settings)
        self.files = Files(self.page, device.print_page, self.locking.waiting)

    def begin(self) -> None:
        """Dress the page, hear what becomes of it, and render the path it is at."""
        apply_colours(self.page, device.wants_contrast())
        device.on_contrast(in_page_context(self.page, partial(apply_colours, self.page)))
        device.on_visibility(in_page_context(self.page, self.locking.seen))
        device.on_lost(in_page_context(self.page, self.journal.lost))
        self.journal.on_late_commit(self.answered_late)
        if not device.IN_BROWSER:  # there, the engine has loaded fonts before Python began
            load_fonts(self.page)
            follow(self.page, self.locking.seen)
        # The router takes the place of this handler, and gives it back when it ends: Back of the
        # browser or the phone then leaves the fallback.
        self.page.on_route_change = lambda event: self._render(event.route)
        self.page.render_views(root, self)

    def content(self, settings: Settings | None = None) -> Content:
        """What to say, in the language and the region of `settings`, else of those kept."""
        return select_content(settings or self.journal.settings(), self.spoken, self.contents)

    def context(
        self, content: Content, go: Callable[[str], None], speak: Callable[[Settings], None]
    ) -> AppContext:
        """What screens may ask for, in the words of `content`; `speak` changes them."""

        async def choose(name: str, code: str | None) -> bool:
            speak(self.journal.settings().model_copy(update={name: code}))
            return await context.choose(**{name: code})

        async def back(parent: str) -> None:
            if not await device.go_back():
                go(parent)

        context = AppContext(
            content=content,
            contents=self.contents,
            journal=self.journal,
            storage=self.storage,
            files=self.files,
            persist=device.persist,
            hide=None if device.IN_BROWSER else partial(decoy_screen, self.page, self.journal.lock),
            apply_language_again=lambda: speak(self.journal.settings()),
            progress=self.progress,
            notice=content.labels.app.server if self.served else None,
            go=go,
            back=back,
            room=breakpoint_for(self.page.width),
            secure=device.is_secure(),
            compact=device.is_compact(),
            works_offline=lambda: device.works_offline(self.served),
            choose_language=partial(choose, "language"),
            choose_region=partial(choose, "region"),
            show_toast=partial(show_toast, self.page),
            report=report,
        )
        return context

    def answered_late(self, kept: bool) -> None:
        """Say that a change was kept after all; screens have said that it was not, yet."""
        if kept:
            show_toast(self.page, self.content().privacy.saving.late)

    def show_fallback(self, trace: str) -> None:
        """Show the fallback, made anew: nothing of what failed is used again."""
        report_trace(trace)
        context = self.context(self.content(), self._restart, lambda _: self._restart(routes.HOME))
        self.page.views = [fallback(context)]
        self.page.update()

    def _restart(self, path: str) -> None:
        self._render(path)
        self.page.navigate(path)

    def _render(self, path: str) -> None:
        self.page.route = path
        self.page.render_views(root, self)


@ft.component
def root(app: App) -> ft.Control:
    """The router, in the language of now."""
    settings, set_settings = use_state(app.journal.settings)
    content = app.content(settings)
    use_breakpoint(app.page, device.is_compact, device.on_compact)

    def say() -> None:
        apply_language(app.page, content.labels.app.name, app.contents, content.code)
        device.say("language", content.code)
        device.say("region", content.region)

    ft.use_effect(say, [content.code, content.region])
    return AppContextProvider(app.context(content, app.page.navigate, set_settings), router)
