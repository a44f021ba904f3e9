"""The languages in which a browser test runs."""

import pytest

from tests.profile import LONG, PROFILE

FRENCH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["fr"])
ENGLISH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["en"])
"""One language for behaviour that the words do not change, both in the long profile.

The component tests show the words of every screen in every language.
"""
