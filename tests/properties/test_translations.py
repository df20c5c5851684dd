"""A language is out of date exactly when its original changed after it was last found right, whatever came in between."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mukhtabar.actions.audit import audit
from mukhtabar.actions.edit import edit
from mukhtabar.actions.translate import confirm, discard, draft, publish, withdraw
from mukhtabar.actions.undo import undo
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import standing
from mukhtabar.rules.refused import Refused
from tests.conftest import NOW
from tests.world import SPACE, World

FIELDS = ("title", "body")
LANGUAGES = ("fr", "en")
STEPS = ("source", "edit", "draft", "ready", "publish", "write", "confirm", "withdraw", "discard", "undo")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A space whose head writes."""
    folder: Path = tmp_path_factory.mktemp("translations")
    world = World(folder, NOW)
    yield world
    world.close()


class Expected:
    """What readers get and what is drafted, kept in the plainest way there is."""

    def __init__(self, now: datetime) -> None:
        self.source = dict.fromkeys(FIELDS, now)
        #: (language, field) -> (text, when it was last found right)
        self.public: dict[tuple[str, str], tuple[str, datetime]] = {}
        self.draft: dict[tuple[str, str], tuple[str, datetime]] = {}

    def text(self, language: str, field: str) -> str:
        return self.draft.get((language, field), self.public.get((language, field), ("", NOW)))[0]

    def write(self, language: str, field: str, text: str, now: datetime) -> None:
        key = language, field
        if text == self.text(*key):
            return
        self.draft[key] = text, now
        if text == self.public.get(key, ("", now))[0]:
            del self.draft[key]

    def publish(self, language: str) -> None:
        for key in [key for key in self.draft if key[0] == language]:
            text, when = self.draft.pop(key)
            if text:
                self.public[key] = text, when
            else:
                self.public.pop(key, None)

    def stale(self, language: str) -> set[str]:
        return {field for code, field in self.public if code == language and self.public[code, field][1] < self.source[field]}

    def confirm(self, language: str, now: datetime) -> None:
        for field in FIELDS:
            kept = self.draft if (language, field) in self.draft else self.public
            if (language, field) in kept and kept[language, field][1] < self.source[field]:
                kept[language, field] = kept[language, field][0], now

    def withdraw(self, language: str) -> None:
        for key in [key for key in self.public if key[0] == language]:
            was = self.public.pop(key)
            self.draft.setdefault(key, was)


def take(ctx: Any, page: Any, model: Expected, step: str, language: str, field: str, text: str) -> None:
    """Do one thing as the head of the space, and the same to the model."""
    now = ctx.now
    if step == "source":
        if edit(ctx, page, {field: getattr(page, field).with_values(now, {"ar": f"أصل {text}"})}):
            model.source[field] = now if getattr(page, field).changed["ar"] == now else model.source[field]
    elif step == "edit":
        texts = getattr(page, field)
        edit(ctx, page, {field: texts.with_values(now, {language: text})})
        if text != texts.get(language):
            model.public.pop((language, field), None)
            if text:
                model.public[language, field] = text, now
    elif step in {"draft", "ready"}:
        draft(ctx, page, language, {field: text}, ready=step == "ready")
        model.write(language, field, text, now)
    elif step in {"publish", "write"}:
        publish(ctx, page, language, {field: text} if step == "write" else None)
        if step == "write":
            model.write(language, field, text, now)
        model.publish(language)
    elif step == "confirm":
        confirm(ctx, page, language)
        model.confirm(language, now)
    elif step == "withdraw":
        withdraw(ctx, page, language)
        model.withdraw(language)
    elif step == "discard":
        discard(ctx, page, language)
        for key in [key for key in model.draft if key[0] == language]:
            del model.draft[key]


def agree(page: Any, model: Expected) -> None:
    """The document says what the model says, in every language and field."""
    for language in LANGUAGES:
        assert set(standing(page, language).stale) == model.stale(language), language
        kept = page.translations.get(language)
        drafted = {name: (text, kept.held[name]) for name, text in kept.fields.items()} if kept else {}
        assert drafted == {field: value for (code, field), value in model.draft.items() if code == language}
        for field in FIELDS:
            texts = getattr(page, field)
            shown = model.public.get((language, field))
            assert (texts.get(language), texts.changed.get(language)) == (shown or ("", None))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(STEPS[:-1]), st.sampled_from(LANGUAGES), st.sampled_from(FIELDS), st.sampled_from(("", "un", "deux"))
        ),
        max_size=14,
    )
)
def test_out_of_date_is_what_changed_after_it_was_found_right(
    desk: World, steps: list[tuple[str, str, str, str]]
) -> None:
    desk.clock.moment += timedelta(hours=1)
    start = desk.clock.moment
    path = desk.page(name=f"p{int(start.timestamp())}", title="أصل", body="<p>أصل</p>")
    model = Expected(start)
    for step in steps:
        desk.later(minutes=1)
        with desk.acting("lead") as ctx:
            page = desk.at(ctx, path)
            try:
                take(ctx, page, model, *step)
            except Refused as refusal:
                assert refusal.code in {"up_to_date", "not_public", "no_draft", "nothing_to_publish"}, step
            agree(page, model)
    with desk.acting() as ctx:
        assert audit(ctx) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.lists(st.tuples(st.sampled_from(("draft", "write", "source")), st.sampled_from(FIELDS), st.sampled_from(("un", "deux"))), max_size=5),
    last=st.sampled_from(("write", "withdraw", "discard", "publish")),
    field=st.sampled_from(FIELDS),
)
def test_what_is_taken_back_leaves_everything_as_it_was(
    desk: World, first: list[tuple[str, str, str]], last: str, field: str
) -> None:
    desk.clock.moment += timedelta(hours=1)
    path = desk.page(name=f"u{int(desk.clock.moment.timestamp())}", title="أصل", body="<p>أصل</p>")

    def look(ctx: Any) -> tuple[Any, ...]:
        page = desk.at(ctx, path)
        return page.translations, *(getattr(page, name) for name in FIELDS)

    model = Expected(desk.clock.moment)
    for step, name, text in first:
        desk.later(minutes=1)
        with desk.acting("lead") as ctx:
            take(ctx, desk.at(ctx, path), model, step, "fr", name, text)
    with desk.acting("lead") as ctx:
        before = look(ctx)
        ctx.portal.lately.forget(ctx.actor)
    desk.later(minutes=1)
    with desk.acting("lead") as ctx:
        page = desk.at(ctx, path)
        try:
            take(ctx, page, model, last, "fr", field, "trois")
        except Refused:
            return
        changed = look(ctx) != before
    with desk.acting("lead") as ctx:
        if changed and ctx.portal.lately.of(ctx.actor):
            undo(ctx)
            assert look(ctx) == before


def test_a_draft_held_against_an_older_original_is_out_of_date_when_it_comes_out(desk: World) -> None:
    path = desk.page(name="late", title="أصل")
    with desk.acting("lead") as ctx:
        draft(ctx, desk.at(ctx, path), "fr", {"title": "Titre"})
    desk.later(days=1)
    with desk.acting("lead") as ctx:
        edit(ctx, desk.at(ctx, path), {"title": Texts.of(ctx.now, ar="أصل جديد")})
        moved = ctx.now
    desk.later(days=1)
    with desk.acting("lead") as ctx:
        page = desk.at(ctx, path)
        publish(ctx, page, "fr")
        assert page.title.get("fr") == "Titre" and standing(page, "fr").since == moved
        assert SPACE in path
