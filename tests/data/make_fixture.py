"""Writes what this version keeps, for the versions to come: python -m tests.data.make_fixture

Run it once, when a new version of the tables is released; what it wrote then stays for ever.
"""

import asyncio
import shutil

from sv_app.data.schema import VERSION
from sv_app.data.storage.file import FileBackend
from tests.data.journal_builder import filled
from tests.data.test_migrations import CODE, FIXTURES


async def main() -> None:
    for name, code in ((f"v{VERSION}", None), (f"v{VERSION}-passcode", CODE)):
        shutil.rmtree(FIXTURES / name, ignore_errors=True)
        backend = FileBackend(FIXTURES / name)
        journal = await filled(backend)
        await journal.set_passcode(code)
        backend.close()
        for lock in (FIXTURES / name).rglob("*.lock"):
            lock.unlink()


if __name__ == "__main__":
    asyncio.run(main())
