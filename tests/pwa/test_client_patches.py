"""Each patch of a file of Flet, Flutter or Pyodide fails unless its target occurs exactly once.

The real files are those of the installed `flet-web`, which has the version that the site ships.
"""

import json
import re
import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import flet
import flet_web
import pytest

from sv_app.project import ASSETS, PACKAGE
from sv_app.pwa import assets, tree_shaking, wheels
from sv_app.pwa.errors import BuildError
from sv_app.ui.theme import FONTS

WEB = Path(str(flet_web.__file__)).parent / "web"
RIVE = 'k.src=A.aBc()+a\nk.type="application/javascript"'
BUILDS = '[{"renderer":"skwasm"},{"renderer":"canvaskit"}]'
BUILDS_TURNED = '[{"renderer":"canvaskit"},{"renderer":"skwasm"}]'
CONFIG = f'_flutter.buildConfig = {{"engineRevision":"e","builds":{BUILDS}}};'
MANIFEST = [{"family": "MaterialIcons", "fonts": [{"asset": "fonts/MaterialIcons-Regular.otf"}]}]


def trimmed(table: str, icons: set[str]) -> None:
    assets.trim_icon_table({assets.ICON_TABLE: table.encode()}, icons)


WRONG: list[tuple[str, Callable[[], object]]] = [
    ("rive missing", lambda: assets.remove_rive_request("k.src=1")),
    ("rive twice", lambda: assets.remove_rive_request(RIVE * 2)),
    ("rive of wasm missing", lambda: assets.disable_rive_script(b"\x00asm")),
    ("rive of wasm twice", lambda: assets.disable_rive_script(assets.SCRIPT_TYPE * 2)),
    ("codecs missing", lambda: assets.choose_files_without_codecs("R=()=>!0")),
    ("codecs twice", lambda: assets.choose_files_without_codecs(assets.IMAGE_CODEC_TEST * 2)),
    ("settings missing", lambda: assets.flutter_build_config("")),
    ("settings twice", lambda: assets.flutter_build_config(CONFIG * 2)),
    ("renderer missing", lambda: assets.flutter_build_config(CONFIG.replace("canvas", "skia"))),
    (
        "renderer twice",
        lambda: assets.flutter_build_config(
            CONFIG.replace("[", '[{"renderer":"canvaskit","compileTarget":"x"},')
        ),
    ),
    (
        "renderers in another order",
        lambda: assets.flutter_build_config(CONFIG.replace(BUILDS, BUILDS_TURNED)),
    ),
    ("index missing", lambda: assets.empty_package_index(b'{"info": {}}')),
    ("icon font missing", lambda: assets.font_manifest(b"[]")),
    ("icon font twice", lambda: assets.font_manifest(json.dumps(MANIFEST * 2).encode())),
    ("icon table missing", lambda: assets.trim_icon_table({}, {"CALL"})),
    ("icon missing", lambda: trimmed('{"CALL": 1}', {"CALL", "PHONE"})),
    ("module path", lambda: tree_shaking._paths_under("/lib/python314.zip/", ["/lib/x.zip/os.py"])),
]


@pytest.mark.parametrize("change", [change for _, change in WRONG], ids=[name for name, _ in WRONG])
def test_patch_fails_unless_its_target_occurs_once(
    change: Callable[[], object],
) -> None:
    with pytest.raises(BuildError, match="adapt"):
        change()


def test_tests_read_the_files_that_the_site_ships() -> None:
    pinned = {name: number for name, number, _ in wheels.pins()}
    assert pinned["flet-web"] == version("flet-web") == version("flet") == pinned["flet"]


def test_request_to_a_cdn_is_removed_from_the_client() -> None:
    before = (WEB / "main.dart.js").read_text("utf-8")
    after = assets.remove_rive_request(before)
    assert len(re.findall("rive_native", after)) == len(re.findall("rive_native", before))
    assert not assets.RIVE_REQUEST.search(after)
    assert after.count('k.type="text/plain"') == before.count('k.type="text/plain"') + 1


def test_script_of_a_cdn_has_a_type_that_is_not_run_in_the_webassembly_client() -> None:
    before = (WEB / "main.dart.wasm").read_bytes()
    after = assets.disable_rive_script(before)
    assert len(after) == len(before), "the length of a string is part of a WebAssembly file"
    assert assets.SCRIPT_TYPE not in after


def test_loader_chooses_the_files_without_codecs_in_every_browser() -> None:
    after = assets.choose_files_without_codecs((WEB / "flutter.js").read_text("utf-8"))
    assert assets.IMAGE_CODEC_TEST not in after
    assert '=()=>!0||C==="blink"' in after


def test_app_draws_no_image_that_the_engine_would_decode() -> None:
    """Its images are those of `drawing`, which draws SVG files."""
    image = re.compile(r"\bft\.(?:Image|DecorationImage|CircleAvatar)\b")
    modules = (PACKAGE / "ui").rglob("*.py")
    uses = {path.name: image.findall(path.read_text("utf-8")) for path in modules}
    assert {name: found for name, found in uses.items() if found} == {"cards.py": ["ft.Image"]}
    assert {path.suffix for path in (ASSETS / "drawings").iterdir()} == {".svg"}


def test_loader_gets_the_settings_of_both_builds() -> None:
    settings = assets.flutter_build_config((WEB / "flutter_bootstrap.js").read_text("utf-8"))
    assert re.fullmatch("[0-9a-f]{40}", settings["engineRevision"])
    assert [build["renderer"] for build in settings["builds"]] == assets.RENDERERS


def test_index_of_packages_is_emptied_and_the_rest_of_the_lock_file_is_kept() -> None:
    stock = (WEB / "pyodide" / "pyodide-lock.json").read_bytes()
    before, after = json.loads(stock), json.loads(assets.empty_package_index(stock))
    assert before["packages"]
    assert after == before | {"packages": {}}


def test_engine_fetches_only_the_fonts_in_use() -> None:
    stock = (WEB / "assets" / "FontManifest.json").read_bytes()
    families = {entry["family"] for entry in json.loads(assets.font_manifest(stock))}
    assert families == {"MaterialIcons", "Roboto", *FONTS}
    assert len(json.loads(stock)) > len(families)


def test_table_of_icons_has_only_the_icons_in_use() -> None:
    path = Path(str(flet.__file__)).parent / assets.ICON_TABLE.partition("flet/")[2]
    members, used = {assets.ICON_TABLE: path.read_bytes()}, assets.find_used_icons(PACKAGE)
    assets.trim_icon_table(members, used)
    assert set(json.loads(members[assets.ICON_TABLE])) == used


def web_wheel(folder: Path, missing: str = "", twice: str = "") -> Path:
    """A small wheel with every file of the web client that the site has, but `missing`."""
    texts = dict.fromkeys((*assets.WEB_CLIENT_FILES, "assets/shaders/ink.frag"), "")
    texts |= {
        "main.dart.js": RIVE,
        "main.dart.wasm": assets.SCRIPT_TYPE.decode(),
        "flutter.js": assets.IMAGE_CODEC_TEST,
        "flutter_bootstrap.js": CONFIG,
        "assets/FontManifest.json": json.dumps(MANIFEST),
        "pyodide/pyodide-lock.json": '{"packages": {"numpy": {}}}',
    }
    wheel = folder / "flet_web.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in texts.items():
            if name != missing:
                archive.writestr(f"{assets.WHEEL_FOLDER}{name}", text)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr(f"{assets.WHEEL_FOLDER}{twice}", "")
    return wheel


def test_client_is_copied_with_every_change(tmp_path: Path) -> None:
    settings = assets.copy_web_client(web_wheel(tmp_path), tmp_path / "out")
    out = tmp_path / "out"
    assert settings["engineRevision"] == "e"
    assert (out / "main.dart.js").read_text() == 'k.type="text/plain"'
    assert (out / "main.dart.wasm").read_bytes() == assets.INERT_TYPE
    assert json.loads((out / "pyodide/pyodide-lock.json").read_text()) == {"packages": {}}
    assert all((out / name).is_file() for name in assets.WEB_CLIENT_FILES)


@pytest.mark.parametrize("name", [*assets.WEB_CLIENT_FILES, "assets/shaders/ink.frag"])
def test_file_of_the_client_that_is_missing_fails_the_build(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError, match="adapt"):
        assets.copy_web_client(web_wheel(tmp_path, missing=name), tmp_path / "out")


def test_file_of_the_client_that_is_there_twice_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="2 times"):
        assets.copy_web_client(web_wheel(tmp_path, twice="flutter.js"), tmp_path / "out")


def test_every_file_that_the_site_copies_is_in_the_installed_client() -> None:
    assert [name for name in assets.WEB_CLIENT_FILES if not (WEB / name).is_file()] == []
    assert all(any((WEB / folder).iterdir()) for folder in assets.WEB_CLIENT_FOLDERS)
