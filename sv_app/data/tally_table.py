"""The table of the tally: one document for each kind of encounter in each month."""

from sv_app.data.database import EncryptedDatabase
from sv_app.domain.journal import LimitReachedError
from sv_app.domain.tally import MAX_CELLS, Tally, TallyCell

TABLE = "tally"


def tally(database: EncryptedDatabase) -> Tally:
    """Return the tally; it is empty while it is off."""
    return tuple(TallyCell.model_validate(dict(doc)) for doc in database.table(TABLE).all())


def put_tally(database: EncryptedDatabase, new_tally: Tally) -> None:
    """Replace the tally. Call it inside change().

    Raises:
        LimitReachedError: when it has more cells than the limit.
    """
    if len(new_tally) > MAX_CELLS:
        raise LimitReachedError
    database.put(TABLE, *(cell.model_dump(mode="json") for cell in new_tally))
