"""The languages and the regions of the content, for tests that run in each of them."""

from sv_app.domain.content import DEFAULT_LANGUAGE
from sv_app.project import CONTENT

LANGUAGES = sorted(
    (path.parent.name for path in CONTENT.glob("*/labels.toml")),
    key=lambda code: (code != DEFAULT_LANGUAGE, code),
)
"""The code of each language, the default language first: the order of the app."""
REGIONS = sorted(path.stem for path in (CONTENT / "helplines").glob("*.toml"))
"""The code of each region."""
