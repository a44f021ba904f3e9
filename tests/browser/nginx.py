"""Serves a site with Debian's nginx over TLS, from a sub-path, with the build's own snippet."""

import datetime as dt
import ipaddress
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sv_app.pwa.hosts import NGINX
from tests.missing_tools import skip_or_fail

HOST = "127.0.0.1"
SUB_PATH = "/side-by-side/"
BROTLI_MODULE = Path("/etc/nginx/modules-enabled/50-mod-http-brotli-static.conf")
START_TIMEOUT = 20.0
CONFIGURATION = """
daemon off;
master_process off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{modules}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen {host}:{port} ssl;
    ssl_certificate {certificate};
    ssl_certificate_key {certificate};
    location {sub_path} {{
      alias {site}/;
      include {site}/{snippet};
      {brotli}
      error_page 404 {sub_path}404.html;
    }}
  }}
}}
"""


class Nginx(NamedTuple):
    """A running nginx."""

    url: str
    """The URL of the site, which ends with a slash."""
    certificate: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[Nginx]:
    """Serve `site`; the configuration and the certificate are in `folder`.

    Raises:
        RuntimeError: when nginx does not answer in time.
    """
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        skip_or_fail("nginx is not installed")
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    certificate = _write_certificate(folder / "certificate.pem")
    has_brotli = BROTLI_MODULE.exists()
    configuration = CONFIGURATION.format(
        # Otherwise the requests are handled by a user who cannot read the folder of the test.
        user="user root;" if os.getuid() == 0 else "",
        folder=folder,
        modules=f"include {BROTLI_MODULE};" if has_brotli else "",
        brotli="brotli_static on;" if has_brotli else "",
        host=HOST,
        port=port,
        certificate=certificate,
        sub_path=SUB_PATH,
        site=site,
        snippet=NGINX,
    )
    path = folder / "nginx.conf"
    path.write_text(configuration)
    process = subprocess.Popen([program, "-c", str(path)], stderr=subprocess.DEVNULL)
    running = Nginx(f"https://{HOST}:{port}{SUB_PATH}", certificate, process)
    try:
        _wait_for(process, port, folder / "error.log")
        yield running
    finally:
        running.stop()


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < end:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nginx does not listen: {log.read_text() if log.exists() else 'no log'}")


def _write_certificate(path: Path) -> Path:
    """Write a key and a self-signed certificate for 127.0.0.1, valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    unencrypted = serialization.NoEncryption()
    private_format = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(pem, private_format, unencrypted) + certificate.public_bytes(pem)
    )
    ssl.create_default_context().load_verify_locations(path)  # fails here if it is not valid
    return path
