"""The contents that the app starts with: packed by the build of a site, else read from content/.

A site never reads or checks the files of content/: their reader and its rules are not shipped.
"""

import pickle
import sys
from collections.abc import Mapping

from sv_app.domain.content import Content
from sv_app.project import CONTENT

PACKED_LANGUAGES = "languages"
"""The file that lists the language codes of a built site. Listing the folder instead would load
more WebAssembly at the start."""
PICKLE = ".pickle"
"""The ending of the pickled content of a language, validated at build time: the site ships these
files instead of the TOML."""


def load_contents_or_exit() -> Mapping[str, Content]:
    """Return the content of each language; exit with the list of faults when there are any."""
    languages = CONTENT / PACKED_LANGUAGES
    if languages.exists():  # trusted: the site's build wrote the files beside the code
        return {
            code: pickle.loads((CONTENT / f"{code}{PICKLE}").read_bytes())  # noqa: S301
            for code in languages.read_text("utf-8").split()
        }
    from sv_app.data.content import load_contents
    from sv_app.data.content_files import ContentError

    try:
        return load_contents()
    except ContentError as error:
        sys.exit(f"The app does not start, because content/ has errors:\n{error}")
