"""Who speaks for the council for a time: delegations, mandates, questions passed on; and when it publishes nothing."""

from dataclasses import replace
from datetime import timedelta

from mukhtabar.actions.delegate import delegate, end_delegation
from mukhtabar.actions.freeze import lift_freeze, set_freeze
from mukhtabar.actions.mandate import begin_mandate, drop_mandate, end_mandate
from mukhtabar.actions.question import pass_on
from mukhtabar.language.dates import local_day
from tests.early.deeds import Deeds
from tests.early.ledger import COUNCIL, HOUSE, Delegation, Mandate, Paper
from tests.early.look import Leak
from tests.world import COMMUNE

EVERYONE = frozenset({"everyone"})
#: Who enters what was elected and decided elsewhere: mostly the one who may.
ADMIN = ("admin", "admin", "admin")
#: Who reads «who can do what», which explains a delegation with its reason (decision 0025).
SEE_GRANTS = frozenset({"space_lead", "observer", "admin"})
#: Where a council speaks to everyone: what does not come out while nothing is published (type, state, state before).
SPOKEN = frozenset({
    ("answer", "published", "approved"), ("commitment", "planned", "for_approval"), ("consultation", "replied", "synthesis"),
})  # fmt: skip


class Office(Deeds):
    """Approvers who are away, administrators who enter what was elected, officers who pass questions on."""

    def do_delegate(self) -> None:
        """Somebody lets another approve in their name, for a reason that the council reads, and who stands in."""
        who, to = self.someone("approver", "both"), self.someone("officer", "clerk")
        mark, self.last = self.ledger.mark(), f"{who} to {to}"
        with self.acting(who) as ctx:
            start, end = ctx.now + timedelta(days=self.chance.choice([0, 0, 2])), ctx.now + timedelta(days=20)
            given = delegate(ctx, self.world.at(ctx, COMMUNE), self.world.pids[to], start, end, f"في عطلة {mark}")
        self.ledger.given = [one for one in self.ledger.given if one.who != to]
        self.ledger.given.append(Delegation(to, COMMUNE, given.start, given.end, who))
        self.ledger.private[mark], self.ledger.own[mark] = COUNCIL | SEE_GRANTS, frozenset({to})
        self.beside = (f"{COMMUNE}/delegations", f"{COMMUNE}/who")
        if "approver" not in self.ledger.roles(who, COMMUNE):
            raise Leak(f"{who} delegates what they may not do")

    def do_end_a_delegation(self) -> None:
        """Somebody ends a delegation."""
        if not self.ledger.given:
            return
        one, who = self.chance.choice(self.ledger.given), self.someone("approver")
        self.last = f"{who} of {one.who}"
        with self.acting(who) as ctx:
            end_delegation(ctx, self.world.at(ctx, COMMUNE), self.world.pids[one.who])
            now = ctx.now
        self.ledger.given.remove(one)
        if one.start < now:
            self.ledger.given.append(replace(one, end=now))

    def do_begin_a_mandate(self) -> None:
        """Somebody enters who sits in the council: public, with the field; one that approves gives the role."""
        who, to = self.someone(*ADMIN), self.chance.choice(["citizen", "officer", "clerk", "moderator"])
        approves, mark = self.chance.random() < 0.5, self.ledger.mark()
        self.last = f"{who} of {to}{' approves' if approves else ''}"
        with self.acting(who) as ctx:
            start = local_day(ctx.now) + timedelta(days=self.chance.choice([0, 0, 3]))
            end, term = start + timedelta(days=self.chance.randint(0, 30)), (start.year - 1, start.year + 5)
            commune, pid, of = self.world.at(ctx, COMMUNE), self.world.pids[to], {"ar": f"لجنة {mark}"}
            made = begin_mandate(ctx, commune, pid, "member", term, start, end, of=of, approves=approves)
        self.ledger.mandates[made.id], self.ledger.private[mark] = Mandate(to, start, end, approves), EVERYONE
        if who != "admin" or (approves and to == "moderator"):
            raise Leak(f"{who} lets {to} sit in the council")

    def do_end_a_mandate(self) -> None:
        """Somebody ends a mandate, or takes it back: what it gave ends with it."""
        if not self.ledger.mandates:
            return
        number, who = self.chance.choice([*self.ledger.mandates]), self.someone(*ADMIN)
        one = self.ledger.mandates[number]
        self.last = f"{who} of {one.who}"
        with self.acting(who) as ctx:
            commune = self.world.at(ctx, COMMUNE)
            end = local_day(ctx.now) + timedelta(days=self.chance.choice([-1, 0, 4]))
            if back := self.chance.random() < 0.3:
                drop_mandate(ctx, commune, number)
            else:
                end_mandate(ctx, commune, number, end)
        if back:
            del self.ledger.mandates[number]
        else:
            self.ledger.mandates[number] = replace(one, end=end)

    def do_pass_on(self) -> None:
        """Somebody passes a question on to a member, who then drafts the answer, and reads what is drafted."""
        questions = [paper for paper in self.papers("proposal") if paper.question and paper.state == "published"]
        if not questions or not self.ledger.mandates:
            return
        self.touched = paper = self.chance.choice(questions)
        who, number = self.someone("officer", "officer", "both"), self.chance.choice([*self.ledger.mandates])
        self.last = f"{who} {paper.path}"
        able = "officer" in self.ledger.roles(who, paper.path)
        with self.acting(who) as ctx:
            pass_on(ctx, self.world.at(ctx, paper.path), number)
        self.ledger.charges[paper.path] = number
        if not able:
            raise Leak(f"{who} passes {paper.path} on, and works for no council there")
        if HOUSE & self.ledger.roles(to := self.ledger.mandates[number].who, paper.path):
            raise Leak(f"{who} passes {paper.path} on to {to}, who moderates it")

    def do_freeze(self) -> None:
        """Somebody sets a period in which the council publishes nothing: its reason is public."""
        who, place, mark = self.someone(*ADMIN), self.chance.choice([COMMUNE, "/"]), self.ledger.mark()
        self.last = f"{who} {place}"
        with self.acting(who) as ctx:
            start = local_day(ctx.now) + timedelta(days=self.chance.choice([0, 2]))
            end = start + timedelta(days=self.chance.randint(0, 2))
            made = set_freeze(ctx, self.world.at(ctx, place), start, end, f"قبيل الانتخابات {mark}")
        self.ledger.freezes[made.id], self.ledger.private[mark] = (place, start, end), EVERYONE

    def do_thaw(self) -> None:
        """Somebody lifts such a period."""
        if not self.ledger.freezes:
            return
        number, who = self.chance.choice([*self.ledger.freezes]), self.someone(*ADMIN)
        self.last = who
        with self.acting(who) as ctx:
            lift_freeze(ctx, self.world.at(ctx, self.ledger.freezes[number][0]), number)
        del self.ledger.freezes[number]

    def arrived(self, paper: Paper, before: str) -> None:
        """Judge what came out although nothing was to. Raises Leak."""
        super().arrived(paper, before)
        if (paper.kind, paper.state, before) in SPOKEN and self.ledger.frozen(paper.path):
            raise Leak(f"{paper.path} comes out in a period without publications")
