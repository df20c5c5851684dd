"""Petitions to the council: their agent, the sheets, the council; and what one person asked an administration for."""

from mukhtabar.actions.annex import OPEN, annex, take_off
from mukhtabar.actions.bureau import accept, deliberate, offered, put_off
from mukhtabar.actions.edit import edit
from mukhtabar.actions.information import follow
from mukhtabar.actions.petition import answer_check, begin, correct_lodging, lodge, name_agent
from mukhtabar.actions.sheet import enter_sheet, serial_of
from mukhtabar.content.petition import DOCUMENT, RECEIPT
from mukhtabar.language.dates import local_day
from mukhtabar.rules.admissibility import CHECKS
from mukhtabar.rules.sessions import next_session
from mukhtabar.rules.signatures import LINES, Line
from mukhtabar.services.holidays import calendar
from tests import files
from tests.early.deeds import Deeds
from tests.world import COMMUNE

#: Who types in sheets, and prints them with the name of the agent on them.
SHEETS = frozenset({"citizen", "desk", "clerk"})
#: From when on the council reads its file: the name of the agent, and what is attached and not for everyone.
LODGED = frozenset({"lodged", "with_bureau", "accepted", "deliberated", "overdue", "refused"})


class Petitions(Deeds):
    """The agent is «citizen»; the desk types in sheets as well."""

    def do_begin_petition(self) -> None:
        """The agent writes a petition, and names themselves."""
        marks = [self.ledger.mark() for _ in range(5)]
        with self.acting("citizen") as ctx:
            made = begin(ctx, self.world.at(ctx, COMMUNE), f"عريضة {marks[0]}")
            for check in CHECKS:
                answer_check(ctx, made, check.code, "yes")
            edit(
                ctx,
                made,
                {
                    name: f"نص العريضة {mark}"
                    for name, mark in zip(("body", "reasons", "aims"), marks[1:], strict=False)
                },
            )
            name_agent(ctx, made, f"وكيلة العريضة {marks[4]}", shown=False)
            paper = self.taken_in(ctx, made, "citizen", *marks[:4])
        self.ledger.own[marks[4]], paper.inner[marks[4]] = SHEETS, LODGED
        self.last = paper.path
        self.ledger.keep(paper)

    def do_type_in_a_sheet(self) -> None:
        """Somebody types in a sheet of signatures: the names are for nobody else."""
        if (paper := self.ripe("petition", "collecting")) is None:
            return
        who, number, mark = self.someone("citizen", "desk"), self.chance.randint(1, 12), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            petition = self.world.at(ctx, paper.path)
            before = serial_of(ctx.register.petitioners.sheet(petition.uid, number))
            lines = [Line(number, line, f"موقع {number * 100 + line} {mark}") for line in range(1, LINES + 1)]
            enter_sheet(ctx, petition, number, len(lines), lines, before)
        self.ledger.own[mark] = SHEETS

    def do_fill_the_sheets(self) -> None:
        """The desk types in as many sheets as a petition needs, and the agent closes the list."""
        if (paper := self.ripe("petition", "collecting")) is None:
            return
        mark, self.last = self.ledger.mark(), paper.path
        with self.acting("desk") as ctx:
            petition = self.world.at(ctx, paper.path)
            for number in range(13, 23):
                before = serial_of(ctx.register.petitioners.sheet(petition.uid, number))
                lines = [Line(number, line, f"موقعة {number * 100 + line} {mark}") for line in range(1, LINES + 1)]
                enter_sheet(ctx, petition, number, len(lines), lines, before)
        self.ledger.own[mark] = SHEETS
        self.take("citizen", paper, "make_ready")

    def do_deliberate(self) -> None:
        """Somebody records what the council decided, on a day of the session."""
        if (paper := self.ripe("petition", "accepted")) is None:
            return
        who, mark = self.someone("approver"), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            petition = self.world.at(ctx, paper.path)
            deliberate(ctx, petition, local_day(ctx.now), "adopted", f"صادق المجلس {mark}")
        paper.open.add(mark)
        self.follow()

    def do_put_off(self) -> None:
        """Somebody moves a petition to another session, for a reason that everyone reads."""
        if (paper := self.ripe("petition", "accepted")) is None:
            return
        who, mark = self.someone("approver"), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            session = self.chance.choice(offered(local_day(ctx.now)))
            put_off(ctx, self.world.at(ctx, paper.path), session.code, f"تعذر إدراجها في هذه الدورة {mark}")
        paper.open.add(mark)

    def do_annex(self) -> None:
        """Somebody attaches a document to a petition: for everyone, or for the council alone once it is lodged."""
        if (paper := self.paper("petition")) is None:
            return
        who, marks = self.someone("citizen", "citizen"), [self.ledger.mark() for _ in range(3)]
        public, purpose = self.chance.random() < 0.5, DOCUMENT if paper.state in OPEN else RECEIPT
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            data = files.PDF + f"\n% {marks[0]}\n".encode()
            petition = self.world.at(ctx, paper.path)
            made = annex(ctx, petition, purpose, f"وثيقة {marks[1]}", public, f"{marks[2]}.pdf", data)
        paper.files[f"{paper.path}/annex?v={made.digest}"] = marks
        if public:
            paper.now |= set(marks)
        else:
            paper.inner |= dict.fromkeys(marks, LODGED)
            # An archive keeps its title and what it is called, not its bytes (decision 0026).
            self.ledger.private |= dict.fromkeys(marks[1:], frozenset({"admin"}))

    def do_take_an_annex_off(self) -> None:
        """Somebody takes a document off a petition: nobody reads it any more."""
        if (paper := self.paper("petition")) is None or not paper.files:
            return
        who, address = self.someone("citizen"), self.chance.choice([*paper.files])
        self.last, self.beside = f"{who} {address}", (address,)
        with self.acting(who) as ctx:
            take_off(ctx, self.world.at(ctx, paper.path), address.rpartition("=")[2])
        for mark in paper.files.pop(address):
            paper.now.discard(mark)
            paper.inner.pop(mark, None)

    def do_lodge(self) -> None:
        """The agent, or somebody else, records the receipt."""
        if (paper := self.ripe("petition", "ready")) is None:
            return
        who, mark = self.someone("citizen"), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            lodge(ctx, self.world.at(ctx, paper.path), local_day(ctx.now), mark)
        paper.open.add(mark)
        self.follow()

    def do_correct_lodging(self) -> None:
        """The officer, the agent or somebody else corrects the receipt, for a reason that everyone reads."""
        if (paper := self.ripe("petition", "lodged", "with_bureau")) is None:
            return
        who, number, why = self.someone("citizen", "officer"), self.ledger.mark(), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            correct_lodging(ctx, self.world.at(ctx, paper.path), local_day(ctx.now), number, f"رقم آخر على الوصل {why}")
        paper.open |= {number, why}

    def do_accept(self) -> None:
        """Somebody accepts a petition for the next session."""
        if (paper := self.ripe("petition", "with_bureau", "overdue")) is None:
            return
        who = self.someone("approver")
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            accept(ctx, self.world.at(ctx, paper.path), next_session(local_day(ctx.now)).code)
        self.follow()

    def do_ask_for_information(self) -> None:
        """A citizen keeps the days of a request: what was asked is nobody's business."""
        mark = self.ledger.mark()
        with self.acting("citizen") as ctx:
            follow(ctx, calendar(ctx.portal), f"ميزانية النقل {mark}", f"جماعة {mark}", local_day(ctx.now), number=mark)
        self.ledger.own[mark] = frozenset({"citizen"})
