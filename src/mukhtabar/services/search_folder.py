"""Where an index lies on disk, and how a new one takes its place: readers see the old one until it is whole."""

import json
import logging
import os
import secrets
import shutil
import threading
from pathlib import Path

from tantivy import Index, Schema

log = logging.getLogger(__name__)


class Shelf:
    """The index in use under `folder` (in memory without one), and the recipe it was made by."""

    def __init__(self, folder: Path | None, schema: Schema) -> None:
        self.folder = folder
        self._schema = schema
        self._guard = threading.Lock()
        self._index: Index | None = None
        self._recipe = ""
        self._seen: tuple[object, ...] = ()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def lock(self) -> Path | None:
        """The file whose holder writes."""
        return self.folder / "writer.lock" if self.folder else None

    def current(self) -> tuple[Index | None, str]:
        """Return the index in use, as last committed by whichever process, and its recipe; None when there is none."""
        with self._guard:
            if self.folder is not None and (seen := self._look()) != self._seen:
                self._open()
                self._seen = seen
            return self._index, self._recipe

    def _mark(self) -> dict[str, str]:
        assert self.folder is not None
        try:
            mark = json.loads((self.folder / "current").read_text("utf-8"))
            return {"name": str(mark["name"]), "recipe": str(mark["recipe"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"name": "", "recipe": ""}

    def _look(self) -> tuple[object, ...]:
        """What changes whenever somebody commits or puts a new index in place."""
        assert self.folder is not None
        name = self._mark()["name"]
        try:
            state = (self.folder / name / "meta.json").stat()
        except OSError:
            return (name,)
        return name, state.st_mtime_ns, state.st_ino, state.st_size

    def _open(self) -> None:
        assert self.folder is not None
        mark = self._mark()
        try:
            if self._index is not None and self._seen[:1] == (mark["name"],):
                self._index.reload()
            elif mark["name"] and Index.exists(str(self.folder / mark["name"])):
                self._index, self._recipe = self._made(self.folder / mark["name"]), mark["recipe"]
            else:
                self._index, self._recipe = None, ""
        except (OSError, ValueError) as error:
            log.error("The search index cannot be read and needs rebuilding: %s", type(error).__name__)
            self._index, self._recipe = None, ""

    def _made(self, path: Path | None) -> Index:
        index = Index(self._schema, str(path) if path else None)
        index.config_reader("manual")
        index.reload()
        return index

    def fresh(self) -> tuple[Index, str]:
        """Return a new, empty index that nobody reads yet, and its name. Only the holder of the lock may."""
        if self.folder is None:
            return self._made(None), ""
        name = f"index-{secrets.token_hex(4)}"
        (self.folder / name).mkdir()
        return self._made(self.folder / name), name

    def put_in_place(self, index: Index, name: str, recipe: str) -> None:
        """Make the filled `index` the one in use and remove what it replaces."""
        if self.folder is None:
            with self._guard:
                index.reload()
                self._index, self._recipe = index, recipe
            return
        written = self.folder / "current.new"
        with written.open("w", encoding="utf-8") as file:
            json.dump({"name": name, "recipe": recipe}, file)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.folder / "current")
        for old in self.folder.glob("index-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)
