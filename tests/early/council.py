"""What the council does: answers, notes, templates, clocks. The ledger knows itself who may approve what."""

from datetime import timedelta
from typing import Any

from mukhtabar.actions.answer import attach_to, begin_answer
from mukhtabar.actions.answer_template import keep_template
from mukhtabar.actions.assign import assign
from mukhtabar.actions.clock import prolong, rest, run_again
from mukhtabar.actions.edit import edit
from mukhtabar.actions.note import note
from mukhtabar.actions.publish_at import publish_at
from tests import files
from tests.early.deeds import Deeds
from tests.early.ledger import COUNCIL, Paper
from tests.early.look import Leak
from tests.world import COMMUNE

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
        if before not in {"drafting", "for_approval"}:
            raise Leak(f"{who} changes {paper.path}, which is {before}")
        paper.before |= paper.now - paper.attached
        paper.now, paper.approved = paper.attached | set(marks), set()
        paper.drafters.add(who)
        self.follow()

    def arrived(self, paper: Paper, before: str) -> None:
        """Judge what became of an answer: approved by whom, published after what. Raises Leak."""
        super().arrived(paper, before)
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

    def do_attach_to_an_answer(self) -> None:
        """Somebody attaches a document to an answer: it is approved with it, and read with it."""
        if (paper := self.paper("answer")) is None:
            return
        who, marks = self.chance.choice([*WHO, self.anyone()]), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            data = files.PDF + f"\n% {marks[0]}\n".encode()
            attach_to(ctx, self.world.at(ctx, paper.path), f"وثيقة {marks[1]}", f"{marks[2]}.pdf", data)
        paper.attached |= set(marks)
        paper.now |= set(marks)
        paper.approved = set()
        paper.drafters.add(who)

    def do_date_an_answer(self) -> None:
        """Somebody sets the hour at which an approved answer comes out, or lets it go."""
        if (paper := self.paper("answer")) is None:
            return
        who = self.chance.choice([*WHO, self.anyone()])
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            on = ctx.now + timedelta(hours=self.chance.randint(-3, 60)) if self.chance.random() < 0.8 else None
            publish_at(ctx, document, on, document.digest)

    def do_note(self) -> None:
        """Somebody writes a note for the council, and gives the work to somebody."""
        if (paper := self.paper("proposal", "answer", "consultation")) is None:
            return
        who, mark = self.chance.choice([*WHO, self.anyone()]), self.ledger.mark()
        told = [self.world.pids[name] for name in self.chance.sample(WHO, 2)]
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            note(ctx, document, f"ملاحظة بيننا {mark}", told)
            self.ledger.private[mark] = COUNCIL
            if document.waits_for:
                assign(ctx, document, self.chance.choice(told))

    def do_keep_a_template(self) -> None:
        """Somebody keeps a template for answers."""
        who, marks = self.chance.choice([*WHO, self.anyone()]), [self.ledger.mark(), self.ledger.mark()]
        self.last = who
        with self.acting(who) as ctx:
            values = {"summary": {"ar": f"نص جاهز {marks[0]}"}, "details": {}, "outcome": "refused"}
            keep_template(ctx, self.world.at(ctx, COMMUNE), f"قالب {marks[1]}", values)
        self.ledger.private |= dict.fromkeys(marks, COUNCIL)
