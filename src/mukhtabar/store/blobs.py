"""Bytes of documents, on the disk before anybody is told that they are saved.

ZODB renames a blob into its place and leaves it to the system when the bytes reach the disk: after a power cut, an
empty file may stand behind a committed document. Here they are written through in the vote; a disk that fails stops
the commit.
"""

import os
from pathlib import Path
from typing import Any

from ZODB.blob import Blob, BlobStorageMixin
from ZODB.interfaces import BlobError, IBlobStorage
from ZODB.MappingStorage import MappingStorage
from zope.interface import implementer

#: After both books have voted (store/books.py): then the storage has put the file where it stays.
SORT_KEY = "3-blobs"


def keep(connection: Any, data: bytes) -> Blob:
    """Return a new blob holding `data`, durable once the transaction of `connection` has committed."""
    blob = Blob()
    connection.add(blob)
    with blob.open("w") as file:
        file.write(data)
    connection.transaction_manager.get().join(_WriteThrough(connection, blob))
    return blob


def read(blob: Blob) -> bytes:
    """Return the bytes of a blob, also of one that this same transaction has just written."""
    try:
        file = blob.open("c")
    except BlobError:
        file = blob.open("r")
    with file:
        return bytes(file.read())


def write_through(folder: Path, base: Path) -> None:
    """Make the files in `folder` durable, and each folder from there up to `base`: a new name is data of its folder."""
    for file in sorted(folder.iterdir()):
        if file.is_file():
            _sync(file)
    for step in (folder, *folder.parents):
        _sync(step)
        if step in (base, step.parent):
            break


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


class _WriteThrough:
    """A data manager with nothing to save: its vote waits for the disk."""

    def __init__(self, connection: Any, blob: Blob) -> None:
        self.transaction_manager = connection.transaction_manager
        storage = connection.db().storage
        # RelStorage keeps its blobs through a helper of its own; the others are one themselves.
        self._helper = getattr(storage, "blobhelper", storage).fshelper
        self._blob = blob

    def sortKey(self) -> str:  # noqa: N802 (named by transaction.interfaces.IDataManager)
        """Come after the books."""
        return SORT_KEY

    def tpc_vote(self, transaction: Any) -> None:
        """Write the blob and its folders through. Raises OSError, and nothing is committed then."""
        write_through(Path(self._helper.getPathForOID(self._blob._p_oid)), Path(self._helper.base_dir))

    def savepoint(self) -> "_WriteThrough":
        """Return what a rollback is asked of. A blob kept after the savepoint is not: its manager is aborted."""
        return self

    def rollback(self) -> None:
        """Nothing changes: a blob kept before the savepoint is still to be written through."""

    def _nothing(self, transaction: Any) -> None:
        """There is nothing to begin, to finish or to take back: the storage removes what it has not committed."""

    abort = tpc_begin = commit = tpc_finish = tpc_abort = _nothing


@implementer(IBlobStorage)
class Memory(BlobStorageMixin, MappingStorage):
    """A storage in memory. It holds no files: those lie in a folder."""

    def __init__(self, name: str, folder: Path) -> None:
        MappingStorage.__init__(self, name)
        self._blob_init(str(folder))

    def tpc_finish(self, *given: Any, **named: Any) -> Any:
        """End the transaction well."""
        tid = MappingStorage.tpc_finish(self, *given, **named)
        self._blob_tpc_finish()
        return tid

    def tpc_abort(self, transaction: Any) -> None:
        """End the transaction, its files removed."""
        MappingStorage.tpc_abort(self, transaction)
        self._blob_tpc_abort()
