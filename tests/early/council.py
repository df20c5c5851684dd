"""What the council does: answers, their approval, clocks. The ledger knows itself who may approve what."""

from typing import Any

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.clock import prolong, rest, run_again
from mukhtabar.actions.edit import edit
from tests.early.deeds import Deeds
from tests.early.ledger import Paper
from tests.early.look import Leak

WHO = ("officer", "approver", "approver2", "both")


class Council(Deeds):
    """Officers and approvers, and everybody who would like to be one."""

    def _fields(self, ctx: Any, marks: list[str]) -> dict[str, Any]:
        outcome = self.chance.choice(["accepted", "partly", "refused", "not_now"])
        return {
            "summary": self.text(ctx, marks[0]),
            "details": self.text(ctx, marks[1]),
            "cost": marks[2],
            "outcome": outcome,
        }

    def do_begin_answer(self) -> None:
        """Somebody begins an answer."""
        if (proposal := self.paper("proposal")) is None:
            return
        who, marks = self.chance.choice([*WHO, self.anyone()]), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {proposal.path}"
        with self.acting(who) as ctx:
            answer = begin_answer(ctx, self.world.at(ctx, proposal.path), self._fields(ctx, marks))
            paper = self.taken_in(ctx, answer, who, *marks)
        self.ledger.keep(paper)
        paper.author, paper.drafters = "", {who}

    def do_rewrite_answer(self) -> None:
        """Somebody changes an answer: what was approved is approved no more."""
        if (paper := self.paper("answer")) is None:
            return
        who, marks = self.chance.choice([*WHO, self.anyone()]), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {paper.path}"
        before = paper.state
        with self.acting(who) as ctx:
            edit(ctx, self.world.at(ctx, paper.path), self._fields(ctx, marks))
        if before in {"published", "superseded", "approved"}:
            raise Leak(f"{who} changes {paper.path}, which is {before}")
        paper.before |= paper.now
        paper.now, paper.approved = set(marks), set()
        paper.drafters.add(who)
        self.follow()

    def arrived(self, paper: Paper, before: str) -> None:
        """Judge what became of an answer: approved by whom, published after what. Raises Leak."""
        if paper.kind != "answer":
            return
        if paper.state == "drafting":
            paper.approved = set()
        elif paper.state == "approved":
            if self.actor in paper.drafters or "approver" not in self.ledger.roles(self.actor, paper.path):
                raise Leak(f"{self.actor} approves {paper.path}, drafted by {sorted(paper.drafters)}")
            paper.approved = set(paper.now)
        elif paper.state == "published" and (before != "approved" or paper.approved != paper.now):
            raise Leak(f"{paper.path} is published, and nobody has approved it")

    def do_walk_an_answer(self) -> None:
        """Two people bring an answer as far as they like: else few would ever get to the end."""
        found = [paper for paper in self.papers("answer") if paper.state in {"drafting", "for_approval", "approved"}]
        if not found:
            return
        self.touched = paper = self.chance.choice(found)
        step = {"drafting": "send", "for_approval": "approve", "approved": "publish"}[paper.state]
        able = [who for who in WHO if step != "approve" or who not in paper.drafters]
        self.take(self.chance.choice(able), paper, step)

    def do_turn_a_clock(self) -> None:
        """Somebody lets a clock rest or run: the reason is public where the clock is."""
        if (paper := self.paper("proposal")) is None:
            return
        who, mark = self.chance.choice(["officer", "both", self.anyone()]), self.ledger.mark()
        deed = self.chance.choice([rest, prolong, run_again])
        self.last = f"{who} {deed.__name__} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            deed(ctx, document) if deed is run_again else deed(ctx, document, f"ننتظر رأي المصالح المختصة {mark}")
        if deed is not run_again:
            paper.later[mark] = frozenset({"published", "answered"})
