"""Trusted Types: the page accepts no text as HTML or as code, and no other policy."""

from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE

pytestmark = pytest.mark.browser

ATTEMPTS = {
    "innerHTML": "document.createElement('div').innerHTML = '<b>text</b>'",
    "insertAdjacentHTML": "document.body.insertAdjacentHTML('beforeend', '<b>text</b>')",
    "a parsed document": "new DOMParser().parseFromString('<b>text</b>', 'text/html')",
    "the document of a frame": "document.createElement('iframe').srcdoc = '<b>text</b>'",
    "the text of a script": "document.createElement('script').text = 'void 0'",
    "an event handler": "document.createElement('b').setAttribute('onclick', 'void 0')",
    "a timer with text": "setTimeout('void 0')",
    "another policy": "trustedTypes.createPolicy('other', {})",
    "a second default policy": "trustedTypes.createPolicy('default', {})",
    "a second policy for printed pages": "trustedTypes.createPolicy('print', {})",
}
"""Ways to turn text into HTML or code, and ways to allow it.

`eval` is missing: the browser allows it to what its driver runs.
"""
TRY = "(code) => { try { code(); return 'accepted'; } catch (error) { return error.name; } }"


@FRENCH_IN_DEFAULT_PROFILE
def test_page_accepts_no_text_as_html_or_code(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    attempts = ", ".join(f"{name!r}: () => {{ {code}; }}" for name, code in ATTEMPTS.items())
    results = app_page.page.evaluate(
        f"""() => Object.fromEntries(
          Object.entries({{ {attempts} }}).map(([name, code]) => [name, ({TRY})(code)]))"""
    )
    assert results == dict.fromkeys(ATTEMPTS, "TypeError")
    # The browser reports each attempt in the console.
    app_page.page_errors.clear()
