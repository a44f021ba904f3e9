"""The composition root: the only module that connects content, journal, context and router."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.data import device
from sv_app.data.journal import Journal
from sv_app.data.packed_contents import load_contents_or_exit
from sv_app.diagnostics import report, report_trace, silence_flet_logging
from sv_app.domain.content import Content, select_content
from sv_app.domain.printed_pages import pocket_card
from sv_app.ui.auto_lock import AutoLock, observe_lifecycle
from sv_app.ui.components.fallback import fallback
from sv_app.ui.components.printing import printed_page
from sv_app.ui.components.toast import show_toast
from sv_app.ui.context import (
    AppContext,
    AppContextProvider,
    ObservedDraft,
    ObservedLocale,
    ObservedSearch,
    ObservedStorage,
    ObservedToast,
    TeamSession,
    restore_draft_after_reload,
    use_effect,
)
from sv_app.ui.decoy_screen import show_decoy_screen
from sv_app.ui.files import Files
from sv_app.ui.flet_patches import (
    install_error_recovery,
    install_faster_diff,
    install_immediate_navigation,
    install_ordered_dispatch,
)
from sv_app.ui.page_setup import (
    apply_colours,
    apply_language,
    device_locales,
    in_page_context,
    load_fonts,
    render_on_brightness_change,
    render_on_window_class_change,
)
from sv_app.ui.router import router
from sv_app.ui.theme import breakpoint_for, is_landscape, is_short

# At import: invalid content ends the program before a page opens.
CONTENTS = load_contents_or_exit()


async def main(page: ft.Page) -> None:
    """Start the app on `page`."""
    await start(page)


async def start(page: ft.Page) -> "App":
    """Start the app on `page`, and return it."""
    silence_flet_logging()
    install_faster_diff()
    on_server = page.web and not device.IN_BROWSER
    app: App | None = None

    def on_journal_change() -> None:
        if app:  # else the journal is still being opened
            app.refresh()

    try:
        device.protect_journal()
    except OSError as error:  # the system's own default then protects it
        report(error)
    backend = device.journal_backend(on_server)
    journal = await Journal.open(backend, device.keys(), on_journal_change, on_server=on_server)
    if journal.storage_error:
        report(journal.storage_error)
    locales = device.languages() or await device_locales(page)
    await restore_draft_after_reload(journal, await device.get_draft_after_reload())
    install_ordered_dispatch(page)
    app = App(page, CONTENTS, journal, on_server, locales)
    app.begin()
    install_error_recovery(page, app.show_fallback)
    device.post_message("ready")
    return app


@dataclass
class App:
    """A running app: a page, the contents by language, and the journal of this device."""

    page: ft.Page
    contents: Mapping[str, Content]
    journal: Journal
    on_server: bool
    """Whether Python runs on a server, which must not store anything."""
    locales: Sequence[str]
    """The locales of the device, preferred first."""

    def __post_init__(self) -> None:
        self.storage, self.observed_draft = (
            ObservedStorage(self.journal),
            ObservedDraft(self.journal, device.keep_draft_for_reload),
        )
        self.team_session = TeamSession()
        self.conversation_positions: dict[str, int] = {}
        self.observed_search = ObservedSearch(self.contents)
        self.toast = ObservedToast()
        self.last_path = routes.HOME
        self.locale = ObservedLocale(self.journal.settings)
        self.auto_lock = AutoLock(self.journal.lock, self.journal.settings)
        self.navigate = install_immediate_navigation(self.page, report)
        self.files = Files(self.page, device.print_page, self.auto_lock.dialog)

    def begin(self) -> None:
        """Set up the page, register the event handlers, and render the current path."""
        apply_colours(self.page, device.wants_contrast())
        device.listen_for_contrast(in_page_context(self.page, partial(apply_colours, self.page)))
        device.listen_for_visibility(
            in_page_context(self.page, self.auto_lock.handle_visibility_change)
        )
        device.listen_for_writer_lock_loss(
            in_page_context(self.page, self.journal.handle_writer_lock_loss)
        )
        device.listen_for_screen(in_page_context(self.page, self.send_printed_page))
        self.journal.set_late_commit_listener(self.announce_late_commit)
        if not device.IN_BROWSER:  # in a browser, the engine loads the fonts before Python starts
            load_fonts(self.page)
            observe_lifecycle(self.page, self.auto_lock.handle_visibility_change)
        # The router replaces this handler, and restores it when the router is unmounted, as when
        # the fallback screen is shown. The Back button of the browser or the phone then calls this
        # handler, which leaves the fallback screen.
        self.page.on_route_change = lambda event: self._render(event.route)
        self.page.render_views(root, self)

    def refresh(self) -> None:
        """Update what components observe, after a change of the journal."""
        self.storage.refresh()
        self.observed_draft.refresh(locked=self.storage.locked)
        self.locale.refresh()

    def content(self) -> Content:
        """The content in the language and region in use."""
        locale = {"language": self.locale.language, "region": self.locale.region}
        settings = self.journal.settings().model_copy(update=locale)
        return select_content(settings, self.locales, self.contents)

    def context(self, content: Content, go: Callable[[str], None]) -> AppContext:
        """The context of screens in the language of `content`."""

        async def choose_locale(name: str, code: str | None) -> bool:
            setattr(self.locale, name, code)
            return await context.save_settings_fields(**{name: code})

        def open_path(path: str) -> None:
            go(path)  # first, as `install_immediate_navigation` asks
            self.toast.close_unless_on(routes.without_anchor(path))
            if path == routes.SEARCH:
                self.observed_search.clear()

        async def back_or_open(parent: str) -> None:
            self.toast.close_unless_on(None)
            if not await device.go_back():
                go(parent)

        context = AppContext(
            content=content,
            contents=self.contents,
            journal=self.journal,
            storage=self.storage,
            files=self.files,
            persist=device.persist,
            quick_exit=None
            if device.IN_BROWSER
            else partial(show_decoy_screen, self.page, self.journal.lock),
            observed_draft=self.observed_draft,
            observed_search=self.observed_search,
            notice=content.labels.app.server if self.on_server else None,
            go=open_path,
            back_or_open=back_or_open,
            try_back=device.go_back,
            breakpoint=breakpoint_for(self.page.width),
            is_secure_context=device.is_secure(),
            dark=self.page.platform_brightness is ft.Brightness.DARK,
            has_share_sheet=device.has_share_sheet(),
            compact=device.is_compact(),
            landscape=is_landscape(self.page.width, self.page.height),
            short=is_short(self.page.width, self.page.height),
            works_offline=lambda: device.works_offline(self.on_server),
            request_ledger=device.request_ledger,
            forget_requests=lambda: device.post_message("forget-requests"),
            choose_language=partial(choose_locale, "language"),
            choose_region=partial(choose_locale, "region"),
            toast=self.toast,
            show_toast=partial(show_toast, self.page, self.toast),
            report=report,
            team_session=self.team_session,
            conversation_positions=self.conversation_positions,
            address=device.address(),
        )
        return context

    def send_printed_page(self, path: str) -> None:
        """Give the HTML page around the app the sheet to print for the screen at `path`."""
        self.last_path = path
        device.post_message("printed-page", printed_page(self.content(), path) or "")

    def send_printed_card(self) -> None:
        """Give the HTML page around the app the sheet to print for screens without their own page.

        This sheet, which the browser's print command uses, has no QR code: computing the code takes
        too long on a phone.
        """
        device.post_message("printed-card", pocket_card(self.content(), device.address()))

    def announce_late_commit(self, saved: bool) -> None:
        """Announce a change that was saved after its screen had said it was not saved yet."""
        if saved:
            show_toast(self.page, self.toast, self.content().privacy.saving.late)

    def show_fallback(self, trace: str) -> None:
        """Log `trace`, and show the fallback screen in a view that reuses no control."""
        report_trace(trace)
        context = self.context(self.content(), self._restart)
        # A toast is a component, and this view is outside the component tree.
        self.page.views = [fallback(replace(context, toast=None))]
        self.page.update()

    def _restart(self, path: str) -> None:
        self._render(path)
        self.page.navigate(path)

    def _render(self, path: str) -> None:
        self.page.route = path
        self.page.render_views(root, self)


@ft.component
def root(app: App) -> ft.Control:
    """The router inside the app context, in the current language."""
    ft.use_state(app.locale)
    content = app.content()
    render_on_window_class_change(app.page, device.is_compact, device.listen_for_compact)
    render_on_brightness_change(app.page)

    def apply_and_send_language() -> None:
        apply_language(app.page, content.labels.app.name, app.contents, content.code)
        device.post_message("language", content.code)
        device.post_message("region", content.region)
        app.send_printed_card()
        app.send_printed_page(app.last_path)

    use_effect(apply_and_send_language, [content.code, content.region])
    return AppContextProvider(app.context(content, app.navigate), router)
