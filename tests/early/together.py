"""What is done to many at once: one text for several proposals, several answers decided on, several texts moderated."""

from datetime import timedelta

from mukhtabar.actions.answer import begin_many
from mukhtabar.actions.decide import decide_many
from mukhtabar.actions.decide_answers import decide_answers
from mukhtabar.rules.reasons import REASONS
from mukhtabar.store.revisions import digest_of
from tests.early.council import Council
from tests.early.ledger import Paper
from tests.world import COMMUNE, SPACE

MOST = 4


class Together(Council):
    """The pages on which boxes are ticked. What one of them is refused does not hold up the others."""

    def _ticked(self, papers: list[Paper]) -> list[Paper]:
        return self.chance.sample(papers, min(MOST, len(papers)))

    def do_begin_many(self) -> None:
        """Somebody begins one answer to several proposals."""
        ticked = self._ticked(self.papers("proposal"))
        if not ticked:
            return
        who, marks = self._drafter(ticked[0]), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {len(ticked)}"
        with self.acting(who) as ctx:
            proposals = [self.world.at(ctx, paper.path) for paper in ticked]
            chosen = [(one.uid, digest_of(one.field_values())) for one in proposals]
            _outcomes, made = begin_many(ctx, self.world.at(ctx, COMMUNE), chosen, self._fields(ctx, marks))
            answers = [self.taken_in(ctx, one, who, *marks) for one in made]
        for answer in answers:
            self.begun(answer, who)

    def do_decide_on_answers(self) -> None:
        """Somebody approves, sends back, publishes or dates several answers at once."""
        states = {"approve": "for_approval", "send_back": "for_approval", "publish": "approved", "schedule": "approved"}
        name = self.chance.choice([*states])
        fit = [paper for paper in self.papers("answer") if paper.state == states[name]]
        ticked = self._ticked(fit or self.papers("answer"))
        if not ticked:
            return
        who, mark = self.someone("approver", "approver2", "officer"), self.ledger.mark()
        self.touched, self.last = ticked[0], f"{who} {name} {[paper.path for paper in ticked]}"
        with self.acting(who) as ctx:
            answers = [self.world.at(ctx, paper.path) for paper in ticked]
            chosen = [(one.uid, one.digest) for one in answers]
            comment = f"سبب الإرجاع {mark}" if name == "send_back" else ""
            on = ctx.now + timedelta(hours=self.chance.randint(1, 60)) if name == "schedule" else None
            done = decide_answers(ctx, self.world.at(ctx, COMMUNE), chosen, name, comment, on)
        for paper, one in zip(ticked, done, strict=True):
            paper.asides |= {mark} if one.refused is None and comment else set()
        self.follow()

    def do_moderate_together(self) -> None:
        """Somebody publishes, returns or refuses several texts at once."""
        name = self.chance.choice(["publish", "publish", "return", "refuse"])
        ticked = self._ticked([paper for paper in self.papers("proposal", "comment") if paper.state == "submitted"])
        if not ticked:
            return
        who, mark = self.someone("editor", "moderator"), self.ledger.mark()
        self.touched, self.last = ticked[0], f"{who} {name} {[paper.path for paper in ticked]}"
        reasons = {"return": "return", "refuse": "refusal"}
        reason = self.chance.choice(sorted(REASONS[reasons[name]])) if name in reasons else None
        with self.acting(who) as ctx:
            documents = [self.world.at(ctx, paper.path) for paper in ticked]
            chosen = [(one.uid, digest_of(one.field_values())) for one in documents]
            done = decide_many(ctx, self.world.at(ctx, SPACE), chosen, name, f"سبب القرار {mark}", reason)
        for paper, one in zip(ticked, done, strict=True):
            paper.asides |= {mark} if one.refused is None else set()
        self.follow()
