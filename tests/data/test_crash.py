"""An app that is killed while it writes files loses no confirmed change."""

import re
import subprocess
import sys

import pytest

from tests.profile import PROFILE, SEED
from tests.source import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed as POSIX does")
def test_killed_app_loses_no_confirmed_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ("--rounds", str(PROFILE.kills), "--seed", str(SEED))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.data.crash_fuzzer", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"SV_SEED={SEED}\n{done.stderr}"
    count = re.match(r"(\d+) kills", done.stdout)
    assert count
    assert int(count[1]) == PROFILE.kills
    with capsys.disabled():
        print("\n" + done.stdout.strip())
