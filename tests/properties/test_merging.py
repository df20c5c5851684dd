"""Any sequence of submitting, publishing, asking, agreeing, hiding, separating and throwing away keeps what must hold."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from mukhtabar.actions.audit import audit
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit
from mukhtabar.actions.merge import DAYS, agree, ask, keep_separate, lapse
from mukhtabar.actions.redact import redact
from mukhtabar.actions.submit import submit
from mukhtabar.actions.transition import transition
from mukhtabar.actions.trash import restore, trash
from mukhtabar.actions.voices import voices
from mukhtabar.content.bin import in_bin
from mukhtabar.content.joined import carried, find, joined, last_of, way
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import digest_of
from tests.conftest import NOW
from tests.unit.actions.test_merge import consultation
from tests.world import BODY, CONSULTATION, SPACE, World

AUTHORS = ("citizen", "desk", "officer", "editor")
MODERATORS = ("moderator", "lead", "editor")
SECOND = f"{SPACE}/turuq"


def own(document: Any) -> tuple[Any, ...]:
    return document.field_values(), document.creator, document.name_shown, document.reference, document.created


class Merging(RuleBasedStateMachine):
    """A small portal; everything is done as a person would, and what is refused must have changed nothing."""

    references = Bundle("references")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), NOW)
        self.texts: dict[str, tuple[Any, ...]] = {}
        self.thrown: dict[str, int] = {}

    @initialize()
    def two_consultations(self) -> None:
        with self.world.acting("lead") as ctx:
            consultation(ctx, self.world.at(ctx, SPACE), "turuq")
        self.tick()

    def teardown(self) -> None:
        self.world.close()
        self.folder.cleanup()

    def tick(self) -> None:
        from mukhtabar.actions.tick import tick

        with self.world.acting() as ctx:
            tick(ctx)

    def attempt(self, who: str, do: Any) -> Any:
        """Do something as a person; what is refused is rolled back, as a request is."""
        try:
            with self.world.acting(who) as ctx:
                return do(ctx)
        except Refused as refusal:
            return refusal

    def step(self, who: str, reference: str, name: str, **more: Any) -> Any:
        def do(ctx: Ctx) -> None:
            document = find(ctx.portal, reference)
            transition(ctx, document, name, read_hash=digest_of(document.field_values()), **more)

        return self.attempt(who, do)

    @rule(target=references, who=st.sampled_from(AUTHORS), where=st.sampled_from([CONSULTATION, SECOND]))
    def submitted(self, who: str, where: str) -> str:
        values = {"kind": "need", "title": "تعبيد الطريق إلى المدرسة", "body": BODY, "topic": "roads", "language": "ar"}
        self.world.later(minutes=1)

        def do(ctx: Ctx) -> str:
            author = ctx.register.get(self.world.pids[who])
            assert author is not None
            made = submit(Ctx(ctx.portal, ctx.register, None, ctx.now, True), self.world.at(ctx, where), values, author, True)
            self.texts[made.reference] = own(made)
            return made.reference

        found = self.attempt(who, do) if where not in self.thrown else None
        return found if isinstance(found, str) else ""

    @rule(reference=references, who=st.sampled_from(MODERATORS), name=st.sampled_from(["publish", "refuse", "hide", "restore", "unmerge"]))
    def decided(self, reference: str, who: str, name: str) -> None:
        if reference:
            reason = {"refuse": "off_topic", "hide": "off_topic"}.get(name)
            self.world.later(minutes=1)
            self.step(who, reference, name, reason=reason, comment="سبب" if name == "unmerge" else "")

    @rule(reference=references, who=st.sampled_from(AUTHORS))
    def withdrawn(self, reference: str, who: str) -> None:
        if reference:
            self.step(who, reference, "withdraw")

    @rule(one=references, other=references, who=st.sampled_from(MODERATORS))
    def asked(self, one: str, other: str, who: str) -> None:
        def do(ctx: Ctx) -> None:
            mine, theirs = find(ctx.portal, one), find(ctx.portal, other)
            end = last_of(theirs)
            ask(ctx, mine, theirs, "سبب", digest_of(mine.field_values()), digest_of(end.field_values()))

        if one and other:
            self.attempt(who, do)

    @rule(reference=references, who=st.sampled_from(AUTHORS), yes=st.booleans(), back=st.booleans())
    def answered(self, reference: str, who: str, yes: bool, back: bool) -> None:
        """A yes is followed, now and then, by its undoing: then both are what they were."""
        if not reference:
            return
        with self.world.acting() as ctx:
            document = find(ctx.portal, reference)
            target = document.asked.target if document.asked else ""
            before = self.picture(ctx, reference), self.picture(ctx, target)
        self.attempt(who, lambda ctx: (agree if yes else keep_separate)(ctx, find(ctx.portal, reference)))
        with self.world.acting() as ctx:
            document = find(ctx.portal, reference)
            last = document.history[-1]
        if yes and back and last.transition in {"merge", "merge_published"} and document.state == "merged":
            name = f"undo_{last.transition}"
            moderator = next(who for who, pid in self.world.pids.items() if pid == last.actor)
            assert not isinstance(self.step(moderator, reference, name), Refused)
            with self.world.acting() as ctx:
                assert (self.picture(ctx, reference), self.picture(ctx, target)) == before

    def picture(self, ctx: Ctx, reference: str) -> Any:
        document = find(ctx.portal, reference)
        if document is None:
            return None
        people, behind = voices(ctx.register, document), [other.reference for other in carried(document)]
        return document.state, own(document), document.joined_to, people, behind

    @rule(reference=references, who=st.sampled_from(AUTHORS))
    def edited(self, reference: str, who: str) -> None:
        def do(ctx: Ctx) -> None:
            document = find(ctx.portal, reference)
            edit(ctx, document, {"place": f"دوار {len(document.revisions)}"})
            self.texts[reference] = own(document)

        if reference:
            self.attempt(who, do)

    @rule(reference=references, who=st.sampled_from(MODERATORS))
    def blacked_out(self, reference: str, who: str) -> None:
        def do(ctx: Ctx) -> None:
            document = find(ctx.portal, reference)
            redact(ctx, document, "صعوبة", "personal_data", read_hash=digest_of(document.field_values()))
            self.texts[reference] = own(document)

        if reference:
            self.attempt(who, do)

    @rule(days=st.sampled_from([1, DAYS]))
    def days_pass(self, days: int) -> None:
        self.world.later(days=days, minutes=1)
        with self.world.acting() as ctx:
            lapse(ctx)

    @rule(where=st.sampled_from([CONSULTATION, SECOND]))
    def thrown_away_or_back(self, where: str) -> None:
        with self.world.acting("admin") as ctx:
            if where in self.thrown:
                restore(ctx, self.thrown.pop(where))
            else:
                document = self.world.at(ctx, where)
                self.thrown[where] = document.uid
                trash(ctx, document, "تجربة")

    @invariant()
    def what_must_hold(self) -> None:
        with self.world.acting() as ctx:
            for reference, text in self.texts.items():
                document = find(ctx.portal, reference)
                assert document is not None and own(document) == text
                self.one(ctx, document)
            assert not [finding for finding in audit(ctx) if finding.code != "unused_person"]

    def one(self, ctx: Ctx, document: Any) -> None:
        # No ring, and who has joined has one target while it is not in the trash.
        steps = list(way(document))
        assert document not in steps and len({step.uid for step in steps}) == len(steps)
        assert (document.state == "merged") == bool(document.joined_to)
        # Readers find its text, or a page that says why it is gone, or it was never public; the trash has no door.
        if document.state == "merged" and not in_bin(document):
            assert may(document, Permission.VIEW, None, ctx.now)
            target = find(ctx.portal, document.joined_to)
            assert target is not None and document in joined(target)
            assert target.state not in {"withdrawn", "refused"}
        # People are counted once, and only those whose text stands behind it.
        behind = list(carried(document))
        assert voices(ctx.register, document) == {ctx.register.same(d.creator) for d in (document, *behind)}
        assert all(last_of(other) is last_of(document) for other in behind)
        # A question points at one that could be joined, or waits to lapse; it never outlives a decision.
        if document.is_asked:
            assert document.state in {"submitted", "published"} and document.moderation is None


Merging.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestMerging = Merging.TestCase
