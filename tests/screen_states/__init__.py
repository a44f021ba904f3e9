"""Every screen in every state: the steps that lead to each, for audits and for pictures.

The states are in groups. Each group begins on the home screen of an app in which nothing is
saved, so that groups can run side by side, in any order.
"""

from collections.abc import Callable, Mapping

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.screen_states import journal, scripts, settings
from tests.screen_states.names import Seen, name
from tests.titles import paths, title

Group = Callable[[Person, Content, Seen], None]


def open_every_route(person: Person, content: Content, seen: Seen) -> None:
    """Every screen as its path opens it."""
    for path in paths():
        person.go(path)
        person.heading(title(content, path))
        seen(name(path))


def use_every_script_tool(person: Person, content: Content, seen: Seen) -> None:
    """A script, its conversation and rehearsal, the next contact, a search."""
    scripts.scripts(person, content, seen)


def fill_the_journal(person: Person, content: Content, seen: Seen) -> None:
    """Contacts, pinned phrases, a self-check that needs help now, and its entry."""
    person.own_device(content)
    seen("home-own")
    scripts.kept(person, content, seen)
    journal.check_oneself(person, content, seen)
    journal.journal(person, content, seen)


def change_every_setting(person: Person, content: Content, seen: Seen) -> None:
    """A shared device, another region, files, a passcode, and erasing everything."""
    settings.shared(person, content, seen)
    settings.elsewhere(person, content, seen)
    settings.files(person, content, seen)
    settings.code(person, content, seen)
    settings.erase(person, content, seen)


GROUPS: Mapping[str, Group] = {
    "routes": open_every_route,
    "scripts": use_every_script_tool,
    "journal": fill_the_journal,
    "settings": change_every_setting,
}


def every_state(person: Person, content: Content, seen: Seen) -> None:
    """Go through every group, and leave the app with nothing saved."""
    for group in GROUPS.values():
        group(person, content, seen)
        settings.erase_everything(person, content)
        person.go(routes.HOME)
