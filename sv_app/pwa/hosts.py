"""Write what a web host needs: configurations, checksums and a bill of materials.

Each configuration sends every header with every file, the MIME types that the host may get wrong,
and the compressed copies where the host can. `docs/hosting.md` says which host reads which file.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from email.parser import BytesParser
from html import escape
from pathlib import Path
from typing import Any

from sv_app.domain.content import Content
from sv_app.pwa import static_page, wheels
from sv_app.pwa.errors import InputError
from sv_app.pwa.headers import HEADERS, PAGE_HEADERS, TYPES
from sv_app.pwa.statements import SECURITY, Publication, security_txt

CHECKSUMS = "SHA256SUMS"
BILL_OF_MATERIALS = "sbom.cdx.json"
NGINX, CADDY = "hosting/nginx.conf", "hosting/Caddyfile"
NETLIFY, APACHE, IIS = "_headers", ".htaccess", "web.config"
NOT_FOUND = "404.html"
ASSET_LINKS = ".well-known/assetlinks.json"
"""Where Android looks for the apps that may show the site, at the root of its origin."""
CONFIGURATIONS = (NETLIFY, APACHE, IIS, NGINX, CADDY)
"""Files for the host alone: a host may refuse to serve them."""
ALL_HEADERS = HEADERS | PAGE_HEADERS
TEXT_TYPES = ("text/", "application/json", "image/svg+xml")
"""The beginnings of the MIME types that name their encoding."""


def host_files() -> dict[str, str]:
    """Return the text of each configuration, by its path in the site."""
    return {NETLIFY: _netlify(), APACHE: _apache(), IIS: _iis(), NGINX: _nginx(), CADDY: _caddy()}


def _with_charset(mime_type: str) -> str:
    """The MIME type with the encoding of the file, which is UTF-8 for every text."""
    return f"{mime_type}; charset=utf-8" if mime_type.startswith(TEXT_TYPES) else mime_type


def _netlify() -> str:
    """For Netlify and Cloudflare Pages, which compress by themselves."""
    rules = ["/*", *(f"  {name}: {value}" for name, value in ALL_HEADERS.items())]
    for suffix in (".js", ".mjs", ".wasm"):
        rules += [f"/*{suffix}", f"  Content-Type: {_with_charset(TYPES[suffix])}"]
    return "\n".join(rules) + "\n"


def _apache() -> str:
    """For Apache with mod_headers; with mod_rewrite, it sends the compressed copies too."""
    types = "\n".join(f"AddType {kind} {suffix}" for suffix, kind in TYPES.items())
    headers = "\n".join(
        f'  Header always set {name} "{value}"' for name, value in ALL_HEADERS.items()
    )
    # A copy is named after its file: app.js.br has the type of app.js.
    copies = "\n".join(
        f'  <FilesMatch "\\{suffix}\\.{ending}$">\n'
        f'    ForceType "{_with_charset(kind)}"\n'
        f"    Header set Content-Encoding {encoding}\n"
        "  </FilesMatch>"
        for suffix, kind in TYPES.items()
        for ending, encoding in (("br", "br"), ("gz", "gzip"))
    )
    return f"""# AllowOverride must permit FileInfo and Options, and mod_headers must be loaded.
AddDefaultCharset utf-8
Options -Indexes -MultiViews
{types}
<IfModule mod_headers.c>
{headers}
</IfModule>
<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteRule ^$ index.html
  RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b
  RewriteCond %{{REQUEST_FILENAME}}.br -f
  RewriteRule ^(.+)$ $1.br [L,E=no-gzip:1]
  RewriteCond %{{HTTP:Accept-Encoding}} \\bgzip\\b
  RewriteCond %{{REQUEST_FILENAME}}.gz -f
  RewriteRule ^(.+)$ $1.gz [L,E=no-gzip:1]
  Header append Vary Accept-Encoding
  RemoveType .gz
  RemoveEncoding .gz .br
  RemoveLanguage .br
{copies}
</IfModule>
"""


def _iis() -> str:
    """For IIS, which compresses by itself."""
    types = "\n".join(
        f'      <remove fileExtension="{suffix}" />\n'
        f'      <mimeMap fileExtension="{suffix}" mimeType="{_with_charset(kind)}" />'
        for suffix, kind in TYPES.items()
    )
    headers = "\n".join(
        f'        <add name="{name}" value="{escape(value)}" />'
        for name, value in ALL_HEADERS.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.webServer>
    <staticContent>
{types}
    </staticContent>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
{headers}
      </customHeaders>
    </httpProtocol>
  </system.webServer>
</configuration>
"""


def _nginx() -> str:
    """For nginx: included in the `location` block of the site."""
    types = "\n".join(f"  {kind} {suffix.lstrip('.')};" for suffix, kind in TYPES.items())
    headers = "\n".join(
        f'add_header {name} "{value}" always;' for name, value in ALL_HEADERS.items()
    )
    return f"""# Include this file in the location block of the site.
types {{
{types}
}}
default_type application/octet-stream;
charset utf-8;
charset_types text/css text/javascript application/json image/svg+xml;
index index.html;
etag on;
gzip_static on;
# Debian has it in libnginx-mod-http-brotli-static. A brotli copy is a quarter smaller:
# brotli_static on;
gzip_vary on;
{headers}
"""


def _caddy() -> str:
    """For Caddy: imported at the top of the Caddyfile, then used in the block of the site."""
    headers = "\n".join(f'\t\t{name} "{value}"' for name, value in ALL_HEADERS.items())
    types = "\n".join(
        f"\t@{suffix.lstrip('.')} path *{suffix}\n"
        f'\theader @{suffix.lstrip(".")} Content-Type "{_with_charset(TYPES[suffix])}"'
        for suffix in (".js", ".mjs", ".wasm")
    )
    return f"""# Import this file at the top of the Caddyfile; in the block of the site, write:
#   root * /srv/side-by-side
#   import side-by-side
(side-by-side) {{
\theader {{
{headers}
\t}}
{types}
\tfile_server {{
\t\tprecompressed br gzip
\t}}
}}
"""


def bill_of_materials(wheel_paths: Mapping[str, Path], project_version: str) -> str:
    """Return a CycloneDX 1.6 document, in JSON, of every package whose files the site ships.

    It has no date and no serial number, so that two builds write the same one.
    """
    pins = {name: (number, digest) for name, number, digest in wheels.pins()}
    components = [
        {
            "type": "library",
            "name": name,
            "version": number,
            "purl": f"pkg:pypi/{name}@{number}",
            "bom-ref": f"pkg:pypi/{name}@{number}",
            "hashes": [{"alg": "SHA-256", "content": digest}],
            **_licences(wheel_paths[name]),
        }
        for name, (number, digest) in sorted(pins.items())
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "cote-a-cote",
                "version": project_version,
                "bom-ref": "cote-a-cote",
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
    }
    return json.dumps(document, indent=1) + "\n"


def _licences(wheel: Path) -> dict[str, Any]:
    """The licence that a wheel declares, as CycloneDX writes it; nothing if it declares none."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = BytesParser().parsebytes(archive.read(name), headersonly=True)
    if expression := metadata["License-Expression"]:
        return {"licenses": [{"expression": expression}]}
    if licence := metadata["License"]:
        return {"licenses": [{"license": {"name": licence.splitlines()[0]}}]}
    return {}


PACKAGE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+")
FINGERPRINT_BYTES = {"SHA-256": 32, "SHA-1": 20}
CERTIFICATE_HINT = "write the line SHA256 that keytool -list -v prints for the signing key"


def asset_links(package: str | None, fingerprints: Sequence[str]) -> str | None:
    """Return the file by which the site recognises an Android app; None without an app.

    `package` is the name of the app, and `fingerprints` are the SHA-256 of the certificates that
    sign it: that of the store, and that of the publisher.

    Raises:
        InputError: when one of them is missing or is not what it should be.
    """
    if package is None and not fingerprints:
        return None
    if package is None:
        raise InputError("--fingerprint needs the name of the Android app: add --package NAME.")
    if not PACKAGE_NAME.fullmatch(package):
        raise InputError(
            f"--package: '{package}' is no name of an Android app: write at least two words, "
            "separated with points, of letters, digits and _, such as org.example.app."
        )
    if not fingerprints:
        raise InputError(f"--package needs --fingerprint: {CERTIFICATE_HINT}.")
    target = {
        "namespace": "android_app",
        "package_name": package,
        "sha256_cert_fingerprints": [_fingerprint(text) for text in fingerprints],
    }
    relation = ["delegate_permission/common.handle_all_urls"]
    return json.dumps([{"relation": relation, "target": target}], indent=1) + "\n"


def _fingerprint(text: str) -> str:
    """Return a fingerprint as Android compares it: pairs of capital digits, with colons."""
    pairs = text.strip().upper().split(":")
    if not all(re.fullmatch("[0-9A-F]{2}", pair) for pair in pairs):
        raise InputError(
            f"--fingerprint: '{text}' is no fingerprint: {CERTIFICATE_HINT}, "
            "32 pairs of the digits 0 to 9 and A to F, separated with colons."
        )
    if len(pairs) != FINGERPRINT_BYTES["SHA-256"]:
        is_sha1 = len(pairs) == FINGERPRINT_BYTES["SHA-1"]
        found = "is a SHA-1" if is_sha1 else f"has {len(pairs)} pairs of digits instead of 32"
        raise InputError(f"--fingerprint: '{text}' {found}: {CERTIFICATE_HINT}.")
    return ":".join(pairs)


def checksums(site: Path) -> str:
    """Return the SHA-256 of every file of `site`, as `sha256sum --check` reads it.

    It leaves out itself and `build.json`, which is written last.
    """
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    lines = (
        f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}\n"
        for name in names
        if name not in (CHECKSUMS, "build.json")
    )
    return "".join(lines)


def write(
    site: Path,
    contents: Mapping[str, Content],
    wheel_paths: Mapping[str, Path],
    published: Publication,
    links: str | None = None,
) -> None:
    """Write every file for the host into `site`; call it after the last file of the site.

    `links` is the text of `ASSET_LINKS`; with None, that file is not written.
    """
    files = {
        **host_files(),
        NOT_FOUND: static_page.not_found_page(contents),
        BILL_OF_MATERIALS: bill_of_materials(wheel_paths, published.version),
    }
    if links:
        files[ASSET_LINKS] = links
    if text := security_txt(published, contents):
        files[SECURITY] = text
    else:
        print(f"      no {SECURITY}: nobody is named to report a vulnerability to", flush=True)
    for name, text in files.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, "utf-8")
    (site / CHECKSUMS).write_text(checksums(site), "utf-8")
