"""Search in any spelling, with facets as plain links."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.content.words import WORDS, word
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.language.html import text_of
from mukhtabar.language.search import snippet
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.services.search import closed_to
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views import shown
from mukhtabar.views.entry import Entry
from mukhtabar.views.listed import page_number, paging

MOST = 200


def _text(document: Any, language: str) -> str:
    body = (
        getattr(document, "body", None) or getattr(document, "details", None) or getattr(document, "summary", "") or ""
    )
    return body if isinstance(body, str) else text_of(body.best(language)[1])


def _item(request: Request, document: Any, query: str) -> Entry:
    entry = shown.item(request, document)
    if query:
        entry.snippet = snippet(_text(document, request.language), query)
    return entry


def _filters(request: Request, query: str, results: Any, chosen: dict[str, str]) -> list[Shown]:
    groups = []
    for name, vocabulary, title in (("type", "type", _("Kind of document")), ("topic", "topic", _("Topic"))):
        found = [(code, n) for code, n in sorted(results.facets.get(name, {}).items()) if code in WORDS[vocabulary]]
        options = []
        for code, n in found:
            current = chosen.get(name) == code
            others = {key: value for key, value in chosen.items() if key != name and value}
            address = {"q": query, **others, **({} if current else {name: code})}
            options.append((f"?{urlencode(address)}", word(vocabulary, code), n, current))
        if options:
            groups.append(Shown(title=title, options=options))
    return groups


@view_config(
    context=IPortal,
    name="search",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/search.pt",
)
def search(context: Any, request: Request) -> dict[str, Any]:
    """Find documents, and communes by name."""
    query = clean_line(request.GET.get("q", ""))[:MOST]
    chosen = {name: request.GET.get(name, "") for name in ("type", "topic")}
    chosen = {name: code for name, code in chosen.items() if code in WORDS[name]}
    actor = request.authenticated_userid
    results = request.site.search.query(
        query,
        actor=actor,
        grants=[grant for grant in context.grants.of(actor) if grant.holds(request.now)],
        closed=closed_to(context, actor, request.now),
        types=[chosen["type"]] if "type" in chosen else None,
        topics=[chosen["topic"]] if "topic" in chosen else None,
        page=page_number(request),
        size=20,
    )
    found = (context.uids.get(hit.uid) for hit in results.hits)
    documents = [d for d in found if d is not None and may(d, Permission.VIEW, actor, request.now)]
    batch = Batch((), min(page_number(request), max(1, -(-results.total // 20))), 20, results.total)
    return {
        "title": _("Search: ${query}", query=query) if query else _("Search"),
        "query": query,
        "items": [_item(request, document, query) for document in documents],
        "total": results.total,
        "paging": paging(request, batch),
        "filters": _filters(request, query, results, chosen),
    }
