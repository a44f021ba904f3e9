"""What happens after an event, and who can advise and defend the person, by region."""

from pydantic import Field

from sv_app.domain.model import Model, Slug
from sv_app.domain.sources import Claim
from sv_app.domain.team import TitledItem

NEUTRAL = "neutral"
"""The id of the form for every region where nothing was verified."""
NEVER = "never"
"""The id of the last step: what never to do with the record, the review and the family."""


class PracticeStep(TitledItem):
    """A step after an event, such as the report; without sources in the neutral form."""

    sources: tuple[Slug, ...] = ()


class Practice(Model):
    """Law and practice of one region; `id` is the code of the region, or `neutral`.

    What is empty was not verified for the region. The steps of the neutral form take the place of
    empty `steps`; nothing takes the place of an empty `defence`.
    """

    id: Slug
    defence: tuple[Claim, ...] = ()
    """Who can advise and defend the person."""
    steps: tuple[PracticeStep, ...] = ()
    """What happens, in order, and last what never to do."""


class PracticeFile(Model):
    """`practice.toml`: the neutral form, and each region where something was verified."""

    practice: tuple[Practice, ...] = Field(min_length=1)
