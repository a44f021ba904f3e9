"""Each file's .br and .gz beside it, for hosts that serve them as they are."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

WORTH = {".css", ".html", ".js", ".json", ".mjs", ".otf", ".svg", ".ttf", ".wasm", ".zip"}
SMALLEST = 512
"""Bytes under which compressing gains nothing a packet would notice."""


def _brotli(data: bytes) -> bytes:
    packed: bytes = brotli.compress(data, quality=11, lgwin=24)
    return packed


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)


WAYS: Mapping[str, Callable[[bytes], bytes]] = {".br": _brotli, ".gz": _gzip}


def write(site: Path, cache: Path) -> None:
    """Compress what is worth it in `site`; `cache` keeps what a former build compressed."""
    cache.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(site.rglob("*")) if _worth(path)]
    # The largest first, so that no processor waits for one at the end.
    files.sort(key=lambda path: -path.stat().st_size)
    jobs = [(path, suffix, cache) for path in files for suffix in WAYS]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(_compress, jobs))


def _worth(path: Path) -> bool:
    return path.is_file() and path.suffix in WORTH and path.stat().st_size > SMALLEST


def _compress(job: tuple[Path, str, Path]) -> None:
    path, suffix, cache = job
    data = path.read_bytes()
    kept = cache / (hashlib.sha256(data).hexdigest() + suffix)
    if not kept.exists():
        beside = kept.with_suffix(f"{suffix}.{os.getpid()}")
        beside.write_bytes(WAYS[suffix](data))
        beside.replace(kept)
    shutil.copyfile(kept, path.with_name(path.name + suffix))
