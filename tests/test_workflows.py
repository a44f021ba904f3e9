"""The workflows of GitHub Actions: pinned, with least permissions; and the scripts of the release.

Nothing here runs on GitHub. The scripts that need neither Flutter nor Xcode run with the files that
those would write.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.source import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
RELEASE = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
TAG = "v1.2.3"
WITHOUT_THE_REPOSITORY = ("cd release", "sha256sum ", "mv ", "cat ", "gh release create ")
"""How each line may begin in the job that may write: none gets or runs code of the repository."""


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@each_workflow
def test_scripts_are_valid_bash(path: Path) -> None:
    for step in steps(yaml.safe_load(path.read_text("utf-8"))):
        if script := step.get("run"):
            subprocess.run(["bash", "-n", "-c", script], check=True)


def test_workflows_have_no_finding_of_the_security_linter() -> None:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program
    result = subprocess.run(
        [program, "--offline", "--no-progress", "--quiet", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_only_the_job_that_creates_the_release_may_write() -> None:
    assert RELEASE["permissions"] == {}
    permissions = {name: job["permissions"] for name, job in RELEASE["jobs"].items()}
    assert permissions.pop("release") == {"contents": "write"}
    assert all(value == {"contents": "read"} for value in permissions.values())


def test_job_that_may_write_runs_no_code_of_the_repository() -> None:
    steps_of_job = RELEASE["jobs"]["release"]["steps"]
    used = [step["uses"].partition("@")[0] for step in steps_of_job if "uses" in step]
    assert used == ["actions/download-artifact"]  # without actions/checkout, no code is there
    lines = [line for step in steps_of_job for line in step.get("run", "").splitlines()]
    assert lines
    assert [line for line in lines if not line.startswith(WITHOUT_THE_REPOSITORY)] == []
    assert set(RELEASE["jobs"]["release"]["needs"]) == {*RELEASE["jobs"]} - {"release"}


def test_only_a_tag_of_a_version_starts_a_release() -> None:
    # YAML 1.1 reads the key `on` as True.
    assert RELEASE[True] == {"push": {"tags": ["v[0-9]*"]}}


def run_step(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step of the release in `folder`, as GitHub does."""
    (script,) = [step["run"] for step in steps(RELEASE) if step.get("name") == name]
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TAG": TAG,
        "RUNNER_TEMP": str(folder.parent),
        **variables,
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "checkout"
    path.mkdir()
    return path


def released(folder: Path) -> set[str]:
    return {path.name for path in (folder / "release").iterdir()}


@pytest.mark.parametrize(
    ("tag", "accepted"), [("v1.2.3", True), ("v1.2.4", False), ("1.2.3", False)]
)
def test_tag_that_is_not_the_version_ends_the_release(
    folder: Path, tag: str, accepted: bool
) -> None:
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', "utf-8")
    result = run_step("Check that the tag is the version", folder, TAG=tag)
    assert (result.returncode == 0) == accepted, result.stderr


def test_packed_site_is_the_same_at_any_time_and_has_its_manifest(folder: Path) -> None:
    archives = []
    for time in (1_000_000_000, 1_500_000_000):
        shutil.rmtree(folder / "release", ignore_errors=True)
        write(folder, "site/index.html", "site/SHA256SUMS", "site/sbom.cdx.json")
        write(folder, "site/.well-known/assetlinks.json")
        os.utime(folder / "site" / "index.html", (time, time))
        result = run_step("Pack the site, its manifest and its bill of materials", folder)
        assert result.returncode == 0, result.stderr
        archives.append((folder / "release" / f"cote-a-cote-{TAG}-site.tar.gz").read_bytes())
    assert archives[0] == archives[1]
    assert released(folder) == {
        f"cote-a-cote-{TAG}-site.tar.gz",
        f"cote-a-cote-{TAG}-site.SHA256SUMS",
        f"cote-a-cote-{TAG}-site.sbom.cdx.json",
    }
    with tarfile.open(folder / "release" / f"cote-a-cote-{TAG}-site.tar.gz") as archive:
        assert "./.well-known/assetlinks.json" in archive.getnames()


@pytest.mark.parametrize(("signed", "suffix"), [("true", ""), ("false", "-debug-key")])
def test_name_of_an_android_app_says_when_the_debug_key_signed_it(
    folder: Path, signed: str, suffix: str
) -> None:
    write(folder, "build/apk/cote-a-cote.apk", "build/apk/note.txt", "build/aab/cote-a-cote.aab")
    result = run_step("Name the APK and the AAB", folder, SIGNED=signed)
    assert result.returncode == 0, result.stderr
    assert released(folder) == {f"cote-a-cote-{TAG}{suffix}.{kind}" for kind in ("apk", "aab")}


@pytest.mark.parametrize("names", [[], ["build/apk/a.apk", "build/apk/b.apk"]])
def test_android_build_without_exactly_one_app_ends_the_release(
    folder: Path, names: list[str]
) -> None:
    write(folder, *names, "build/aab/a.aab")
    assert run_step("Name the APK and the AAB", folder, SIGNED="true").returncode


def test_ipa_holds_the_app_of_the_archive_in_payload(folder: Path) -> None:
    app = "build/ipa/Runner.xcarchive/Products/Applications/Runner.app"
    write(folder, f"{app}/Runner", f"{app}/Info.plist")
    (folder / app / "Runner").chmod(0o755)
    result = run_step("Pack the archive as an IPA without a signature", folder)
    assert result.returncode == 0, result.stderr
    (name,) = released(folder)
    assert name == f"cote-a-cote-{TAG}-unsigned.ipa"
    with zipfile.ZipFile(folder / "release" / name) as ipa:
        assert {"Payload/Runner.app/Runner", "Payload/Runner.app/Info.plist"} <= {*ipa.namelist()}
        assert ipa.getinfo("Payload/Runner.app/Runner").external_attr >> 16 & 0o111


def test_build_without_an_ios_app_ends_the_release(folder: Path) -> None:
    write(folder, "build/ipa/Runner.xcarchive/Info.plist")
    assert run_step("Pack the archive as an IPA without a signature", folder).returncode


def test_checksums_are_of_every_file_of_the_release(folder: Path) -> None:
    write(folder, "release/a.apk", "release/b.ipa")
    result = run_step("Write the SHA-256 of each file", folder)
    assert result.returncode == 0, result.stderr
    lines = (folder / "release" / "SHA256SUMS").read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(f'release/{name}'.encode()).hexdigest()}  {name}"
        for name in ("a.apk", "b.ipa")
    ]


@pytest.mark.parametrize(
    ("variables", "options"),
    [
        ({"TWA_PACKAGE": "", "TWA_FINGERPRINT": ""}, ""),
        (
            {"TWA_PACKAGE": "org.example.app", "TWA_FINGERPRINT": "AA:BB"},
            " --package org.example.app --fingerprint AA:BB",
        ),
        (
            {"TWA_PACKAGE": "org.example.app", "TWA_FINGERPRINT": ""},
            " --package org.example.app --fingerprint ",
        ),
    ],
)
def test_release_builds_the_site_with_the_android_app_of_the_repository(
    folder: Path, variables: dict[str, str], options: str
) -> None:
    """An incomplete configuration reaches `sv-app build`, which refuses it."""
    programs = folder / "programs"
    write(programs, "python", "sv-app")
    for program in programs.iterdir():
        program.write_text(f'#!/bin/sh\necho "{program.name} $*" >> "$LOG"\n', "utf-8")
        program.chmod(0o755)
    log = folder / "log"
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "LOG": str(log), **variables}
    result = run_step("Check the words, and build the site", folder, **environment)
    assert result.returncode == 0, result.stderr
    assert log.read_text("utf-8").splitlines() == [
        "python -m pip install --quiet --editable .[web]",
        "sv-app check",
        f"sv-app build --out site{options}",
    ]
