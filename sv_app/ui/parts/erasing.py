"""Erasing everything, from wherever it is asked."""

from collections.abc import Callable

from sv_app import routes
from sv_app.domain.journal import NotCheckedError, NotKeptError
from sv_app.ui.parts.buttons import Act
from sv_app.ui.services import Services


def erasing(services: Services, say: Callable[[str], None]) -> Act:
    """What erases all there is, and goes home; `say` tells when it could not."""
    labels = services.kit.privacy.erase

    async def erase() -> None:
        try:
            await services.journal.erase_everything()
        except NotCheckedError:
            say(labels.unchecked)
        except NotKeptError:
            say(labels.failed)
        else:
            services.progress.draft = None
            services.speak_anew()
            services.tell(labels.done)
            services.go(routes.HOME)

    return erase
