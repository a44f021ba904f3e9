"""The contents that the app starts with: packed by the build of a site, else read from content/.

A site never reads or checks the files of content/: their reader and its rules are not shipped.
"""

import pickle
import sys
from collections.abc import Mapping

from sv_app.domain.content import Content
from sv_app.project import CONTENT

PICKLED_CONTENTS = "contents.pickle"
"""The pickled contents, validated at build time; the site ships this file instead of the TOML."""


def load_contents_or_exit() -> Mapping[str, Content]:
    """Return the content of each language; exit with the list of faults when there are any."""
    packed = CONTENT / PICKLED_CONTENTS
    if packed.exists():  # trusted: the site's build wrote it beside the code
        contents: Mapping[str, Content] = pickle.loads(packed.read_bytes())  # noqa: S301
        return contents
    from sv_app.data.content import load_contents
    from sv_app.data.content_files import ContentError

    try:
        return load_contents()
    except ContentError as error:
        sys.exit(f"The app does not start, because content/ has errors:\n{error}")
