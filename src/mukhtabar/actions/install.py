"""Make a new portal: the root, the twelve regions, the communes of the three open ones, the register."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.record import refresh
from mukhtabar.content.commune import Commune
from mukhtabar.content.portal import Portal
from mukhtabar.content.region import Region
from mukhtabar.content.territory import territory
from mukhtabar.content.texts import Texts
from mukhtabar.store.register import Register


def install(main: Any, people: Any, now: datetime, progress: Callable[[int], None] = lambda done: None) -> Ctx:
    """Put an empty portal into the two database roots and return the context in which the portal itself acts.

    `progress` is told after each commune. Raises ValueError when there is a portal already.
    """
    if "portal" in main:
        raise ValueError("There is a portal here already.")
    portal = main["portal"] = Portal()
    register = people["register"] = Register()
    main._p_jar.add(portal)
    portal.title = Texts.of(now, ar="مختبر المواطنة", fr="Laboratoire de citoyenneté", en="Citizenship Laboratory")
    portal.created = portal.modified = now
    portal.uids.register(portal)
    ctx = Ctx(portal, register, None, now, system=True)
    places = territory()
    for code, region_place in places.regions.items():
        region = create(ctx, portal, Region(code), region_place.slug)
        for commune_place in places.communes_of(code):
            create(ctx, region, Commune(commune_place.code), commune_place.slug)
            progress(1)
    refresh(ctx, portal)
    return ctx
