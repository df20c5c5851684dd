"""The compare page of a stale edit: what you wrote, what it says now, and the form that still holds your words."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.request import Request

from mukhtabar.actions.edit import Stale
from mukhtabar.language import _
from mukhtabar.language.diff import word_diff
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.posting import with_problem, with_refusal


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


def written(
    request: Request,
    page: Mapping[str, Any],
    form: deform.Form,
    write: Callable[[], Any],
    differs: Callable[[Mapping[str, Any]], list[Shown]],
) -> dict[str, Any] | None:
    """Write; return the page as it comes back when that was refused or somebody had saved meanwhile, or None.

    `differs` says what is different to the fields as they stand now.
    """
    try:
        write()
    except Stale as stale:
        request.tm.doom()
        return {**page, **compared(request, form, {}, stale.current), "conflict": differs(stale.current)}
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal), "error": True}
    return None


def compared(
    request: Request, form: deform.Form, mine: Mapping[str, Any], current: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the page values: the form keeps what was typed and carries the present serial."""
    controls = [(name, digest_of(current) if name == "serial" else value) for name, value in request.POST.items()]
    sentence = _("Somebody saved this while you were writing. Compare both texts, correct yours, and save again.")
    return {"form": with_problem(form, controls, sentence), "conflict": differences(current, mine), "error": True}
