"""The reader of the app's archives in JavaScript."""

import base64
import json
import subprocess
import zipfile
from pathlib import Path

from sv_app.pwa import service_worker, tree_shaking
from tests.npm import NODE

READER = Path(service_worker.__file__).parent / "client" / "archive.js"
HARNESS = Path(__file__).with_name("archive_reader.mjs")


def read_in_node(archive: Path) -> subprocess.CompletedProcess[str]:
    command = map(str, (NODE, HARNESS, READER, archive))
    return subprocess.run([*command], capture_output=True, text=True, timeout=60, check=False)


def test_files_are_read_as_they_were_written(tmp_path: Path) -> None:
    members = {"main.pyc": b"\0\1", "sv_app/é.json": "é".encode(), "sv_app/ui/empty": b""}
    tree_shaking.write_archive(members, tmp_path / "app.zip")
    run = read_in_node(tmp_path / "app.zip")
    assert run.returncode == 0, run.stderr
    files = {path: base64.b64decode(data) for path, data in json.loads(run.stdout).items()}
    assert files == {f"/app/{name}": data for name, data in members.items()}


def test_compressed_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "app.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("main.pyc", b"\0" * 1000)
    run = read_in_node(tmp_path / "app.zip")
    assert run.returncode
    assert "main.pyc is compressed" in run.stderr
