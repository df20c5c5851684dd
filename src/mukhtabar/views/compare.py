"""The compare page of a stale edit: what you wrote, what it says now, and the form that still holds your words."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.request import Request

from mukhtabar.language import _
from mukhtabar.language.diff import word_diff
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.posting import with_problem


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


def side_by_side(
    request: Request, form: deform.Form, differs: Callable[[Mapping[str, Any], dict[str, Any]], list[Shown]]
) -> Callable[[Mapping[str, Any], dict[str, Any]], dict[str, Any]]:
    """Return what `posting.filled_in` does when somebody saved meanwhile: both texts, and the form with one's own.

    `differs` says what is different between the fields as they stand now and the values that were sent.
    """
    return lambda current, sent: {**compared(request, form, {}, current), "conflict": differs(current, sent)}


def compared(
    request: Request, form: deform.Form, mine: Mapping[str, Any], current: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the page values: the form keeps what was typed and carries the present serial."""
    controls = [(name, digest_of(current) if name == "serial" else value) for name, value in request.POST.items()]
    sentence = _("Somebody saved this while you were writing. Compare both texts, correct yours, and save again.")
    return {"form": with_problem(form, controls, sentence), "conflict": differences(current, mine), "error": True}
