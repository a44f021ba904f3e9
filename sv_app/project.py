"""The name of the distribution, and paths of the content, the assets and the build cache.

In a checkout these are next to the package; a wheel contains content and assets in
`sv_app/bundled`.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DISTRIBUTION = "cote-a-cote"
"""The name of the Python distribution, as pip knows it."""
_BUNDLED = PACKAGE / "bundled"
INSTALLED = _BUNDLED.is_dir()
"""Whether the package was installed from a wheel."""
PROJECT = _BUNDLED if INSTALLED else PACKAGE.parent
CONTENT = PROJECT / "content"
ASSETS = PROJECT / "assets"
FONTS_FOLDER = ASSETS / "fonts"
CACHE = Path.cwd() / ".build" if INSTALLED else PROJECT / ".build"
"""The folder of build caches; in the working folder if installed, as a package may be read-only."""
