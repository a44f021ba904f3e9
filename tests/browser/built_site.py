"""Builds the site that the browser tests open; run as a module to build it in advance."""

import os
from pathlib import Path

from filelock import FileLock

from sv_app.project import CACHE
from sv_app.pwa.build import build_if_changed

SITE = CACHE / "tested-site"


def built_site() -> Path:
    """Return the site; it is built for all workers together, and only when an input has changed."""
    CACHE.mkdir(exist_ok=True)
    with FileLock(CACHE / "tested-site.lock"):
        build_if_changed(SITE)
    return SITE


if __name__ == "__main__":
    # Lower priority than the fast tests, which run meanwhile and find most faults.
    if hasattr(os, "nice"):
        os.nice(10)
    built_site()
