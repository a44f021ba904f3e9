"""No file and no damaged record has an effect that is not documented, whatever its bytes."""

import importlib.util
import re
import subprocess
import sys

import pytest

from tests.profile import PROFILE, SEED
from tests.source import ROOT


@pytest.mark.skipif(
    not importlib.util.find_spec("atheris"), reason="atheris has no wheel for this system"
)
@pytest.mark.parametrize("target", ["import", "records"])
def test_fuzzer_finds_no_undocumented_exception(target: str) -> None:
    arguments = (target, "--runs", str(PROFILE.fuzz_runs), "--seed", str(SEED))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.data.coverage_fuzzer", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"SV_SEED={SEED}\n{done.stdout}\n{done.stderr[-5000:]}"
    finished = re.search(r"^Done (\d+) ", done.stderr, re.MULTILINE)
    assert finished
    assert int(finished[1]) == PROFILE.fuzz_runs
