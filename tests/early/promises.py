"""What follows from an answer: commitments, the files of sittings with their decisions, the register of a consultation."""

from datetime import timedelta

from mukhtabar.actions.agenda import add_points, begin_file, enter_decisions
from mukhtabar.actions.commitment import add_evidence, begin_commitment, report_progress
from mukhtabar.actions.edit import edit
from mukhtabar.actions.register import begin_register
from mukhtabar.content.commitment import Milestone, bases
from mukhtabar.content.evidence import Evidence
from mukhtabar.content.register import Row
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.sessions import next_session
from tests import files
from tests.early.deeds import Deeds
from tests.early.ledger import Paper
from tests.early.look import Leak
from tests.world import COMMUNE, CONSULTATION

WHO = ("officer", "approver", "both")
#: Type -> the state before which a second person must have confirmed, and the states that say so.
CONFIRMED = {"commitment": frozenset({"planned"}), "council_file": frozenset({"convened", "closed"}),
             "register": frozenset({"published"})}  # fmt: skip


class Promises(Deeds):
    """The council after its answer, and who writes down what became of it all."""

    def do_begin_commitment(self) -> None:
        """Somebody begins a commitment."""
        if (proposal := self.ripe("proposal", "answered")) is None:
            return
        who, marks = self.chance.choice([*WHO, self.anyone()]), [self.ledger.mark() for _ in range(4)]
        self.last = f"{who} {proposal.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, proposal.path)
            basis = next(iter(bases(document)), None)
            if basis is None:
                self.last = ""
                return
            values = {
                "title": self.text(ctx, marks[0], "التزام"), "details": self.text(ctx, marks[1]), "budget": marks[2],
                "due": ctx.now + timedelta(days=200), "milestones": (Milestone(f"مرحلة {marks[3]}", ctx.now + timedelta(days=90)),),
            }  # fmt: skip
            paper = self.taken_in(ctx, begin_commitment(ctx, document, values, basis), "", *marks)
        paper.drafters = {who}
        self.ledger.keep(paper)

    def do_report_progress(self) -> None:
        """Somebody reports what was done: public with the commitment."""
        if (paper := self.ripe("commitment", "planned", "in_progress")) is None:
            return
        who, mark = self.chance.choice([*WHO, self.anyone()]), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            report_progress(ctx, self.world.at(ctx, paper.path), f"انطلقت الأشغال {mark}", None, None)
        paper.now.add(mark)

    def do_add_evidence(self) -> None:
        """Somebody shows that something was done: public with the commitment."""
        if (commitment := self.ripe("commitment", "in_progress")) is None:
            return
        who, marks = self.chance.choice([*WHO, self.anyone()]), [self.ledger.mark() for _ in range(3)]
        self.last = f"{who} {commitment.path}"
        with self.acting(who) as ctx:
            data = files.PDF + f"\n% {marks[1]}\n".encode()
            values = {"title": self.text(ctx, marks[0], "محضر")}
            made = add_evidence(ctx, self.world.at(ctx, commitment.path), Evidence(), values, f"{marks[2]}.pdf", data)
            paper = self.taken_in(ctx, made, "", *marks)
        self.ledger.keep(paper)

    def do_begin_file(self) -> None:
        """Somebody makes a council file, with what is public on its agenda."""
        who, mark = self.chance.choice([*WHO, self.anyone()]), self.ledger.mark()
        points = [paper.path.rpartition("/")[2] for paper in self.papers("proposal")]
        self.last = who
        with self.acting(who) as ctx:
            session = next_session(local_day(ctx.now))
            values = {"session": session.code, "day": noon(session.first_day), "details": self.text(ctx, mark, "مذكرة")}
            file = begin_file(ctx, self.world.at(ctx, COMMUNE), values)
            paper = self.taken_in(ctx, file, "", mark)
            if points:
                add_points(ctx, file, self.chance.sample(points, 1))
        paper.drafters = {who}
        self.ledger.keep(paper)

    def do_enter_decisions(self) -> None:
        """Somebody enters what the council decided; the sitting is held at once, whatever the day."""
        if (paper := self.ripe("council_file", "convened")) is None:
            return
        who, mark = self.chance.choice([*WHO, self.anyone()]), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            file = self.world.at(ctx, paper.path)
            if file.state == "convened":
                file.day = min(file.day, ctx.now)
            decided = {each.reference: ("rejected", f"لا اعتماد {mark}") for each in file.points}
            enter_decisions(ctx, file, decided, file.digest)
        paper.later = {mark: frozenset({"closed"})}
        paper.drafters.add(who)

    def do_begin_register(self) -> None:
        """Somebody begins the register, mostly when nothing is proposed any more."""
        if self.ledger.papers[CONSULTATION].state == "open" and self.chance.random() < 0.8:
            return
        who = self.chance.choice(["editor", "lead", self.anyone()])
        self.last = who
        with self.acting(who) as ctx:
            made = begin_register(ctx, self.world.at(ctx, CONSULTATION))
            paper = self.taken_in(ctx, made, who)
        paper.author, paper.drafters = "", {who}
        self.ledger.keep(paper)

    def do_word_the_register(self) -> None:
        """Somebody writes what was said about a topic."""
        if (paper := self.paper("register")) is None:
            return
        who, mark = self.chance.choice(["editor", "lead", self.anyone()]), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            register = self.world.at(ctx, paper.path)
            if not register.rows:
                self.last = ""
                return
            first, *rest = register.rows
            edit(ctx, register, {"rows": (Row(first.topic, (), (("ar", f"قال السكان {mark}"),)), *rest)})
        paper.before |= paper.now
        paper.now = {mark}
        paper.drafters.add(who)
        self.follow()

    def arrived(self, paper: Paper, before: str) -> None:
        """Judge what was confirmed, and by whom. Raises Leak."""
        super().arrived(paper, before)
        if paper.state not in CONFIRMED.get(paper.kind, ()) or before in {
            "in_progress",
            "dropped",
            "deciding",
            "changing",
        }:
            if (paper.kind, paper.state, before) == (
                "council_file",
                "closed",
                "deciding",
            ) and self.actor in paper.drafters:
                raise Leak(f"{self.actor} confirms the decisions of {paper.path} that they entered")
            return
        if self.actor in paper.drafters or "approver" not in self.ledger.roles(self.actor, paper.path):
            raise Leak(f"{self.actor} brings out {paper.path}, drafted by {sorted(paper.drafters)}")
        if paper.kind == "register":
            paper.open = set(paper.now)

    def near(self):  # type: ignore[no-untyped-def]
        """Yield also where all of them are listed."""
        yield from super().near()
        if self.touched is not None and self.touched.kind in {"commitment", "council_file", "petition"}:
            yield from (f"{COMMUNE}/{name}" for name in ("commitments", "sittings", "petitions"))
