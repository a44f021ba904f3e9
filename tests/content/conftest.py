"""The fixture `content`, for each language, as its authors write it."""

from collections.abc import Mapping

import pytest

from sv_app.data import content as content_loader
from sv_app.domain.content import Content
from tests.languages import LANGUAGES


@pytest.fixture(scope="session")
def contents() -> Mapping[str, Content]:
    """The content as it is written, without the no-break hyphens and spaces of the app.

    The tests search it for words, which these would hide.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content_loader, "without_bad_breaks", lambda text: text)
        return content_loader.load_contents()


@pytest.fixture(params=LANGUAGES)
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]
