"""What the council does: answers, notes, templates, clocks. The ledger knows itself who may approve what."""

from datetime import timedelta
from typing import Any

from mukhtabar.actions.answer import attach_to, begin_answer, take_off
from mukhtabar.actions.answer_template import keep_template
from mukhtabar.actions.assign import assign
from mukhtabar.actions.clock import prolong, rest, run_again
from mukhtabar.actions.edit import edit
from mukhtabar.actions.note import note, withdraw_note
from mukhtabar.actions.publish_at import publish_at
from tests import files
from tests.early.deeds import Deeds
from tests.early.ledger import COUNCIL, EVERYBODY, Paper
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
        if (proposal := self.ripe("proposal", "published")) is None:
            return
        who, marks = self._drafter(proposal), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {proposal.path}"
        with self.acting(who) as ctx:
            answer = begin_answer(ctx, self.world.at(ctx, proposal.path), self._fields(ctx, marks))
            paper = self.taken_in(ctx, answer, who, *marks)
        self.begun(paper, who)

    def _drafter(self, paper: Paper) -> str:
        """Return who might draft an answer: the council's people, a member whose question it is, or anyone."""
        members = [who for who in EVERYBODY if "officer" in self.ledger.roles(who, paper.path)]
        return self.someone(*WHO, *members)

    def begun(self, answer: Paper, who: str) -> None:
        """Enter an answer that somebody has begun. Raises Leak."""
        answer.author, answer.drafters = "", {who}
        self.ledger.keep(answer)
        if "officer" not in self.ledger.roles(who, answer.path):
            raise Leak(f"{who} drafts {answer.path}, and works for no council there")

    def do_rewrite_answer(self) -> None:
        """Somebody changes an answer: what was approved is approved no more."""
        if (paper := self.ripe("answer", "drafting", "for_approval")) is None:
            return
        who, marks = self._drafter(paper), [self.ledger.mark() for _ in range(3)]
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
            if not self.ledger.signs(self.actor, paper):
                raise Leak(f"{self.actor} approves {paper.path}, drafted by {sorted(paper.drafters)}")
            paper.approved = set(paper.now)
        elif paper.state == "withdrawn":
            if self.actor in paper.drafters or "approver" not in self.ledger.roles(self.actor, paper.path):
                raise Leak(f"{self.actor} withdraws {paper.path}, drafted by {sorted(paper.drafters)}")
        elif paper.state == "published" and (before != "approved" or paper.approved != paper.now):
            raise Leak(f"{paper.path} is published, and nobody has approved it")

    def do_withdraw_an_answer(self) -> None:
        """An approver withdraws what everyone reads: only the reason stays public."""
        if (paper := self.ripe("answer", "published")) is not None:
            self.take(self.someone("approver", "approver2"), paper, "withdraw")

    def do_turn_a_clock(self) -> None:
        """Somebody lets a clock rest or run: the reason is public where the clock is."""
        if (paper := self.paper("proposal")) is None:
            return
        who, mark = self.someone("officer", "both"), self.ledger.mark()
        deed = self.chance.choice([rest, prolong, run_again])
        self.last = f"{who} {deed.__name__} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            deed(ctx, document) if deed is run_again else deed(ctx, document, f"ننتظر رأي المصالح المختصة {mark}")
        if deed is not run_again:
            paper.later[mark] = frozenset({"published", "answered"})

    def do_attach_to_an_answer(self) -> None:
        """Somebody attaches a document to an answer: it is approved with it, and read with it."""
        if (paper := self.ripe("answer", "drafting")) is None:
            return
        who, marks = self.someone(*WHO), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            data = files.PDF + f"\n% {marks[0]}\n".encode()
            made = attach_to(ctx, self.world.at(ctx, paper.path), f"وثيقة {marks[1]}", f"{marks[2]}.pdf", data)
            address = f"{paper.path}/{made.__name__}"
        paper.files[address] = marks
        paper.attached |= set(marks)
        paper.now |= set(marks)
        paper.approved = set()
        paper.drafters.add(who)

    def do_take_a_document_off(self) -> None:
        """Somebody takes a document off an answer: its bytes are gone for good, the saves keep what it was called."""
        if (paper := self.ripe("answer", "drafting")) is None or not paper.files:
            return
        who, address = self.someone(*WHO), self.chance.choice([*paper.files])
        self.last, self.beside = f"{who} {address}", (address,)
        with self.acting(who) as ctx:
            take_off(ctx, self.world.at(ctx, paper.path), address.rpartition("/")[2])
        inside, *names = paper.files.pop(address)
        paper.attached -= {inside, *names}
        paper.now -= {inside, *names}
        paper.before |= set(names)
        paper.approved = set()
        paper.drafters.add(who)

    def do_date_an_answer(self) -> None:
        """Somebody sets the hour at which an approved answer comes out, or lets it go."""
        if (paper := self.ripe("answer", "approved")) is None:
            return
        who = self.someone(*WHO)
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            on = ctx.now + timedelta(hours=self.chance.randint(-3, 60)) if self.chance.random() < 0.8 else None
            publish_at(ctx, document, on, document.digest)

    def do_note(self) -> None:
        """Somebody writes a note for the council, and gives the work to somebody."""
        if (paper := self.paper("proposal", "answer", "consultation")) is None:
            return
        who, mark = self.someone(*WHO), self.ledger.mark()
        told = [self.world.pids[name] for name in self.chance.sample(WHO, 2)]
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            note(ctx, document, f"ملاحظة بيننا {mark}", told)
            paper.notes[mark] = who
            if document.waits_for:
                assign(ctx, document, self.chance.choice(told))

    def do_withdraw_a_note(self) -> None:
        """Somebody withdraws a note, their own or not: then nobody reads it any more."""
        noted = [(paper, mark, writer) for paper in self.papers() for mark, writer in paper.notes.items()]
        if not noted:
            return
        paper, mark, writer = self.chance.choice(noted)
        self.touched = paper
        who = self.someone(writer)
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            number = next(n for n, one in enumerate(ctx.portal.notes.of(document.uid)) if mark in one.text)
            withdraw_note(ctx, document, number)
        del paper.notes[mark]
        if who != writer:
            raise Leak(f"{who} withdraws the note of {writer}")

    def do_keep_a_template(self) -> None:
        """Somebody keeps a template for answers."""
        who, marks = self.someone(*WHO), [self.ledger.mark(), self.ledger.mark()]
        self.last = who
        with self.acting(who) as ctx:
            values = {"summary": {"ar": f"نص جاهز {marks[0]}"}, "details": {}, "outcome": "refused"}
            keep_template(ctx, self.world.at(ctx, COMMUNE), f"قالب {marks[1]}", values)
        self.ledger.private |= dict.fromkeys(marks, COUNCIL)
