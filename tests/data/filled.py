"""A journal that holds one of each thing, and all that a journal holds."""

from sv_app.data.journal import Journal
from sv_app.data.storages.durable import Place
from sv_app.domain.draft import Draft
from sv_app.domain.journal import Settings
from sv_app.domain.self_check import Degree, SelfCheck, Sign, StepUp, YesNo

FIRST = SelfCheck(answers={Sign.GUILT: Degree.A_LOT, StepUp.DANGER: YesNo.NO})
SECOND = SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT})
DRAFT = Draft(check=SECOND, position=3)
NOTHING = ((), None, Settings())


async def filled(place: Place) -> Journal:
    journal = await Journal.open(place)
    await journal.add(FIRST)
    await journal.keep_draft(DRAFT)
    await journal.keep_settings(Settings(language="fr"))
    return journal


def holdings(journal: Journal) -> tuple[object, ...]:
    return journal.entries(), journal.draft(), journal.settings()
