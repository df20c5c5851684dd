"""The figures of answering equal those of a walk over every proposal, after whatever was done with them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.clock import prolong, rest, run_again
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.move import move
from mukhtabar.actions.submit import submit
from mukhtabar.actions.transition import transition
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.bin import in_bin
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import local_day
from mukhtabar.rules.answering import LEAST, Asked, Figures, Share, figures
from mukhtabar.rules.clocks import BARE
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.rules.refused import Refused
from mukhtabar.services.answering import table
from mukhtabar.store.folder import lineage, subtree
from mukhtabar.store.revisions import digest_of
from tests.conftest import NOW
from tests.world import BODY, CONSULTATION, SPACE, World

CLOCK, QUESTION = clocks()["answer"], clocks()["question"]
OTHER = "/souss-massa/akka"
STEPS = (
    "submit", "ask", "answer", "answer slowly", "hide", "restore", "rest", "run", "prolong", "trash", "bring back", "move",
    "wait",
)  # fmt: skip


class Life:
    """A portal, and what is done in it."""

    def __init__(self, world: World, ctx: Ctx) -> None:
        self.world, self.ctx, self.proposals, self.thrown = world, ctx, [], 0
        self.other = create(ctx, world.at(ctx, OTHER), Space(), "fada", {"title": Texts.of(ctx.now, ar="فضاء آخر")})
        self.consultation = world.at(ctx, CONSULTATION)
        (phase,) = self.consultation.phases
        self.consultation.phases = (replace(phase, end=phase.end + timedelta(days=9000)),)

    def as_(self, who: str) -> Ctx:
        return replace(self.ctx, actor=self.world.pids[who], system=False)

    def step(self, who: str, document: Any, name: str, **more: Any) -> None:
        transition(self.as_(who), document, name, read_hash=digest_of(document.field_values()), **more)

    def do(self, name: str, which: int, days: int) -> None:
        """Do one thing; what a rule refuses is not done."""
        acts: dict[str, Callable[[Any], Any]] = {
            "answer": lambda one: self.answer(one, 0),
            "answer slowly": lambda one: self.answer(one, 1),
            "hide": lambda one: self.step("moderator", one, "hide", reason="insult_hate"),
            "restore": lambda one: self.step(
                "moderator", one, "restore_answered" if one.published_answers() else "restore"
            ),
            "rest": lambda one: rest(self.as_("officer"), one, "ننتظر الخبرة"),
            "run": lambda one: run_again(self.as_("officer"), one),
            "prolong": lambda one: prolong(self.as_("officer"), one, "مشروع كبير"),
        }
        try:
            if name in {"submit", "ask"}:
                self.submit("need" if name == "submit" else "question")
            elif name == "wait":
                self.ctx = replace(self.ctx, now=self.ctx.now + timedelta(days=days))
            elif name == "trash" and not in_bin(self.consultation):
                self.thrown = trash(self.ctx, self.consultation, "خطأ").uid
            elif name == "bring back" and in_bin(self.consultation):
                restore(self.ctx, self.thrown)
            elif name == "move" and not in_bin(self.consultation):
                here = self.consultation.__parent__
                move(
                    self.ctx,
                    self.consultation,
                    self.other if here is not self.other else self.world.at(self.ctx, SPACE),
                )
            elif name in acts and self.proposals:
                acts[name](self.proposals[which % len(self.proposals)])
        except Refused:
            pass

    def submit(self, kind: str) -> None:
        author = self.ctx.register.get(self.world.pids["citizen"])
        values = {
            "kind": kind,
            "title": "طريق المدرسة",
            "body": BODY,
            "topic": "roads",
            "place": "",
            "language": "ar",
        }
        proposal = submit(self.as_("citizen"), self.consultation, values, author, name_shown=True)
        self.proposals.append(proposal)
        # Where the consultation was moved to, the people of the tests have no role.
        if self.consultation.__parent__ is not self.other:
            self.step("editor", proposal, "publish")

    def answer(self, proposal: Any, days: int) -> None:
        values = {"outcome": "accepted", "summary": Texts.of(self.ctx.now, ar="سنعبد الطريق.")}
        answer = begin_answer(self.as_("officer"), proposal, values)
        self.step("officer", answer, "send")
        self.ctx = replace(self.ctx, now=self.ctx.now + timedelta(days=days))
        self.step("approver", answer, "approve")
        self.step("officer", answer, "publish")


def naive(ctx: Ctx, first: date, last: date) -> dict[int, Figures]:
    """Walk over everything."""
    today, found = local_day(ctx.now), {}
    communes = [node for node in subtree(ctx.portal) if node.type_name == "commune"]
    for commune in communes:
        asked, quick = [], []
        for node in subtree(commune):
            if not isinstance(node, Proposal) or node.state not in {"published", "answered"}:
                continue
            since = local_day(node.published_at)
            if not first <= since <= last:
                continue
            when = next((step.time for step in node.history if step.after == "answered"), None)
            answered = local_day(when) if when is not None and node.state == "answered" else None
            own = QUESTION if node.kind == "question" else CLOCK
            asked.append(Asked(node.uid, own, since, answered, node.rest_days(), bool(node.prolonged)))
            for answer in node.answers():
                if answer.state in {"published", "superseded"}:
                    sent, approved = (
                        next(s.time for s in answer.history if s.transition == t) for t in ("send", "approve")
                    )
                    quick.append(local_day(sent) == local_day(approved))
        if asked:
            found[commune.uid] = figures(BARE, today, asked, quick)
    return found


ONE = st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(0, 45))


@settings(max_examples=25)
@given(st.lists(ONE, max_size=25), st.integers(0, 400))
@example([("submit", 0, 0), ("answer", 0, 0), ("answer slowly", 0, 0), ("hide", 0, 0), ("restore", 0, 0)], 400)
@example([("ask", 0, 0)] * 6 + [("wait", 0, 40), ("answer", 0, 0)], 400)
@example(
    [
        ("submit", 0, 0),
        ("rest", 0, 0),
        ("wait", 0, 45),
        ("run", 0, 0),
        ("wait", 0, 45),
        ("move", 0, 0),
        ("trash", 0, 0),
        ("bring back", 0, 0),
    ],
    400,
)
def test_the_lists_say_what_a_walk_over_all_says(steps: list[tuple[str, int, int]], back: int) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), NOW)
        try:
            with world.acting() as ctx:
                life = Life(world, ctx)
                for step in steps:
                    life.do(*step)
                today = local_day(life.ctx.now)
                first = today - timedelta(days=back)
                lines = table(ctx.portal, ctx.portal, today, first, today)
                assert {line.commune.uid: line.figures for line in lines} == naive(life.ctx, first, today)
                region = next(iter(lineage(world.at(ctx, OTHER).__parent__)))
                assert lines == table(ctx.portal, region, today, first, today)
        finally:
            world.close()


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def one_asked(draw: st.DrawFn) -> Asked:
    since = draw(DAYS)
    late = draw(st.one_of(st.none(), st.integers(0, 120)))
    uid, clock = draw(st.integers(1, 10**6)), draw(st.sampled_from((CLOCK, QUESTION)))
    return Asked(uid, clock, since, None if late is None else since + timedelta(days=late))


@given(
    st.lists(one_asked(), max_size=20, unique_by=lambda one: one.uid), st.lists(st.booleans(), max_size=9), st.randoms()
)
def test_figures_are_what_they_say(asked: list[Asked], quick: list[bool], random: Any) -> None:
    today = date(2027, 6, 1)
    found = figures(BARE, today, asked, quick)
    days = [(one.answered - one.since).days for one in asked if one.answered]
    kept = [one for one in asked if one.answered and (one.answered - one.since).days <= one.clock.length]
    assert found.published == len(asked) == found.answered + found.waiting
    assert found.median == (median(days) if len(days) >= LEAST else None)
    # A year after the last was published every time is over.
    assert found.in_time == Share(len(kept), len(asked))
    assert found.in_time.value is None or 0 <= found.in_time.value <= 1
    assert (found.oldest is None) == (found.waiting == 0)
    random.shuffle(asked)
    assert figures(BARE, today, asked, quick) == found


@given(st.integers(0, 60), st.integers(0, 60))
def test_too_few_are_never_a_share(part: int, more: int) -> None:
    share = Share(part, part + more)
    assert (share.value is None) == (share.whole < LEAST)
