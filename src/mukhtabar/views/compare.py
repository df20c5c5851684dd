"""What differs between two texts: what you wrote and what it says now, or two saves of a document."""

from collections.abc import Mapping
from types import SimpleNamespace as Shown
from typing import Any

from mukhtabar.language.diff import word_diff


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{code}": text for code, text in value.items()}
        else:
            flat[name] = str(value)
    return flat


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Shown]:
    """Return, for each field that differs, its name and the words that went and came."""
    before, after = _flat(old), _flat(new)
    return [
        Shown(
            name=name,
            parts=word_diff(before.get(name, ""), after.get(name, "")),
            old=before.get(name, ""),
            new=after.get(name, ""),
        )
        for name in dict.fromkeys([*before, *after])
        if (before.get(name) or "") != (after.get(name) or "")
    ]
