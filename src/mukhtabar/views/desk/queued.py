"""The parts of the moderation page: its rows, its filters with their counts, and how the desk keeps up."""

from datetime import datetime
from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from mukhtabar.actions.decide import MOST
from mukhtabar.actions.merge import step_of
from mukhtabar.content.moderated import PARKED, REPORT, Moderated, due
from mukhtabar.content.proposal import ASKED, KINDS, TOPICS, Proposal
from mukhtabar.content.words import word
from mukhtabar.language import LANGUAGES, NAMES, Message, _
from mukhtabar.language.dates import percent
from mukhtabar.rules.permissions import Permission
from mukhtabar.services import likeness, moderation
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of
from mukhtabar.views import shown
from mukhtabar.views.checked import personal_kinds
from mukhtabar.views.desk.selection import UID
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.written import whole

TITLES: dict[str, Message] = {"proposal": _("Proposals"), "comment": _("Comments"), REPORT: _("Reports")}
#: What somebody else has the next word about: a day, or an author.
ASIDE: dict[str, Message] = {PARKED: _("Those set aside"), ASKED: _("Author asked")}
#: What a queue is filtered by, beside kinds and places: title, and the words of each value.
FACETS: dict[str, tuple[Message, dict[str, Message | str]]] = {
    "topic": (_("Topic"), {code: word("topic", code) for code in TOPICS}),
    "kind": (_("Kind of contribution"), {code: word("kind", code) for code in KINDS}),
    "language": (_("Language"), {code: NAMES[code] for code in LANGUAGES}),
}
#: As many places as a filter offers.
MOST_PLACES = 100


def days_left(until: datetime, now: datetime) -> Message:
    """Return in words how many days are left until `until`, or how many it is late by."""
    left = (until - now).days
    if left < 0:
        return _("late by ${n} day", "late by ${n} days", n=-left)
    return _("${n} day left", "${n} days left", n=left)


def _appeal(document: Moderated) -> str | None:
    """Return with what words the decision waited for was asked for as a second one; None when it is the first."""
    entry = document.entered(document.state)
    return entry.comment if entry and entry.transition == "appeal" else None


def _aside(h: Helpers, document: Moderated) -> Shown | None:
    """Return until when, and with what words, somebody else has the next word about `document`."""
    if document.parked is not None and document.is_parked:
        return Shown(title=_("Set aside until"), until=shown.when(h, document.parked.until), note=document.parked.note)
    question = getattr(document, "asked", None)
    if question is not None and document.is_asked:
        return Shown(title=_("The author has time until"), until=shown.when(h, question.until), note=question.note)
    return None


def row(request: Request, document: Moderated, ticked: bool = False) -> Shown:
    """Return one thing that waits: what it says, where, since when, and until when it is to be decided."""
    h, entry = Helpers(request), shown.item(request, document)
    kind, since = document.to_decide or (document.type_name, document.state_since)
    aside = _aside(h, document)
    until = due(kind, since)
    return Shown(
        uid=document.uid,
        ticked=ticked,
        key="" if aside else f"{document.uid}.{digest_of(document.field_values())}",
        aside=aside,
        title=entry.title or request.page.title_of(document),
        lang=entry.lang,
        url=request.page.url_of(document, "review"),
        kind=entry.kind,
        state=h.state(document),
        html=whole(request, document),
        where=request.page.title_of(document.__parent__),
        author=h.author(document),
        since=shown.when(h, since),
        until=shown.when(h, until),
        left=days_left(until, request.now),
        late=until < request.now,
        reports=len(document.reports) if document.reports is not None else 0,
        appeal=_appeal(document),
        labels=sorted(document.labels),
        personal=personal_kinds(document),
    )


#: As many similar texts as the page of one of them names.
MOST_BESIDE = 10


def beside(request: Request, document: Moderated) -> Shown | None:
    """Return what says nearly the same as `document`, and where they are decided on together; None for nothing."""
    found = likeness.alike(request.portal, document)
    if not found or not request.page.may(Permission.MODERATE, document):
        return None
    h, shown_here = Helpers(request), (request.portal.uids.get(uid) for uid in found[:MOST_BESIDE])
    waits = document.moderation is not None
    return Shown(
        count=len(found),
        items=[
            Shown(url=request.page.url_of(other, "review"), title=request.page.title_of(other), lang=other.language,
                  state=h.state(other), tone=h.tone(other.state))
            for other in shown_here
        ],
        together=_address(request, document.__parent__, like=str(document.uid)) if waits else None,
    )  # fmt: skip


def groups(request: Request, context: Any, rows: list[tuple[Moderated, Shown]]) -> list[Shown]:
    """Return the rows of one page with those that say nearly the same side by side, each group where its oldest stands.

    A group knows how many wait in all, on other pages too, and the address of all of them; and how many that are like
    them are published already, and where its first can join one of those. Loads no more documents.
    """
    found, taken = [], set()
    for document, first in rows:
        if document.uid in taken:
            continue
        near = set(likeness.alike(request.portal, document))
        together = [row for other, row in rows if other.uid in near and other.uid not in taken]
        taken |= {document.uid, *(row.uid for row in together)}
        waits = sum(likeness.is_waiting(request.portal, uid) for uid in near)
        joins = isinstance(document, Proposal) and document.moderation is not None and step_of(document) is not None
        found.append(
            Shown(
                rows=[first, *together],
                count=waits + 1,
                url=_address(request, context, like=str(document.uid)) if waits and document.moderation else None,
                standing=len(near) - waits,
                join=request.page.url_of(document, "merge") if joins and len(near) > waits else None,
            )
        )
    return found


def like(request: Request, context: Any) -> list[Moderated]:
    """Return what waits below `context` and says nearly the same as the text that the address names, that one first."""
    given = request.GET.get("like", "")
    known = given.isascii() and given.isdigit() and len(given) <= UID
    document = request.portal.uids.get(int(given)) if known else None
    if not isinstance(document, Moderated):
        return []
    found = [document, *likeness.waiting_alike(request.portal, document)]
    return [
        other
        for other in found
        if other.moderation is not None and context in lineage(other) and request.page.may(Permission.MODERATE, other)
    ][:MOST]


def _address(request: Request, node: Any, **given: str) -> str:
    asked = {name: value for name, value in given.items() if value}
    return request.page.url_of(node, "moderation") + (f"?{urlencode(asked)}" if asked else "")


def chosen(request: Request) -> tuple[str, bool]:
    """Return the kind and whether only what is late was asked for; nonsense asks for nothing."""
    kind = request.GET.get("kind", "")
    known = kind in TITLES or kind in ASIDE
    return kind if known else "", request.GET.get("late") == "1" and kind not in ASIDE


def facet(request: Request) -> str:
    """Return what the queue is filtered by, `topic=water`; nonsense filters nothing."""
    name, _equals, value = request.GET.get("about", "").partition("=")
    return f"{name}={value}" if name in FACETS and value in FACETS[name][1] else ""


def facets(request: Request, context: Any) -> list[Shown]:
    """Return the filters by topic, kind and language, with what waits; each pressed once more shows all again."""
    (kind, only_late), current = chosen(request), facet(request)
    if kind in ASIDE:
        return []
    found = []
    for name, (title, values) in FACETS.items():
        options = []
        for value, said in values.items():
            about = f"{name}={value}"
            n = moderation.waiting(request.portal, context.uid, kinds_of(kind), about)
            if n or about == current:
                given = {"kind": kind, "late": "1" if only_late else "", "about": "" if about == current else about}
                url = _address(request, context, **given)
                options.append((url, said, Helpers(request).number(n), about == current))
        if len(options) > 1 or any(option[3] for option in options):
            found.append(Shown(title=title, options=options))
    return found


def tabs(request: Request, context: Any) -> list[tuple[str, Message, str, bool]]:
    """Return (address, title, count, whether it is this one) of each kind, and of what is late."""
    h, (kind, only_late), about = Helpers(request), chosen(request), facet(request)
    portal, uid, late = request.portal, context.uid, "1" if only_late else ""
    found = [
        (
            _address(request, context, kind=code, late=late, about=about),
            title,
            h.number(moderation.waiting(portal, uid, kinds_of(code), about)),
            code == kind,
        )
        for code, title in {"": _("All"), **TITLES}.items()
    ]
    for code, title in ASIDE.items():
        n = moderation.aside(portal, uid, code)
        if n or code == PARKED:
            found.append((_address(request, context, kind=code), title, h.number(n), kind == code))
    if kind in ASIDE:
        return found
    n = moderation.late(portal, uid, request.now, kinds_of(kind), about)
    many = f"{h.number(n)}{'+' if n >= moderation.MOST_COUNTED else ''}"
    url = _address(request, context, kind=kind, late="" if only_late else "1", about=about)
    found.append((url, _("Late"), many, only_late))
    return found


def kinds_of(kind: str) -> tuple[str, ...]:
    """Return the kinds that a filter shows."""
    return (kind,) if kind else moderation.KINDS


def places(request: Request, context: Any) -> list[Shown]:
    """Return the filter of the places below `context` where something waits: communes and spaces, or consultations."""
    index, uids = request.portal.listings_index, request.portal.uids
    listing = "consultations" if context.type_name == "space" else "spaces"
    found = [uids.get(uid) for uid in index.batch(listing, context.uid, size=MOST_PLACES).uids]
    if context.type_name in {"portal", "region"}:
        communes = {node.__parent__.uid: node.__parent__ for node in found}
        found = [*communes.values(), *found]
    (kind, only_late), about = chosen(request), facet(request)
    options = [
        (
            _address(request, node, kind=kind, late="1" if only_late else "", about=about),
            request.page.title_of(node),
            Helpers(request).number(n),
            False,
        )
        for node in found
        if (n := moderation.waiting(request.portal, node.uid, kinds_of(kind), about))
    ]
    return [Shown(title=_("Place"), options=options)] if options else []


def pace(request: Request, context: Any) -> Shown:
    """Return how the moderators here keep up, with the figures that say so."""
    now = moderation.pace(request.portal, context.uid, request.now)
    share = None if now.share is None else percent(now.share, request.language)
    return Shown(waiting=now.waiting, share=share, decided=now.decided, kept=now.kept, weekly=now.weekly,
                 overloaded=now.overloaded)  # fmt: skip
