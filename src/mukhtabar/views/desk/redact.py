"""Black out words of a submission or a comment, take it back, and open what is sealed (J12)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions import redact as actions
from mukhtabar.content.interfaces import IModerated
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REDACTION
from mukhtabar.rules.redaction import Place
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from mukhtabar.views import shown
from mukhtabar.views.blacked import plain
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text

FIELDS = {"title": _("Title"), "body": _("Text"), "place": _("Place")}
#: Which field of the form a refusal is about.
ABOUT = {"words_missing": "words", "words_not_found": "words", "several_places": "places", "place_gone": "places"}


def _named(place: Place) -> str:
    return f"{place.field}.{place.start}.{place.end}"


def _chosen(request: Request) -> list[Place]:
    """Return the places ticked; what no page of ours sends becomes a place that no text has."""
    found = []
    for value in request.POST.getall("place"):
        field, *numbers = value.split(".") if isinstance(value, str) else ("",)
        known = len(numbers) == 2 and all(n.isascii() and n.isdigit() and len(n) < 8 for n in numbers)
        found.append(Place(field, int(numbers[0]), int(numbers[1])) if known else Place("", 0, 0))
    return found


def _words(request: Request) -> str:
    return clean_text(text(request, "words")[:10_000])


def _act(context: Any, request: Request) -> None:
    """Do what the button says. Raises Refused."""
    serial, comment = text(request, "serial"), text(request, "comment")
    number = text(request, "uncover")
    if number:
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else -1
        actions.uncover(request.ctx, context, at, comment, serial)
        return
    actions.redact(
        request.ctx, context, _words(request), text(request, "reason"), comment, _chosen(request), serial
    )  # fmt: skip


def _redactions(context: Any, request: Request) -> list[Shown]:
    h = Helpers(request)
    return [
        Shown(
            number=number,
            field=FIELDS[one.place.field],
            reason=REDACTION[one.reason].title,
            when=shown.when(h, one.time, time=True),
            actor=h.person(one.actor),
            may=actions.may_uncover(request.ctx, context, one),
        )
        for number, one in enumerate(context.redactions)
    ]


def _places(context: Any, request: Request) -> list[Shown]:
    found = actions.find(context, _words(request)) if _words(request) else []
    chosen = set(_chosen(request))
    return [
        Shown(value=_named(one.place), field=FIELDS[one.place.field], before=one.before, words=one.words,
              after=one.after, ticked=one.place in chosen)
        for one in found
    ]  # fmt: skip


@view_config(
    context=IModerated,
    name="redact",
    permission="moderate",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/redact.pt",
)
def redact(context: Any, request: Request) -> Any:
    """The words, where they stand if that is not clear, the reason; and what is blacked out already."""
    problem = None
    if request.method == "POST":
        try:
            _act(context, request)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal
        else:
            done = _("The words can be read again.") if text(request, "uncover") else _("The words are blacked out.")
            request.flash("done", done)
            return HTTPSeeOther(request.page.url_of(context, "redact"))
    code = problem.code if problem else ""
    undoing = "uncover" if text(request, "uncover") else ""
    several = code in {"several_places", "place_gone"} or bool(_chosen(request))
    return {
        "title": _("Black out words"),
        "name": plain(request, context, request.page.title_of(context)),
        "texts": [(FIELDS[name], getattr(context, name)) for name in context.redactable if getattr(context, name)],
        "redactions": _redactions(context, request),
        "places": _places(context, request) if several else [],
        "reasons": list(REDACTION.values()),
        "values": {name: text(request, name) for name in ("words", "reason", "comment")},
        "serial": digest_of(context.field_values()),
        "field": undoing or ABOUT.get(code) or next((n for n in ("reason", "comment") if code.startswith(n)), "words"),
        "problem": problem.message if problem else None,
        "may_open": request.page.may(Permission.SEE_SEALED) and context.sealed is not None,
        "error": problem is not None,
    }


@view_config(
    context=IModerated,
    name="sealed",
    permission="see_sealed",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/sealed.pt",
)
def sealed(context: Any, request: Request) -> dict[str, Any]:
    """What is under the blocks, after a button was pressed: that it was opened is written down first."""
    texts, problem = [], None
    if request.method == "POST":
        try:
            texts = [(FIELDS[name], original) for name, original in actions.open_sealed(request.ctx, context)]
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
    return {
        "title": _("What was blacked out"),
        "name": plain(request, context, request.page.title_of(context)),
        "texts": texts,
        "anything": context.sealed is not None,
        "problem": problem,
        "error": problem is not None,
    }
