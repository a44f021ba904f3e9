"""Every screen in every state: how a person gets there, for eyes and for measures."""

from sv_app.domain.kit import Kit
from tests import states_kit, states_me, states_settings
from tests.browser.person import Person
from tests.state import Seen, name
from tests.titles import paths, title


def every_state(person: Person, kit: Kit, seen: Seen) -> None:
    """Go through all of the app, on a device where nothing was saved, and leave it so."""
    for path in paths():
        person.go(path)
        person.heading(title(kit, path))
        seen(name(path))
    states_kit.scripts(person, kit, seen)
    states_settings.shared(person, kit, seen)
    person.own_device(kit)
    seen("home-own")
    states_kit.kept(person, kit, seen)
    states_me.check_oneself(person, kit, seen)
    states_me.journal(person, kit, seen)
    states_settings.elsewhere(person, kit, seen)
    states_settings.files(person, kit, seen)
    states_settings.code(person, kit, seen)
    states_settings.erase(person, kit, seen)
