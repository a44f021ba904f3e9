"""Write the fixtures of the current schema version: python -m tests.data.make_fixture NAME…

Run it once, when a new schema version or a new field is released, with the names of the new
fixtures. Later versions must always read its files, and never change them.
"""

import asyncio
import sys

from sv_app.data.storage.file import FileBackend
from tests.data.journal_builder import BUDDY, CONTACT, PASSCODE, filled_journal
from tests.data.test_migrations import FIXTURES


async def main() -> None:
    for name in sys.argv[1:]:
        backend = FileBackend(FIXTURES / name)
        journal = await filled_journal(backend)
        await journal.set_passcode(PASSCODE if name.endswith("-passcode") else None)
        if name.endswith("-roles"):
            await journal.save_contacts((CONTACT, BUDDY))
        backend.close()
        for lock in (FIXTURES / name).rglob("*.lock"):
            lock.unlink()


if __name__ == "__main__":
    asyncio.run(main())
