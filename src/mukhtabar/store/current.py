"""Two people, two documents, one moment: when a decision on the one rests on the other, only one may go through."""

from typing import Any


def stay(document: Any) -> None:
    """Let this transaction begin again when somebody else changes `document`, which it only reads, before it ends.

    A transaction notices by itself only that somebody else wrote what it writes (ZODB: Connection.readCurrent).
    """
    if document._p_jar is not None:
        # What is not loaded yet has no serial that could be compared.
        document._p_activate()
        document._p_jar.readCurrent(document)
