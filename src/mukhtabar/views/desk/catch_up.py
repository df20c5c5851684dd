"""What a document was made from has changed since: both texts side by side, and a choice for each (J11)."""

from collections.abc import Mapping
from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.catch_up import catch_up
from mukhtabar.actions.edit import Stale, serial
from mukhtabar.actions.source import Source, offered, pieces, source_of
from mukhtabar.content.interfaces import IWritten
from mukhtabar.content.texts import HTML
from mukhtabar.content.working import is_working_copy
from mukhtabar.forms.document import edit_form
from mukhtabar.language import Message, _
from mukhtabar.language.diff import word_diff
from mukhtabar.language.marks_back import html_to_plain
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.writing import in_words, label_of
from mukhtabar.views.posting import text

CHOICES = ("mine", "theirs")
NOT_CHOSEN = _("Choose which of the two stays.")


def _words(key: str, value: Any) -> str:
    """Return one piece as it is compared: HTML as the simple marks it is written with."""
    return html_to_plain(value) if value and key.partition(".")[0] in HTML else in_words(value)


def _row(form: deform.Form, request: Request, key: str, source: Source, mine: Mapping[str, Any], strict: bool) -> Shown:
    """Return one piece: what it says there and here, each against what the two had in common."""
    own, there = pieces(mine).get(key), pieces(source.now).get(key)
    before = pieces(source.before).get(key) if source.before is not None else None
    untouched = source.before is not None and (own or "") == (before or "")
    base = _words(key, before) if source.before is not None else None
    here_words, there_words = _words(key, own), _words(key, there)
    posted = text(request, f"take-{key}")
    # Where only the original moved on there is nothing to weigh; a template is never taken from unasked.
    usual = ("theirs" if untouched else "") if strict else "mine"
    code = key.partition(".")[2]
    return Shown(
        key=key,
        lang=code or None,
        name=label_of(request, form, key),
        here=word_diff(base, here_words) if base is not None else [("same", here_words)],
        there=word_diff(base if base is not None else here_words, there_words),
        chosen=posted if posted in CHOICES else usual,
        missing=request.method == "POST" and posted not in CHOICES,
    )


@view_config(
    context=IWritten,
    name="catch-up",
    permission="edit",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/catch_up.pt",
)
def catching_up(context: Any, request: Request) -> Any:
    """A choice for each piece in which the source moved on; nothing is taken that was not chosen."""
    working, source = is_working_copy(context), source_of(request.portal, context, request.now)
    page: dict[str, Any] = {
        "title": _("What changed in the original") if working else _("What changed in the text this was copied from"),
        "name": request.page.title_of(context),
        "rows": [],
        "source": None,
        "problem": None,
    }
    if source is None:
        return page
    form, mine = edit_form(request, context), context.field_values()
    rows = [_row(form, request, key, source, mine, strict=working) for key in offered(source, mine)]
    if request.method == "POST" and not any(row.missing for row in rows):
        problem = _take(request, context, [row.key for row in rows if row.chosen == "theirs"])
        if problem is None:
            return HTTPSeeOther(request.page.url_of(context, "edit" if text(request, "then") == "edit" else "review"))
        request.tm.doom()
        page["problem"] = problem
    shown_source = request.page.url_of(source.document), request.page.title_of(source.document)
    return {
        **page,
        "rows": rows,
        "source": shown_source,
        "working": working,
        "seen": source.digest,
        "serial": serial(context),
        "error": page["problem"] is not None or any(row.missing for row in rows),
    }


def _take(request: Request, context: Any, keys: list[str]) -> Message | None:
    """Take the pieces `keys` over; return what went wrong, in words, or None."""
    try:
        n = catch_up(request.ctx, context, keys, text(request, "seen"), text(request, "serial"))
    except Refused as refusal:
        return refusal.message
    except Stale:
        return _("Somebody saved this meanwhile. Look at both once more, then choose.")
    request.flash("done", _("${n} change was taken over.", "${n} changes were taken over.", n=n) if n else _(
        "Everything here stays as it was."))  # fmt: skip
    return None
