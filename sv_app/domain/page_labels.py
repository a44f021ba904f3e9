"""The words of the plain page alone: loading, updating, installing, printing."""

from pydantic import Field

from sv_app.domain.model import Model, Text
from sv_app.domain.templates import Regional


class StepLabels(Model):
    """What the app goes through as it starts, in order."""

    engine: Text
    python: Text
    words: Text
    screen: Text


class PageLabels(Model):
    """The page that is there before the app, and stays when it can't start."""

    steps: StepLabels
    open: Text
    stopped: Text
    """What is said when a part of the app has failed since its start."""
    reopen: Text
    region: Regional
    install: tuple[Text, ...] = Field(min_length=1)
    print: Text
