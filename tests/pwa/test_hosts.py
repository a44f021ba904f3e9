"""What the build writes for web hosts: configurations, the page for 404, checksums, the SBOM."""

import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from sv_app.data.content_files import SiteEntry
from sv_app.domain.content import Content
from sv_app.pwa import hosts, service_worker, wheels
from sv_app.pwa.errors import InputError
from sv_app.pwa.headers import TYPES
from sv_app.pwa.statements import SECURITY, Publication
from sv_app.pwa.static_page import not_found_page

MAX_LINE = 2_000
"""Characters of a line of `_headers` that Cloudflare Pages reads."""


@pytest.mark.parametrize("name", hosts.CONFIGURATIONS)
def test_configuration_sends_every_header_and_the_types_that_browsers_check(name: str) -> None:
    text = hosts.host_files()[name].replace("&#x27;", "'")
    for header, value in hosts.ALL_HEADERS.items():
        assert header in text
        assert value in text
    for suffix in (".js", ".mjs", ".wasm"):
        assert TYPES[suffix] in text
        assert suffix.lstrip(".") in text


def test_lines_of_the_headers_file_are_not_cut() -> None:
    lines = hosts.host_files()[hosts.NETLIFY].splitlines()
    assert max(map(len, lines)) <= MAX_LINE


def test_configuration_of_iis_is_valid_xml_with_each_suffix_once() -> None:
    root = ElementTree.fromstring(hosts.host_files()[hosts.IIS])
    suffixes = [element.get("fileExtension") for element in root.iter("mimeMap")]
    assert sorted(filter(None, suffixes)) == sorted(TYPES)


def test_404_page_has_phone_links_in_every_language_and_needs_no_other_file(
    contents: Mapping[str, Content],
) -> None:
    page = html5lib.parse(not_found_page(contents), namespaceHTMLElements=False)
    links = [link.get("href") for link in page.iter("a")]
    for content in contents.values():
        for slot in content.call_slots():
            assert slot.helpline.facts.uri in links
    assert not [*page.iter("script"), *page.iter("link"), *page.iter("img")]


def test_checksums_are_of_every_file_but_themselves_and_the_stamp(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("index.html", "folder/é.js", "build.json", hosts.CHECKSUMS):
        (tmp_path / name).write_text(name, "utf-8")
    lines = [line.split("  ") for line in hosts.checksums(tmp_path).splitlines()]
    assert lines == [
        [hashlib.sha256(name.encode()).hexdigest(), name] for name in ("folder/é.js", "index.html")
    ]


def wheel(folder: Path, name: str, metadata: str) -> Path:
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.dist-info/METADATA", f"Metadata-Version: 2.4\n{metadata}\n")
    return path


def test_bill_of_materials_lists_every_pinned_package_with_its_hash(tmp_path: Path) -> None:
    licences = ["License-Expression: MIT", "License: Apache 2.0", "Name: without"]
    paths = {
        name: wheel(tmp_path, name, licences[index % len(licences)])
        for index, (name, _, _) in enumerate(wheels.pins())
    }
    text = hosts.bill_of_materials(paths, "1.2.3")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    listed = [
        (part["name"], part["version"], part["hashes"][0]["content"])
        for part in json.loads(text)["components"]
    ]
    assert sorted(listed) == sorted(wheels.pins())


SHA256 = ":".join(f"{number:02X}" for number in range(200, 232))
SHA1 = ":".join(f"{number:02x}" for number in range(20))
PACKAGE = "org.example.app"


def test_asset_links_name_the_app_and_every_certificate() -> None:
    other = SHA256.replace("C8", "C0")
    text = hosts.asset_links(PACKAGE, [f" {SHA256.lower()}", other])
    assert text
    assert json.loads(text) == [
        {
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {
                "namespace": "android_app",
                "package_name": PACKAGE,
                "sha256_cert_fingerprints": [SHA256, other],
            },
        }
    ]


@pytest.mark.parametrize("package", ["app", "org.1app", "org.example-app", "org..app", "org.app "])
def test_name_of_an_android_app_is_checked(package: str) -> None:
    with pytest.raises(InputError, match="at least two words"):
        hosts.asset_links(package, [SHA256])


@pytest.mark.parametrize(
    ("fingerprint", "reason"),
    [
        (SHA1, "is a SHA-1"),
        (SHA256[:-3], "has 31 pairs of digits instead of 32"),
        (SHA256.replace(":", ""), "32 pairs of the digits"),
        (SHA256.replace("C8", "CG"), "32 pairs of the digits"),
        ("", "32 pairs of the digits"),
    ],
)
def test_fingerprint_of_a_certificate_is_checked(fingerprint: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        hosts.asset_links(PACKAGE, [fingerprint])
    assert "keytool" in str(error.value)


def test_app_needs_both_a_name_and_a_certificate() -> None:
    assert hosts.asset_links(None, []) is None
    with pytest.raises(InputError, match="--package NAME"):
        hosts.asset_links(None, [SHA256])
    with pytest.raises(InputError, match="keytool"):
        hosts.asset_links(PACKAGE, [])


@pytest.mark.parametrize("links", [None, "[]\n"])
def test_asset_links_are_in_the_site_and_its_checksums_only_with_an_app(
    tmp_path: Path, contents: Mapping[str, Content], links: str | None
) -> None:
    paths = {name: wheel(tmp_path, name, "License: MIT") for name, _, _ in wheels.pins()}
    site = tmp_path / "site"
    site.mkdir()
    published = Publication("1", dt.date(2026, 12, 1), SiteEntry())
    hosts.write(site, contents, paths, published, links)
    assert (site / hosts.ASSET_LINKS).exists() == bool(links)
    assert (hosts.ASSET_LINKS in (site / hosts.CHECKSUMS).read_text("utf-8")) == bool(links)
    assert hosts.ASSET_LINKS not in service_worker.listed(site)


@pytest.mark.parametrize("recipient", [None, "security@host.example"])
def test_security_txt_is_in_the_site_and_its_checksums_only_with_a_recipient(
    tmp_path: Path,
    contents: Mapping[str, Content],
    recipient: str | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = {name: wheel(tmp_path, name, "License: MIT") for name, _, _ in wheels.pins()}
    site = tmp_path / "site"
    site.mkdir()
    published = Publication("1", dt.date(2026, 12, 1), SiteEntry(security=recipient))
    hosts.write(site, contents, paths, published)
    assert (site / SECURITY).exists() == bool(recipient)
    assert (SECURITY in (site / hosts.CHECKSUMS).read_text("utf-8")) == bool(recipient)
    assert SECURITY not in service_worker.listed(site)
    assert ("nobody is named" in capsys.readouterr().out) != bool(recipient)
