"""The composition root: words, journal, services and router meet here, nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.data import device
from sv_app.data.content import load_kits_or_exit
from sv_app.data.journal import Journal
from sv_app.domain.journal import Settings
from sv_app.domain.keeping import Keeping, NotKeptError
from sv_app.domain.kit import Kit
from sv_app.domain.speaking import kit_for
from sv_app.reporting import hush_flet, report, report_trace
from sv_app.ui.lifeline import keep_alive
from sv_app.ui.page import colour, load_fonts, speak, use_room
from sv_app.ui.parts.fallback import fallback
from sv_app.ui.progress import Progress
from sv_app.ui.router import router
from sv_app.ui.services import Services, ServicesContext
from sv_app.ui.state import use_state
from sv_app.ui.theme import room_of

# Read as the module is imported: before any page is there to be left half-way.
KITS = load_kits_or_exit()


async def main(page: ft.Page) -> None:
    """Start the app on `page`."""
    hush_flet()
    served = page.web and not device.IN_BROWSER
    app = App(page, KITS, await open_journal(served), served, await spoken_languages(page))
    app.dress()
    app.show()
    keep_alive(page, app.rescue)
    device.say("ready")


async def open_journal(served: bool) -> Journal:
    """The device's journal; whatever the device holds, one that can be used."""
    journal = await Journal.open(device.journal_place(served), device.keys(), served=served)
    if journal.keeping is Keeping.UNDECIDED:
        await journal.own_device(True)
    if journal.trouble:
        report(journal.trouble)
    return journal


async def spoken_languages(page: ft.Page) -> Sequence[str]:
    """The languages of the person's own device, preferred first: `["fr-FR", "en-"]`."""
    if device.IN_BROWSER:
        return device.languages()
    info = await page.get_device_info()
    return [f"{one.language_code}-{one.country_code or ''}" for one in info.locales] if info else []


@dataclass
class App:
    """One running app: a page, the words, and the journal of this device."""

    page: ft.Page
    kits: Mapping[str, Kit]
    journal: Journal
    served: bool
    spoken: Sequence[str]

    def __post_init__(self) -> None:
        """Take up the self-check where it was left."""
        labels = self.kit().labels.self_check
        self.progress = Progress(self.journal, lambda: self.tell(labels.not_kept))

    def dress(self) -> None:
        """Give the page its look; its title says nothing of what is on it."""
        colour(self.page, device.wants_contrast())
        device.on_contrast(lambda strong: colour(self.page, strong))
        if not device.IN_BROWSER:  # there, the engine has loaded them before Python began
            load_fonts(self.page)

    def show(self) -> None:
        """Render the app, from the path the page is at."""
        self.page.render_views(root, self)

    def kit(self, settings: Settings | None = None) -> Kit:
        """What to say, in the language and the region of `settings`, else of those kept."""
        return kit_for(settings or self.journal.settings(), self.spoken, self.kits)

    def services(
        self, kit: Kit, go: Callable[[str], None], speak: Callable[[Settings], None]
    ) -> Services:
        """What screens may ask for, in the words of `kit`; `speak` changes them."""

        async def choose(name: str, code: str | None) -> None:
            speak(settings := self.journal.settings().model_copy(update={name: code}))
            try:
                await self.journal.keep_settings(settings)
            except NotKeptError:
                self.tell(kit.labels.settings.not_kept)

        return Services(
            kit=kit,
            kits=self.kits,
            journal=self.journal,
            progress=self.progress,
            notice=self._notice(kit),
            go=go,
            room=room_of(self.page.width),
            works_offline=lambda: device.works_offline(self.served),
            choose_language=partial(choose, "language"),
            choose_region=partial(choose, "region"),
            tell=self.tell,
            report=report,
        )

    def tell(self, sentence: str) -> None:
        """Show a sentence for a moment, over the screen."""
        self.page.show_dialog(ft.SnackBar(sentence))

    def rescue(self, trace: str) -> None:
        """Show the fallback, made anew: nothing of what failed is used again."""
        report_trace(trace)
        services = self.services(self.kit(), self._restart, lambda _: self._restart(routes.HOME))
        self.page.views = [fallback(services)]
        self.page.update()

    def speak(self, language: str) -> None:
        """Tell the page, and the client under it, which language this is."""
        speak(self.page, self.kits[language].labels.app.name, self.kits, language)
        device.say("language", language)

    def _restart(self, path: str) -> None:
        self.page.route = path
        self.show()
        self.page.navigate(path)

    def _notice(self, kit: Kit) -> str | None:
        trouble = kit.labels.app.unreadable if self.journal.damaged else None
        return kit.labels.app.server if self.served else trouble


@ft.component
def root(app: App) -> ft.Control:
    """The router, in the language of now."""
    settings, set_settings = use_state(app.journal.settings)
    kit = app.kit(settings)
    use_room(app.page)
    ft.use_effect(lambda: app.speak(kit.code), [kit.code])
    return ServicesContext(app.services(kit, app.page.navigate, set_settings), router)
