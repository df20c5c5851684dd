"""The resource centre, the course and the charter of the sample site."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from mukhtabar.actions.charter import sign
from mukhtabar.actions.create import create
from mukhtabar.content.charter import Charter
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.guidance import Guidance
from mukhtabar.demo.accounts import load
from mukhtabar.demo.stage import Stage

NONE: Mapping[str, Any] = MappingProxyType({})


def add_learning(stage: Stage, space: Any) -> None:
    """Add all of it: the charter to `space`, the rest to the portal."""
    content = load("learning")
    for row in content["resource"]:
        values = {name: row[name] for name in ("kind", "theme", "audience", "source")}
        values["checked"] = stage.ctx.now - timedelta(days=row["checked"])
        _written(stage, "admin", stage.ctx.portal, Guidance(), row, row["when"], values)
    _course(stage, content["course"])
    _charter(stage, space, content["charter"])


def _written(
    stage: Stage,
    who: str,
    parent: Any,
    document: Any,
    row: Mapping[str, Any],
    when: str,
    values: Mapping[str, Any] = NONE,
) -> Any:
    """Write one document and publish it."""
    document.sample = True
    texts = stage.values(when, row, ("title", "summary", "body"))
    made = create(stage.acting(who, when), parent, document, row["name"], texts | dict(values))
    stage.take(made, {"do": "propose" if isinstance(made, Charter) else "publish", "by": who, "when": when})
    return made


def _course(stage: Stage, row: Mapping[str, Any]) -> None:
    when = row["when"]
    course = _written(stage, "admin", stage.ctx.portal, Course(), row, when)
    for given in row["lesson"]:
        lesson = _written(stage, "admin", course, Lesson(), given, when)
        for asked in given["exercise"]:
            values = stage.values(when, asked, ("title", "choices", "explanation"))
            values |= {name: asked[name] for name in ("how", "task") if name in asked}
            create(stage.acting("admin", when), lesson, Exercise(), asked["name"], values)


def _charter(stage: Stage, space: Any, row: Mapping[str, Any]) -> None:
    """Open the charter for signature; of the two sides, only the sample association has signed."""
    charter = _written(stage, "lead", space, Charter(), row, row["when"])
    sign(stage.acting("lead", row["when"]), charter, space.uid, charter.digest)
