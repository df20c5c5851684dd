"""Petitions to the council: their agent, the sheets, the council; and what one person asked an administration for."""

from mukhtabar.actions.bureau import accept, deliberate
from mukhtabar.actions.edit import edit
from mukhtabar.actions.information import follow
from mukhtabar.actions.petition import answer_check, begin, lodge, name_agent
from mukhtabar.actions.sheet import enter_sheet, serial_of
from mukhtabar.language.dates import local_day
from mukhtabar.rules.admissibility import CHECKS
from mukhtabar.rules.sessions import next_session
from mukhtabar.rules.signatures import LINES, Line
from mukhtabar.services.holidays import calendar
from tests.early.deeds import Deeds
from tests.world import COMMUNE

#: Who reads the file of a petition, or prints its sheets, with the name of its agent on them.
FILE = frozenset({"citizen", "desk", "officer", "approver", "approver2", "both"})
#: Who types in sheets.
SHEETS = frozenset({"citizen", "desk"})


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
        self.ledger.own[marks[4]] = FILE
        self.last = paper.path
        self.ledger.keep(paper)

    def do_type_in_a_sheet(self) -> None:
        """Somebody types in a sheet of signatures: the names are for nobody else."""
        if (paper := self.paper("petition")) is None:
            return
        who, number, mark = (
            self.chance.choice(["citizen", "desk", self.anyone()]),
            self.chance.randint(1, 12),
            self.ledger.mark(),
        )
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            petition = self.world.at(ctx, paper.path)
            before = serial_of(ctx.register.petitioners.sheet(petition.uid, number))
            lines = [Line(number, line, f"موقع {number * 100 + line} {mark}") for line in range(1, LINES + 1)]
            enter_sheet(ctx, petition, number, len(lines), lines, before)
        self.ledger.own[mark] = SHEETS

    def do_fill_the_sheets(self) -> None:
        """The desk types in as many sheets as a petition needs."""
        if (paper := self.paper("petition")) is None:
            return
        mark, self.last = self.ledger.mark(), paper.path
        with self.acting("desk") as ctx:
            petition = self.world.at(ctx, paper.path)
            for number in range(13, 23):
                before = serial_of(ctx.register.petitioners.sheet(petition.uid, number))
                lines = [Line(number, line, f"موقعة {number * 100 + line} {mark}") for line in range(1, LINES + 1)]
                enter_sheet(ctx, petition, number, len(lines), lines, before)
        self.ledger.own[mark] = SHEETS

    def do_deliberate(self) -> None:
        """Somebody records what the council decided, on a day of the session."""
        if (paper := self.paper("petition")) is None:
            return
        who, mark = self.chance.choice(["approver", self.anyone()]), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            petition = self.world.at(ctx, paper.path)
            deliberate(ctx, petition, local_day(ctx.now), "adopted", f"صادق المجلس {mark}")
        paper.open.add(mark)
        self.follow()

    def do_lodge(self) -> None:
        """The agent, or somebody else, records the receipt."""
        if (paper := self.paper("petition")) is None:
            return
        who, mark = self.chance.choice(["citizen", self.anyone()]), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            lodge(ctx, self.world.at(ctx, paper.path), local_day(ctx.now), mark)
        paper.open.add(mark)
        self.follow()

    def do_accept(self) -> None:
        """Somebody accepts a petition for the next session."""
        if (paper := self.paper("petition")) is None:
            return
        who = self.chance.choice(["approver", self.anyone()])
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
