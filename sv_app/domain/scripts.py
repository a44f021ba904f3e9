"""Scripts for conversations, with phrases to use and to avoid, and rehearsals."""

from enum import StrEnum

from pydantic import Field

from sv_app.domain.model import Model, Slug, Text


class MomentGroup(StrEnum):
    """The groups of moments, in the order in which they are listed; the danger comes first."""

    DANGER = "danger"
    NOW = "now"
    TODAY = "today"
    NEXT_DAYS = "next-days"
    YOURSELF = "yourself"


class Phrase(Model):
    """A sentence of a script, why it helps or hurts, and the id of its source.

    An `AvoidPhrase` is to avoid; any other phrase is to be said.
    """

    id: Slug
    text: Text
    why: Text
    source: Slug


class AvoidPhrase(Phrase):
    """A phrase to avoid, and what to say instead."""

    instead: Text


class Opening(Model):
    """The first sentence of a conversation, word for word, and how to say it."""

    text: Text
    how: Text


class MessageToSend(Model):
    """A short message that a peer supporter can copy or share, as it is, to a colleague."""

    id: Slug
    text: Text


class RehearsalAnswer(Model):
    """An answer of a rehearsal: the id of a phrase of the same script, and its effect."""

    phrase: Slug
    why: Text


class Rehearsal(Model):
    """A colleague's line and three answers, of which at least one helps and one hurts."""

    id: Slug
    line: Text
    answers: tuple[RehearsalAnswer, ...] = Field(min_length=3, max_length=3)


class Script(Model):
    """What to say and do in one moment: a situation in supporting a colleague or oneself.

    In an `urgent` script, `step_up` is shown first. Only such scripts are in the group `DANGER`,
    which the loader checks.
    """

    id: Slug
    order: int = Field(ge=1)
    group: MomentGroup
    urgent: bool = False
    title: Text
    aim: Text
    before: tuple[Text, ...] = Field(min_length=1)
    opening: Opening
    say: tuple[Phrase, ...] = Field(min_length=6)
    avoid: tuple[AvoidPhrase, ...] = Field(min_length=6)
    gestures: tuple[Text, ...] = Field(min_length=1)
    not_promise: tuple[Text, ...] = Field(min_length=1)
    step_up: Text
    closing: tuple[Text, ...] = Field(min_length=1)
    send: tuple[MessageToSend, ...] = Field(min_length=3, max_length=3)
    rehearse: tuple[Rehearsal, ...] = Field(min_length=3)
    sources: tuple[Slug, ...] = Field(min_length=1)

    def phrase(self, phrase_id: str) -> Phrase:
        """Return the phrase with that id, to say or (an `AvoidPhrase`) to avoid.

        Raises:
            LookupError: If there is none; the loader has checked the ids in the content.
        """
        for phrase in (*self.say, *self.avoid):
            if phrase.id == phrase_id:
                return phrase
        raise LookupError(phrase_id)


class Attitude(Model):
    """An attitude to avoid, why it hurts, and what to do instead."""

    id: Slug
    text: Text
    why: Text
    instead: Text


class Attitudes(Model):
    """The five attitudes to avoid, and the source that lists them."""

    intro: Text
    items: tuple[Attitude, ...] = Field(min_length=1)
    source: Slug
