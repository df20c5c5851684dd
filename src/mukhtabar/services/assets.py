"""The static files: read once, named by their content, compressed once, served for ever."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from typing import Any

mimetypes.add_type("font/woff2", ".woff2")
COMPRESSIBLE = {"text/css", "text/javascript", "application/javascript", "image/svg+xml", "text/plain"}


@dataclass(frozen=True)
class Asset:
    """One file. `tag` is the beginning of the SHA-256 of `body` and stands in the address."""

    name: str
    tag: str
    media_type: str
    body: bytes
    compressed: bytes | None


def _asset(name: str, body: bytes) -> Asset:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    compressed = gzip.compress(body, 9, mtime=0) if media_type in COMPRESSIBLE else None
    return Asset(name, hashlib.sha256(body).hexdigest()[:12], media_type, body, compressed)


class Assets:
    """All static files of the package by name, for example `site.css` or `vendor/fonts/x.woff2`."""

    def __init__(self, folder: Any) -> None:
        self._files = {asset.name: asset for asset in self._read(folder, "")}
        if "site.css" in self._files:
            # The rules for paper, for a screen: how a page is printed is shown by them (views/desk/preview.py).
            paper = self._files["site.css"].body.replace(b"@media print", b"@media all")
            self._files["print.css"] = _asset("print.css", paper)
        digest = hashlib.sha256("".join(sorted(a.name + a.tag for a in self._files.values())).encode())
        #: Changes when any file does.
        self.revision = digest.hexdigest()[:12]

    def _read(self, folder: Any, prefix: str) -> Any:
        for entry in folder.iterdir():
            if entry.is_dir():
                yield from self._read(entry, f"{prefix}{entry.name}/")
            elif not entry.name.startswith((".", "__")):
                yield _asset(prefix + entry.name, entry.read_bytes())

    def path(self, name: str) -> str:
        """Return the address of a file from the root of the site. Raises KeyError."""
        return f"/static/{self.revision}/{self._files[name].name}"

    def find(self, name: str) -> Asset | None:
        """Return the file called `name`."""
        return self._files.get(name)
