"""Finding the line of a key in TOML text: tomllib gives values without their place."""

import re

_HEADER = re.compile(r"^\s*\[([^\[\]]+)\]\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\- \"']+?)\s*=")
_MULTILINE = ('"""', "'''")


def key_lines(text: str) -> dict[str, int]:
    """Return dotted key -> line, counted from 1, for every table header and every key at the start of a line."""
    found: dict[str, int] = {}
    table, inside = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if inside is not None:
            # The lines of a long string are text, whatever they look like.
            inside = None if inside in line else inside
            continue
        if header := _HEADER.match(line):
            table = _plain(header[1])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{table}.{_plain(key[1])}".lstrip("."), number)
        inside = next((mark for mark in _MULTILINE if line.count(mark) % 2), None)
    return found


def line_of(text: str, key: str) -> int | None:
    """Return the line of ``key``, or of the nearest table or key that holds it, or None."""
    found = key_lines(text)
    parts = key.split(".")
    candidates = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((found[candidate] for candidate in candidates if candidate in found), None)


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
