"""Each file's .br and .gz beside it, for hosts that serve them as they are."""

import gzip
import hashlib
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

WORTH = {".css", ".html", ".js", ".json", ".mjs", ".otf", ".svg", ".ttf", ".wasm", ".zip"}
SMALLEST = 512
"""Bytes under which compressing gains nothing a packet would notice."""


BEST = 11
"""The effort of Brotli that makes the smallest files, in a minute or two for the whole site."""
SUFFIXES = (".br", ".gz")


def write(site: Path, cache: Path, effort: int = BEST) -> None:
    """Compress what is worth it in `site`; `cache` keeps what a former build compressed.

    `effort` is that of Brotli, from 0 to 11.
    """
    cache.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(site.rglob("*")) if _worth(path)]
    # The largest first, so that no processor waits for one at the end.
    files.sort(key=lambda path: -path.stat().st_size)
    jobs = [(path, suffix, cache, effort) for path in files for suffix in SUFFIXES]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(_compress, jobs))


def _worth(path: Path) -> bool:
    return path.is_file() and path.suffix in WORTH and path.stat().st_size > SMALLEST


def _compress(job: tuple[Path, str, Path, int]) -> None:
    path, suffix, cache, effort = job
    data = path.read_bytes()
    kept = cache / f"{hashlib.sha256(data).hexdigest()}-{effort}{suffix}"
    if not kept.exists():
        beside = kept.with_suffix(f"{suffix}.{os.getpid()}")
        beside.write_bytes(_compressed(data, suffix, effort))
        beside.replace(kept)
    shutil.copyfile(kept, path.with_name(path.name + suffix))


def _compressed(data: bytes, suffix: str, effort: int) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data, compresslevel=9, mtime=0)
    packed: bytes = brotli.compress(data, quality=effort, lgwin=24)
    return packed
