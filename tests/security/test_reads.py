"""A GET never writes (abuse cases 28, 62): caught when a view tries, and nothing in the portal does."""

import logging
from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from pyramid.response import Response

from mukhtabar.app import configure
from mukhtabar.content.interfaces import IPortal
from mukhtabar.views.tree import ReadThatWrites
from tests.conftest import NOW
from tests.town import Town
from tests.world import PEOPLE, Browser, World


def with_fault(world: World) -> Browser:
    """A browser on a site with three views that do what no view may."""
    config = configure(world.settings, world.site)

    def in_record(context: Any, request: Any) -> Response:
        context.title = context.title.with_values(request.now, {"ar": "رئيس"})
        return Response("written")

    def in_register(context: Any, request: Any) -> Response:
        next(iter(request.register)).name = "written"
        return Response("written")

    def new_object(context: Any, request: Any) -> Response:
        context.tokens["fault"] = 1
        return Response("written")

    for view in (in_record, in_register, new_object):
        config.add_view(view, name=view.__name__, context=IPortal, permission="view", request_method=("GET", "HEAD"))
    return Browser(config.make_wsgi_app())


@pytest.mark.parametrize("name", ["in_record", "in_register", "new_object"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_get_that_writes_is_an_error_in_tests(world: World, name: str, method: str) -> None:
    before = world.serials()
    with pytest.raises(ReadThatWrites):
        with_fault(world).request(f"/{name}", method=method)
    assert world.serials() == before


@pytest.mark.parametrize("name", ["in_record", "in_register", "new_object"])
def test_on_a_real_site_it_is_dropped_and_logged(
    tmp_path_factory: pytest.TempPathFactory, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(tmp_path_factory.mktemp("lenient"), NOW, strict_reads="false")
    before = world.serials()
    with caplog.at_level(logging.ERROR):
        with_fault(world).get(f"/{name}", status="*")
    assert world.serials() == before and "would have written" in caplog.text
    world.close()


def links(page: Any) -> set[str]:
    """Every address that a crawler would follow from a page: links, forms that are sent by GET, feeds."""
    addresses = {element["href"] for element in page.html.find_all(["a", "link", "area"], href=True)}
    for form in page.forms.values():
        if (form.method or "get").lower() == "get":
            addresses.add(form.action or page.request.path)
    base = page.request.url
    joined = {urlsplit(urljoin(base, address)) for address in addresses}
    here = (at for at in joined if at.netloc in {"localhost", "localhost:80"})
    return {f"{at.path}{'?' if at.query else ''}{at.query}" for at in here}


@pytest.mark.parametrize("who", [None, *sorted(PEOPLE.keys() - {"approver2"})])
def test_a_crawler_that_follows_every_link_changes_nothing(town: Town, who: str | None) -> None:
    browser = town.world.browser(who)
    waiting, seen = ["/", f"/s/{town.receipt}", f"{town.submitted}/review", f"{town.draft_answer}/review"], set()
    met: Counter[str] = Counter()
    before = town.world.serials()
    while waiting:
        address = waiting.pop()
        path = address.partition("?")[0]
        # One region, one language beside Arabic, and pages of lists stand for all.
        if path in seen or path.startswith(("/zgh", "/en", "/static")) or path.count("/") > 7:
            continue
        if path.startswith("/fr/") and path.count("/") > 2:
            continue
        if path.startswith(("/souss-massa/", "/draa", "/guelmim")) and not path.startswith("/souss-massa/tata"):
            continue
        seen.add(path)
        # Every view on every document is opened in test_personal_data.py: a few of a kind are enough to follow links from.
        met[path.rpartition("/")[2]] += 1
        if met[path.rpartition("/")[2]] > 6:
            continue
        page = browser.get(address, status="*")
        assert page.status_int in {200, 301, 302, 303, 403, 404, 410}, (address, page.status)
        if page.status_int == 200 and page.content_type == "text/html":
            waiting += links(page)
    assert len(seen) > 20
    assert town.world.serials() == before
