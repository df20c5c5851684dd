"""The languages of a document side by side: how far each is, and one of them written beside another (point 7)."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

import deform
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.early import kept_from, read_by
from mukhtabar.actions.edit import Stale
from mukhtabar.actions.keep import settle
from mukhtabar.actions.translate import confirm, discard, draft, may_publish, publish, serial, withdraw
from mukhtabar.content.interfaces import IContainer, IWritten
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.content.translations import Standing, leading, originals, standing, standings
from mukhtabar.forms.translation import (
    Original,
    field_nodes,
    form_name,
    shown_translation,
    translation_form,
    typed_translation,
)  # fmt: skip
from mukhtabar.language import LANGUAGES, NAMES, Message, _
from mukhtabar.language.diff import word_diff
from mukhtabar.language.html import sanitise
from mukhtabar.language.marks_back import html_to_plain
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import Revision
from mukhtabar.views import shown
from mukhtabar.views.compare import differences
from mukhtabar.views.desk.ease import ease_of
from mukhtabar.views.desk.unsaved import left
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text, validate, with_problem, with_refusal

METHODS = ("GET", "HEAD", "POST")
STATES: dict[str, tuple[Message, str]] = {
    "none": (_("Not begun"), "neutral"),
    "part": (_("Not all of it is there"), "waiting"),
    "stale": (_("Out of date"), "refused"),
    "whole": (_("Up to date"), "done"),
}
#: Whole sentences: the name of a language takes another form in each language of the portal.
INTO: dict[str, Message] = {
    "ar": _("Translate into Arabic"),
    "fr": _("Translate into French"),
    "zgh": _("Translate into Tamazight"),
    "en": _("Translate into English"),
}
#: So many saves are looked through to say who wrote a language last.
MOST_SAVES = 100


def state_of(request: Request, document: Any, each: Standing) -> Shown:
    """Return in words how far one language of `document` is, and where it is worked on."""
    h = Helpers(request)
    words, tone = STATES[each.state]
    is_leading = each.language == leading(document)
    if is_leading and not each.stale:
        words, tone = _("Leading language"), "neutral"
    elif is_leading:
        words = _("The easy-read text is older than the text")
    here = request.page.url_of(document, "translate")
    return Shown(
        code=each.language,
        name=NAMES[each.language],
        into=INTO[each.language],
        title=document.title_text.get(each.language),
        leading=is_leading,
        state=words,
        tone=tone,
        since=shown.when(h, each.since),
        draft=(_("Ready to be published") if each.draft.ready else _("Draft")) if each.draft else None,
        drafted=shown.when(h, each.draft.time, time=True) if each.draft else None,
        drafter=h.person(each.draft.by) if each.draft else None,
        url=f"{here}?{urlencode({'to': each.language})}",
        missing=len(each.missing),
    )


def _last(request: Request, document: Any, language: str) -> Revision | None:
    """Return the save with which this language came to say what it says, if it is among the last ones."""
    early = kept_from(request.ctx, document)

    def says(revision: Revision) -> list[Any]:
        values = (value for name, value in revision.fields.items() if name not in early)
        return [value.get(language) for value in values if isinstance(value, dict)]

    saves = [save for _key, save in document.revisions.newest_first(0, MOST_SAVES)]
    for newer, older in pairwise(saves):
        if says(newer) != says(older):
            return newer if any(says(newer)) else None
    return saves[-1] if saves and len(saves) < MOST_SAVES and any(says(saves[-1])) else None


def _row(request: Request, document: Any, each: Standing) -> Shown:
    read = read_by(request.ctx, document)
    h, row, last = Helpers(request), state_of(request, document, each), _last(request, document, each.language)
    row.writer = h.person(last.author) if last and last.author else None
    row.when = shown.when(h, last.time) if last else None
    row.confirms = bool(each.stale) and (not row.leading or may_publish(request.ctx, document))
    row.withdraws = bool(each.there) and not row.leading and may_publish(request.ctx, document)
    row.translates = not row.leading and bool(originals(document, each.language, read))
    return row


def _acted(request: Request, document: Any, language: str) -> Message | None:
    """Do what a button beside a language asks; return what went wrong, or None when there was no such button."""
    done: dict[str, tuple[Callable[..., Any], Message]] = {
        "confirm": (confirm, _("Noted: it is still right.")),
        "withdraw": (withdraw, _("It is off the site. The words are kept as a draft.")),
        "discard": (discard, _("The draft is thrown away.")),
    }
    for name, (act, said) in done.items():
        if name in request.POST:
            try:
                act(request.ctx, document, language)
            except Refused as refusal:
                request.tm.doom()
                return refusal.message
            request.flash("done", said)
            return None
    return _("Choose what to do.")


@view_config(
    context=IWritten,
    name="translate",
    permission="translate",
    request_method=METHODS,
    renderer="mukhtabar.templates:desk/translate.pt",
)
def translate(context: Any, request: Request) -> Any:
    """Every language of the document: its title, how far it is, who wrote it last and when."""
    problem, place = None, context if IContainer.providedBy(context) else context.__parent__
    if request.method == "POST":
        language = text(request, "language")
        problem = _acted(request, context, language)
        if problem is None:
            return HTTPSeeOther(request.page.url_of(context, "translate"))
    return {
        "title": _("Translations"),
        "name": request.page.title_of(context),
        "rows": [_row(request, context, each) for each in standings(context, read_by(request.ctx, context))],
        "ease": ease_of(request, context),
        "report": request.page.url_of(place, "translations"),
        "problem": problem,
        "error": problem is not None,
    }


def _others(request: Request, context: Any, language: str) -> list[str]:
    """Return the other languages in which something is said that can be translated into `language`."""
    found = originals(context, language, read_by(request.ctx, context)).values()
    return [code for code in LANGUAGES if code != language and any(texts.get(code) for texts in found)]


def _source(request: Request, context: Any, language: str) -> str:
    """Return which language is translated from: the one asked for when it says something, else the leading one."""
    there, wanted, first = _others(request, context, language), request.GET.get("from", ""), leading(context)
    return wanted if wanted in there else first if first in there or not there else there[0]


def _beside(request: Request, context: Any, language: str, source: str) -> dict[str, Original]:
    """Return what stands beside each field; a field that `source` does not have is shown in the best other."""
    h, read = Helpers(request), read_by(request.ctx, context)
    found, each = originals(context, language, read), standing(context, language, read)
    made = {}
    for node in field_nodes(request.ctx, context, language):
        texts = found[node.name]
        code = source if texts.get(source) else texts.without(language).best(source)[0]
        words = texts.get(code)
        held = each.draft.held.get(node.name) if each.draft else None
        held = held or texts.changed.get(language)
        since = texts.changed.get(texts.source) if held and texts.moved_since(held) else None
        made[node.name] = Original(
            title=request.translate(node.title),
            language=code,
            name=NAMES[code],
            text=_plain(node.name, words),
            html=sanitise(words, editor=True) if node.name in HTML else "",
            since=shown.when(h, since),
            parts=tuple(_moved(context, node.name, texts, held)) if since and held else (),
        )
    return made


def _plain(name: str, words: str) -> str:
    return html_to_plain(words) if name in HTML else words


def _moved(context: Any, name: str, texts: Texts, held: datetime) -> list[tuple[str, str]]:
    """Return the words of the original that went and came since the translation was held against it."""
    then = context.revisions.at(held)
    old = then.fields.get(name, {}).get(texts.source, "") if then else ""
    before, now = _plain(name, old), _plain(name, texts.get(texts.source))
    return word_diff(before, now) if old and before != now else []


def _saved(request: Request, context: Any, language: str, form: deform.Form) -> Message | None:
    """Do what the pressed button asks with the posted fields; return what to say, or None when a field is wrong.

    Raises Refused, and Stale.
    """
    posted = validate(request, form)
    if posted.values is None:
        return None
    expected, note = posted.values.pop("serial"), posted.values.pop("note", "")
    values, ctx = typed_translation(request.ctx, context, language, posted.values), request.ctx
    if "publish" in request.POST:
        return _("Saved.") if publish(ctx, context, language, values, note, expected) else _("Nothing was changed.")
    if "ready" in request.POST:
        draft(ctx, context, language, values, ready=True, expected=expected)
        return _("Saved. Who may publish it finds it in the worklist.")
    changed = draft(ctx, context, language, values, expected=expected)
    return _("Saved as a draft. No reader sees it yet.") if changed else _("Nothing was changed.")


@view_config(
    context=IWritten,
    name="translate",
    permission="translate",
    request_method=METHODS,
    request_param="to",
    renderer="mukhtabar.templates:desk/translating.pt",
)
def translate_into(context: Any, request: Request) -> Any:
    """One language written beside another, field by field."""
    language = request.GET.get("to", "")
    read = read_by(request.ctx, context)
    if language not in LANGUAGES or language == leading(context) or not originals(context, language, read):
        raise HTTPNotFound
    source = _source(request, context, language)
    beside, here = _beside(request, context, language, source), request.page.url_of(context, "translate")
    keep = f"{request.page.url_of(context, 'keep-translation')}?{urlencode({'to': language})}"
    form = translation_form(request, context, language, beside, keep)
    each = standing(context, language, read)
    page = {
        "title": INTO[language],
        "name": request.page.title_of(context),
        "overview": here,
        "standing": state_of(request, context, each),
        "sources": _sources(request, here, context, language, source),
        "stale": bool(each.stale) or any(original.since for original in beside.values()),
        "code": language,
        "discards": each.draft is not None,
        "form": form,
        "unsaved": None,
        "conflict": None,
    }
    if request.method != "POST":
        now = serial(request.ctx, context, language)
        form.set_appstruct({**shown_translation(request.ctx, context, language), "serial": now})
        return {**page, "unsaved": left(request, context, form, form_name(language))}
    try:
        said = _saved(request, context, language, form)
    except Stale:
        request.tm.doom()
        return {**page, **_conflict(request, context, language, form), "error": True}
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal), "error": True}
    if said is None:
        return {**page, "error": True}
    settle(request.ctx, context, form_name(language))
    request.flash("done", said)
    return HTTPSeeOther(here)


def _sources(request: Request, here: str, context: Any, language: str, source: str) -> list[tuple[str, str, str, bool]]:
    """Return (address, language, its name, whether it is shown) of what can be translated from."""
    here = f"{here}?{urlencode({'to': language})}&from="
    return [(f"{here}{code}", code, NAMES[code], code == source) for code in _others(request, context, language)]


def _conflict(request: Request, context: Any, language: str, form: deform.Form) -> dict[str, Any]:
    """Return what the page shows when the original or the translation is another one than the form was opened with."""
    now = serial(request.ctx, context, language)
    controls = [(name, now if name == "serial" else value) for name, value in request.POST.items()]
    mine = {name: value for name, value in controls if isinstance(value, str)}
    sentence = _(
        "The original or this translation was changed while you were writing. Compare, correct yours, and save again."
    )
    titles = {node.name: node.title for node in form.schema}
    current = shown_translation(request.ctx, context, language)
    rows = differences(
        {titles[name]: words for name, words in current.items()},
        {titles[name]: mine.get(name, "").replace("\r\n", "\n") for name in current},
    )
    return {"form": with_problem(form, controls, sentence), "conflict": rows}
