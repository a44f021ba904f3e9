"""Where the files are that the package is used with: the content, the assets, the build's cache.

In a checkout they are beside the package; a wheel holds them in `sv_app/bundled`.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_BUNDLED = PACKAGE / "bundled"
INSTALLED = _BUNDLED.is_dir()
"""Whether the package was installed from a wheel."""
PROJECT = _BUNDLED if INSTALLED else PACKAGE.parent
CONTENT = PROJECT / "content"
ASSETS = PROJECT / "assets"
CACHE = Path.cwd() / ".build" if INSTALLED else PROJECT / ".build"
"""Where the build keeps the results of its steps; an installed package may not be written to."""
