"""The words that help the search: examples, stop words, suffixes and topics of one language."""

from pydantic import Field

from sv_app.domain.model import Model, Slug, Text


class Topic(Model):
    """Words or groups of words that mean the same; `moment` is the script that answers them."""

    words: tuple[Text, ...] = Field(min_length=1)
    moment: Slug | None = None


class SearchWords(Model):
    """`<language>/search.toml`: what the search knows about a language.

    `examples` are the searches that the app suggests. `stop_words` are too common to be searched.
    `suffixes` are endings that do not change what a word is about.
    """

    examples: tuple[Text, ...] = Field(min_length=3)
    stop_words: tuple[Text, ...] = ()
    suffixes: tuple[Text, ...] = ()
    topic: tuple[Topic, ...] = ()
