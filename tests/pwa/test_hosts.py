"""What the build writes for web hosts: configurations, the page for 404, checksums, the SBOM."""

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

from sv_app.domain.content import Content
from sv_app.pwa import hosts, wheels
from sv_app.pwa.headers import TYPES
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


def test_page_for_404_dials_in_every_language_and_needs_no_other_file(
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
        name: wheel(tmp_path, name, licences[rank % len(licences)])
        for rank, (name, _, _) in enumerate(wheels.pins())
    }
    text = hosts.bill_of_materials(paths, "1.2.3")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    listed = [
        (part["name"], part["version"], part["hashes"][0]["content"])
        for part in json.loads(text)["components"]
    ]
    assert sorted(listed) == sorted(wheels.pins())
