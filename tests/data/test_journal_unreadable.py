import json

import pytest

from sv_app.data.journal import Journal
from sv_app.data.storages.memory import MemoryPlace
from tests.loop import in_a_loop

UNREADABLE = {
    "half a text": '{"entries": {"1"',
    "no tables": "[]",
    "a table that is none": json.dumps({"entries": 3}),
    "settings of a later version": json.dumps({"settings": {"1": {"language": "fr", "x": 1}}}),
    "an entry that is none": json.dumps({"entries": {"1": {"id": "broken"}}}),
    "a draft past the end": json.dumps({"draft": {"1": {"position": 99}}}),
}


# app.py catches this to say that nothing will be kept. Later, every screen would fail.
@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
@in_a_loop
async def test_a_journal_that_cannot_be_read_says_so_when_it_is_opened(text: str) -> None:
    place = MemoryPlace(text)
    try:
        await Journal.open(place)
    except Exception:
        assert place.text == text
    else:
        pytest.fail("opened")


@in_a_loop
async def test_a_record_that_is_empty_is_a_new_journal() -> None:
    for nothing in (None, "", "{}"):
        assert (await Journal.open(MemoryPlace(nothing))).entries() == ()
