"""Pages, news and comments of the sample site."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.comment import comment
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.texts import Texts
from mukhtabar.demo.accounts import load
from mukhtabar.demo.seed import FAULTS, corrected, read_seed, to_html
from mukhtabar.demo.stage import SYSTEM, Stage


def add_page(stage: Stage, row: Mapping[str, Any]) -> None:
    """Write one page of the portal and publish it."""
    ctx = stage.acting(row["by"], row["when"])
    page = create(ctx, stage.ctx.portal, Page(), row["name"], stage.values(row["when"], row, Page.fields))
    for step in row["steps"]:
        stage.take(page, step)
    stage.progress(1)


def add_news(stage: Stage, parent: Any, row: Mapping[str, Any]) -> News:
    """Write one news item under `parent` and take its steps."""
    ctx = stage.acting(row["by"], row["when"])
    values = stage.values(row["when"], row, ("title", "summary", "body", "easy", "category", "author"))
    news: News = create(ctx, parent, News(), row["name"], values | {"dated": stage.at(row["dated"])})
    for step in row["steps"]:
        stage.take(news, step)
    stage.progress(1)
    return news


def add_seed(stage: Stage) -> None:
    """Publish the first news item: its text as extracted, then corrected, so that the record holds both."""
    row, seed = load("content")["seed"], read_seed()
    ctx = stage.acting(row["by"], row["when"])
    written = stage.values(row["when"], row, ("title", "author"))
    values = written | {
        "title": written["title"].with_values(ctx.now, {"ar": seed.title}),
        "body": Texts.of(ctx.now, ar=to_html(seed.body)),
        "category": row["categories"][seed.category],
        "dated": seed.dated,
    }
    news = create(ctx, stage.ctx.portal, News(), row["name"], values)
    ctx = stage.acting(row["by"], row["corrected"])
    pairs = "، ".join(f"«{wrong}» ← «{right}»" for wrong, right in FAULTS.items())
    body = news.body.with_values(ctx.now, {"ar": to_html(corrected(seed.body))})
    edit(ctx, news, {"body": body}, row["revision"].format(pairs=pairs))
    for step in row["steps"]:
        stage.take(news, step)
    for entry in row["comment"]:
        _add_comment(stage, news, entry)
    stage.progress(1)


def _add_comment(stage: Stage, news: News, row: Mapping[str, Any]) -> None:
    author = stage.participant(row, row["when"])
    left = comment(stage.acting(SYSTEM, row["when"]), news, author, row["body"].strip(), row.get("language", "ar"))
    left.sample = True
    for step in row.get("steps", ()):
        stage.take(left, step)
