import re
import subprocess
import sys

import pytest

from tests.profile import CRASHES
from tests.source import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed as POSIX does")
def test_an_app_killed_at_any_instant_loses_nothing_it_had_confirmed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.data.crash", *CRASHES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count = re.match(r"(\d+) kills", done.stdout)
    assert count
    assert int(count[1]) >= (1_000 if "--rounds" in CRASHES else 10)
    with capsys.disabled():
        print("\n" + done.stdout.strip())
