"""A council file as people read it: its session, its points with where they stand, its decisions once confirmed."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.voices import voices
from mukhtabar.content.council_file import CouncilFile, Point, on_agenda
from mukhtabar.content.petition import UNNAMED, Petition
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.seated import ADOPTED, Seated
from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.views import blacked, shown
from mukhtabar.views.helpers import Helpers


def readable(request: Request, document: Any) -> bool:
    """Whether everyone may read a point now: a file, and its print, show no more than that to anybody."""
    return document is not None and document.is_public and may(document, Permission.VIEW, None, request.now)


def points(request: Request, file: CouncilFile, whole: bool = False) -> list[Shown]:
    """Return the points in their order. Of what is not public any more the reference alone is left, and that it is so.

    Decisions are those that were confirmed. With `whole` the texts come along, as an annex prints them.
    """
    return [_point(request, each, whole) for each in file.for_readers("points")]


def _point(request: Request, point: Point, whole: bool) -> Shown:
    h, document = Helpers(request), on_agenda(request.portal, point)
    made = Shown(
        reference=point.reference,
        gone=not readable(request, document),
        decision=h.word("decision", point.decision) if point.decision else None,
        tone=h.tone(point.decision),
        words=point.words,
        adopted=point.decision in ADOPTED,
    )
    if not made.gone:
        made.document = document
        made.title = blacked.plain(request, document, document.title_text.best(request.language)[1])
        made.lang = document.title_text.best(request.language)[0]
        made.url = request.page.link(f"/r/{point.reference}")
        made.count, made.voices, made.answer = _standing(request, document)
        if whole:
            fields = ("body", "reasons", "aims") if isinstance(document, Petition) else ("body",)
            made.body = "".join(blacked.body(request, document, name) for name in fields)
            made.author = h.author(document)
            made.files = _attached(h, document)
            made.details = _details(request, document)
    return made


def _attached(h: Helpers, document: Any) -> list[tuple[str, str]]:
    """Return (title, kind and size) of what is attached to a petition, as everyone may know of it."""
    if not isinstance(document, Petition):
        return []
    return [
        (one.title if one.open else h.t(UNNAMED), shown.kind_and_size(h, one.kind, one.size))
        for one in document.annexes
    ]


def _standing(request: Request, document: Any) -> tuple[str, str, str]:
    """Return how many people stand behind it, the same in words, and what the council has answered so far, in words."""
    h = Helpers(request)
    if isinstance(document, Petition):
        n = document.counted
        return h.number(n), h.t(h.n("${n} signature counts", "${n} signatures count", n)), _agreed(h, document)
    if not isinstance(document, Proposal):
        return "", "", ""
    count = len(voices(request.register, document))
    # One that was superseded is public too, but no longer what the council says.
    answer = next((one for one in document.published_answers() if one.state == "published"), None)
    said = h.word("outcome", answer.outcome) if answer is not None and answer.outcome else h.t(_("No answer yet"))
    return h.number(count), h.t(h.n("${n} person asks for this", "${n} people ask for this", count)), said


def _agreed(h: Helpers, petition: Petition) -> str:
    """Return where a petition stands, with the session for which it was accepted."""
    on_agenda = petition.state == "accepted"
    return f"{h.state(petition)} · {h.session(petition.session)}" if on_agenda else str(h.state(petition))


def _details(request: Request, document: Any) -> list[Shown]:
    """Return the published answers to a proposal, the newest first."""
    h = Helpers(request)
    if not isinstance(document, Proposal):
        return []
    return [
        Shown(
            outcome=h.word("outcome", one.outcome) if one.outcome else "",
            when=shown.when(h, one.said_at),
            replaced=shown.when(h, one.replaced.time) if one.replaced else None,
            lang=h.lang(one.summary),
            summary=h.text(one.summary),
            html=plain_to_html(h.text(one.details)),
            files=[(title, note) for _url, title, note in shown.attached(request, one)],
        )
        for one in document.published_answers()
    ]


def sittings(request: Request, document: Seated) -> list[Shown]:
    """Return what a public timeline says of the sessions on whose agenda something stood, with the moment of each."""
    h, found = Helpers(request), []
    for each in document.sittings:
        file = request.portal.uids.get(each.file)
        url = request.page.url_of(file) if file is not None else None
        called = h.session(each.session)
        found.append(Shown(
            at=each.listed, title=_("On the agenda: ${session}", session=called), when=shown.when(h, each.listed),
            tone="open", text=None, url=url,
        ))  # fmt: skip
        if each.cancelled is not None:
            found.append(Shown(
                at=each.cancelled, title=_("The sitting was called off: ${session}", session=called),
                when=shown.when(h, each.cancelled), tone="refused", text=None, url=url,
            ))  # fmt: skip
        if each.decided is not None and each.decision:
            decision = h.word("decision", each.decision)
            found.append(Shown(
                at=each.decided, title=_("Decided by the council: ${decision}", decision=decision),
                when=shown.when(h, each.day), tone=h.tone(each.decision), text=each.words or None, url=url,
            ))  # fmt: skip
    for step in found:
        step.state, step.moved = "past", False
    return found
