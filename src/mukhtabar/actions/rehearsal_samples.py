"""The invented submissions of a rehearsal: made by the same actions that people use, by sample people."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.comment import comment
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.submit import submit
from mukhtabar.actions.tick import take_due
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.roles import Role
from mukhtabar.store.revisions import digest_of


@cache
def script() -> Mapping[str, Any]:
    """Return what a rehearsal is filled with."""
    return tomllib.loads(files("mukhtabar.data").joinpath("rehearsal.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Stage:
    """The rehearsal being filled: `ctx` is the portal's own there, `people` the sample people by their part."""

    ctx: Ctx
    people: Mapping[str, Any]

    def acting(self, part: str, hours: float) -> Ctx:
        """Return the context of a sample person, so many hours ago."""
        return replace(self.ctx, actor=self.people[part].pid, now=self.ctx.now - timedelta(hours=hours), system=False)

    def texts(self, row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Texts]:
        """Return the texts of `row` as fields."""
        return {
            name: Texts.of(self.ctx.now, **{
                code: plain_to_html(text, editor=True) if name in HTML else text for code, text in row[name].items()
            })
            for name in names
        }  # fmt: skip

    def take(self, document: Any, steps: Any) -> None:
        """Take each of `steps` as the sample person it names."""
        for step in steps:
            ctx = self.acting(step["by"], step["at"])
            read = digest_of(document.field_values())
            transition(ctx, document, step["do"], step.get("comment", ""), step.get("reason"), read)


def fill(ctx: Ctx, space: Any, bring: Callable[[Ctx], None]) -> None:
    """Fill the copied `space`; `bring` puts in what comes from the original, as the sample lead."""
    people = {}
    for part, row in script()["people"].items():
        people[part] = person = ctx.register.enrol(row["name"], ctx.now)
        ctx.portal.extras[person.pid] = row["name"], Role(row["role"])
    stage = Stage(ctx, people)
    bring(stage.acting("coordinator", 0))
    consultation = _consultation(stage, space)
    take_due(ctx)
    for row in script()["proposal"]:
        _proposal(stage, consultation, row)
    _news(stage, space)
    row = script()["page"]
    page = create(stage.acting("coordinator", 5), space, Page(), row["name"], stage.texts(row, ("title", "body")))
    transition(stage.acting("coordinator", 5), page, "submit")


def _consultation(stage: Stage, space: Any) -> Consultation:
    row, now = script()["consultation"], stage.ctx.now
    start = now - timedelta(days=row["opened_days_ago"])
    first, *others = row["phase"].items()
    phase = Phase(first[1], start, start + timedelta(days=row["days"]), frozenset({"propose"}), tuple(others))
    values = stage.texts(row, ("title", "summary", "decides")) | {"phases": (phase,)}
    made: Consultation = create(stage.acting("coordinator", 0), space, Consultation(), row["name"], values)
    transition(stage.acting("coordinator", 0), made, "announce")
    return made


def _proposal(stage: Stage, consultation: Consultation, row: Mapping[str, Any]) -> None:
    values = {name: row[name] for name in ("kind", "topic", "title", "body")} | {"language": "ar"}
    ctx = stage.acting(row["by"], row["at"])
    proposal: Proposal = submit(ctx, consultation, values, stage.people[row["by"]], name_shown=True)
    stage.take(proposal, row.get("steps", ()))
    if given := row.get("answer"):
        texts = {name: Texts.of(stage.ctx.now, ar=given[name]) for name in ("summary", "details")}
        drafted = begin_answer(stage.acting("officer", given["at"]), proposal, texts | {"outcome": given["outcome"]})
        stage.take(drafted, given["steps"])


def _news(stage: Stage, space: Any) -> None:
    row, ctx = script()["news"], stage.acting("coordinator", 48)
    values: dict[str, Any] = stage.texts(row, ("title", "summary", "body"))
    news = create(ctx, space, News(), row["name"], values | {"dated": ctx.now})
    transition(ctx, news, "publish", read_hash=digest_of(news.field_values()))
    for given in row["comment"]:
        left = comment(stage.acting(given["by"], given["at"]), news, stage.people[given["by"]], given["body"], "ar")
        stage.take(left, given.get("steps", ()))
