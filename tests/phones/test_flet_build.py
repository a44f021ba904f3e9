"""The configuration of the apps for phones, as Flet's own build command reads it."""

import plistlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from PIL import Image

from sv_app.ui.theme import DARK, LIGHT
from tests.phones.flet_build import Build, flet_build, unknown_settings
from tests.source import ROOT, project_files

PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
FLET = tomllib.loads(PYPROJECT)["tool"]["flet"]
TARGETS = ("apk", "aab", "ipa")
ANDROID = ("apk", "aab")
BRAND = "#1C5D5A"
JAVA_KEYWORDS = {"class", "default", "int", "new", "package", "private", "public", "static"}
RES = "android/app/src/main/res"
APP_ICONS = "ios/Runner/Assets.xcassets/AppIcon.appiconset"
DOCUMENT = (ROOT / "docs" / "phones.md").read_text("utf-8")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    """A build for each kind of app, and one for the web, which has settings of its own."""
    results = {}
    for target in (*TARGETS, "web"):
        with pytest.MonkeyPatch.context() as patch:
            folder = tmp_path_factory.mktemp(target)
            results[target] = flet_build(target, PYPROJECT, folder, patch)
    return results


@pytest.fixture(params=TARGETS)
def build(request: pytest.FixtureRequest, builds: dict[str, Build]) -> Build:
    return builds[request.param]


def settings_read(builds: dict[str, Build]) -> set[str]:
    return {setting for build in builds.values() for setting in build.settings_read}


def test_flet_or_its_template_reads_every_setting(builds: dict[str, Build]) -> None:
    assert unknown_settings(FLET, settings_read(builds)) == []


@pytest.mark.parametrize(
    "setting",
    [
        {"bundel_id": "org.example.app"},
        {"splash": {"colour": "#FFFFFF"}},
        {"android": {"min_sdk": 24}},
        {"android": {"permissions": {"android.permission.CAMERA": True}}},
        {"ios": {"info_plist": {"UIFileSharingEnabled": False}}},
        {"app": {"excludes": ["tests"]}},
    ],
    ids=str,
)
def test_misspelt_setting_is_found(builds: dict[str, Build], setting: dict[str, Any]) -> None:
    assert len(unknown_settings(setting, settings_read(builds))) == 1


def test_flet_reports_no_warning(build: Build) -> None:
    assert "Packaged Python app" in build.log, "the log was not captured"
    assert "Warning" not in build.log
    assert not re.search("ignored|not a valid", build.log)


def test_names_are_the_same_on_every_phone(build: Build) -> None:
    names = ("product_name", "artifact_name", "project_name", "org_name", "bundle_id")
    assert [build.context[name] for name in names] == [
        "Côte à côte",
        "cote-a-cote",
        "cote_a_cote",
        "org.coteacote",
        "org.coteacote.app",
    ]


def test_application_id_is_valid_on_android_and_ios(build: Build) -> None:
    bundle_id = build.context["bundle_id"]
    words = bundle_id.split(".")
    assert len(words) >= 2
    assert all(re.fullmatch("[a-z][a-z0-9]*", word) for word in words)
    assert not {*words} & JAVA_KEYWORDS
    assert bundle_id.startswith(f"{build.context['org_name']}.")


def test_build_number_follows_the_version(build: Build) -> None:
    major, minor, patch = map(int, version("cote-a-cote").split("."))
    arguments = build.flutter_arguments
    number = arguments[arguments.index("--build-number") + 1]
    assert int(number) == 10_000 * major + 100 * minor + patch
    assert arguments[arguments.index("--build-name") + 1] == version("cote-a-cote")


@pytest.mark.parametrize("target", ANDROID)
def test_android_app_has_no_permission(builds: dict[str, Build], target: str) -> None:
    options = builds[target].context["options"]
    assert options["android_permissions"]
    assert not any(options["android_permissions"].values())
    assert not any(options["android_features"].values())


def test_every_permission_is_named_in_the_document(builds: dict[str, Build]) -> None:
    for permission in builds["apk"].context["options"]["android_permissions"]:
        assert f"`{permission.removeprefix('android.permission.')}`" in DOCUMENT


@pytest.mark.parametrize("target", ANDROID)
def test_android_template_receives_what_only_it_reads(
    builds: dict[str, Build], target: str
) -> None:
    android = builds[target].context["pyproject"]["tool"]["flet"]["android"]
    # Flet writes each value as it is: a boolean of TOML would be `False`, which Android refuses.
    assert android["manifest_application"] == {"allowBackup": "false"}
    assert int(android["min_sdk_version"]) == 24


def test_gradle_needs_less_memory_than_a_hosted_runner_has(builds: dict[str, Build]) -> None:
    options = builds["apk"].context["options"]
    heap = re.search(r"-Xmx(\d+)G", options["android_gradle_properties"]["org.gradle.jvmargs"])
    assert heap
    assert int(heap[1]) <= 4
    assert options["android_gradle_properties"]["android.useAndroidX"] == "true"


def test_ios_app_may_ask_for_calls_and_messages_and_shares_no_file(
    builds: dict[str, Build],
) -> None:
    info = builds["ipa"].context["options"]["info_plist"]
    assert plistlib.loads(plistlib.dumps(info)) == info
    assert info["LSApplicationQueriesSchemes"] == ["tel", "sms", "mailto"]
    assert not info["UIFileSharingEnabled"]
    assert not info["LSSupportsOpeningDocumentsInPlace"]
    assert not [name for name in info if name.endswith("UsageDescription")]


def test_ios_app_has_the_languages_of_the_content(builds: dict[str, Build]) -> None:
    info = builds["ipa"].context["options"]["info_plist"]
    folders = {path.parent.name for path in (ROOT / "content").glob("*/labels.toml")}
    assert set(info["CFBundleLocalizations"]) == folders


def test_app_never_asks_whether_a_link_can_be_opened() -> None:
    """Only that question needs `<queries>` on Android; opening a link does not."""
    asking = [path for path in (ROOT / "sv_app").rglob("*.py") if "can_launch" in path.read_text()]
    assert asking == []


def test_ipa_is_not_signed_by_the_build(builds: dict[str, Build]) -> None:
    assert "--no-codesign" in builds["ipa"].flutter_arguments
    assert not builds["apk"].context["options"]["android_signing"]


def test_splash_and_boot_screen_have_the_colours_of_the_app(build: Build) -> None:
    splash = build.context["splash"]
    assert splash["android"]
    assert splash["ios"]
    assert (splash["color"], splash["dark_color"]) == (LIGHT.surface, DARK.surface)
    screen = FLET["boot_screen"]["flet"]
    assert (screen["bgcolor_light"], screen["bgcolor_dark"]) == (LIGHT.surface, DARK.surface)


def pixels(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGBA")


def hexadecimal(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "#" + "".join(f"{part:02X}" for part in colour[:3])


def test_icons_of_ios_are_opaque_to_the_corner(builds: dict[str, Build]) -> None:
    icons = sorted((builds["ipa"].project / APP_ICONS).glob("*.png"))
    assert len(icons) == 15
    for path in icons:
        icon = pixels(path)
        assert icon.getextrema()[-1] == (255, 255), path.name
        assert hexadecimal(icon.getpixel((0, 0))) == BRAND, path.name
    assert max(pixels(path).width for path in icons) == 1024


@pytest.mark.parametrize("target", ANDROID)
def test_adaptive_icon_of_android_keeps_its_drawing_in_the_safe_zone(
    builds: dict[str, Build], target: str
) -> None:
    """A launcher may leave a circle of 66 of the 108 units of the layer (Android's own rule)."""
    build = builds[target]
    assert build.context["adaptive_icon_background"] == BRAND
    assert len(list((build.project / RES).glob("mipmap-*/ic_launcher.png"))) == 5
    layers = sorted((build.project / RES).glob("drawable-*/ic_launcher_foreground.png"))
    assert len(layers) == 5
    icon = pixels(build.project / RES / "drawable-xxxhdpi" / "ic_launcher_foreground.png")
    side = icon.width
    radius = side * 66 / 108 / 2
    centre = (side - 1) / 2
    drawn = [
        (x, y)
        for x in range(0, side, 4)
        for y in range(0, side, 4)
        if hexadecimal(icon.getpixel((x, y))) != BRAND
    ]
    assert len(drawn) > 1_000
    assert max(((x - centre) ** 2 + (y - centre) ** 2) ** 0.5 for x, y in drawn) < radius


def test_splash_is_drawn_for_every_density(builds: dict[str, Build]) -> None:
    android = builds["apk"].project / RES
    assert len(list(android.glob("drawable-*dpi/splash.png"))) == 5
    assert len(list(android.glob("drawable-*dpi/android12splash.png"))) == 5
    launch = builds["ipa"].project / "ios/Runner/Assets.xcassets/LaunchImage.imageset"
    assert {path.name for path in launch.glob("LaunchImage*.png")} >= {
        "LaunchImage.png",
        "LaunchImage@2x.png",
        "LaunchImage@3x.png",
    }


def excluded(build: Build) -> list[str]:
    arguments = build.package_arguments
    return [arguments[index + 1] for index, word in enumerate(arguments) if word == "--exclude"]


def test_every_path_that_is_left_out_exists(build: Build) -> None:
    made = {"build", "cote_a_cote.egg-info"}  # by Flet and by pip: git has neither
    assert [
        name for name in excluded(build) if name not in made and not (ROOT / name).exists()
    ] == []


def packaged_files(build: Build) -> list[Path]:
    """The files of the project that a phone gets, relative to it."""
    paths = [path.relative_to(ROOT) for path in project_files()]
    left_out = [Path(name) for name in excluded(build)]
    return [
        path
        for path in paths
        if not path.parts[0].startswith(".")
        and not any(path.is_relative_to(name) for name in left_out)
    ]


def test_same_files_are_packaged_for_every_phone(builds: dict[str, Build]) -> None:
    assert excluded(builds["apk"]) == excluded(builds["aab"]) == excluded(builds["ipa"])


def test_app_that_a_phone_gets_starts_and_has_only_what_it_needs(
    builds: dict[str, Build], tmp_path: Path
) -> None:
    files = packaged_files(builds["apk"])
    for path in files:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / path).read_bytes())
    assert {path.parts[0] for path in files} == {
        *("LICENSE", "assets", "content", "main.py", "pyproject.toml", "sv_app"),
    }
    program = (
        "import sys; sys.path.insert(0, '.'); import main; print(sys.modules['sv_app'].__file__)"
    )
    result = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(str(tmp_path))


def test_phone_gets_the_pinned_packages(build: Build) -> None:
    arguments = build.package_arguments
    packages = [arguments[index + 1] for index, word in enumerate(arguments) if word == "-r"]
    pinned = tomllib.loads(PYPROJECT)["project"]["dependencies"]
    assert [*map(Requirement, packages)] == [*map(Requirement, pinned)]
    assert arguments[arguments.index("--python-version") + 1] == "3.14"


def test_tests_run_the_flet_that_the_app_uses() -> None:
    assert version("flet-cli") == version("flet")
