"""A rehearsal copy counts nowhere: whatever is done in it writes nothing of the portal, and no page of it shows it."""

import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.attach import attach
from mukhtabar.actions.comment import comment
from mukhtabar.actions.copy import copy
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import Stale, edit
from mukhtabar.actions.move import move
from mukhtabar.actions.park import park
from mukhtabar.actions.redact import find, redact
from mukhtabar.actions.rehearse import rehearse, wipe
from mukhtabar.actions.report import report
from mukhtabar.actions.submit import submit
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.base import Workflowed
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.file import File
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.texts import Texts
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.store.folder import subtree
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.conftest import NOW
from tests.rehearsing import acting_inside, found, made
from tests.town import Town
from tests.world import BODY, PEOPLE, SPACE, World

REASON = sorted({code for reasons in REASONS.values() for code in reasons})
people = st.sampled_from(sorted(PEOPLE))
any_number = st.integers(0, 10_000)


def newest(world: World) -> dict[str, bytes]:
    """Return the serial of the newest version of every record of both books."""
    return world.serials()


class InTheRehearsal(RuleBasedStateMachine):
    """People do whatever they like in a rehearsal copy."""

    world: World
    before: dict[str, bytes]

    @initialize()
    def open(self) -> None:
        """A portal with something in it, and the copy; from here on no old record may change."""
        self.world = World(Path(mkdtemp()), NOW)
        self.world.answered()
        self.world.public_news()
        self.old = set(newest(self.world))
        made(self.world)
        self.before = newest(self.world)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.close()

    def _do(self, who: str, what: Any) -> None:
        with suppress(Refused, Stale, KeyError), acting_inside(self.world, who) as ctx:
            # Who runs the portal may throw the copied space itself away: then there is nothing left to do anything to.
            if nodes := [node for node in subtree(ctx.portal) if node is not ctx.portal]:
                what(ctx, nodes)

    @rule(who=people, which=any_number, step=any_number, reason=st.sampled_from([None, *REASON]))
    def step(self, who: str, which: int, step: int, reason: str | None) -> None:
        """Take a step of a workflow."""

        def take(ctx: Any, nodes: list[Any]) -> None:
            states = [node for node in nodes if isinstance(node, Workflowed)]
            document = states[which % len(states)]
            exits = list(document.definition.exits(document.state))
            if exits:
                name = exits[step % len(exits)].name
                read = digest_of(document.field_values())
                transition(ctx, document, name, "لأن الأمر واضح." if reason else "", reason, read)

        self._do(who, take)

    @rule(who=people, which=any_number, where=any_number, how=st.sampled_from(["move", "copy", "trash", "edit"]))
    def handle(self, who: str, which: int, where: int, how: str) -> None:
        """Move, copy, throw away or change something."""

        def do(ctx: Any, nodes: list[Any]) -> None:
            places = [node for node in nodes if IContainer.providedBy(node)]
            document, target = nodes[which % len(nodes)], places[where % len(places)]
            if how == "trash":
                trash(ctx, document, "لا حاجة إليه")
            elif how == "edit":
                title = Texts.of(ctx.now, ar=f"عنوان {where}") if isinstance(document.title_text, Texts) else ""
                if "title" in document.fields and not isinstance(document, Proposal):
                    edit(ctx, document, {"title": title})
            else:
                {"move": move, "copy": copy}[how](ctx, document, target)

        self._do(who, do)

    @rule(who=people, which=any_number, kind=st.sampled_from([Page, News, File]))
    def add(self, who: str, which: int, kind: type) -> None:
        """Put something new into a container."""

        def do(ctx: Any, nodes: list[Any]) -> None:
            places = [node for node in nodes if IContainer.providedBy(node)]
            values: dict[str, Any] = {"title": Texts.of(ctx.now, ar="جديد")}
            if kind is File:
                attach(ctx, places[which % len(places)], File(), values, "a.docx", files.docx())
            else:
                values |= {"dated": ctx.now} if kind is News else {}
                create(ctx, places[which % len(places)], kind(), f"new-{which}", values)

        self._do(who, do)

    @rule(who=people, which=any_number)
    def speak(self, who: str, which: int) -> None:
        """Submit a proposal, answer one, comment, report."""

        def do(ctx: Any, nodes: list[Any]) -> None:
            me = ctx.register.get(ctx.actor)
            places = [node for node in nodes if isinstance(node, (Consultation, News, Proposal))]
            place = places[which % len(places)]
            if isinstance(place, Consultation):
                values = {
                    "kind": "need",
                    "title": "مقترح",
                    "body": BODY,
                    "topic": "roads",
                    "place": "",
                    "language": "ar",
                }
                submit(ctx, place, values, me, name_shown=True)
            elif isinstance(place, News):
                comment(ctx, place, me, "تعليق", "ar")
            else:
                report(ctx, place, f"{which}", "insult")
                begin_answer(ctx, place, {"outcome": "accepted", "summary": Texts.of(ctx.now, ar="نعم")})

        self._do(who, do)

    @rule(who=people, which=any_number, how=st.sampled_from(["park", "redact", "restore"]))
    def moderate(self, who: str, which: int, how: str) -> None:
        """Set aside, black out, bring back."""

        def do(ctx: Any, nodes: list[Any]) -> None:
            texts = [node for node in nodes if isinstance(node, Moderated)]
            text = texts[which % len(texts)]
            if how == "restore":
                thrown = ctx.portal.bin.below(ctx.portal.space.uid)
                if thrown:
                    restore(ctx, thrown[which % len(thrown)].uid)
            elif how == "park":
                park(ctx, text, ctx.now + timedelta(days=2), "لاحقا", digest_of(text.field_values()))
            else:
                chosen = [each.place for each in find(text, "مثال")][:1]
                redact(ctx, text, "مثال", "personal_data", "", chosen, digest_of(text.field_values()))

        self._do(who, do)

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        """Let time pass; the portal's own clock runs in the rehearsal."""
        self.world.later(days=days)
        with acting_inside(self.world, None) as ctx:
            tick(ctx)

    @invariant()
    def nothing_of_the_portal_was_written(self) -> None:
        """No record that there was before the copy has changed, and the people book has no new one."""
        if not hasattr(self, "world"):
            return
        now = newest(self.world)
        changed = {oid for oid in self.old if now.get(oid) != self.before.get(oid)}
        assert not changed
        assert {oid for oid in now if oid.startswith("people:")} == {o for o in self.before if o.startswith("people:")}


TestInTheRehearsal = InTheRehearsal.TestCase
TestInTheRehearsal.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def secrets(world: World) -> set[str]:
    """Return what a page that shows a rehearsal would say: its titles, its names, and where it stands."""
    with acting_inside(world, None) as ctx:
        said = {ctx.portal.__name__}
        for node in subtree(ctx.portal):
            said |= {getattr(node, "reference", "")} | {t for t in node.title_text.values.values() if "مثال" in t}
        return said - {""}


def test_no_page_of_the_portal_shows_it(town: Town) -> None:
    world = town.world
    paths = {
        path for view, path in town.addresses() if "GET" in view.methods and view.name not in {"archive.zip", "blob"}
    }
    paths |= {f"/search?q={word}" for word in ("مثال", "مصباح", "للتدريب")} | {
        "/feed",
        "/sitemap.xml",
        "/consultations",
    }
    world.drain()
    hidden = secrets(world)
    for who in (None, "citizen", "editor", "officer", "admin"):
        browser = world.browser(who)
        for path in sorted(path for path in paths if not path.startswith(("/rehearsal/", f"{SPACE}/rehearse"))):
            page = browser.get(f"/en{path}", status="*")
            text = page.body.decode("utf-8", "ignore")
            assert not [said for said in hidden if said in text], (who, path)


@pytest.mark.parametrize("who", [None, "citizen"])
def test_to_others_it_answers_as_what_is_not_there(world: World, who: str | None) -> None:
    root = made(world)
    nowhere = "/rehearsal/" + "x" * len(root.rpartition("/")[2])
    with acting_inside(world, None) as ctx:
        receipts = [f"{root}/s/{receipt}" for receipt in ctx.portal.given.values()]
        references = [f"{root}/r/{reference}" for reference in ctx.portal.references]
    browser = world.browser(who)
    for path in [*found(world), *receipts, *references, f"{root}/s", f"{root}/fada/feed", f"{root}/fada/edit"]:
        for method in ("GET", "HEAD", "POST"):
            there = browser.request(path, method=method, status="*")
            not_there = browser.request(nowhere + path.removeprefix(root), method=method, status="*")
            tokens = r'name="csrf_token" value="\w+"'
            assert there.status == not_there.status and there.status_int in {400, 404}, path
            assert re.sub(tokens, "", there.text.replace(path, "")) == re.sub(
                tokens, "", not_there.text.replace(nowhere + path.removeprefix(root), "")
            )


def test_wiped_there_is_nothing_left_of_it(tmp_path: Path) -> None:
    world = World(tmp_path, NOW, storage="filestorage")
    with world.acting("lead") as ctx:
        rehearse(ctx, world.at(ctx, SPACE))
        wipe(ctx, world.at(ctx, SPACE))
    world.site.books.main.pack()
    before = set(world.serials())
    root = made(world)
    with acting_inside(world, "lead") as ctx:
        attach(ctx, ctx.portal.space, File(), {"title": Texts.of(ctx.now, ar="ملف")}, "a.docx", files.docx())
        trash(ctx, ctx.portal.space["sample-draft"])
    paths, hidden = found(world), secrets(world)
    assert len(set(world.serials()) - before) > 50
    with world.acting("lead") as ctx:
        wipe(ctx, world.at(ctx, SPACE))
    world.site.books.main.pack()
    left = set(world.serials()) - before
    with world.acting() as ctx:
        classes = {type(ctx.portal._p_jar.get(bytes.fromhex(oid.partition(":")[2]))).__module__ for oid in left}
    assert not [name for name in classes if not name.startswith("BTrees")]
    for who in ("lead", "admin"):
        browser = world.browser(who)
        for path in (root, *paths):
            browser.get(path, status=404)
    page = world.browser("lead").get(f"{SPACE}/rehearse")
    assert not [said for said in hidden if said in page.text]
    world.close()
