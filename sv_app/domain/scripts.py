"""Scripts for a conversation: moments, and phrases to use and to avoid."""

from pydantic import Field

from sv_app.domain.model import Model, Slug, Text


class Phrase(Model):
    """A sentence to say to a colleague, why it helps, and who says so."""

    id: Slug
    text: Text
    why: Text
    source: Slug


class AvoidPhrase(Phrase):
    """A sentence that hurts, why, and what to say instead."""

    instead: Text


class Opening(Model):
    """How to begin, word for word, and one line on the way to say it."""

    text: Text
    how: Text


class Script(Model):
    """All that a peer supporter reviews before one moment of a conversation."""

    id: Slug
    order: int = Field(ge=1)
    title: Text
    aim: Text
    before: tuple[Text, ...] = Field(min_length=1)
    opening: Opening
    say: tuple[Phrase, ...] = Field(min_length=1)
    avoid: tuple[AvoidPhrase, ...] = Field(min_length=1)
    gestures: tuple[Text, ...] = Field(min_length=1)
    not_promise: tuple[Text, ...] = Field(min_length=1)
    step_up: Text
    closing: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Slug, ...] = Field(min_length=1)


class Attitude(Model):
    """One attitude to avoid, why it hurts, and what to do instead."""

    id: Slug
    text: Text
    why: Text
    instead: Text


class Attitudes(Model):
    """The five attitudes to avoid, and the source that lists them."""

    intro: Text
    items: tuple[Attitude, ...] = Field(min_length=1)
    source: Slug
