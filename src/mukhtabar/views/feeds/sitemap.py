"""The sitemap: what search engines should find (sitemaps.org 0.9)."""

from html import escape
from itertools import islice
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.content.territory import territory
from mukhtabar.language import LANGUAGES
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views.language import in_language
from mukhtabar.views.listed import documents

#: Newest documents of each list; the protocol allows 50,000 addresses a file.
MOST = 2000


@view_config(context=IPortal, name="sitemap.xml", permission="view", request_method=("GET", "HEAD"))
def sitemap(context: Any, request: Request) -> Any:
    """The open regions, and the newest public documents, in every language."""
    request.depends_on(context)
    index, base = context.listings_index, request.site.settings.base_url
    paths = ["/", "/regions", "/consultations", "/news"]
    paths += [f"/{place.slug}" for place in territory().regions.values()]
    lists = ("spaces", "consultations", "proposals.newest", "petitions", "news", "commitments", "council_files")
    for listing in lists:
        uids = tuple(uid for _rank, uid in islice(index.walk(listing, context.uid), MOST))
        for document in documents(request, Batch(uids, 1, MOST, len(uids))):
            paths.append(request.page.url_of(document).removeprefix(in_language(request, request.language, "")))
    entries = (
        f"<url><loc>{escape(base + in_language(request, language, path))}</loc></url>"
        for path in paths
        for language in LANGUAGES
    )
    body = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return Response(f"{body}{''.join(entries)}</urlset>\n", content_type="application/xml", charset="utf-8")
