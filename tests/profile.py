"""How long tests may look: `SV_LONG=1` is the long profile, for a night or a release."""

import os

LONG = os.environ.get("SV_LONG") == "1"
EXAMPLES = 10_000 if LONG else 100
CRASHES = ("--rounds", "1000") if LONG else ("--seconds", "20")
