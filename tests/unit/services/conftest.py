"""A small portal in memory: one space with an open consultation, and people with and without roles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mukhtabar.actions.create import create
from mukhtabar.actions.grant import grant
from mukhtabar.actions.install import install
from mukhtabar.actions.submit import submit
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.language.catalogues import Catalogues
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.roles import Role
from mukhtabar.services.clock import SetClock
from mukhtabar.services.search import closed_to
from mukhtabar.services.site import Site
from mukhtabar.settings import Settings
from mukhtabar.store.revisions import digest_of

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ROLES = {
    "moderator": Role.MODERATOR, "lead": Role.SPACE_LEAD, "officer": Role.OFFICER, "approver": Role.APPROVER,
}  # fmt: skip


@dataclass
class World:
    """The open site, its clock, and the uids and pids that tests speak of."""

    site: Site
    clock: SetClock
    people: dict[str, str]
    space: int = 0
    consultation: int = 0

    def session(self, who: str | None = None, **more: Any) -> Any:
        return self.site.session(self.people.get(who) if who else None, **more)

    def step(self, who: str | None, uid: int, name: str, **more: Any) -> None:
        """Take one step as `who`, having read the present text; None is the portal itself."""
        with self.session(who, system=who is None) as ctx:
            document = ctx.portal.uids.get(uid)
            transition(ctx, document, name, read_hash=digest_of(document.field_values()), **more)

    def propose(self, who: str, title: str, body: str = "") -> int:
        """Submit a proposal as `who` and return its uid."""
        with self.session() as ctx:
            consultation = ctx.portal.uids.get(self.consultation)
            values = {"title": title, "body": body, "topic": "roads"}
            return int(submit(ctx, consultation, values, ctx.register.get(self.people[who]), True).uid)

    def drain(self) -> int:
        """Bring the search index up to date."""
        total = 0
        while True:
            with self.session() as ctx:
                done = self.site.search.drain(ctx.portal)
            if not done:
                return total
            total += done

    def letters(self) -> list[Any]:
        """The letters in the outbox."""
        with self.session() as ctx:
            return list(ctx.portal.outbox._waiting.values())


def build(folder: Path, storage: str = "memory") -> World:
    """Return a new world whose data lie in `folder`."""
    clock = SetClock(NOW)
    site = Site.open(Settings(data=folder, storage=storage, base_url="https://portal.example.ma"), clock)
    # These tests speak of letters, not of translations: every sentence is its English source.
    site.catalogues = Catalogues(folder / "no catalogues")
    world = World(site, clock, {})
    with site.books.session() as (main, people):
        ctx = install(main, people, NOW)
        for name in ("admin", "author", "other", *ROLES):
            language = "fr" if name == "author" else "ar"
            person = ctx.register.enrol(f"Name-of-{name}", NOW, f"{name}@example.ma", language)
            person.password = "" if name == "author" else "hash"
            world.people[name] = person.pid
    with world.session(system=True) as ctx:
        region = next(node for node in ctx.portal.values() if list(node))
        commune = next(iter(region.values()))
        space = create(ctx, commune, Space(), "space", {"title": Texts.of(NOW, ar="فضاء المجتمع المدني")})
        phases = (Phase("propose", NOW - timedelta(days=1), NOW + timedelta(days=30), frozenset({"propose"})),)
        title = Texts.of(NOW, ar="ميزانية الجماعة", fr="Budget de la commune")
        asked = create(ctx, space, Consultation(), "budget", {"title": title, "phases": phases})
        for name, role in ROLES.items():
            grant(ctx, commune, world.people[name], role, NOW)
        grant(ctx, ctx.portal, world.people["admin"], Role.ADMIN, NOW)
        world.space, world.consultation = space.uid, asked.uid
    world.step("lead", world.consultation, "announce")
    world.step(None, world.consultation, "open")
    return world


def ask(world: World, text: str, who: str | None = None, **more: Any) -> Any:
    """Search as `who`, who sees what the record lets them see."""
    with world.session(who) as ctx:
        held = [grant for grant in ctx.portal.grants.of(ctx.actor) if grant.holds(ctx.now)]
        closed = more.pop("closed", None)
        if closed is None:
            closed = closed_to(ctx.portal, ctx.actor, ctx.now)
        return world.site.search.query(text, actor=ctx.actor, grants=held, closed=closed, **more)


def uids(results: Any) -> list[int]:
    """The documents found."""
    return [hit.uid for hit in results.hits]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world in memory."""
    made = build(tmp_path)
    yield made
    made.site.close()


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], World]]:
    """A function that makes a world on another storage."""
    made: list[World] = []

    def build_on(storage: str) -> World:
        made.append(build(tmp_path / storage.partition(":")[0], storage))
        return made[-1]

    yield build_on
    for one in made:
        one.site.close()
