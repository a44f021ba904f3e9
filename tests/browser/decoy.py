"""The decoy screen, which a quick exit shows."""

from collections.abc import Mapping

from playwright.sync_api import Page

from sv_app.domain.content import Content

DECOY = "**/celsius.html"


def expect_decoy(page: Page, contents: Mapping[str, Content]) -> None:
    page.wait_for_url(DECOY)
    page.get_by_role("table").wait_for()
    page_text = f"{page.title()} {page.content()}"
    assert not [content for content in contents.values() if content.labels.app.name in page_text]
