"""Write the fixtures of the current schema version: python -m tests.data.make_fixture

Run it once, when a new schema version is released. Later versions must always read its files.
"""

import asyncio
import shutil

from sv_app.data.schema import VERSION
from sv_app.data.storage.file import FileBackend
from tests.data.journal_builder import PASSCODE, filled_journal
from tests.data.test_migrations import FIXTURES


async def main() -> None:
    for name, passcode in ((f"v{VERSION}", None), (f"v{VERSION}-passcode", PASSCODE)):
        shutil.rmtree(FIXTURES / name, ignore_errors=True)
        backend = FileBackend(FIXTURES / name)
        journal = await filled_journal(backend)
        await journal.set_passcode(passcode)
        backend.close()
        for lock in (FIXTURES / name).rglob("*.lock"):
            lock.unlink()


if __name__ == "__main__":
    asyncio.run(main())
