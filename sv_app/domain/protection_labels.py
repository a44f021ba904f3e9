"""The words about what is protected, hiding and erasing."""

from pydantic import Field

from sv_app.domain.model import Model, Text


class HideLabels(Model):
    """What the button that hides does, and what it can't do."""

    title: Text
    does: Text
    can: tuple[Text, ...] = Field(min_length=1)
    limits: Text
    cannot: tuple[Text, ...] = Field(min_length=1)


class ProtectionLabels(Model):
    """What is protected, from whom, and what is not."""

    title: Text
    does: Text
    protected: tuple[Text, ...] = Field(min_length=1)
    limits: Text
    exposed: tuple[Text, ...] = Field(min_length=1)


class EraseLabels(Model):
    """Erasing everything."""

    title: Text
    about: Text
    start: Text
    ask: Text
    erase: Text
    keep: Text
    done: Text
    failed: Text
    unchecked: Text
