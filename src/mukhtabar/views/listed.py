"""Documents for a list: only those the reader may see, only those the page shows."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.catalog.listings import Batch

#: No list is longer than this, whatever the address asks for (abuse case 73).
LAST_PAGE = 10_000


def documents(request: Request, batch: Batch) -> list[Any]:
    """Return the documents of a batch that the reader may view. Loads those and no others."""
    found = (request.portal.uids.get(uid) for uid in batch.uids)
    actor, now = request.authenticated_userid, request.now
    return [document for document in found if document is not None and may(document, Permission.VIEW, actor, now)]


def page_number(request: Request) -> int:
    """Return the page asked for, 1 when there is none or it is nonsense."""
    text = request.GET.get("page", "1")
    return min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1


@dataclass(frozen=True)
class Paging:
    """What parts/paging.pt needs."""

    request: Request
    page: int
    pages: int
    total: int
    #: What the address of each page says beside its number: which of several lists on one page is meant.
    more: tuple[tuple[str, str], ...] = ()

    def url(self, page: int) -> str:
        """Return the address of another page of this list."""
        query = {key: value for key, value in self.request.GET.items() if key != "page"} | dict(self.more)
        if page > 1:
            query["page"] = str(page)
        return f"?{urlencode(query)}" if query else self.request.page.link(self.request.path_info)


def paging(request: Request, batch: Batch, **more: str) -> Paging:
    """Return the paging of a batch; `more` stands in the addresses of all its pages."""
    return Paging(request, batch.page, batch.pages, batch.total, tuple(more.items()))
