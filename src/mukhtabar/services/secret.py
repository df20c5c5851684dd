"""The key that signs cookies: made once, kept in a file that only the portal's user may read."""

import os
import secrets
from pathlib import Path


def signing_key(folder: Path) -> str:
    """Return the site's signing key (64 hex digits), making it on first use."""
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    key = secrets.token_hex(32)
    with os.fdopen(handle, "w") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
