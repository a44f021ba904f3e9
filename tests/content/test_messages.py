"""The messages to send, in every language, with the numbers of every region."""

from sv_app.domain.content import Content

MAX_LENGTH = 160
"""Characters of a message, with the numbers of any region whose numbers were checked."""
WHERE = {"fr": "où", "en": "where", "es": "dónde"}


def test_messages_are_short_with_the_numbers_of_any_region(content: Content) -> None:
    localised = [content.in_region(region.code) for region in content.regions]
    messages = [
        message.text
        for local in localised
        if local.region != "other"
        for script in local.scripts
        for message in script.send
    ]
    assert [message for message in messages if len(message) > MAX_LENGTH] == []


def test_messages_to_a_colleague_in_danger_ask_where_and_name_the_numbers(
    content: Content,
) -> None:
    for script in filter(lambda script: script.urgent, content.scripts):
        texts = [message.text for message in script.send]
        words = content.current_region.words
        numbers = (words.suicide, words.emergency_number)
        assert any(all(number in text for number in numbers) for text in texts), script.id
        assert any(WHERE[content.code] in text for text in texts), script.id
