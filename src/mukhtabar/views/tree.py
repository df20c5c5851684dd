"""The books of one request: opened under its transaction, closed after it, and never written by a safe method."""

import logging
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from mukhtabar.actions.context import Ctx
from mukhtabar.content.cast import Cast
from mukhtabar.content.portal import Portal
from mukhtabar.content.rehearsal import DOOR, Rehearsal
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.services.site import roots
from mukhtabar.store.register import Register

log = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ReadThatWrites(AssertionError):
    """A GET changed the database. Raised in tests; elsewhere the change is dropped and logged."""


def connections(request: Request) -> tuple[Any, Any]:
    """Open both books for this request, once, and close them when it is over."""
    main, people = request.registry.site.books.connect(request.tm)
    request.add_finished_callback(lambda _request: main.close())
    return main, people


def _home(request: Request) -> Portal:
    """The portal itself, whatever the address."""
    main, people = request.connections
    return roots(main.root(), people.root())[0]


def _people(request: Request) -> Register:
    """The people book itself, whatever the address."""
    main, people = request.connections
    return roots(main.root(), people.root())[1]


def _rehearsal(request: Request) -> Rehearsal | None:
    """The rehearsal copy that the address leads into; for whoever may not look into it there is none."""
    names = request.environ["PATH_INFO"].split("/")[1:3]
    if request.home.rehearsals is None or len(names) < 2 or names[0] != DOOR:
        return None
    found: Rehearsal | None = request.home.rehearsals.get(names[1])
    if found is None or not may(found, Permission.VIEW, request.authenticated_userid, request.now):
        return None
    return found


def _portal(request: Request) -> Portal:
    """The root of the tree that the address leads into, with its machines."""
    return request.rehearsal if request.rehearsal is not None else request.home


def _register(request: Request) -> Any:
    return Cast(request.people, request.rehearsal) if request.rehearsal is not None else request.people


def _ctx(request: Request) -> Ctx:
    return Ctx(request.portal, request.register, request.authenticated_userid, request.now)


def root_factory(request: Request) -> Any:
    """Return where traversal begins: the portal, or what leads to the one rehearsal copy that was asked for."""
    inside = request.rehearsal
    return request.home if inside is None else {DOOR: {inside.__name__.rpartition("/")[2]: inside}}


def read_guard(handler: Any, registry: Any) -> Any:
    """Tween: a safe request that would write is rolled back and logged (security.md, write-on-read)."""

    def guard(request: Request) -> Any:
        # The path may hold a receipt; transactions are described by their journal entry, not by it.
        request.tm.get().description = ""
        response = handler(request)
        if request.method in SAFE and "connections" in request.__dict__:
            written = [obj for connection in request.connections for obj in connection._registered_objects]
            if written:
                request.tm.doom()
                log.error(
                    "A %s of view %s would have written %d objects", request.method, request.view_name, len(written)
                )
                if registry.site.settings.strict_reads:
                    raise ReadThatWrites(f"{request.path}: {[type(obj).__name__ for obj in written]}")
        return response

    return guard


def includeme(config: Configurator) -> None:
    """Give requests their books and guard the reads."""
    config.add_request_method(connections, reify=True)
    config.add_request_method(_home, "home", reify=True)
    config.add_request_method(_people, "people", reify=True)
    config.add_request_method(_rehearsal, "rehearsal", reify=True)
    config.add_request_method(_portal, "portal", reify=True)
    config.add_request_method(_register, "register", reify=True)
    config.add_request_method(_ctx, "ctx", property=True)
    config.add_request_method(lambda request: request.registry.site, "site", reify=True)
    config.add_request_method(lambda request: request.registry.site.clock.now(), "now", reify=True)
    config.add_tween("mukhtabar.views.tree.read_guard", under="pyramid_tm.tm_tween_factory")
