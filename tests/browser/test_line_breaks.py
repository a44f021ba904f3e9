"""Lines break where Chromium's own iterator breaks them, in every sentence of the app."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pydantic import BaseModel

from sv_app.domain.content import Content
from sv_app.pwa import build
from tests.served import served

pytestmark = pytest.mark.browser

CLIENT = Path(build.__file__).with_name("client")
COMPARE = """async (texts) => {
  const native = new Intl.v8BreakIterator([], { type: "line" });
  await import("/line-breaks.js");
  const own = new Intl.v8BreakIterator([], { type: "line" });
  if (own.constructor === native.constructor) throw new Error("the native one was left");
  const ends = (iterator, text) => {
    const found = [];
    iterator.adoptText(text);
    iterator.first();
    while (iterator.next() !== -1) found.push(iterator.current());
    return found.map((end) => `${text.slice(0, end).slice(-9)}|${text.slice(end, end + 9)}`);
  };
  return texts.map((text) => [ends(native, text), ends(own, text)]);
}"""
MORE = (
    "",
    "one\ntwo\r\nthree  four\n\n",
    " « à côté » : 12 345,5 % / peut-être — 22-23 ; e-mail (oui) ? !",
    "tab\there\u200bzero\u202fnarrow\u00a0glued",
)


def texts(of: object) -> Iterator[str]:
    if isinstance(of, str):
        yield of
    elif isinstance(of, BaseModel):
        yield from texts(tuple(value for _, value in of))
    elif isinstance(of, Mapping):
        yield from texts(tuple(of.values()))
    elif isinstance(of, tuple | list):
        for one in of:
            yield from texts(one)


def test_our_breaks_are_those_of_the_iterator_they_replace(
    browser: Browser, contents: Mapping[str, Content]
) -> None:
    said = sorted(
        {
            *MORE,
            *(text for content in contents.values() for text in texts(content) if "{" not in text),
        }
    )
    assert len(said) > 1000
    with served(CLIENT) as origin, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{origin}/line-breaks.js")
        both = page.evaluate(COMPARE, said)
    differ = [
        (text, sorted(set(native) ^ set(own)))
        for text, (native, own) in zip(said, both, strict=True)
        if native != own
    ]
    assert differ == []
