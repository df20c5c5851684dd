"""Events, a collection, a menu and a home page of the sample site; the events are marked as samples."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.create import create
from mukhtabar.content.collection import Collection
from mukhtabar.content.event import Event
from mukhtabar.content.front import USUAL, Block, Front
from mukhtabar.content.menu import Menu, MenuEntry
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.demo.stage import Stage

TITLES = ("title", "summary", "body", "venue", "organiser", "contact", "registration", "access")
#: The usual entries, and what this file adds.
ENTRIES = ("/regions", "/consultations", "/events", "/news")


def _put(stage: Stage, row: Mapping[str, Any], document: Any, values: dict[str, Any]) -> Any:
    parent = stage.ctx.portal
    for name in (part for part in row.get("where", "").split("/") if part):
        parent = parent[name]
    made = create(stage.acting("admin", row["when"]), parent, document, row["name"], values)
    # What is said to take place is invented; a list, a menu and the order of a page say nothing.
    made.sample = made.sample or isinstance(made, Event)
    for step in row["steps"]:
        stage.take(made, step)
    stage.progress(1)
    return made


def add_gathered(stage: Stage, content: Mapping[str, Any]) -> None:
    """Publish the sample events, then the collection that finds them, then the menu and the home page."""
    for row in content["event"]:
        values = stage.values(row["when"], row, TITLES)
        _put(stage, row, Event(), values | {"start": stage.at(row["start"]), "end": stage.at(row["end"])})
    row = content["collection"]
    values = stage.values(row["when"], row, ("title", "summary"))
    made: Collection = _put(stage, row, Collection(), values | {"kinds": ("news", "event"), "size": 10})
    row, when = content["menu"], stage.at(content["menu"]["when"])
    entries = tuple(MenuEntry((), Target(address)) for address in ENTRIES)
    _put(stage, row, Menu(), {"title": Texts.of(when, **row["title"]), "entries": entries})
    row, when = content["front"], stage.at(content["front"]["when"])
    lately = Block("collection", to=Target(f"/{made.__name__}", made.uid), entries=3)
    blocks = (*USUAL[:3], Block("events", entries=2), USUAL[3], lately)
    _put(stage, row, Front(), {"title": Texts.of(when, **row["title"]), "blocks": blocks})
