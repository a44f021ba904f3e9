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


class RehearsalAnswer(Model):
    """One answer to try: a phrase of the same script, and what it does to the other."""

    phrase: Slug
    why: Text


class Rehearsal(Model):
    """A colleague's line, and three answers; at least one helps and one hurts."""

    id: Slug
    line: Text
    answers: tuple[RehearsalAnswer, ...] = Field(min_length=3, max_length=3)


class Script(Model):
    """All that a peer supporter reviews before one moment of a conversation.

    When it is `urgent`, getting more help is not the last thing: it comes first.
    """

    id: Slug
    order: int = Field(ge=1)
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
    rehearse: tuple[Rehearsal, ...] = Field(min_length=3)
    sources: tuple[Slug, ...] = Field(min_length=1)

    def phrase(self, phrase_id: str) -> Phrase:
        """The phrase of that id, to say or (an `AvoidPhrase`) to avoid.

        Raises:
            LookupError: when the script has none; the loader has checked those it names.
        """
        for phrase in (*self.say, *self.avoid):
            if phrase.id == phrase_id:
                return phrase
        raise LookupError(phrase_id)


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
