"""nginx serves the site over TLS from a sub-path, with the snippet that the build writes."""

import gzip
import os
import shutil
import ssl
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli
import pytest
from playwright.sync_api import Playwright

from sv_app import routes
from sv_app.cli import main
from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, START_TIMEOUT, watched
from tests.browser.conftest import FLAGS
from tests.browser.daily_selection import WEEKLY
from tests.browser.nginx import BROTLI_MODULE, SUB_PATH, nginx

pytestmark = [pytest.mark.browser, WEEKLY]

ENCODING = "br" if BROTLI_MODULE.exists() else "gzip"


def test_nginx_serves_the_site_with_headers_compressed_and_then_offline(
    playwright: Playwright,
    chromium: str,
    site: Path,
    tmp_path: Path,
    contents: Mapping[str, Content],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = contents["fr"]
    served = tmp_path / "site"
    shutil.copytree(site, served, copy_function=os.link)
    script = (served / "boot.js").read_bytes()
    (served / "boot.js.br").write_bytes(brotli.compress(script))
    (served / "boot.js.gz").write_bytes(gzip.compress(script))
    with nginx(served, tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        assert main(["verify", server.url, "--build", str(site)]) == 0, capsys.readouterr().err
        context = ssl.create_default_context(cafile=server.certificate)
        request = Request(f"{server.url}boot.js", headers={"Accept-Encoding": "br, gzip"})
        with urlopen(request, context=context) as response:
            assert response.headers["Content-Encoding"] == ENCODING
        with pytest.raises(HTTPError) as missing:
            urlopen(f"{server.url}no-such-page", context=context)
        with missing.value as error:
            assert error.code == 404
            assert content.labels.fallback.not_found in error.read().decode()
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--ignore-certificate-errors"]
        )
        try:
            with browser.new_context(**SCREEN, locale="fr", ignore_https_errors=True) as window:
                origin = server.url.removesuffix(SUB_PATH)
                with watched(window.new_page(), origin) as app_page:
                    app_page.open(base=server.url.rstrip("/"))
                    app_page.page.wait_for_selector(
                        "html[data-offline=yes]", state="attached", timeout=START_TIMEOUT
                    )
                    app_page.page.close()
                server.stop()
                with watched(window.new_page(), origin) as app_page:
                    app_page.open(base=server.url.rstrip("/"))
                    app_page.go(routes.TEAM)
                    app_page.wait_for_heading(content.labels.team.title)
        finally:
            browser.close()
