"""The blocks of a home page with what each shows now. A block that has nothing to show is left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.navigation import line_of
from mukhtabar.content.council import commune_of
from mukhtabar.content.file import Image
from mukhtabar.content.front import ENTRIES_MOST, LIST, Block, Front
from mukhtabar.content.menu import MenuEntry
from mukhtabar.content.territory import territory
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import local_day
from mukhtabar.language.html import sanitise
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.services.answering import held_out
from mukhtabar.services.events import coming
from mukhtabar.services.gathering import find
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents
from mukhtabar.views.pictures import picture

OPEN_REGIONS = ("08", "09", "10")
#: How many entries a list has when its block does not say.
LENGTH = 4


@dataclass
class Arranged:
    """The blocks to be shown, what they were made from beside the place itself, and until when that holds."""

    blocks: list[Shown] = field(default_factory=list)
    beside: list[Any] = field(default_factory=list)
    until: datetime | None = None


def front_of(request: Request, place: Any) -> Front | None:
    """Return the home page of `place` that was published last, or None. Loads that one and no other."""
    found = next(request.portal.listings_index.walk(LIST, place.uid), None)
    return request.portal.uids.get(found[1]) if found is not None else None


def arrange(request: Request, place: Any, blocks: Sequence[Block]) -> Arranged:
    """Return `blocks` with what they show of `place`, the portal or a space."""
    made = Arranged()
    for block in blocks:
        shown = SHOWN[block.kind](request, place, block, made) if block.on else None
        if shown is not None:
            h = Helpers(request)
            names = Texts(dict(block.names), {}, block.names[0][0] if block.names else "ar")
            shown.kind, shown.place, shown.number = block.kind, place, len(made.blocks) + 1
            shown.name, shown.lang = h.text(names), h.lang(names)
            made.blocks.append(shown)
    return made


def _length(block: Block) -> int:
    return max(1, min(block.entries or LENGTH, ENTRIES_MOST))


def _listed(listing: str) -> Callable[..., Shown]:
    def show(request: Request, place: Any, block: Block, made: Arranged) -> Shown:
        batch = request.portal.listings_index.batch(listing, place.uid, size=_length(block))
        return Shown(items=documents(request, batch))

    return show


def _text(request: Request, place: Any, block: Block, made: Arranged) -> Shown | None:
    texts = Texts(dict(block.texts), {}, block.texts[0][0] if block.texts else "ar")
    language, html = texts.best(request.language)
    return Shown(html=sanitise(html, editor=True), html_lang=language) if html else None


def _address(request: Request, target: Any, names: tuple[tuple[str, str], ...] = ()) -> tuple[str, str] | None:
    """Return (address, what it leads to is called); None when there is nothing everybody may read."""
    line = line_of(request.ctx, MenuEntry(names, target)) if target else None
    return request.page.line(line)[:2] if line is not None else None


def _action(request: Request, place: Any, block: Block, made: Arranged) -> Shown | None:
    made.beside += _aside(request, block.to)
    there = _address(request, block.to, block.names)
    return Shown(url=there[0], words=there[1]) if there else None


def _picture(request: Request, place: Any, block: Block, made: Arranged) -> Shown | None:
    made.beside += _aside(request, block.to) + _aside(request, block.link)
    image = block.to.find(request.portal)
    if not isinstance(image, Image) or not may(image, Permission.VIEW, None, request.now):
        return None
    there = _address(request, block.link)
    drawn = picture(request, image)
    return Shown(picture=drawn, url=there[0] if there else None) if drawn is not None else None


def _collection(request: Request, place: Any, block: Block, made: Arranged) -> Shown | None:
    made.beside += _aside(request, block.to)
    collection = block.to.find(request.portal)
    if collection is None or collection.type_name != "collection":
        return None
    if not may(collection, Permission.VIEW, None, request.now):
        return None
    found = find(request.portal, collection, request.now, size=_length(block))
    made.beside.append(found.place if found.place is not None else request.portal)
    made.until = _first(made.until, found.until)
    items = documents(request, found.batch)
    title = request.page.title_of(collection)
    return Shown(items=items, url=request.page.url_of(collection), title=title) if items else None


def _events(request: Request, place: Any, block: Block, made: Arranged) -> Shown | None:
    soon = coming(request.portal, place, request.now, size=_length(block))
    made.until = _first(made.until, soon.until)
    items = documents(request, soon.batch)
    return Shown(items=items, url=request.page.url_of(place, "events")) if items else None


def _answers(request: Request, place: Any, block: Block, made: Arranged) -> Shown:
    index, most = request.portal.listings_index, _length(block)
    waiting = index.batch("proposals.waiting", place.uid, size=max(1, most - 1))
    return Shown(
        answered=documents(request, index.batch("proposals.answered", place.uid, size=most)),
        waiting=documents(request, waiting),
    )


def _regions(request: Request, place: Any, block: Block, made: Arranged) -> Shown:
    return Shown(regions=[territory().regions[code] for code in OPEN_REGIONS])


def _figures(request: Request, place: Any, block: Block, made: Arranged) -> Shown | None:
    index, portal = request.portal.listings_index, request.portal
    if held_out(portal, commune_of(place) or portal, local_day(request.now)) is not None:
        return None
    return Shown(
        proposals=index.count("proposals.newest", place.uid),
        answered=index.count("proposals.answered", place.uid),
        waiting=index.count("proposals.waiting", place.uid),
    )


def _aside(request: Request, target: Any) -> list[Any]:
    """Return what a page depends on that shows `target`; where it is gone, it may come back anywhere."""
    if not target or target.outside:
        return []
    found = target.find(request.portal)
    return [found if found is not None else request.portal]


def _first(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)


SHOWN: dict[str, Callable[[Request, Any, Block, Arranged], Shown | None]] = {
    "action": _action,
    "answers": _answers,
    "collection": _collection,
    "consultations": _listed("consultations"),
    "events": _events,
    "figures": _figures,
    "news": _listed("news"),
    "picture": _picture,
    "regions": _regions,
    "text": _text,
}
