"""The app's line breaker agrees with Chromium's in every sentence without a placeholder."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser
from pydantic import BaseModel

from sv_app.domain.content import Content
from sv_app.pwa.build import CLIENT
from tests.browser.daily_selection import WEEKLY
from tests.folder_server import serve_folder

pytestmark = [pytest.mark.browser, WEEKLY]

COMPARE = """async (texts) => {
  const native = new Intl.v8BreakIterator([], { type: "line" });
  await import("/line-breaks.js");
  const ours = new Intl.v8BreakIterator([], { type: "line" });
  if (ours.constructor === native.constructor) throw new Error("the iterator is native");
  const ends = (iterator, text) => {
    const offsets = [];
    iterator.adoptText(text);
    iterator.first();
    while (iterator.next() !== -1) offsets.push(iterator.current());
    return offsets.map((end) => `${text.slice(0, end).slice(-9)}|${text.slice(end, end + 9)}`);
  };
  return texts.map((text) => [ends(native, text), ends(ours, text)]);
}"""
EXTRA_TEXTS = (
    "",
    "one\ntwo\r\nthree  four\n\n",
    " « à côté » : 12 345,5 % / peut-être — 22-23 ; e-mail (oui) ? !",
    "tab\there\u200bzero\u202fnarrow\u00a0glued",
)


def texts(data: object) -> Iterator[str]:
    """Yield every text; a format of phone numbers has digits, as a person sees it.

    The address of a source is left out: the app shows only its host.
    """
    if isinstance(data, str):
        if not data.startswith("https://"):
            yield data.replace("#", "5")
    elif isinstance(data, BaseModel):
        yield from texts(tuple(value for _, value in data))
    elif isinstance(data, Mapping):
        yield from texts(tuple(data.values()))
    elif isinstance(data, tuple | list):
        for item in data:
            yield from texts(item)


def test_breaks_equal_those_of_the_native_iterator(
    browser: Browser, contents: Mapping[str, Content]
) -> None:
    sentences = sorted(
        {
            *EXTRA_TEXTS,
            *(text for content in contents.values() for text in texts(content) if "{" not in text),
        }
    )
    assert len(sentences) > 1000
    with serve_folder(CLIENT) as origin, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{origin}/line-breaks.js")
        both = page.evaluate(COMPARE, sentences)
    differ = [
        (text, sorted(set(native) ^ set(ours)))
        for text, (native, ours) in zip(sentences, both, strict=True)
        if native != ours
    ]
    assert differ == []
