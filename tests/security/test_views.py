"""No view is open by forgetfulness (abuse cases 5, 6, 85): each names where, for whom, and how it may be called."""

from typing import Any

import pytest
from pyramid.exceptions import ConfigurationError
from pyramid.response import Response
from zope.interface import Interface
from zope.interface.interfaces import IInterface

from mukhtabar.app import configure
from mukhtabar.content.doors import Door
from mukhtabar.content.interfaces import IPortal
from mukhtabar.rules.permissions import Permission
from tests.town import Town, views
from tests.world import World


def test_every_view_names_context_permission_and_method(town: Town) -> None:
    found = views(town.world)
    assert len(found) > 30
    for view in found:
        assert view.context not in {None, Interface}, view
        assert IInterface.providedBy(view.context) or issubclass(view.context, Door), view
        assert view.permission in set(Permission), view
        assert set(view.methods) <= {"GET", "HEAD", "POST"}, view
        assert view.methods, view


def test_every_view_has_an_address_in_the_town(town: Town) -> None:
    reached = {id(view.callable) for view, _path in town.addresses()}
    lost = {str(view) for view in views(town.world) if id(view.callable) not in reached}
    assert not lost


FAULTS: list[dict[str, Any]] = [
    {"permission": "view", "request_method": "GET"},
    {"context": IPortal, "request_method": "GET"},
    {"context": IPortal, "permission": "view"},
]


@pytest.mark.parametrize("options", FAULTS, ids=["no context", "no permission", "no method"])
def test_a_view_that_leaves_one_open_stops_the_start(world: World, options: dict[str, Any]) -> None:
    config = configure(world.settings, world.site)
    config.add_view(lambda context, request: Response("open"), name="fault", **options)
    with pytest.raises(ConfigurationError, match="names no"):
        config.make_wsgi_app()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method_is_answered(town: Town, method: str) -> None:
    browser = town.world.browser("admin")
    for path in town.documents.values():
        assert browser.request(path or "/", method=method, status="*").status_int in {403, 404, 405}


def test_what_a_view_reads_only_takes_no_post(town: Town) -> None:
    browser = town.world.browser("admin")
    account = browser.get("/account")
    token = next(form for form in account.forms.values() if "csrf_token" in form.fields)["csrf_token"].value
    before = town.world.serials()
    for view, path in town.addresses():
        if "POST" not in view.methods:
            assert browser.post(path, {"csrf_token": token}, status="*").status_int in {403, 404, 405}, path
    assert town.world.serials() == before
