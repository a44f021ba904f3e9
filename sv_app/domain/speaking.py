"""Which words to say: those of the language and the region chosen, or the device's."""

from collections.abc import Mapping, Sequence

from sv_app.domain.journal import Settings
from sv_app.domain.kit import Kit
from sv_app.domain.languages import pick
from sv_app.domain.regions import pick_region


def kit_for(settings: Settings, spoken: Sequence[str], kits: Mapping[str, Kit]) -> Kit:
    """The Kit to speak, with the lines of its region.

    `spoken` holds the device's locales, preferred first: `["fr-BE", "en"]`.
    """
    kit = kits[pick(settings.language, spoken, kits)]
    # A hospital knows where it is; a device, where its owner says it is.
    chosen = settings.region or (kit.institution.region if kit.institution else None)
    return kit.in_region(pick_region(chosen, spoken, kit.regions))
