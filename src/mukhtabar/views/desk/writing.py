"""What adding and editing share: where to go after a save, and values in words for the compare page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import deform
from pyramid.request import Request

from mukhtabar.content.base import Workflowed
from mukhtabar.content.collection import Collection
from mukhtabar.content.target import Target
from mukhtabar.forms.days import FirstMoment, Moment
from mukhtabar.language import NAMES, Message, _
from mukhtabar.language.dates import date_time, local_day
from mukhtabar.rules.phases import Phase
from mukhtabar.services.gathering import find
from mukhtabar.views.compare import differences

#: The field that a refusal of a picture or a recording is about; any other is about the file itself.
FIELD_OF = {
    "no_alternative": "alternative", "no_transcript": "transcript", "no_language": "speech", "already_spoken": "reads",
    "nothing_to_read": "reads", "not_beside": "reads",
}  # fmt: skip
#: What a save notes that no form changes.
NOTED = {"attached": _("Attached documents"), "digest": _("Fingerprint of the file (SHA-256)")}


def finding(request: Request, document: Any) -> Message | None:
    """Return in words how much a collection finds now; None for what is none."""
    if not isinstance(document, Collection):
        return None
    found = find(request.portal, document, request.now, size=1)
    if found.place is None:
        return _("The place that it looks in is not there any more. Choose another.")
    return _("It finds ${n} document now.", "It finds ${n} documents now.", n=found.batch.total)


def next_page(request: Request, document: Any) -> str:
    """Return where to go after a save: to the buttons of the next step, or to the document when it is public."""
    if isinstance(document, Workflowed) and not document.is_published:
        return str(request.page.url_of(document, "review"))
    return str(request.page.url_of(document))


def label_of(request: Request, form: deform.Form, key: str) -> str:
    """Return what a form calls a field, or one language of it («title.fr»)."""
    name, _dot, code = key.partition(".")
    title = str(request.translate(form[name].title if name in form.schema else NOTED.get(name, name)))
    return f"{title} · {NAMES[code]}" if code in NAMES else title


def in_words(value: Any) -> str:
    """Return the value of a field as it is compared: days and phases as words, nothing as an empty text."""
    if isinstance(value, tuple):
        return "\n".join(in_words(each) for each in value)
    if isinstance(value, Phase):
        return f"{value.name}: {value.start:%Y-%m-%d} – {value.end:%Y-%m-%d}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return str(value) if value is not None else ""


def _in_words(request: Request, field: Any, value: Any) -> str:
    """Return one value of a form as the compare page says it: choices by their words, moments and targets as typed."""
    choices = dict(getattr(field.widget, "values", ()) or ())
    if isinstance(value, (tuple, set, frozenset)):
        return ", ".join(request.translate(choices.get(code, code)) for code in sorted(value))
    if isinstance(value, str) and value in choices:
        return str(request.translate(choices[value]))
    if isinstance(value, bool):
        return str(request.translate(_("Yes") if value else _("No")))
    if hasattr(value, "strftime"):
        is_day = isinstance(field.typ, FirstMoment) and not isinstance(field.typ, Moment)
        return f"{local_day(value):%Y-%m-%d}" if is_day else date_time(value, request.language)
    return value.address if isinstance(value, Target) else "" if value is None else str(value)


def _rows(request: Request, group: Any, rows: Mapping[str, Any]) -> dict[str, str]:
    """Return each row of a menu or a home page as one line of words."""
    said = {}
    for name, row in rows.items():
        parts = []
        for part, value in row.items():
            if part != "place" and value:
                words = " / ".join(value.values()) if isinstance(value, Mapping) else _in_words(
                    request, group[name][part], value)  # fmt: skip
                parts.append(f"{request.translate(group[name][part].title)}: {words}")
        said[str(request.translate(group[name].title))] = "; ".join(parts)
    return said


def differing(request: Request, form: deform.Form, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Any]:
    """Return what differs between two sets of values of `form`, for parts/diff.pt, by the names that it shows."""
    return differences(named(request, form, old), named(request, form, new))


def named(request: Request, form: deform.Form, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` for the compare page: flat, in words, under the names that the form shows."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if name in NOTED:
            flat[request.translate(NOTED[name])] = value
        if name not in form.schema or form[name].widget.hidden:
            continue
        title = request.translate(form[name].title)
        if name == "phases":
            flat |= {
                f"{title} {row[-1]}": f"{given['name']}: {given['start']:%Y-%m-%d} – {given['end']:%Y-%m-%d}"
                for row, given in value.items()
                if given["name"]
            }
        elif name in {"entries", "blocks"}:
            flat |= _rows(request, form[name], value)
        elif isinstance(value, Mapping):
            flat |= {f"{title} · {form[name][code].title}": text for code, text in value.items()}
        else:
            flat[title] = _in_words(request, form[name], value)
    return flat
